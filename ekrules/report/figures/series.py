"""Series as a figure: an indicator through the years, its target and the path that leads there.

In: a goal whose attainment is an indicator. Out: the figure with its numbers as a table; nothing
where fewer than two values are known, for one value is no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ekrules.assessment.assessed import GoalAssessment
from ekrules.charts.series_line import Point, SeriesLine, Tick
from ekrules.charts.ticks import round_ticks, year_ticks
from ekrules.facts.derived.periods import position
from ekrules.narrative.amounts import (
    UNSAID,
    UnitName,
    amount_text,
    moved_text,
    number_text,
    period_text,
    published_unit,
    when_text,
    worked_out_decimals,
)
from ekrules.narrative.method_views import method_target, parameter_value
from ekrules.report.document import Column, DataTable, Figure, Row
from ekrules.report.indicators import unit_text
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.survey.indicator_series import (
    IndicatorSeries,
    IndicatorValue,
    as_published,
    exactly,
)

# Points along a path that bends.
_BENDS = 24
_DEADLINE = "deadline"


def series_figure(material: Material, assessed: GoalAssessment) -> Iterable[Figure]:
    """Return the picture of a goal's indicator; nothing where there is no line to draw."""
    goal = material.strategy.goals[assessed.goal]
    measure = material.assessment.measures.get(goal.attainment or "")
    series = measure.series if measure is not None else None
    if measure is None or series is None or len(series.known) < 2:
        return
    drawn = _Series(material, assessed, series)
    words, label = material.own_words, material.said(material.definition(measure.id).label)
    yield Figure(
        caption=words.filled("series_caption", label=label),
        alternative=" ".join(drawn.says()),
        drawing=drawn.drawing(),
        data=drawn.table(words.filled("series_table", label=label)),
    )


