"""Settings: what a person typed to imagine, as names and values that fit together.

In: texts such as attainment=70%. Out: Settings, or every fault at once: a name that nothing
bears, with the nearest; a value of a wrong unit; a share beyond 0-100 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ekrules.assessment.what_if.asking import GoalCase
from ekrules.assessment.what_if.imagined import Settings
from ekrules.decision.from_yaml.values import read_value
from ekrules.decision.inputs import Input
from ekrules.errors import Faults, Place, nearest_name
from ekrules.goals.strategy import MeasureDefinition, Strategy
from ekrules.survey.indicator_series import SHARE, exactly
from ekrules.yaml_reader.nodes import ScalarNode
from ekrules.yaml_reader.scalars import meaning
from ekrules.yaml_reader.units import NUMERIC_UNITS, Value

UNKNOWN = ("unknown", "ukjent")
LONGEST = 200
# As the program writes counts itself: 150 of 249.
_COUNTS = re.compile(r"([0-9]{1,15})\s*(?:/|of|av)\s*([0-9]{1,15})")
_DECIMAL_COMMA = re.compile(r"-?[0-9]{1,18},[0-9]{1,20}")
# A minus sign as word processors write it.
MINUS = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " "})


def read_settings(
    texts: Sequence[str],
    strategy: Strategy,
    case: GoalCase | None,
    faults: Faults,
    units: Mapping[str, str] | None = None,
) -> Settings:
    """Return what the texts set. case: the goal whose inputs may be set; None: measures only.

    An input that is a figure sets the measure behind it, so that all that rests on it follows.
    units: measure id -> its unit; a share where it is not there.
    """
    unit_of = units or {}
    measures: dict[str, Fraction | None] = {}
    inputs: dict[str, Value | None] = {}
    for text in texts:
        place = Place(f'--set "{text[:LONGEST]}"')
        name, equals, written = (one.strip() for one in text.translate(MINUS).partition("="))
        if not equals or not name or not written:
            faults.add(place, "no name and value", "expected both, as attainment=70%")
            continue
        declared = _declared(name, strategy.measures, case, place, faults, unit_of)
        if declared is None:
            continue
        measure = name if case is None else case.measures.get(name, name)
        is_measure = measure in strategy.measures
        if measure in measures or name in inputs:
            faults.add(place, f'"{name}" is set a second time', "expected each once")
        elif is_measure and (case is None or name not in case.values or name in case.measures):
            measures[measure] = _share(declared, written, place, faults)
        else:
            inputs[name] = _value(declared, written, place, faults)
    return Settings(measures, case.goal.id if case else None, inputs)


def _declared(
    name: str,
    measures: Mapping[str, MeasureDefinition],
    case: GoalCase | None,
    place: Place,
    faults: Faults,
    units: Mapping[str, str],
) -> Input | None:
    if case is not None and name in case.table.inputs:
        return case.table.inputs[name]
    if name in measures:
        return Input(name, "share" if units.get(name, SHARE) == SHARE else "number")
    given = ("attainment", "years_left", "target", "coverage")
    if case is None and name in given:
        found = f'"{name}" belongs to one goal'
        expected = "name the goal first, as ekrules whatif helse-2 --set attainment=70%"
        faults.add(place, found, expected)
        return None
    inputs = tuple(case.table.inputs) if case else ()
    near = nearest_name(name, inputs) or nearest_name(name, measures)
    known = f"an input of its table ({', '.join(inputs)}) or a measure's id"
    expected = f"expected {known if case else 'the id of a measure'}"
    faults.add(place, f'nothing here is called "{name}"', expected, near)
    return None


def _share(declared: Input, written: str, place: Place, faults: Faults) -> Fraction | None:
    counts = _COUNTS.fullmatch(written)
    if counts is not None:
        return _counted(int(counts[1]), int(counts[2]), place, faults)
    value = _value(declared, written, place, faults)
    if value is None:
        return None
    number = float(value)  # type: ignore[arg-type]
    return Fraction(number) if declared.type == "share" else exactly(number)


def _counted(numerator: int, denominator: int, place: Place, faults: Faults) -> Fraction | None:
    if denominator == 0 or numerator > denominator:
        faults.add(place, f"{numerator} of {denominator}", "expected some of a base, or all")
        return None
    return Fraction(numerator, denominator)


def _value(declared: Input, written: str, place: Place, faults: Faults) -> Value | None:
    """Return the value of a text; None where it is unknown, or at fault."""
    if written.casefold() in UNKNOWN:
        return None
    if declared.type == "text":
        return read_value(declared, ScalarNode(place, written, written), faults)
    if declared.type in NUMERIC_UNITS and _DECIMAL_COMMA.fullmatch(written):
        written = written.replace(",", ".")
    value = read_value(declared, ScalarNode(place, written, meaning(written)), faults)
    # As the survey's own figures are; engines compare 1 and 1.0 alike.
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if is_whole and declared.type != "count" else value  # type: ignore[arg-type]
