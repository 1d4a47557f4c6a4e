"""Words: shares, counts, days and ways in the program's English.

In: what the assessment found. Out: short texts. A share has one decimal, unless it would then look
like the bound that it does not meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf, nextafter

from ekrules.assessment.what_if.asking import Concluded
from ekrules.assessment.what_if.steps import Step, Way
from ekrules.decision.conditions import Value
from ekrules.decision.inputs import Input, shown_in
from ekrules.indicators.indicator import shown_number
from ekrules.narrative.numbers import date_text, decimal_text
from ekrules.project.explained import Step as Line
from ekrules.project.loading import Loaded
from ekrules.survey.indicator_series import SHARE
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.wording import Language

LANGUAGE: Language = "en"
REASONS: Mapping[str, str] = {
    "not_in_survey": "the survey does not ask about it",
    "base_is_zero": "nobody was asked",
    "weight_is_zero": "those who were asked weigh nothing together",
    "part_is_unknown": "a figure that it is made of is unknown",
    "base_too_small": "too few answered for it to be shown",
    "not_by_segment": "it is known for all together only",
    "no_deadline": "the goal has no deadline",
    "no_row_applies": "no row of the table applies",
    "nothing_assessed": "nothing below it is assessed",
    "parameter_not_in_force": "its first value holds from a later day",
    "set_unknown": "it was set to unknown",
}
UNCOUNTED = {
    "weighted": "answers are weighted, so how many it takes depends on who they are",
    "several_bases": "it is made of several groups' answers, so no one count tells it",
}


def share_text(share: Fraction | float, decimals: int = 1) -> str:
    """Return a share in percent, rounded half up.

    >>> share_text(Fraction(32, 249))
    '12.9 %'
    """
    return f"{decimal_text(_percent(share, decimals), LANGUAGE, decimals)} %"


def amount_text(number: Fraction | float, unit: str) -> str:
    """Return a share in percent, or a number in a unit of its own.

    >>> amount_text(Fraction(51, 2), "days")
    '25.5 days'
    """
    return share_text(number) if unit == SHARE else f"{shown_number(float(number))} {unit}"


def _percent(share: Fraction | float, decimals: int) -> Decimal:
    exact = Fraction(share) * 100
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_HALF_UP)


def apart_from(share: Fraction | float, bound: float) -> str:
    """Return a share with as many decimals as it takes to look other than a bound.

    >>> apart_from(0.8998, 0.9), apart_from(0.86, 0.9)
    ('89.98 %', '86.0 %')
    """
    told = next((n for n in range(1, 7) if _percent(share, n) != _percent(bound, n)), 1)
    return share_text(share, told)


def exact_text(share: float) -> str:
    """Return a bound as the rules write it; one that comes from counts with two decimals.

    >>> exact_text(0.6), exact_text(0.125), exact_text(293 / 457)
    ('60 %', '12.5 %', '64.11 %')
    """
    whole = shown_in(Input("", "share"), share)
    return whole if len(whole) <= len("12.345 %") else share_text(share, 2)


def edge_text(edge: float, *, up: bool) -> str:
    """Return the edge of a band that is come to from below (up), or from above, as rules word it.

    >>> edge_text(0.6, up=True), edge_text(nextafter(0.6, inf), up=True)
    ('at least 60 %', 'more than 60 %')
    >>> edge_text(nextafter(0.6, -inf), up=False)
    'below 60 %'
    """
    beside = nextafter(edge, -inf if up else inf)
    if len(shown_exactly(beside)) < len(shown_exactly(edge)):
        return f"{'more than' if up else 'below'} {exact_text(beside)}"
    return f"{'at least' if up else 'at most'} {exact_text(edge)}"


def shown_exactly(share: float) -> str:
    """The shortest decimal text of the share: of two floats beside each other a bound's is."""
    return repr(share)


