"""Name checks: what a method file's names stand for, held against what it declares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ekrules.errors import Faults, listed
from ekrules.facts.derived.registry import DERIVED_INPUTS
from ekrules.methods.method import BETTER, VALUE
from ekrules.methods.method_file import MethodFile

Kind = Literal["a number", "a text"]
NUMBERS: Kind = "a number"
TEXTS: Kind = "a text"

# The columns of a result that no name of a method may take.
RESERVED = (
    *(
        VALUE,
        BETTER,
        "entity",
        "member",
        "period",
        "at",
        "reason",
        "row",
        "line",
        "applies",
        "case",
    ),
    *("status", "colour", "below"),
)
NATURAL = "natural"


def check_names(file: MethodFile, faults: Faults) -> None:
    """Add a fault for each name that stands for nothing, or for two things."""
    _check_unique(file, faults)
    _check_parameters(file, faults)
    _check_derived(file, faults)
    for name, scale in file.scales.items():
        if scale.of not in (VALUE, *file.derived):
            place = file.at("scales", name, "of")
            faults.add_unknown_name(
                place, "value or derived input", scale.of, [VALUE, *file.derived]
            )
        for number, anchor in enumerate(scale.anchors):
            if isinstance(anchor.point, str) and anchor.point not in file.parameters:
                place = file.at("scales", name, "anchors", number, "at")
                faults.add_unknown_name(place, "parameter", anchor.point, file.parameters)


def _check_unique(file: MethodFile, faults: Faults) -> None:
    taken: dict[str, str] = dict.fromkeys(RESERVED, "ekrules itself uses it")
    named: list[tuple[str, Iterable[str]]] = [
        ("parameters", file.parameters),
        ("derived", file.derived),
        ("scales", file.scales),
    ]
    named += [("roll_ups", level.roll_ups) for level in file.levels[:1]]
    for where, names in named:
        for name in names:
            if name in taken:
                step = (where, name) if where != "roll_ups" else ("levels", 0, where, name)
                found = f'"{name}" as a name'
                faults.add(file.key_at(*step), found, f"{taken[name]}: find another")
            taken.setdefault(name, f'it stands under "{where}" too')


def _check_parameters(file: MethodFile, faults: Faults) -> None:
    for number, group in enumerate(file.parameters_by_group):
        for name in group.parameters:
            if name not in file.parameters:
                place = file.key_at("parameters_by_group", number, "parameters", name)
                faults.add_unknown_name(place, "parameter", name, file.parameters)
    series = file.series
    for key, said in (("target", series.target), ("deadline", series.deadline)):
        if isinstance(said, str) and said not in file.parameters:
            faults.add_unknown_name(file.at("series", key), "parameter", said, file.parameters)
    if series.limit is not None and series.limit not in (NATURAL, *file.parameters):
        known = [NATURAL, *file.parameters]
        faults.add_unknown_name(file.at("series", "limit"), "parameter", series.limit, known)


def _check_derived(file: MethodFile, faults: Faults) -> None:
    series = file.series
    has = {"target": series.target, "deadline": series.deadline, "limit": series.limit}
    for name, asked in file.derived.items():
        place = file.at("derived", name)
        if asked not in DERIVED_INPUTS:
            faults.add_unknown_name(place, "derived input", asked, DERIVED_INPUTS)
            continue
        needs = DERIVED_INPUTS[asked].needs
        if "milestones" in needs:
            found = f'"{asked}", which needs milestones'
            faults.add(place, found, "a method has none: find another derived input")
        elif lacking := [need for need in needs if need in has and has[need] is None]:
            found = f'"{asked}", which needs a {" and a ".join(lacking)}'
            faults.add(place, found, f'expected {listed(lacking)} under "series"')
