"""Where the platform keeps what programs keep for a user: what may be lost (a cache), and what may not (data)."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache() -> Path:
    """The folder of Siyar in the platform's cache; ``SIYAR_CACHE`` names another."""
    return _place("SIYAR_CACHE", "XDG_CACHE_HOME", Path.home() / ".cache", "Caches", "Cache")


def data() -> Path:
    """The folder of Siyar among a user's own data; ``SIYAR_DATA`` names another."""
    return _place("SIYAR_DATA", "XDG_DATA_HOME", Path.home() / ".local" / "share", "Application Support", "Data")


def _place(own: str, xdg: str, home: Path, mac: str, windows: str) -> Path:
    if named := os.environ.get(own):
        return Path(named)
    given = os.environ.get(xdg, "")
    if given and Path(given).is_absolute():  # another is to be ignored, says the XDG specification
        return Path(given) / "siyar"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "siyar" / windows
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "siyar"
    return home / "siyar"
