"""What a program may ask, as data with bounds: the same things an address of the pages can say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from siyar.web.desk import FIXED
from siyar.web.state import MOST_CHARACTERS, MOST_VALUES, State

Words = Annotated[str, Field(max_length=MOST_CHARACTERS)]
Several = Annotated[list[Words], Field(max_length=MOST_VALUES)]

#: Facts fixed over all cases.
Few = Annotated[list[Words], Field(max_length=FIXED)]


class Strict(BaseModel):
    """A name that is not known is a mistake, and said."""

    model_config = ConfigDict(extra="forbid")


class Asked(Strict):
    """A case and what is asked of it. Without doctrines those asked when nobody is named; without questions its own."""

    case: Words = Field(
        examples=["hudaybiyya"], description="The id of a case, or `abstract` for one of nobody in particular."
    )
    questions: Several = Field(
        default=[], examples=[["truce"]], description="Ids of questions; an abstract case needs one."
    )
    doctrines: Several = Field(default=[], examples=[["hizb-qa"]], description="Ids of doctrines.")
    about: Words = Field(default="", description="Whom or what it is about: a name, or a sentence written out.")
    kinds: Several = Field(default=[], description="`Party:Group`: who fills a place of an abstract case.")
    given: Several = Field(default=[], description="Sentences in the names of the case that are to hold.")
    unset: Several = Field(default=[], description="Sentences of which nothing is to be said.")
    readings: Several = Field(default=[], description="`doctrine/reading=option`.")
    without: Several = Field(default=[], description="`doctrine/id` of rules, precedents or evidence taken away.")
    narrowed: StrictBool = Field(default=False, description="Leave out the other positions; the answer then says so.")

    @property
    def state(self) -> State:
        """The same as the pages have it, read as an address is read."""
        pairs = [("case", self.case), ("about", self.about), ("only", "1" if self.narrowed else "")]
        for name, values in (
            ("q", self.questions), ("d", self.doctrines), ("kind", self.kinds), ("given", self.given),
            ("unset", self.unset), ("reading", self.readings), ("without", self.without),
        ):  # fmt: skip
            pairs += [(name, value) for value in values]
        return State.read(pairs)


class AskedWhyNot(Asked):
    word: Words = Field(default="any", description="A word that does not follow, or `any`.")


class AskedComparison(Asked):
    differences: StrictBool = Field(default=False, description="Only rows on which two doctrines part.")


class AskedDoctrines(Strict):
    """Doctrines over all cases of questions."""

    doctrines: Several = Field(min_length=2, examples=[["hizb-qa", "hanafi"]], description="Two or more.")
    questions: Several = Field(default=[], description="By default all that each of them encodes.")
    given: Few = Field(default=[], description="Facts fixed, in the names of the abstract cases.")
    differences: StrictBool = Field(default=False, description="Only what they say differently.")


class AskedVersions(Strict):
    """Two doctrines as two versions."""

    old: Words = Field(examples=["shafii"], description="The older one, by its id.")
    new: Words = Field(examples=["hanbali"], description="The newer one, by its id.")
    questions: Several = Field(default=[], examples=[["help"]], description="By default all that both encode.")


class AskedDoctrine(Strict):
    """One doctrine over all cases of questions."""

    doctrine: Words = Field(examples=["hizb-qa"])
    questions: Several = Field(default=[], examples=[["help"]], description="By default all that it encodes.")
    readings: Several = Field(default=[], description="`doctrine/reading=option`.")

    @property
    def state(self) -> State:
        """The same as the pages have it."""
        pairs = [("d", self.doctrine), *(("q", q) for q in self.questions), *(("reading", r) for r in self.readings)]
        return State.read(pairs)


class AskedInfluence(AskedDoctrine):
    given: Few = Field(default=[], description="Facts fixed, in the names of the abstract cases.")

    @property
    def state(self) -> State:
        return super().state.but(given=tuple(self.given))


class AskedEvidence(AskedDoctrine):
    without: Several = Field(default=[], description="Evidence set aside, by its id.")
    grader: Words = Field(default="", description="Whose grades set aside what he ranks lower than `least`.")
    least: Literal["sahih", "hasan", "daif"] = "hasan"

    @property
    def state(self) -> State:
        return super().state.but(without=tuple(self.without))


class AskedText(Strict):
    """A text of a user's own."""

    text: Annotated[str, Field(max_length=200_000)]


class AskedToKeep(AskedText):
    """A text to be kept: a new one, or the next version of one that is."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,40}$")] = ""
    version: Annotated[StrictInt, Field(ge=0, le=1_000_000_000)] = 0


class AskedRuling(Asked):
    every_reading: StrictBool = Field(default=False, description="A ruling for each way of reading that matters.")


class AskedCopy(Strict):
    """A copy of a source: its words as `text`, or a file in base64 as `data`."""

    source: Words = Field(examples=["qa-2017"], description="Of which source it is a copy, by its id.")
    name: Annotated[str, Field(max_length=200)] = Field(
        default="copy.txt", description="What the file is called; its ending says whether it is text, Markdown or HTML."
    )
    text: str = ""
    data: str = ""
    obtained: Annotated[str, Field(max_length=300)] = Field(default="", description="Where and when it was had.")
    encoding: Annotated[str, Field(max_length=40)] = Field(default="", description="Of `data`, if it is not UTF-8.")


class AskedRows(Strict):
    """A table and what its columns mean. One of persons is refused; what is too long is, as any body is."""

    table: str = Field(description="CSV, the names of columns in the first line.")
    question: Words = Field(examples=["truce"])
    doctrines: Several = Field(default=[])
    shipped: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,40}$")] = Field(
        default="", description="A mapping of columns that is shipped, by its id; else `mapping` is one of your own."
    )
    mapping: str = ""
    draft: StrictBool = Field(default=False, description="Draft a mapping for the table, and answer nothing.")


class Row(Strict):
    """One case of a table: what is given and denied of it, in sentences."""

    given: Several = Field(default=[])


class AskedTable(Strict):
    """Many cases of one question. A table whose rows would be persons is refused."""

    question: Words = Field(examples=["truce"])
    doctrines: Several = Field(default=[])
    kinds: Several = Field(default=[], description="`Party:Polity`: who fills a place of the question.")
    rows: Annotated[list[Row], Field(max_length=200, examples=[[{"given": []}]])]
    offset: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[StrictInt, Field(ge=1, le=50)] = 20
