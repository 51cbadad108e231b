"""Programs of `assembly` as machine code: the door of llvmlite, the compiler that numba is built on.

What was compiled is kept as an object file in the folder of `siyar.engines.bits.cache`, under the digest of the
program's text, the compiler and the processor. Nothing is unpickled: a file is the digest of its content and the
content, and one that does not match is compiled again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any

from siyar.engines.bits import cache as kept

#: `work(start, stop, counts, kept)`, addresses as numbers; other threads run meanwhile.
Work = Callable[[int, int, int, int], None]


class NotInstalled(Exception):
    """llvmlite is not there: `pip install "siyar[space]"`."""

    def __init__(self) -> None:
        super().__init__('large case spaces need the extra "space": pip install "siyar[space]"')


@dataclass(frozen=True, slots=True)
class _Machine:
    """The compiler for this processor."""

    binding: Any = field(repr=False)
    features: str
    words: int
    name: str

    def target(self) -> Any:
        """A code generator; an engine that is given one disposes of it."""
        made = self.binding.Target.from_default_triple()
        return made.create_target_machine(cpu=self.binding.get_host_cpu_name(), features=self.features, opt=2)


@cache
def available() -> bool:
    """Whether programs can be compiled here, without importing what does it."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("llvmlite", "numpy"))


def register_words() -> int:
    """How many words of 64 cases a register of this processor holds."""
    return _machine().words


@cache
def _machine() -> _Machine:
    try:
        import llvmlite
        import llvmlite.binding as binding
    except ImportError as error:
        raise NotInstalled from error
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    features, cpu = binding.get_host_cpu_features(), binding.get_host_cpu_name()
    compiler = f"{llvmlite.__version__} {binding.llvm_version_info} {binding.get_default_triple()}"
    words = 8 if features.get("avx512f") else 4
    return _Machine(binding, features.flatten(), words, f"{compiler} {cpu} {features.flatten()}")


@dataclass(frozen=True, slots=True)
class Program:
    """A function in memory; it lives as long as its engine does."""

    work: Work
    engine: Any = field(repr=False)


_lock = Lock()
_loaded: dict[str, Program] = {}

#: Programs kept ready in one process, at most.
MOST_LOADED = 64


class Readiness(IntEnum):
    """What is there of a program already."""

    NOTHING = 0
    ON_DISK = 1
    IN_MEMORY = 2


def readiness(text: str) -> Readiness:
    """Whether the program was compiled before, in this process or another."""
    digest = _digest(text)
    if digest in _loaded:
        return Readiness.IN_MEMORY
    return Readiness.NOTHING if kept.read(digest) is None else Readiness.ON_DISK


def compiled(text: str) -> Program:
    """The program in memory; compiled only if it never was."""
    digest = _digest(text)
    with _lock:
        if digest not in _loaded:
            while len(_loaded) >= MOST_LOADED:
                del _loaded[next(iter(_loaded))]
            _loaded[digest] = _linked(_object(text, digest))
        return _loaded[digest]


def _digest(text: str) -> str:
    return sha256(f"{_machine().name}\n{text}".encode()).hexdigest()


def _object(text: str, digest: str) -> bytes:
    known = kept.read(digest)
    if known is not None:
        return known
    machine = _machine()
    module = machine.binding.parse_assembly(text)
    module.verify()
    made: bytes = machine.target().emit_object(module)
    kept.write(digest, made)
    return made


def _linked(code: bytes) -> Program:
    machine = _machine()
    engine = machine.binding.create_mcjit_compiler(machine.binding.parse_assembly(""), machine.target())
    engine.add_object_file(machine.binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    kind = ctypes.CFUNCTYPE(None, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p)
    return Program(kind(engine.get_function_address("work")), engine)
