"""Counting: how many gave each answer, in all and in each group of respondents.

In: answers in their layout (survey.answer_layout), on any frame Narwhals takes. Out: sums by group,
column and code. One definition for every kind of frame: a count is a sum of comparisons, asked of
many columns at once, because a question of its own for each cell costs more to ask than to answer.
Never decides who counts in a percentage; that is the tally's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ekrules.survey.answer_layout import MISSING, WEIGHT, AnswerColumn

# Between a column's name and a code in the name of a sum; neither can hold it.
_JOIN = "|"
_WEIGHT, _SQUARE = "w", "ww"
_SIZE = f"{_JOIN}respondents"


@dataclass(frozen=True)
class CodeSums:
    """Respondents with one code: how many, the sum of their weights, and of the weights' squares.

    Without design weights each respondent weighs one.
    """

    n: int
    weight: float
    weight_squared: float


@dataclass(frozen=True)
class NumberSums:
    """Respondents with a number: how many, and what means and their spread are made of.

    Sums over respondents of weight w, value y: w, wy, wyy, ww, wwy, wwyy.
    """

    n: int
    w: float
    wy: float
    wyy: float
    ww: float
    wwy: float
    wwyy: float
    lowest: float | None
    highest: float | None


Group = tuple[str | None, ...]
# Where asking a group costs about as much as counting it; measured on two cores with Polars.
FEW_ROWS = 50_000


@dataclass(frozen=True)
class GroupCounts:
    """One group of respondents: its size, column -> code -> sums, and the sums of numbers."""

    respondents: int
    codes: Mapping[str, Mapping[str, CodeSums]]
    numbers: Mapping[str, NumberSums]


def count_groups(
    frame: Any, columns: Sequence[AnswerColumn], by: Sequence[str] = ()
) -> dict[Group, GroupCounts]:
    """Return the counts of each group there is; `by` names the columns that divide respondents.

    frame: a Narwhals frame, eager or lazy. Without `by` there is one group, (). A blank in a
    dividing column makes a group of its own, None.
    """
    import narwhals as nw

    counter = _Counter(
        columns,
        weighted=WEIGHT in frame.collect_schema().names(),
        lazy=isinstance(frame, nw.LazyFrame),
    )
    if not by:
        return {(): counter.count(frame)}
    if _is_asked_at_once(frame):
        return counter.count_by(frame, by)
    return {group: counter.count(part) for group, part in _parts(frame, by)}


def _is_asked_at_once(frame: Any) -> bool:
    """Whether one grouped question is cheaper than a question of each group.

    It is for a lazy frame, which would be read anew each time, and for few rows, where asking is
    what costs. Of many rows in memory, groups one by one took a quarter of the time. pandas and
    PyArrow are asked group by group: they have no grouped sums of comparisons.
    """
    import narwhals as nw

    if isinstance(frame, nw.LazyFrame):
        return True
    return bool(frame.implementation.is_polars()) and len(frame) <= FEW_ROWS


def _parts(frame: Any, by: Sequence[str]) -> Iterator[tuple[Group, Any]]:
    import narwhals as nw

    for group in _groups(frame, by):
        part = frame
        for name, value in zip(by, group, strict=True):
            here = nw.col(name).is_null() if value is None else nw.col(name) == value
            part = part.filter(here)
        yield group, part


def _groups(frame: Any, by: Sequence[str]) -> list[Group]:
    """Every combination that some respondent has, in the order of its names."""
    distinct = _collected(frame.select(*by).unique())
    return sorted({_group(row) for row in distinct.iter_rows()}, key=_order)


def _group(row: Sequence[object]) -> Group:
    return tuple(_segment(one) for one in row)


def _order(group: Group) -> list[tuple[bool, str]]:
    return [(one is None, one or "") for one in group]


def _segment(value: object) -> str | None:
    """A segment's id; a blank, which pandas gives as a number that is not itself, is None."""
    return None if value is None or value != value else str(value)


def _collected(frame: Any) -> Any:
    import narwhals as nw

    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