def value_text(declared: Input, value: Value | None) -> str:
    """Return an input's value; years with two decimals at most."""
    if isinstance(value, float) and declared.type == "share":
        return share_text(value)
    if isinstance(value, float) and declared.type in ("years", "number"):
        return (
            decimal_text(Decimal(str(round(value, 2))).normalize(), LANGUAGE, 2)
            .rstrip("0")
            .rstrip(".")
        )
    return shown_in(declared, value)


def day_text(day: date) -> str:
    """Return a day in words."""
    return date_text(day, LANGUAGE)


def row_text(concluded: Concluded) -> str:
    """Return the row that decides, with what it says."""
    row = concluded.row
    if row is None:
        return "no row applies"
    says = f": {row.says.in_language(LANGUAGE)}" if row.says else ""
    return f"row {row.id}{says}"


@dataclass(frozen=True)
class WayWords:
    """Tells ways through the figures of one project, by their labels and units."""

    loaded: Loaded
    measures: Mapping[str, Measure]

    def lines(self, way: Way) -> list[Line]:
        """Return a way as lines, what it forks into below it."""
        if isinstance(way, Step):
            return [Line(self.step(way))]
        if len(way.ways) == 1:
            return self.lines(way.ways[0])
        needs = "all of these" if way.needs == "every" else "any one of these, the nearest first"
        text = f"{self._label(way.measure)}: {needs}"
        return [Line(text, [line for one in way.ways for line in self.lines(one)])]

    def step(self, step: Step) -> str:
        """Return one figure's step, in its own units where they can be counted."""
        up = step.points > 0
        edge = edge_text(step.edge, up=up)
        label = self._label(step.measure)
        if step.move is None:
            away = points_text(step.points)
            why = UNCOUNTED[step.uncounted or "several_bases"]
            start = apart_from(step.start, step.edge)
            return f"{label}: {away}, from {start} to {edge} ({why})"
        move = step.move
        number = decimal_text(abs(move.more), LANGUAGE)
        what = f"{number} {'more' if up else 'fewer'}{self._unit(step, abs(move.more))}"
        of = decimal_text(move.of, LANGUAGE)
        ends = f"from {decimal_text(move.start, LANGUAGE)} to {decimal_text(move.to, LANGUAGE)}"
        shares = f"{apart_from(step.start, step.edge)} becomes {share_text(step.end)}, {edge}"
        asked = self._asked(step)
        return f"{label}: {what} of {of} ({ends}); {shares}{asked}"

    def _unit(self, step: Step, number: int) -> str:
        """Respondents, or answers; nothing for a figure from outside, which may count anything."""
        if step.move and step.move.answers:
            return " answer" if number == 1 else " answers"
        if self._is_outside(step.measure):
            return ""
        unit = self.loaded.survey.description.unit
        return f" {(unit.one if number == 1 else unit.many).in_language(LANGUAGE)}"

    def _is_outside(self, name: str) -> bool:
        return self.loaded.strategy.measures[name].evidence is not None

    def _asked(self, step: Step) -> str:
        move = step.move
        if move is None or move.asked is None:
            return ""
        lacking = move.to - move.asked
        asked = decimal_text(move.asked, LANGUAGE)
        return (
            f"; only {asked} were asked the last question, so at least "
            f"{decimal_text(lacking, LANGUAGE)} more must also meet what comes before it"
        )

    def _label(self, name: str) -> str:
        label = self.loaded.strategy.measures[name].label.in_language(LANGUAGE)
        return f"{label} [{name}]"


def points_text(points: Fraction) -> str:
    """Return percentage points with their direction.

    >>> points_text(Fraction(471, 10)), points_text(Fraction(-1))
    ('47.1 percentage points more', '1.0 percentage point less')
    """
    number = (Decimal(points.numerator) / Decimal(points.denominator)).copy_abs()
    told = decimal_text(number.quantize(Decimal("0.1"), ROUND_HALF_UP), LANGUAGE)
    noun = "percentage point" if told == "1.0" else "percentage points"
    return f"{told} {noun} {'more' if points > 0 else 'less'}"
