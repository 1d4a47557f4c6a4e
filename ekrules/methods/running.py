"""Running: a method and Indicators to statuses and scores, from the indicators up.

In: a Method, Indicators, until when. Out: a frame for each level, a row for each entity and member:
what its table saw and concluded, the status, the row that decided, and why what is grey is grey.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.decision.outputs import STATUS
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import Period
from ekrules.methods.cases import APPLIES, ENTITY, MEMBER, REASON, SIGN, indicator_cases
from ekrules.methods.derived_columns import reason_of, with_derived
from ekrules.methods.frame_deciding import ROW, decide_frame
from ekrules.methods.method import BETTER, COLOUR, INDICATOR, VALUE, Level, Method
from ekrules.methods.roll_ups import GROUP, NO_MEMBERS, roll_up
from ekrules.methods.scales import with_scale

if TYPE_CHECKING:
    import polars as pl

NOT_APPLICABLE, NO_PARAMETER, NO_ROW_HOLDS = "not_applicable", "no_parameter", "no_row_holds"
GREY = "grey"
# Stands for the group of a member whose own members lie in several; no id has this sign.
SEVERAL = "\0"


@dataclass(frozen=True)
class LevelResult:
    """What one level came to.

    frame: entity, member (an indicator or a group), applies, what the table saw (of an indicator
    also period, and at: where its value stands), its outputs, status, row, and reason of the grey.
    """

    name: str
    table: DecisionTable
    frame: pl.DataFrame


@dataclass(frozen=True)
class MethodResult:
    """What a method made of indicators: a result for each level, the indicators first."""

    method: Method
    levels: tuple[LevelResult, ...]


def run_method(method: Method, indicators: Indicators, until: Period | None = None) -> MethodResult:
    """Return what the method comes to. Raises InputError with every fault that stops a level."""
    faults = Faults()
    cases = indicator_cases(method, indicators, until, faults)
    faults.stop_if_any()
    cases = with_derived(method, indicators, cases, until)
    for name, scale in method.file.scales.items():
        cases = with_scale(cases, name, scale, faults)
    faults.stop_if_any()
    decided = _decided(method, method.indicator, _with_reasons(method, cases), faults)
    results = [LevelResult(INDICATOR, method.indicator, _shown(decided))]
    for level in method.levels:
        grouped = _grouped(level, decided, faults)
        decided = _decided(method, level.table, grouped, faults)
        results.append(LevelResult(level.name, level.table, _shown(decided)))
    return MethodResult(method, tuple(results))


def _with_reasons(method: Method, cases: pl.DataFrame) -> pl.DataFrame:
    """Return the cases with a reason beside every number that a table may ask about."""
    import polars as pl

    file = method.file
    no_parameter = pl.lit(NO_PARAMETER)
    told = [pl.col(REASON).alias(reason_of(VALUE))]
    told += [
        pl.when(pl.col(name).is_null()).then(no_parameter).alias(reason_of(name))
        for name in file.parameters
    ]
    for name, scale in file.scales.items():
        known = pl.coalesce(
            pl.col(reason_of(scale.of) if scale.of != VALUE else REASON), no_parameter
        )
        told.append(pl.when(pl.col(name).is_null()).then(known).alias(reason_of(name)))
    attributes = [pl.col(SIGN + name).alias(name) for name in file.attributes]
    return cases.drop([c for c in cases.columns if c.startswith("parameter ")]).with_columns(
        *told, *attributes
    )


def _decided(
    method: Method, table: DecisionTable, cases: pl.DataFrame, faults: Faults
) -> pl.DataFrame:
    """Return the cases with what the table concludes, the status, and the reason of the grey."""
    import polars as pl

    decided = decide_frame(table, cases, faults)
    faults.stop_if_any()
    if COLOUR in table.outputs:
        common = {name: str(one) for name, one in method.file.colours.items()}
        status = pl.col(COLOUR).replace_strict(common, default=None, return_dtype=pl.String)
        decided = decided.with_columns(status.alias(STATUS))
    nobody = ~pl.col(APPLIES)
    is_grey = pl.col(STATUS).is_null() | (pl.col(STATUS) == GREY) | nobody
    first = [pl.col(reason_of(name)) for name in table.inputs if reason_of(name) in cases.columns]
    why = pl.coalesce(*first, pl.col(ROW), pl.lit(NO_ROW_HOLDS))
    reason = pl.when(nobody).then(pl.lit(NOT_APPLICABLE)).otherwise(why)
    return decided.with_columns(
        *[pl.when(~nobody).then(pl.col(name)).alias(name) for name in (ROW, *_colour(table))],
        pl.when(is_grey).then(pl.lit(GREY)).otherwise(pl.col(STATUS)).alias(STATUS),
        pl.when(is_grey).then(reason).alias(REASON),
    )


def _colour(table: DecisionTable) -> Iterable[str]:
    return [COLOUR] if COLOUR in table.outputs else []


def _grouped(level: Level, below: pl.DataFrame, faults: Faults) -> pl.DataFrame:
    """Return a row for each entity and group, with every roll-up and its reason."""
    import polars as pl

    key = SIGN + level.by
    if key not in below.columns:
        found = f'the level "{level.name}" is made by "{level.by}"'
        faults.add(level.table.place, found, "expected what the level below has")
        faults.stop_if_any()
    frame = below.with_columns(pl.col(key).alias(GROUP)).filter(pl.col(GROUP).is_not_null())
    _check_nested(level, frame, faults)
    # What the members of a group share, as the groups above it or an attribute of the entity.
    shared = [name for name in below.columns if name.startswith(SIGN) and name != key]
    asked = [name[len(SIGN) :] for name in shared if name[len(SIGN) :] in below.columns]
    one = [_if_shared(name) for name in (*shared, *asked)]
    groups = frame.group_by(ENTITY, GROUP, maintain_order=True).agg(pl.col(APPLIES).any(), *one)
    for name, entry in level.roll_ups.items():
        rolled = roll_up(frame, name, entry, faults)
        why = pl.coalesce(reason_of(name), pl.when(pl.col(name).is_null()).then(pl.lit(NO_MEMBERS)))
        groups = groups.join(rolled, on=[ENTITY, GROUP], how="left", maintain_order="left")
        groups = groups.with_columns(why.alias(reason_of(name)))
    faults.stop_if_any()
    return groups.rename({GROUP: MEMBER})


def _if_shared(name: str) -> pl.Expr:
    """Return what the members of a group have in common; an attribute that differs is unknown."""
    import polars as pl

    # A group of the next level that only some of them lie in is no group of theirs: told there.
    several = pl.lit(SEVERAL if name.startswith(SIGN) else None, dtype=pl.String)
    is_one = pl.col(name).n_unique() == 1
    return pl.when(is_one).then(pl.col(name).first()).otherwise(several).alias(name)


def _check_nested(level: Level, frame: pl.DataFrame, faults: Faults) -> None:
    """Add a fault where no member lies in a group, or one lies in several."""
    import polars as pl

    place = level.table.place
    if not frame.height:
        found = f'no member has "{level.by}", by which the level "{level.name}" is made'
        faults.add(place, found, "name what the members have")
    split = frame.filter(pl.col(GROUP) == SEVERAL)[MEMBER].unique(maintain_order=True)
    for member in split.to_list():
        found = f'"{member}" has parts of more than one "{level.by}"'
        faults.add(place, found, f'expected it whole in one group of the level "{level.name}"')
    faults.stop_if_any()


def _shown(decided: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that a reader is shown."""
    hidden = [name for name in decided.columns if name.startswith(SIGN) or name.endswith(" reason")]
    # The reason stands last, where it is looked for.
    last = decided[REASON]
    return decided.drop(*hidden, BETTER, REASON, strict=False).with_columns(last)
