"""Counted answers: measures that count other answers than the good end of the codebook's list.

A list of answers runs from the worst to the best, or in some surveys the other way; which way is
seen from what most measures count. What is counted should be an unbroken run up to the good end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ekrules.errors import Fault, listed
from ekrules.goals.strategy import MeasureDefinition
from ekrules.project.loading import Loaded
from ekrules.project.told import Told, told

End = Literal["first", "last"]
# From fewer measures than this, or where fewer of them agree, no way can be seen.
FEWEST_MEASURES, MOST_OF_THEM = 3, 0.75
# A measure of those who lack something counts the bad end, and says so.
_DENIES = re.compile(
    r"\b(?:ikke|ikkje|uten|utan|ingen|aldri|mangl\w*|verken|not?|never|without|lacks?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Counted:
    """A measure of one question with one answer a row, and where its answers stand in the list."""

    name: str
    definition: MeasureDefinition
    options: tuple[str, ...]
    positions: tuple[int, ...]

    @property
    def is_unbroken(self) -> bool:
        return self.positions[-1] - self.positions[0] == len(self.positions) - 1

    @property
    def ends(self) -> tuple[End, ...]:
        """The ends of the list that are counted: none, one or both."""
        first: tuple[End, ...] = ("first",) if self.positions[0] == 0 else ()
        last: tuple[End, ...] = ("last",) if self.positions[-1] == len(self.options) - 1 else ()
        return (*first, *last)

    @property
    def row(self) -> tuple[str | None, str | None]:
        return self.definition.question, self.definition.item


def oddly_counted(loaded: Loaded) -> list[Told]:
    """Return the measures that count all answers, leave one out between, or end elsewhere."""
    every = list(_counted(loaded))
    ends = _usual_ends(every)
    of_no_scale = _rows_of_no_scale(every)
    found = []
    for one in every:
        problem = _whole_or_broken(one)
        if problem is None and one.row not in of_no_scale and not _is_on_the_way(one, every):
            problem = _other_end(one, ends.get(one.options, ends.get(())))
        if problem is not None:
            found.append(problem)
    return told("warning", "odd-answers-counted", found)


def _counted(loaded: Loaded) -> Iterable[_Counted]:
    for name, definition in loaded.strategy.measures.items():
        question = loaded.survey.questions.get(definition.question or "")
        if question is None or question.kind not in ("single", "grid"):
            continue
        options = loaded.survey.option_ids(question)
        positions = tuple(sorted(options.index(one) for one in definition.counts))
        yield _Counted(name, definition, options, positions)


def _usual_ends(every: Sequence[_Counted]) -> Mapping[tuple[str, ...], End]:
    """List of options -> the end that is counted as good; of () for all lists together."""
    votes: dict[tuple[str, ...], Counter[End]] = {}
    for one in every:
        if len(one.ends) == 1:
            for options in (one.options, ()):
                votes.setdefault(options, Counter())[one.ends[0]] += 1
    found: dict[tuple[str, ...], End] = {}
    for options, counted in votes.items():
        (end, most), total = counted.most_common(1)[0], counted.total()
        if total >= FEWEST_MEASURES and most >= MOST_OF_THEM * total:
            found[options] = end
    return found


def _rows_of_no_scale(every: Iterable[_Counted]) -> set[tuple[str | None, str | None]]:
    """The rows whose answers are counted one by one, by as many measures: kinds, and no scale."""
    alone: dict[tuple[str | None, str | None], set[int]] = {}
    for one in every:
        if len(one.positions) == 1:
            alone.setdefault(one.row, set()).add(one.positions[0])
    return {row for row, positions in alone.items() if len(positions) >= FEWEST_MEASURES}


def _is_on_the_way(one: _Counted, every: Iterable[_Counted]) -> bool:
    """Whether it counts answers in the middle, and another measure those just above or below.

    "Partly", where another measure counts "yes".
    """
    if one.ends:
        return False
    below, above = one.positions[0] - 1, one.positions[-1] + 1
    others = (other for other in every if other.row == one.row and len(other.ends) == 1)
    return any(other.positions[-1] == below or other.positions[0] == above for other in others)


def _denies(definition: MeasureDefinition) -> bool:
    says = definition.says
    return any(_DENIES.search(text) for text in (says.nb, says.nn, says.en) if text)


def _whole_or_broken(one: _Counted) -> Fault | None:
    place, question = one.definition.at("counts"), one.definition.question
    if len(one.positions) == len(one.options):
        found = f'"{one.name}" counts every answer to "{question}": {listed(one.options)}'
        return Fault(place, found, "so nearly all count: take out the answers that should not")
    if one.is_unbroken:
        return None
    between = [
        one.options[at]
        for at in range(one.positions[0], one.positions[-1])
        if at not in one.positions
    ]
    found = f'"{one.name}" counts {listed(one.definition.counts)} of "{question}"'
    found += f" and leaves out {listed(between)} between them"
    return Fault(place, found, "the codebook lists answers in order: see whether one is missing")


def _other_end(one: _Counted, end: End | None) -> Fault | None:
    if end is None or end in one.ends or _denies(one.definition):
        return None
    good = one.options[-1 if end == "last" else 0]
    found = f'"{one.name}" counts {listed(one.definition.counts)} of "{one.definition.question}"'
    found += f' and leaves out "{good}"'
    expected = f"most measures count the {end} answer in the codebook's list"
    expected += ": see which ones were meant"
    return Fault(one.definition.at("counts"), found, expected)