@dataclass(frozen=True)
class _Series:
    """One goal's series, and what it is held against, in the unit it is published in."""

    material: Material
    assessed: GoalAssessment
    series: IndicatorSeries

    @property
    def unit(self) -> UnitName:
        return published_unit(self.series)

    @property
    def target(self) -> float | None:
        """The goal's own target, or the one that its method was given."""
        goal = self.material.strategy.goals[self.assessed.goal]
        own = goal.target_on(self.material.survey.description.reference_date)
        if own is not None:
            return as_published(own, self.series.unit)
        return method_target(self.assessed)

    @property
    def deadline(self) -> int | date | None:
        """The year that the method counts to, or the goal's own."""
        given = parameter_value(self.assessed, _DEADLINE)
        if given is not None:
            return int(given)
        own = self.material.strategy.goals[self.assessed.goal].deadline
        return own.year if isinstance(own, date) else None

    @property
    def base(self) -> IndicatorValue | None:
        """The observation that the method counts the way from."""
        for one in self.assessed.method.derived if self.assessed.method else ():
            base = dict(one.steps).get("base_period")
            found = [value for value in self.series.known if value.period == base]
            if found:
                return found[0]
        return None

    @property
    def bends(self) -> bool:
        """Whether the method's path grows by a rate, and is no straight line."""
        derived = self.assessed.method.derived if self.assessed.method else ()
        return any(word in one.asks for one in derived for word in ("cagr", "geometric"))

    def on_path(self, at: float) -> float | None:
        """Return where the path is at a place on the line of years; None outside of it."""
        base, target, deadline = self.base, self.target, self.deadline
        if base is None or base.value is None or target is None or deadline is None:
            return None
        start, end = float(position(base.period)), float(position(deadline))
        if not start <= at <= end or start == end:
            return None
        share = (at - start) / (end - start)
        if self.bends and base.value != 0 and target / base.value > 0:
            return float(base.value * (target / base.value) ** share)
        return base.value + (target - base.value) * share

    def path(self) -> tuple[Point, ...]:
        """Return the path as points, of a straight one its ends."""
        base, deadline = self.base, self.deadline
        if base is None or deadline is None or self.target is None:
            return ()
        start, end = float(position(base.period)), float(position(deadline))
        steps = _BENDS if self.bends else 1
        places = [start + (end - start) * step / steps for step in range(steps + 1)]
        return tuple(Point(at, y) for at in places if (y := self.on_path(at)) is not None)

    def drawing(self) -> SeriesLine:
        """Return the picture, with finished words."""
        material, words = self.material, self.material.own_words
        seen = tuple(
            Point(float(position(one.period)), one.value)
            for one in self.series.known
            if one.value is not None
        )
        path, target = self.path(), self.target
        every = [one.y for one in (*seen, *path)] + ([target] if target is not None else [])
        last = max(one.x for one in (*seen, *path))
        heights = round_ticks(min(every), max(every))
        years = year_ticks(seen[0].x, last)
        named = "" if target is None else words.filled("series_target", target=self.amount(target))
        return SeriesLine(
            observations=seen,
            ends=(self.amount(seen[0].y), self.amount(seen[-1].y)),
            target=target,
            path=path,
            years=(*_start(years, seen[0].x), *(Tick(year, str(year)) for year in years)),
            heights=tuple(Tick(float(one), self._height(float(one))) for one in heights),
            key=(words["series_observed"], named, words["series_path"] if path else ""),
            unit="" if self.unit.is_percent else self._axis(material),
        )

    def _axis(self, material: Material) -> str:
        return "" if self.unit.unit in UNSAID else unit_text(material, self.unit)

    def _height(self, number: float) -> str:
        if self.unit.is_percent:
            return self.amount(number)
        return number_text(number, self.material.language)

    def amount(self, number: float) -> str:
        """Return a published number with its unit."""
        return amount_text(number, self.unit, self.material.language)

    def says(self) -> Iterator[str]:
        """Yield the finding: how it has moved, how far it is from the target and from the path."""
        words, language = self.material.own_words, self.material.language
        first, newest = self.series.known[0], self.series.known[-1]
        assert first.value is not None  # the known ones
        assert newest.value is not None
        moved = newest.value - first.value
        yield words.filled(
            "series_same" if moved == 0 else "series_up" if moved > 0 else "series_down",
            first=self.amount(first.value),
            since=when_text(first.period, language),
            newest=self.amount(newest.value),
            now=when_text(newest.period, language),
        )
        yield from self._against_target(newest.value)
        yield from self._against_path(newest)

    def _against_target(self, newest: float) -> Iterator[str]:
        if self.target is None or self.series.better not in ("up", "down"):
            return
        missing = exactly(self.target) - exactly(newest)
        missing = missing if self.series.better == "up" else -missing
        words, target = self.material.own_words, self.amount(self.target)
        if missing <= 0:
            yield words.filled("series_met", target=target)
            return
        told = moved_text(missing, self.unit, self.material.language)
        yield words.filled("series_missing", target=target, missing=told)

    def _against_path(self, newest: IndicatorValue) -> Iterator[str]:
        path = self.on_path(float(position(newest.period)))
        if path is None or newest.value is None or self.series.better not in ("up", "down"):
            return
        ahead = newest.value >= path if self.series.better == "up" else newest.value <= path
        name = "series_ahead" if ahead else "series_behind"
        yield self.material.own_words.filled(name, path=self._worked_out(path))

    def _worked_out(self, number: float) -> str:
        like = [one.value for one in self.series.known if one.value is not None]
        decimals = None if self.unit.is_percent else worked_out_decimals(number, like)
        return amount_text(Fraction(number), self.unit, self.material.language, decimals)

    def table(self, caption: str) -> DataTable:
        """Return every value with its year, its mark and its place; also those not known."""
        words, has_path = self.material.own_words, bool(self.path())
        unit = unit_text(self.material, self.unit)
        heading = words.filled("series_value", unit=unit)
        columns = [
            Column(words["indicator_period"]),
            Column(
                words["series_value_alone"] if self.unit.is_percent else heading, is_number=True
            ),
        ]
        columns += [Column(words["series_path"], is_number=True)] if has_path else []
        columns += [Column(words["series_note"]), Column(words["indicator_at"])]
        rows = tuple(self._row(one, has_path=has_path) for one in self.series.values)
        return DataTable(caption, tuple(columns), rows)

    def _row(self, one: IndicatorValue, *, has_path: bool) -> Row:
        material, words = self.material, self.material.own_words
        if one.value is None:
            value = words.filled("series_unknown", reason=one.reason or "")
        else:
            value = self._height(one.value)
        path = self.on_path(float(position(one.period)))
        cells: list[Text] = [
            (Span(period_text(one.period, material.language)),),
            (Span(value),),
        ]
        if has_path:
            cells.append((Span("–" if path is None else self._bare(path)),))
        cells += [(Span(one.flags or "–"),), (material.place(one.place),)]
        return Row(tuple(cells))

    def _bare(self, number: float) -> str:
        """A number that is worked out, without its unit: the heading has it."""
        if self.unit.is_percent:
            return self._worked_out(number)
        like = [known.value for known in self.series.known if known.value is not None]
        return number_text(number, self.material.language, worked_out_decimals(number, like))


def _start(years: tuple[int, ...], first: float) -> Iterator[Tick]:
    """The axis begins where the first value is, also where no year is written there."""
    if first < years[0]:
        yield Tick(first, "")
