"""What the rules of doctrines become among the entities of a case, kept for further cases of the same entities.

Facts have no part in it: a case with one fact changed, or asked another question, is grounded by what is here. The key
is who is in a case, with types and short names, in order, and under each such cast the frame itself.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from siyar.framing import Frame
from siyar.ground import Instances
from siyar.model import Claim, Entity

#: Casts kept, those asked about last.
MOST_CASTS = 24


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a case, with what each frame has of them so far, and claims about them in words."""

    entities: tuple[Entity, ...]
    _made: dict[int, Instances] = field(default_factory=dict, repr=False)
    _words: dict[Claim, str] = field(default_factory=dict, repr=False)

    def of(self, frame: Frame) -> Instances:
        """By the frame itself, not by what it is equal to: what is kept holds it, so that no other has its number."""
        if id(frame) not in self._made:
            self._made[id(frame)] = Instances(frame, self.entities, self._words)
        return self._made[id(frame)]


@dataclass
class KeptCasts:
    """``most`` casts; asked from several threads."""

    most: int = MOST_CASTS
    _casts: OrderedDict[tuple[Entity, ...], Cast] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(self, entities: tuple[Entity, ...]) -> Cast:
        with self._lock:
            if entities not in self._casts:
                self._casts[entities] = Cast(entities)
            self._casts.move_to_end(entities)
            while len(self._casts) > self.most:
                self._casts.popitem(last=False)
            return self._casts[entities]

    def clear(self) -> None:
        with self._lock:
            self._casts.clear()

    def __len__(self) -> int:
        return len(self._casts)
