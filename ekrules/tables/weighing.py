"""Weighing: a tally's sums cell by cell of a design, for shares that are weighted.

In: counts of each cell (stratum × post-stratum) of the survey's design. Out: what a share's
numerator and denominator weigh in every cell. An unweighted survey has none of this: its shares are
quotients of two counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ekrules.errors import Place
from ekrules.survey.answer_layout import DONT_KNOW, LEFT_OUT, NO_ANSWER, NOT_ASKED, WEIGHT
from ekrules.survey.survey import Survey
from ekrules.survey.units import frame_totals
from ekrules.tables.bases import Base
from ekrules.tables.counting import CodeSums, GroupCounts
from ekrules.tables.design import WHOLE, Cell, Design
from ekrules.tables.domain_sums import ShareSums
from ekrules.tables.merging import added

# The missing kinds that each base holds beside the known answers.
BESIDE_KNOWN: dict[Base, tuple[str, ...]] = {
    "known": (),
    "answered": (DONT_KNOW,),
    "asked": (DONT_KNOW, NO_ANSWER, LEFT_OUT),
    "all": (DONT_KNOW, NO_ANSWER, LEFT_OUT, NOT_ASKED),
}


@dataclass(frozen=True)
class CellSums:
    """One cell's respondents to one question: by option, all with a known answer, and by kind."""

    options: Mapping[str, CodeSums]
    known: CodeSums
    missing: Mapping[str, CodeSums]

    def share_sums(self, options: Collection[str], base: Base) -> ShareSums:
        """Return what the share of `base` that gave one of `options` is made of."""
        domain = [self.known, *(self.missing[kind] for kind in BESIDE_KNOWN[base])]
        return ShareSums(added(domain), added(self.options[option] for option in options))


@dataclass(frozen=True)
class WeighedTally:
    """A tally's sums in every cell of the design that the survey's answers are weighted by."""

    design: Design
    cells: Mapping[Cell, CellSums]

    def share_sums(self, options: Collection[str], base: Base) -> dict[Cell, ShareSums]:
        """Return the sums of one share, cell by cell."""
        return {cell: one.share_sums(options, base) for cell, one in self.cells.items()}


def is_weighed(survey: Survey) -> bool:
    """Whether the survey's answers are weighted, or were drawn by strata."""
    if survey.answers is None:
        return False
    return any(dividing_columns(survey)) or WEIGHT in survey.answers.frame.collect_schema().names()


def dividing_columns(survey: Survey) -> tuple[str | None, str | None]:
    """Return the breakdowns of the strata and of the post-strata; None where not divided."""
    weighting = survey.description.weighting
    return (weighting.strata, weighting.post_stratify) if weighting else (None, None)


def design_of(survey: Survey, counts: Mapping[Cell, GroupCounts]) -> Design:
    """Return the survey's design; counts: those of all respondents, cell by cell.

    Raises InputError as Design does: a stratum without respondents, more respondents than frame.
    """
    strata, post = dividing_columns(survey)
    answers = survey.answers
    weighted = answers is not None and WEIGHT in answers.frame.collect_schema().names()
    frame: dict[str, float | None] = {WHOLE: survey.frame_size}
    if strata is not None:
        breakdown = survey.breakdown(strata)
        totals = frame_totals(survey.units, breakdown)
        frame = {one: totals[one] if totals else None for one in breakdown.segment_ids}
    post_frame: dict[str, float] | None = None
    if post is not None:
        known = frame_totals(survey.units, survey.breakdown(post)) or {}
        post_frame = {one: float(number) for one, number in known.items()}
    return Design(
        everyone={cell: everyone_in(one) for cell, one in counts.items()},
        frame=frame,
        post_frame=post_frame,
        weighted=weighted,
        source=str(_place_of_weighting(survey)),
    )


def _place_of_weighting(survey: Survey) -> Place:
    weighting = survey.description.weighting
    return survey.description.place if weighting is None else weighting.place


def everyone_in(counts: GroupCounts) -> CodeSums:
    """Return the sums of all a group's respondents: in a column each stands once."""
    column = next(iter(counts.codes.values()))
    return added(column.values())
