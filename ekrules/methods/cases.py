"""Cases: indicators and a method to a frame with a row for each entity and indicator.

In: Indicators, a method, until when. Out: a frame with entity, member (the indicator), applies,
period, value, reason, better, at (where the value stands), the method's parameters as they are for
that entity, and the attributes that the method asks about ("@" before those that only roll-ups do).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ekrules.errors import Faults, Place
from ekrules.indicators.indicators import NO_ROW, Indicators
from ekrules.indicators.period_cells import Period, shown_periods
from ekrules.methods.columns import APPLIES, BETTER, ENTITY, MEMBER, REASON, SIGN, VALUE
from ekrules.methods.groups import belongs, check_somebody
from ekrules.methods.method import BY_ALL, BY_GROUP, Method
from ekrules.methods.method_file import GroupParameters
from ekrules.methods.numbers_file import AcrossEntry
from ekrules.methods.parameters_of_entities import (
    Named,
    column_of,
    named_indicators,
    stand_for_others,
    with_their_values,
)

if TYPE_CHECKING:
    import polars as pl

# Each pair is a row of some twenty numbers.
MOST_CASES = 5_000_000


def indicator_cases(
    method: Method, indicators: Indicators, until: Period | None, faults: Faults
) -> pl.DataFrame:
    """Return the cases; what the method names and nobody has is in `faults`."""
    import polars as pl

    _check_size(indicators, faults)
    named = named_indicators(method, indicators, faults)
    pairs = _entities(method, indicators, faults).join(
        _members(method, indicators, named, faults), how="cross"
    )
    faults.stop_if_any()
    newest = indicators.newest(until)
    if not newest.height:
        when = "" if until is None else f" from {until} or before"
        place = Place(indicators.source)
        faults.add(place, f"no value{when}", "expected at least one to judge")
        faults.stop_if_any()
    files = pl.Series("source", [one.source for one in indicators.sources], dtype=pl.String)
    at = pl.lit(files).gather(pl.col("file").cast(pl.UInt32)) + ":" + pl.col("line").cast(pl.String)
    values = newest.select(
        pl.col("entity").cast(pl.String),
        pl.col("indicator").cast(pl.String).alias(MEMBER),
        shown_periods().alias("period"),
        pl.col(VALUE).cast(pl.Float64),
        pl.col(REASON).cast(pl.String),
        at.alias("at"),
    )
    joined = pairs.join(values, on=[ENTITY, MEMBER], how="left", maintain_order="left")
    missing = pl.col(VALUE).is_null() & pl.col(REASON).is_null()
    told = pl.when(missing).then(pl.lit(NO_ROW)).otherwise(pl.col(REASON)).alias(REASON)
    groups = _groups(method, indicators, faults)
    return (
        with_their_values(joined.with_columns(told), named, newest)
        .join(_applying(indicators), on=[ENTITY, MEMBER], how="left", maintain_order="left")
        .with_columns(pl.col(APPLIES).fill_null(value=False))
        .with_columns(_parameter(method, name, groups) for name in method.file.parameters)
    )


def _check_size(indicators: Indicators, faults: Faults) -> None:
    cases = len(indicators.entities) * len(indicators.catalogue)
    if cases > MOST_CASES:
        found = f"{len(indicators.entities)} entities and {len(indicators.catalogue)} indicators"
        expected = f"at most {MOST_CASES} pairs of them are judged at once: divide them"
        faults.add(Place(indicators.source), found, expected)
        faults.stop_if_any()


def _entities(method: Method, indicators: Indicators, faults: Faults) -> pl.DataFrame:
    """Return a row for each entity, with the attributes that the method asks about."""
    import polars as pl

    columns: dict[str, list[str | None]] = {ENTITY: list(indicators.entities)}
    of_indicators = {name for one in indicators.catalogue.values() for name in one.attributes}
    known = {name for one in indicators.entities.values() for name in one.attributes}
    for name, place in _asked(method).items():
        if name in known:
            columns[SIGN + name] = [
                one.attributes.get(name) for one in indicators.entities.values()
            ]
        elif name not in of_indicators:
            faults.add_unknown_name(place, "attribute", name, known | of_indicators)
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _members(method: Method, indicators: Indicators, named: Named, faults: Faults) -> pl.DataFrame:
    """Return a row for each indicator: its parameters, group, and attributes asked about."""
    import polars as pl

    others = stand_for_others(named)
    every = [one for one in indicators.catalogue.values() if one.id not in others]
    of_entities = {name for one in indicators.entities.values() for name in one.attributes}
    known = {name for one in every for name in one.attributes}
    texts: dict[str, list[str | None]] = {
        MEMBER: [one.id for one in every],
        BETTER: [one.better for one in every],
        SIGN + BY_GROUP: [one.group for one in every],
        SIGN + BY_ALL: ["all" for _ in every],
    }
    for name in _asked(method):
        if name in known and name not in of_entities:
            texts[SIGN + name] = [one.attributes.get(name) for one in every]
    numbers = {
        f"parameter {name}": [_number(one.parameters.get(name)) for one in every]
        for name in _parameter_names(method, indicators, faults)
    }
    schema = dict.fromkeys(texts, pl.String()) | dict.fromkeys(numbers, pl.Float64())
    return pl.DataFrame({**texts, **numbers}, schema=schema)


def _number(value: object) -> float | None:
    from ekrules.yaml_reader.units import share_of

    # A share is read from percent where the catalogue is; here it may still be its text.
    number = share_of(value) if isinstance(value, str) else value
    return float(number) if isinstance(number, (int, float)) else None


def _asked(method: Method) -> dict[str, Place]:
    """Return the attributes that the method names, with where it first does."""
    file = method.file
    found: dict[str, Place] = {}
    for number, name in enumerate(file.attributes):
        found.setdefault(name, file.at("attributes", number))
    for number, group in enumerate(file.parameters_by_group):
        for name in group.entities:
            found.setdefault(name, file.key_at("parameters_by_group", number, "entities", name))
    for entry in file.levels:
        if entry.by not in (BY_GROUP, BY_ALL):
            found.setdefault(entry.by, entry.at("by"))
        for one in entry.roll_ups.values():
            if not isinstance(one.members, str):
                for name in one.members:
                    found.setdefault(name, one.key_at("members", name))
            for fill in one.fill:
                if fill.mean_by not in (None, BY_ALL):
                    found.setdefault(str(fill.mean_by), fill.at("mean_by"))
    for across in _across(method):
        for name in across.entities or ():
            found.setdefault(name, across.key_at("entities", name))
        for key in ("within", "weights"):
            if (said := getattr(across, key)) is not None:
                found.setdefault(said, across.at(key))
    return found


def _across(method: Method) -> Iterator[AcrossEntry]:
    yield from method.file.across.values()
    for level in method.file.levels:
        yield from level.across.values()


def _parameter_names(method: Method, indicators: Indicators, faults: Faults) -> list[str]:
    """Return what the indicators call every parameter; one that none has is in `faults`."""
    file = method.file
    known = {name for one in indicators.catalogue.values() for name in one.parameters}
    wanted = {name: file.key_at("parameters", name) for name in file.parameters}
    for name, one in file.parameters.items():
        if name not in known and one.default is None and one.from_indicator is None:
            faults.add_unknown_name(wanted[name], "parameter of any indicator", name, known)
    for number, group in enumerate(file.parameters_by_group):
        for name, other in group.parameters.items():
            place = file.at("parameters_by_group", number, "parameters", name)
            wanted.setdefault(other, place)
            if other not in known:
                faults.add_unknown_name(place, "parameter of any indicator", other, known)
    return list(wanted)


def _groups(
    method: Method, indicators: Indicators, faults: Faults
) -> list[tuple[pl.Expr, GroupParameters]]:
    found = []
    for number, group in enumerate(method.file.parameters_by_group):
        found.append((belongs(group.entities), group))
        place = method.file.at("parameters_by_group", number, "entities")
        check_somebody(group.entities, indicators, place, faults)
    for one in (one for level in method.file.levels for one in level.roll_ups.values()):
        if not isinstance(one.members, str):
            check_somebody(one.members, indicators, one.at("members"), faults)
    for across in _across(method):
        check_somebody(across.entities or {}, indicators, across.at("entities"), faults)
        if across.entity is not None and across.entity not in indicators.entities:
            known = indicators.entities
            faults.add_unknown_name(across.at("entity"), "entity", across.entity, known)
    faults.stop_if_any()
    return found


def _parameter(method: Method, name: str, groups: list[tuple[pl.Expr, GroupParameters]]) -> pl.Expr:
    """Return a parameter for the entity: its own, its group's, everyone's, or the default."""
    import polars as pl

    default = _number(method.file.parameters[name].default)
    common = pl.col(f"parameter {name}").fill_null(pl.lit(default, dtype=pl.Float64))
    said = common
    for is_in, group in reversed(groups):
        if name in group.parameters:
            own = pl.coalesce(pl.col(f"parameter {group.parameters[name]}"), common)
            said = pl.when(is_in).then(own).otherwise(said)
    if method.file.parameters[name].from_indicator is not None:
        said = pl.coalesce(column_of(name), said)
    return said.alias(name)


def _applying(indicators: Indicators) -> pl.DataFrame:
    """Return entity and indicator of each pair where the indicator is for the entity."""
    import polars as pl

    sets: dict[str, list[str]] = {}
    parts = []
    for one in indicators.catalogue.values():
        key = repr(one.applies_to)
        if key not in sets:
            every = indicators.entities.items()
            sets[key] = [name for name, its in every if one.fits(its.attributes)]
        of_one = pl.DataFrame({ENTITY: sets[key]}, schema={ENTITY: pl.String()})
        parts.append(of_one.with_columns(pl.lit(one.id).alias(MEMBER)))
    return pl.concat(parts).with_columns(pl.lit(value=True).alias(APPLIES))
