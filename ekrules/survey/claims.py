"""Claims: the percents that the source's prose states, and what each can be held against.

In: claims.yaml. Out: frozen models. Never decides whether a claim is right: that is worked out
from the counts (facts.claims).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ekrules.survey.codebook import IDENTIFIER
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording

BaseNamed = Literal["all", "asked", "answered", "known"]
Side = Literal["over", "under"]


def _in_percent(percent: float) -> float:
    if not 0 <= percent <= 100:
        raise ValueError("expected a percent from 0 to 100")
    return percent


# Whole or not as it is written: 60 has no decimals, and 60.0 has one.
StatedPercent = Annotated[
    float | int,
    AfterValidator(_in_percent),
    Field(json_schema_extra={"minimum": 0, "maximum": 100}),
]


class Claim(Placed):
    """One percent that the prose states, and the figure it can be checked by."""

    id: str = Field(pattern=IDENTIFIER)
    """The claim's id."""
    section: str
    """Where in the source it stands, in quotes, as "5.2"."""
    says: Wording
    """What is claimed, in your own words and without the percent; printed in the report."""
    percent: StatedPercent
    """The percent as stated, 0 to 100, with as many decimals as it is stated with."""
    about: bool = False
    """true: the source hedges, as by about, close to, nearly or over."""
    side: Side | None = None
    """Where the hedge names a side: over or under. Goes with `about: true`."""
    share_of: Literal["all", "asked"] | Wording
    """Whose share the words say it is: all, asked, or a group in your own words."""
    question: str | None = None
    """The id of the question whose table can check it. A claim has just one way to be checked."""
    item: str | None = None
    """The id of the row, in a grid question; left out for other questions."""
    counts: tuple[str, ...] = ()
    """Ids of the answers that count. Needed with a question."""
    base: BaseNamed | None = None
    """The base that the words name: all, asked, answered or known. Needed with a question, unless
    `share_of` says it.
    """
    evidence: str | None = None
    """The id of the figure in evidence.yaml that can check it, in place of a question."""
    not_in_tables: Wording | None = None
    """Why no printed table can check it, in place of a question; printed in the report."""
    note: str | None = None
    """The id of the note in source_notes.yaml that says more of it. May be left out."""

    @model_validator(mode="after")
    def _is_checked_in_one_way(self) -> Self:
        ways = (self.question, self.evidence, self.not_in_tables)
        if sum(one is not None for one in ways) != 1:
            raise ValueError('a claim has one of "question", "evidence" and "not_in_tables"')
        if self.question is None and (self.counts or self.base or self.item):
            raise ValueError('only a claim with a "question" has "item", "counts" and "base"')
        if self.question is not None and not self.counts:
            raise ValueError('"counts" is needed with "question"')
        return self

    @model_validator(mode="after")
    def _names_one_base(self) -> Self:
        said = self.share_of if isinstance(self.share_of, str) else None
        if self.question is not None and said is None and self.base is None:
            raise ValueError('"base" is needed where "share_of" is in your own words')
        if said is not None and self.base not in (None, said):
            raise ValueError(f'"base" is {self.base}, and "share_of" is {said}; leave "base" out')
        return self

    @model_validator(mode="after")
    def _hedges_to_a_side(self) -> Self:
        if self.side is not None and not self.about:
            raise ValueError('"side" goes with about: true')
        return self

    @property
    def named_base(self) -> BaseNamed:
        """The base that the words name."""
        if self.base is not None:
            return self.base
        return self.share_of if isinstance(self.share_of, str) else "asked"


class Claims(Placed):
    """claims.yaml."""

    claims: tuple[Claim, ...]
    """The claims; the report prints those that do not follow from the counts."""
