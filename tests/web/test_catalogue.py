"""Languages: what is preferred, how a catalogue is read."""

from __future__ import annotations

import pytest

from siyar.web.catalogue import Catalogue, parsed, preferred

TEXT = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\n"

# where it stands
msgid "one \"quoted\""
msgstr "eins"

msgid "%(num)s case"
msgid_plural "%(num)s cases"
msgstr[0] "ein Fall"
msgstr[1] "zwei"
msgstr[2] "mehr"

#, fuzzy
msgid "perhaps"
msgstr "vielleicht"

msgid "long "
"words"
msgstr "lange "
"Worte"
"""


def test_a_catalogue_is_read() -> None:
    found = Catalogue(parsed(TEXT))
    assert found.gettext('one "quoted"') == "eins"
    assert found.gettext("long words") == "lange Worte"
    assert found.gettext("perhaps") == "perhaps"
    assert found.gettext("unknown") == "unknown"
    assert [found.ngettext("%(num)s case", "%(num)s cases", n) for n in (1, 2, 7)] == ["ein Fall", "zwei", "mehr"]
    assert found.ngettext("a", "b", 2) == "b"


@pytest.mark.parametrize(
    ("asked", "kept", "header", "found"),
    [
        ("", "", "", "en"),
        ("ar", "en", "en", "ar"),
        ("xx", "ar", "en", "ar"),
        ("", "", "ar-EG,ar;q=0.9,en;q=0.5", "ar"),
        ("", "", "fr,en;q=0.3,ar;q=0.7", "ar"),
        ("", "", "ar;q=0,en;q=0.1", "en"),
        ("", "", "ar;q=none", "en"),
    ],
)
def test_the_language_of_a_page(asked: str, kept: str, header: str, found: str) -> None:
    assert preferred(asked, kept, header) == found
