"""The doctrines of a library, heard one by one: each under the readings asked for, its frames kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from siyar.asking import short_names
from siyar.conclusion import Answer, Because, Status
from siyar.framing import Frame, frame
from siyar.ground import Grounded, Instances, ground
from siyar.hearing import (
    Asked,
    ImpossibleCase,
    NoSuchWord,
    Outcome,
    Ruling,
    Told,
    attribute,
    hear,
    hear_not,
    listen,
    matters,
    reading_choices,
)
from siyar.language.unparse import say
from siyar.model import Case, Doctrine, Library, Sentence
from siyar.positions import anachronism
from siyar.refusals import own_grounds
from siyar.workbench.kept_casts import Cast, KeptCasts
from siyar.workbench.kept_rulings import KeptOfCase, KeptRulings


@dataclass(frozen=True, slots=True)
class Manner:
    """How doctrines are heard: options chosen, by doctrine; grounds taken away; whether ambiguity propagates.

    Without ``turning`` what is said and why, and not what it turns on: see `hear`.
    """

    reading: Mapping[str, Mapping[str, str]]
    without: Sequence[str] = ()
    propagating: bool = False
    every_reading: bool = False
    turning: bool = True

    def of(self, doctrine: str) -> Mapping[str, str]:
        """The options chosen for a doctrine."""
        return self.reading.get(doctrine, {})


@dataclass(frozen=True)
class Hearers:
    """Who can be asked: the doctrines of a library."""

    library: Library
    _frames: dict[tuple[object, ...], Frame] = field(default_factory=dict, repr=False, compare=False)
    #: Where rulings are kept: none unless somebody says how many, since a command that asks once has no use for it.
    kept: KeptRulings = field(default_factory=KeptRulings, repr=False, compare=False)
    casts: KeptCasts = field(default_factory=KeptCasts, repr=False, compare=False)
    _case: Case | None = field(default=None, repr=False, compare=False)

    @cached_property
    def sentences(self) -> Mapping[str, Sentence]:
        return self.library.sentences()

    def hear(
        self,
        doctrine: str,
        case: Case,
        asked: Asked,
        reading: Mapping[str, str] | None = None,
        without: Sequence[str] = (),
        propagating: bool = False,
        listened: Told | None = None,
        turning: bool = True,
        certain: Answer | None = None,
    ) -> Ruling | ImpossibleCase:
        """One doctrine on one sentence; a question its encoding does not cover yet is *not encoded*.

        ``certain``: the answer whatever is not known, where somebody found that before: nobody looks again.
        """
        heard = self.library.doctrines[doctrine]
        if asked.question and asked.question not in heard.questions:
            return self._not_encoded(heard, case, asked)
        under = self.frame(doctrine, reading, without)

        def make() -> Ruling | ImpossibleCase:
            return self._made_of(under, case, asked, propagating, listened, turning, certain)

        if self._of_case is None or case is not self._case:
            return make()
        manner = (doctrine, tuple(sorted(under.reading.items())), under.without, propagating, turning)
        return self._of_case.once(under, asked, manner, make)

    def _made_of(
        self,
        under: Frame,
        case: Case,
        asked: Asked,
        propagating: bool,
        listened: Told | None,
        turning: bool,
        certain: Answer | None,
    ) -> Ruling | ImpossibleCase:
        return hear(
            self.library,
            under,
            case,
            asked,
            propagating=propagating,
            listened=listened,
            turning=turning,
            made=self._instances(under, case),
            late=anachronism(self.library.doctrines[under.doctrine.id], case),
            certain=certain,
        )

    def about(self, case: Case) -> Hearers:
        """The same hearers, many of whose questions will be about one case, or about the same entities with other
        facts: each grounds a rule for them once."""
        return Hearers(self.library, self._frames, self.kept, self.casts, case)

    @cached_property
    def _of_case(self) -> KeptOfCase | None:
        return self.kept.of(self._case) if self.kept.most and self._case else None

    def _instances(self, under: Frame, case: Case) -> Instances | None:
        if self._case is None or case.entities is not self._case.entities:
            return None  # what a rule becomes depends on nothing else of a case
        return self._cast.of(under)

    @cached_property
    def _cast(self) -> Cast:
        assert self._case is not None
        return self.casts.of(self._case.entities)

    def listen(self, doctrine: str, case: Case, asked: Asked, reading: Mapping[str, str] | None = None) -> Told:
        """What a doctrine says of one sentence, without saying it."""
        under = self.frame(doctrine, reading)
        return listen(under, case, asked, made=self._instances(under, case))

    def ground(self, doctrine: str, case: Case, asked: Asked, reading: Mapping[str, str] | None = None) -> Grounded:
        """The case grounded for one sentence, as what is said of it is made from: nobody's account is followed."""
        under = self.frame(doctrine, reading)
        return ground(under, case, (asked.claim.sentence,), None, self._instances(under, case))

    def hear_not(
        self, doctrine: str, case: Case, asked: Asked, word: str, manner: Manner
    ) -> Ruling | ImpossibleCase | NoSuchWord:
        """The ruling with every obstacle to a word that it does not say."""
        under = self.frame(doctrine, manner.of(doctrine), manner.without)
        return hear_not(self.library, under, case, asked, word, propagating=manner.propagating)

    def trim(self, most: int) -> None:
        """Lets go of the frames kept, once they are more: somebody may try reading upon reading for days."""
        if len(self._frames) > most:
            self._frames.clear()
            self.casts.clear()

    def frame(self, doctrine: str, reading: Mapping[str, str] | None = None, without: Sequence[str] = ()) -> Frame:
        """The doctrine under a reading; kept, since a bench asks the same doctrine again and again."""
        own = own_grounds(doctrine, without) if without else ()
        key = (doctrine, tuple(sorted(reading.items())) if reading else (), tuple(sorted(own)))
        found = self._frames.get(key)
        if found is None:  # looked for once: another thread may `trim` in between
            put = self.library.doctrines[doctrine]
            if put.prevailing is not None:
                from siyar.study.precedent_rules import with_precedents

                put = with_precedents(put, self.library, dict(reading or {}), own)
            found = self._frames[key] = frame(put, self.library, reading, own)
        return found

    def _not_encoded(self, doctrine: Doctrine, case: Case, asked: Asked) -> Ruling:
        """Its place is kept: not encoded is never silence (ADR 0005)."""
        late = anachronism(doctrine, case)

        def made() -> Ruling:
            return self._unspoken(doctrine, case, asked, late)

        # Nothing of the case has a part in it but who is in it.
        instances = self._instances(self.frame(doctrine.id), case)
        return instances.once(("not encoded", asked, late), made) if instances else made()

    def _unspoken(self, doctrine: Doctrine, case: Case, asked: Asked, late: str) -> Ruling:
        outcome = Outcome(None, Status.OPEN, Because.NOT_ENCODED)
        return Ruling(
            attributed=attribute(self.library, doctrine, outcome, ()),
            question=asked.question,
            sentence=asked.claim.sentence,
            about=say(asked.claim, self.sentences, names=short_names(case)),
            entities=tuple(str(a) for a in asked.claim.arguments),
            option=asked.claim.options[0] if asked.claim.options else "",
            known=outcome,
            settled=False,
            anachronism=late,
            claim=asked.claim,
        )

    def rulings(
        self, case: Case, asked: Asked, doctrines: Sequence[str], manner: Manner
    ) -> list[Ruling | ImpossibleCase]:
        """What the doctrines say of one sentence, in their order; of each as many rulings as the manner wants."""
        found: list[Ruling | ImpossibleCase] = []
        for id in doctrines:
            if manner.every_reading:
                found += self._every_reading(id, case, asked, manner)
            else:
                found.append(self._heard(id, case, asked, manner))
        return found

    def _heard(self, doctrine: str, case: Case, asked: Asked, manner: Manner) -> Ruling | ImpossibleCase:
        own = manner.of(doctrine)
        return self.hear(doctrine, case, asked, own, manner.without, manner.propagating, turning=manner.turning)

    def otherwise(
        self, case: Case, asked: Asked, doctrines: Sequence[str], manner: Manner
    ) -> list[Ruling | ImpossibleCase]:
        """With every reading wanted, what the doctrines say besides what they say as they are read by themselves."""
        each = (self._every_reading(id, case, asked, manner) for id in doctrines if manner.every_reading)
        return [ruling for _, *others in each for ruling in others]

    def _every_reading(self, doctrine: str, case: Case, asked: Asked, manner: Manner) -> list[Ruling | ImpossibleCase]:
        """One ruling for each combination of the readings that matter; those a user chose himself stay as chosen.

        A reading matters here if, the others being whatever they are, another option gives another outcome.
        """
        own = manner.of(doctrine)
        free = [
            {r: o for r, o in pick.items() if r not in own}
            for pick in reading_choices(self.library.doctrines[doctrine], (asked.claim.sentence,))
        ]
        heard = {
            tuple(pick.items()): self.hear(doctrine, case, asked, {**pick, **own}, manner.without, manner.propagating)
            for pick in free
        }
        spread = matters({pick: _gist(ruling) for pick, ruling in heard.items()})
        shown: dict[tuple[str, ...], Ruling | ImpossibleCase] = {}
        default = self.frame(doctrine).reading
        for pick, ruling in sorted(heard.items(), key=lambda one: [default.get(r) != o for r, o in one[0]]):
            varied = replace(ruling, varied=spread) if isinstance(ruling, Ruling) else ruling
            shown.setdefault(tuple(o for r, o in pick if r in spread), varied)
        return list(shown.values())


def _gist(ruling: Ruling | ImpossibleCase) -> object:
    """What one sees of a ruling: two readings with the same gist do not differ here."""
    return (ruling.outcome, ruling.settled) if isinstance(ruling, Ruling) else ruling
