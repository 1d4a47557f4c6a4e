"""Value checks: what rows say together, and whether each number can be.

In: typed rows of every file, and the catalogue. Out: faults: a value twice, an indicator in two
units, years beside dates, a number past the ends of its scale or not to be believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ekrules.errors import Faults, Place
from ekrules.indicators.bounds import LARGEST_VALUE, MOST_TOLD
from ekrules.indicators.editions import POSITION
from ekrules.indicators.indicator import Indicator, Range, shown_number
from ekrules.indicators.period_cells import row_period
from ekrules.indicators.source_tables import lines_told
from ekrules.indicators.value_rows import ValueSource
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    import polars as pl

_SAME = ("indicator", "entity", "year", "date", "part")
# A file, a line and a column as one number.
_MOST_LINES, _MOST_COLUMNS = 2**32, 2**15


class _Row(NamedTuple):
    """What a row has, where it stands, and how that is told beside another."""

    what: str
    place: Place
    told: str


@dataclass(frozen=True)
class ValueChecks:
    """The rows, sorted by POSITION and edition, with what they are held against.

    newest: those of them that no later edition replaced.
    """

    frame: pl.DataFrame
    newest: pl.DataFrame
    sources: Sequence[ValueSource]
    catalogue: Mapping[str, Indicator]
    faults: Faults

    def check(self) -> None:
        """Add every fault of the rows."""
        self._check_twice()
        self._check_kinds()
        self._check_units()
        self._check_ranges()

    def _place(self, file: int, line: int, column: int) -> Place:
        return self.sources[file].place(line, column)

    def _told(self, file: int, line: int, column: int, beside: int) -> str:
        """Return how a line is told in a fault of the file `beside`."""
        place = self._place(file, line, column)
        return f"line {line}" if file == beside else str(place)

    def _check_twice(self) -> None:
        """Add a fault for each value that stands more than once, naming all its lines."""
        import polars as pl

        position, edition = pl.col(POSITION), pl.col("edition")
        # One without an edition is of every edition, and so is none that another may replace.
        is_same = edition.eq_missing(edition.shift(1)) | edition.shift(1).is_null()
        again = self.frame.filter((position == position.shift(1)) & is_same)[POSITION].unique()
        if not len(again):
            return
        groups = (
            self.frame.filter(position.is_in(again.implode()))
            .group_by(POSITION, "edition", maintain_order=True)
            .agg(pl.col(*_SAME).first(), "file", "line", "column", "value")
        )
        twice = pl.concat(
            [groups.filter(pl.col("file").list.len() > 1), _without_edition(groups)]
        ).sort(pl.col("file").list.get(1), pl.col("line").list.get(1))
        for row in twice.head(MOST_TOLD).iter_rows(named=True):
            self._add_twice(row)
        if twice.height > MOST_TOLD:
            self._add_total(f"{twice.height} values that stand more than once")

    def _add_twice(self, row: Mapping[str, Any]) -> None:
        files, values = row["file"], row["value"]
        where = list(zip(files, row["line"], row["column"], strict=True))
        period = row_period(row)
        of = f'"{row["indicator"]}" for "{row["entity"]}" in {period}'
        found = f"the value of {of} again{_said(values[1])}"
        first = f"it stands in {self._told(*where[0], files[1])} already{_said(values[0])}"
        same = [line for file, line, _ in where[2:] if file == files[1]]
        more = [lines_told(same, len(same))] if same else []
        more += [str(self._place(*one)) for one in where[2:] if one[0] != files[1]][:MOST_TOLD]
        others = f", and in {', '.join(more)}" if more else ""
        editions = ', or say which "edition" each file is' if len(set(files)) > 1 else ""
        expected = f"{first}{others}: keep one of them{editions}"
        self.faults.add(self._place(*where[1]), found, expected)

    def _check_kinds(self) -> None:
        """Add a fault for each indicator that has periods of two kinds, as years and months."""
        import polars as pl

        dates = pl.coalesce(pl.col("part") + "s", pl.lit("dates"))
        kind = pl.when(pl.col("year").is_null()).then(dates).otherwise(pl.lit("years"))
        for indicator, one, other in self._mixed(self.frame, kind):
            found = f'"{indicator}" has {one.what} here'
            expected = f"it has {other.what} in {other.told}: expected one of them throughout"
            self.faults.add(one.place, found, expected)

    def _check_units(self) -> None:
        """Add a fault for each indicator that changes its unit."""
        import polars as pl

        for indicator, one, other in self._mixed(self.newest, pl.col("unit")):
            found = f'"{indicator}" is in "{short(one.what)}" here'
            said = f'it is in "{short(other.what)}" in {other.told}'
            expected = f"{said}: expected one unit in every year, so convert one of them"
            self.faults.add(one.place, found, expected)

    def _mixed(self, frame: pl.DataFrame, what: pl.Expr) -> list[tuple[str, _Row, _Row]]:
        """Return each indicator that has two of something, with the first row of either.

        The later one is first; where there are three or more, the rest are not told.
        """
        import polars as pl

        file, line, column = (pl.col(name).cast(pl.Int64) for name in ("file", "line", "column"))
        where = (file * _MOST_LINES + line) * _MOST_COLUMNS + column
        rows = frame.select("indicator", where.alias("where"), what.alias("what"))
        mixed = (
            rows.drop_nulls("what")
            .group_by("indicator", "what")
            .agg(pl.col("where").min())
            .sort("where")
            .group_by("indicator", maintain_order=True)
            .agg("what", "where")
            .filter(pl.col("what").list.len() > 1)
        )
        found = []
        for indicator, kinds, positions in mixed.iter_rows():
            first, later = map(_unpacked, positions[:2])
            told = self._told(*first, later[0])
            here = _Row(kinds[1], self._place(*later), "")
            found.append((indicator, here, _Row(kinds[0], self._place(*first), told)))
        return found

    def _check_ranges(self) -> None:
        """Add a fault for each number past the ends of its scale, or not to be believed."""
        import polars as pl

        ranges = [_ranges(one) for one in self.catalogue.values()]
        keyed = pl.DataFrame(
            ranges,
            schema={"indicator": pl.String, "low": pl.Float64, "high": pl.Float64},
            orient="row",
        ).with_columns(pl.col("indicator").cast(self.frame.schema["indicator"]))
        value = pl.col("value")
        outside = (
            self.frame.select("indicator", "value", "file", "line", "column")
            .join(keyed, on="indicator")
            .filter((value < pl.col("low")) | (value > pl.col("high")))
            .sort("file", "line", "column")
        )
        for identity, value, *where in outside.head(MOST_TOLD).iter_rows():
            self._add_outside(self.catalogue[identity], value, self._place(*where[:3]))
        if outside.height > MOST_TOLD:
            self._add_total(f"{outside.height} values that can't be")

    def _add_outside(self, indicator: Indicator, value: float, place: Place) -> None:
        scale = indicator.within
        if scale is not None and not scale.lowest <= value <= scale.highest:
            expected = f"the scale goes {scale}" if _is_closed(scale) else f"the scale is {scale}"
            what = _or_mend("limits", indicator) if indicator.limits else "mend it"
        elif indicator.plausible is not None:
            expected = f"a plausible value is {indicator.plausible}"
            what = _or_mend("plausible", indicator)
        else:
            expected = f"no value is past {LARGEST_VALUE:g}"
            what = 'mend it, or say what is "plausible"'
        self.faults.add(place, f'{shown_number(value)} for "{indicator.id}"', f"{expected}: {what}")

    def _add_total(self, found: str) -> None:
        source = self.sources[0].source
        expected = f"the first {MOST_TOLD} are told; mend what they share"
        self.faults.add(Place(source), found, expected)


def _without_edition(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the first row of no edition and of one as a group, where both have a value."""
    import polars as pl

    lists = ("file", "line", "column", "value")
    both = groups.with_columns(pl.col(*lists).list.head(1)).filter(
        pl.col("edition").is_null().first().over(POSITION)
    )
    joined = both.group_by(POSITION, maintain_order=True).agg(
        pl.col("edition").first(), pl.col(*_SAME).first(), pl.col(*lists).explode()
    )
    return joined.filter(pl.col("file").list.len() > 1).select(groups.columns)


def _unpacked(where: int) -> tuple[int, int, int]:
    """Return the file, line and column of a place that is one number."""
    rest, column = divmod(where, _MOST_COLUMNS)
    return *divmod(rest, _MOST_LINES), column


def _or_mend(key: str, indicator: Indicator) -> str:
    return f'mend it, or "{key}" at {indicator.at(key)}'


def _said(value: float | None) -> str:
    return "" if value is None else f" ({shown_number(value)})"


def _is_closed(scale: Range) -> bool:
    return scale.low is not None and scale.high is not None


def _ranges(one: Indicator) -> tuple[str, float, float]:
    """Return an indicator's id, and what its values must be within."""
    scale, plausible = one.within, one.plausible
    low = -LARGEST_VALUE if plausible is None else plausible.lowest
    high = LARGEST_VALUE if plausible is None else plausible.highest
    if scale is not None:
        low, high = max(low, scale.lowest), min(high, scale.highest)
    return one.id, low, high
