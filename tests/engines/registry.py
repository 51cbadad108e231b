"""The engines under test: every module of `siyar.engines` that offers `evaluate`. A new one is found by itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import cast

import siyar.engines
from siyar.engines import reference
from siyar.engines.protocol import Evaluate


def _found() -> Mapping[str, Evaluate]:
    modules = sorted(m.name for m in pkgutil.iter_modules(siyar.engines.__path__))
    loaded = {name: import_module(f"siyar.engines.{name}") for name in modules}
    return {name: cast(Evaluate, m.evaluate) for name, m in loaded.items() if hasattr(m, "evaluate")}


ENGINES: Mapping[str, Evaluate] = {n: e for n, e in _found().items() if n != "asp" or find_spec("clingo")}
assert ENGINES["reference"] is reference.evaluate

#: Of many theories the engine that starts a solver for each looks at one in so many.
ONE_IN = 20


def due(number: int) -> Mapping[str, Evaluate]:
    """The engines that the theory of this number is put to."""
    return ENGINES if number % ONE_IN == 0 else {name: e for name, e in ENGINES.items() if name != "asp"}
