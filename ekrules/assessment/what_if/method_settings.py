"""Method settings: what a person typed to imagine of a goal that a published method judges.

In: texts such as value=66 and target=80. Out: Settings, or every fault at once. Numbers are in the
indicator's own unit, as its catalogue has it; a share has its %, or is a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ekrules.assessment.what_if.imagined import Settings
from ekrules.assessment.what_if.settings import LONGEST, MINUS, UNKNOWN, read_settings
from ekrules.errors import Faults, Place, nearest_name
from ekrules.goals.strategy import Goal, Strategy
from ekrules.survey.indicator_series import PERCENT, SHARE, as_measured
from ekrules.tables.measure import Measure
from ekrules.yaml_reader.units import share_of

VALUE, TARGET = "value", "target"
# What the value is called where a table judges.
_ALSO_VALUE = "attainment"
# Above it nobody has meant a number.
_LARGEST = 1e15


@dataclass(frozen=True)
class MethodCase:
    """A goal that a method judges, and the measure that it is judged by; targets: whether it has
    a target at all, as the method knows it.
    """

    goal: Goal
    measure: Measure
    targets: bool

    @property
    def unit(self) -> str:
        """The unit in which numbers are typed: the catalogue's."""
        series = self.measure.series
        return self.measure.unit if series is None else series.unit


def read_method_settings(
    texts: Sequence[str],
    strategy: Strategy,
    case: MethodCase,
    measures: Mapping[str, Measure],
    faults: Faults,
) -> Settings:
    """Return what the texts set: value, target, or any measure by its id."""
    given: dict[str, Fraction | None] = {}
    target: float | None = None
    others: list[str] = []
    for text in texts:
        place = Place(f'--set "{text[:LONGEST]}"')
        name, equals, written = (one.strip() for one in text.translate(MINUS).partition("="))
        is_value = name in (VALUE, _ALSO_VALUE, case.measure.id)
        if not equals or not name or not written or (name in strategy.measures and not is_value):
            others.append(text)
        elif (is_value and case.measure.id in given) or (name == TARGET and target is not None):
            faults.add(place, f'"{name}" is set a second time', "expected each once")
        elif is_value:
            known = written.casefold() not in UNKNOWN
            given[case.measure.id] = _number(case.unit, written, place, faults) if known else None
        elif name == TARGET and case.targets:
            number = _number(case.unit, written, place, faults)
            target = None if number is None else float(number)
        else:
            names = (VALUE, TARGET) if case.targets else (VALUE,)
            expected = f"expected {' or '.join(names)}, or a measure's id"
            near = nearest_name(name, names) or nearest_name(name, strategy.measures)
            faults.add(place, f'nothing here is called "{name}"', expected, near)
    units = {name: one.unit for name, one in measures.items()}
    rest = read_settings(others, strategy, None, faults, units)
    return Settings({**rest.measures, **given}, case.goal.id, {}, target)


def _number(unit: str, written: str, place: Place, faults: Faults) -> Fraction | None:
    """Return a number in the unit of the measure; None with the fault."""
    is_share = unit in (SHARE, PERCENT)
    plain = written.replace(",", ".")
    share = share_of(plain)
    if share is not None and is_share:
        number: Fraction | None = as_measured(share, SHARE)
    else:
        number = None if unit == SHARE else _plain_number(plain, unit)
    if number is None or (is_share and not 0 <= number <= 1):
        example = "a share from 0 % to 100 % (as 60 %)" if is_share else f"a number ({unit})"
        faults.add(place, f'"{written}"', f"expected {example}")
        return None
    return number


def _plain_number(text: str, unit: str) -> Fraction | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return as_measured(number, unit) if abs(number) < _LARGEST else None