class _Counter:
    """The sums to ask of a frame, made once and asked of each group."""

    def __init__(self, columns: Sequence[AnswerColumn], *, weighted: bool, lazy: bool) -> None:
        self._columns = [one for one in columns if one.kind != "number"]
        self._numbers = [one.name for one in columns if one.kind == "number"]
        self._weighted = weighted
        # Spark does not sum true and false; in memory to do so is half the work.
        self._lazy = lazy
        self._sums = [*_size(), *self._code_sums(), *self._number_sums()]

    def count(self, frame: Any) -> GroupCounts:
        """Return the counts of one frame's respondents."""
        return self._counts(_collected(frame.select(*self._sums)).rows(named=True)[0])

    def count_by(self, frame: Any, by: Sequence[str]) -> dict[Group, GroupCounts]:
        """Return the counts of every group, asked for at once."""
        grouped = _collected(frame.group_by(*by).agg(*self._sums)).rows(named=True)
        found = {_group([row[name] for name in by]): row for row in grouped}
        return {group: self._counts(found[group]) for group in sorted(found, key=_order)}

    def _counts(self, found: Mapping[str, Any]) -> GroupCounts:
        return GroupCounts(
            respondents=int(found[_SIZE] or 0),
            codes={
                one.name: {code: self._code(found, one.name, code) for code in codes_in(one)}
                for one in self._columns
            },
            numbers={name: self._number(found, name) for name in self._numbers},
        )

    def _code_sums(self) -> Iterator[Any]:
        import narwhals as nw

        for code, names in _columns_by_code(self._columns).items():
            holds = nw.col(*names) == code
            counted = holds.cast(nw.Int64) if self._lazy else holds
            yield counted.sum().name.suffix(f"{_JOIN}{code}")
            if self._weighted:
                weight = nw.col(WEIGHT)
                for ending, summed in ((_WEIGHT, weight), (_SQUARE, weight * weight)):
                    weighed = (holds.cast(nw.Float64) * summed).sum()
                    yield weighed.name.suffix(f"{_JOIN}{code}{_JOIN}{ending}")

    def _number_sums(self) -> Iterator[Any]:
        import narwhals as nw

        # One by one: Narwhals multiplies no several columns by several.
        for number in self._numbers:
            yield from self._sums_of_number(nw.col(number))

    def _sums_of_number(self, value: Any) -> Iterator[Any]:
        import narwhals as nw

        weight = nw.col(WEIGHT) if self._weighted else None
        weighed = {"w": value * 0 + 1, "wy": value, "wyy": value * value}
        if weight is not None:
            weighed = {name: one * weight for name, one in weighed.items()}
        squared = {
            f"w{name}": one if weight is None else one * weight for name, one in weighed.items()
        }
        yield value.count().name.suffix(f"{_JOIN}n")
        yield value.min().name.suffix(f"{_JOIN}lowest")
        yield value.max().name.suffix(f"{_JOIN}highest")
        for name, one in (weighed | squared).items():
            yield one.sum().name.suffix(f"{_JOIN}{name}")

    def _code(self, found: Mapping[str, Any], column: str, code: str) -> CodeSums:
        name = f"{column}{_JOIN}{code}"
        n = int(found[name] or 0)
        if not self._weighted:
            return CodeSums(n, float(n), float(n))
        sums = (float(found[f"{name}{_JOIN}{ending}"] or 0.0) for ending in (_WEIGHT, _SQUARE))
        return CodeSums(n, *sums)

    def _number(self, found: Mapping[str, Any], column: str) -> NumberSums:
        ends = [found[f"{column}{_JOIN}{end}"] for end in ("lowest", "highest")]
        sums = ("w", "wy", "wyy", "ww", "wwy", "wwyy")
        return NumberSums(
            int(found[f"{column}{_JOIN}n"] or 0),
            *(float(found[f"{column}{_JOIN}{name}"] or 0.0) for name in sums),
            *(None if end is None else float(end) for end in ends),
        )


def _size() -> Iterator[Any]:
    import narwhals as nw

    yield nw.len().alias(_SIZE)


def codes_in(column: AnswerColumn) -> tuple[str, ...]:
    """Return what a column's cells can hold: its codes, and every kind of missing."""
    return (*column.codes, *MISSING)


def _columns_by_code(columns: Iterable[AnswerColumn]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in columns:
        for code in codes_in(one):
            found[code].append(one.name)
    return found
