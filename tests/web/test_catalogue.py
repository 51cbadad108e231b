"""Languages: what is preferred, how a catalogue is read."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from siyar.web.catalogue import LANGUAGES, Catalogue, catalogue, parsed, preferred
from siyar.web.glosses import SEVERITIES, STANDS, VALUES
from siyar.web.rendering import environment

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


def messages() -> set[tuple[str, ...]]:
    """Every message of the templates, with its plural where it has one."""
    env = environment()
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # jinja2 adds it with its extension
    found: set[tuple[str, ...]] = set()
    for file in (files("siyar.web") / "templates").iterdir():
        for _, _, message in env.extract_translations(file.read_text(encoding="utf-8")):  # type: ignore[attr-defined]  # jinja2 adds it with its extension
            words = message if isinstance(message, tuple) else (message,)
            found.add(tuple(word for word in words if word))
    return found


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_message_is_translated_and_no_other(language: str) -> None:
    written = catalogue(language).messages
    wanted = {words[0] for words in messages()} | {*VALUES, *STANDS, *SEVERITIES}
    assert {id for id, _ in written} == wanted
    assert all(words.strip() for words in written.values())


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_translation_keeps_the_places_to_be_filled(language: str) -> None:
    written = catalogue(language)
    for one, *more in messages():
        places = [set(re.findall(r"%\(\w+\)s", word)) for word in (one, *more)]
        if not more:
            assert set(re.findall(r"%\(\w+\)s", written.gettext(one))) == places[0], one
        for n in (3, 11, 100) if more else ():
            assert set(re.findall(r"%\(\w+\)s", written.ngettext(one, more[0], n))) == places[1], one
