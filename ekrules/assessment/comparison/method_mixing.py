"""Method mixing: one method out of two versions of it, and one catalogue entry out of two.

In: what the tables, the bounds' defaults and the rest are taken from. Out: a Method; whether its
tables fit the rest. A method of another id is taken whole; one that has other tables keeps its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ekrules.decision.tables import DecisionTable

# A comparison of surveys needs no methods: they are there where a goal names one.
if TYPE_CHECKING:
    from ekrules.indicators.indicator import Indicator
    from ekrules.methods.method import Level, Method

# What of an indicator says whom it is for and where it belongs, what it is held against, and what
# its values are.
OF_MEMBERS = ("group", "applies_to")
OF_AIMS = ("parameters", "milestones")
OF_UNIT = ("unit",)
OF_SERIES = ("better", "band", "limits", "attributes")
OF_MEASURE = (*OF_UNIT, *OF_SERIES)
_OF_EVERY_CASE = ("value", "better", "direction")


def mixed_method(rest: Method, ruling: Method, aimed: Method) -> Method:
    """Return a method with the tables of one, the defaults of one, and all else of one."""
    if ruling.id != rest.id or aimed.id != rest.id:
        return rest
    parameters = {
        name: one.model_copy(update={"default": aimed.file.parameters[name].default})
        if name in aimed.file.parameters
        else one
        for name, one in rest.file.parameters.items()
    }
    file = rest.file.model_copy(update={"parameters": parameters})
    if not has_same_tables(ruling, rest):
        return replace(rest, file=file)
    by_name = {one.name: one for one in ruling.levels}
    return replace(
        rest,
        file=file,
        indicator=ruling.indicator,
        also=ruling.also,
        levels=tuple(_ruled(one, by_name.get(one.name)) for one in rest.levels),
    )


def has_same_tables(one: Method, other: Method) -> bool:
    """Whether both have the same tables by name, in the same order, whatever stands in them."""
    return [table.id for table in one.tables] == [table.id for table in other.tables]


def mixed_indicator(member: Indicator, measured: Indicator, aimed: Indicator) -> Indicator:
    """Return an entry with the groups of one, the definition of one and the bounds of one."""
    taken = {name: getattr(member, name) for name in OF_MEMBERS}
    return measured.model_copy(update=taken | {name: getattr(aimed, name) for name in OF_AIMS})


def fits(mixed: Method, rest: Method) -> bool:
    """Whether the tables ask for what the rest of the method gives, and give what it asks for."""
    given = _given(rest)
    pairs = zip(mixed.tables, rest.tables, strict=True)
    return all(_table_fits(table, own, given) for table, own in pairs)


def _given(method: Method) -> frozenset[str]:
    file = method.file
    named = (file.parameters, file.derived, file.scales, file.numbers, file.across, file.attributes)
    rolled = (name for level in method.levels for name in level.roll_ups)
    asked = (name for table in method.tables for name in (*table.inputs, *table.outputs))
    return frozenset((*_OF_EVERY_CASE, *rolled, *asked, *(n for one in named for n in one)))


def _table_fits(table: DecisionTable, own: DecisionTable, given: frozenset[str]) -> bool:
    return given >= table.inputs.keys() and table.outputs.keys() >= own.outputs.keys()


def _ruled(level: Level, ruling: Level | None) -> Level:
    return level if ruling is None else replace(level, table=ruling.table, also=ruling.also)
