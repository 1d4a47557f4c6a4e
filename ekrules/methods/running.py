"""Running: a method and Indicators to statuses and scores, from the indicators up.

In: a Method, Indicators, until when. Out: a frame for each level, a row for each entity and member:
what its table saw and concluded, the status, the row that decided, and why what is grey is grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.decision.outputs import STATUS
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.period_cells import Period
from ekrules.methods.cases import indicator_cases
from ekrules.methods.columns import (
    APPLIES,
    BETTER,
    DIRECTION,
    ENTITY,
    MEMBER,
    NO_DIRECTION,
    REASON,
    SIGN,
    VALUE,
    reason_of,
    row_of,
)
from ekrules.methods.derived_columns import moment, observations, with_derived
from ekrules.methods.frame_deciding import ROW, decide_frame
from ekrules.methods.method import COLOUR, INDICATOR, Level, Method
from ekrules.methods.roll_ups import GROUP, NO_MEMBERS, roll_up
from ekrules.methods.working_out import Derive, with_numbers

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
    table: DecisionTable | None
    frame: pl.DataFrame


@dataclass(frozen=True)
class MethodResult:
    """What a method made of indicators: a result for each level, the indicators first."""

    method: Method
    levels: tuple[LevelResult, ...]


def run_method(
    method: Method,
    indicators: Indicators,
    until: Period | None = None,
    now: Period | None = None,
) -> MethodResult:
    """Return what the method comes to. Raises InputError with every fault that stops a level.

    now: what derived inputs count from, where that is another than `until` or the newest year.
    """
    faults = Faults()
    cases = indicator_cases(method, indicators, until, faults)
    faults.stop_if_any()
    decided = judged_cases(method, indicators, cases, until if now is None else now, faults)
    results = [LevelResult(INDICATOR, method.indicator, _shown(decided))]
    for level in method.levels:
        grouped = with_numbers(_grouped(level, decided, faults), level.entry, faults)
        faults.stop_if_any()
        grouped = _with_further(level.also, grouped, faults)
        if level.table is None:
            grouped = grouped.with_columns(_first_reason(level.roll_ups).alias(REASON))
        decided = _decided(method, level.table, grouped, faults)
        results.append(LevelResult(level.name, level.table, _shown(decided)))
    return MethodResult(method, tuple(results))


def judged_cases(
    method: Method,
    indicators: Indicators,
    cases: pl.DataFrame,
    until: Period | None,
    faults: Faults,
) -> pl.DataFrame:
    """Return the cases of indicators with every number, its reason, and what the table gives.

    Numbers across entities are of the cases that are given.
    """
    worked_out = with_numbers(
        _with_reasons(method, cases), method.file, faults, _derive(method, indicators, until)
    )
    faults.stop_if_any()
    further = _with_further(method.also, worked_out, faults)
    if method.indicator is None:
        further = further.with_columns(_why_not_scored(method).alias(REASON))
    return _decided(method, method.indicator, further, faults)


def _why_not_scored(method: Method) -> pl.Expr:
    """Return why an indicator that is only scored has no score; null where it has one.

    Of several, as two scales of which each is on one, all must lack. Then it is the first's.
    """
    import polars as pl

    names = [*method.file.scales, *method.file.numbers]
    if not names:
        return pl.col(REASON)
    none_known = pl.all_horizontal(pl.col(name).is_null() for name in names)
    return pl.coalesce(REASON, pl.when(none_known).then(_first_reason(names)))


def _first_reason(names: Iterable[str]) -> pl.Expr:
    """Return why the first of several numbers that is unknown is so; null where all are known."""
    import polars as pl

    reasons = [pl.col(reason_of(name)) for name in names]
    return pl.coalesce(*reasons) if reasons else pl.lit(None, dtype=pl.String)


def _derive(method: Method, indicators: Indicators, until: Period | None) -> Derive | None:
    if not method.file.derived:
        return None
    observed = observations(indicators)
    now = moment(indicators, until)
    return lambda cases, names: with_derived(method, indicators, observed, cases, names, now)


def _with_reasons(method: Method, cases: pl.DataFrame) -> pl.DataFrame:
    """Return the cases with a reason beside every number that is given."""
    import polars as pl

    file = method.file
    better = pl.col(BETTER)
    direction = pl.when(better == "up").then(1.0).when(better == "down").then(-1.0)
    nowhere = pl.when(~better.is_in(["up", "down"])).then(pl.lit(NO_DIRECTION))
    told = [
        pl.col(REASON).alias(reason_of(VALUE)),
        direction.alias(DIRECTION),
        nowhere.alias(reason_of(DIRECTION)),
    ]
    told += [
        pl.when(pl.col(name).is_null()).then(pl.lit(NO_PARAMETER)).alias(reason_of(name))
        for name in file.parameters
    ]
    attributes = [pl.col(SIGN + name).alias(name) for name in file.attributes]
    return cases.drop([c for c in cases.columns if c.startswith("parameter ")]).with_columns(
        *told, *attributes
    )


def _decided(
    method: Method, table: DecisionTable | None, cases: pl.DataFrame, faults: Faults
) -> pl.DataFrame:
    """Return the cases with what the table concludes, the status, and the reason of the grey."""
    import polars as pl

    if table is None:
        return _scored(cases)
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


def _scored(cases: pl.DataFrame) -> pl.DataFrame:
    """Return the cases without a status, where no table judges them."""
    import polars as pl

    nothing, is_told = pl.lit(None, dtype=pl.String), REASON in cases.columns
    nowhere = pl.when(~pl.col(APPLIES)).then(pl.lit(NOT_APPLICABLE))
    return cases.with_columns(
        nothing.alias(ROW),
        nothing.alias(STATUS),
        nowhere.otherwise(pl.col(REASON) if is_told else nothing).alias(REASON),
    )


def _with_further(
    also: Mapping[str, DecisionTable], cases: pl.DataFrame, faults: Faults
) -> pl.DataFrame:
    """Return the cases with what each further table gives, and the row that decided."""
    import polars as pl

    for name, table in also.items():
        decided = decide_frame(table, cases, faults).rename({ROW: row_of(name)})
        faults.stop_if_any()
        given = [pl.when(APPLIES).then(pl.col(one)) for one in (*table.outputs, row_of(name))]
        cases = decided.with_columns(given)
    return cases


def _colour(table: DecisionTable) -> Iterable[str]:
    return [COLOUR] if COLOUR in table.outputs else []


def _grouped(level: Level, below: pl.DataFrame, faults: Faults) -> pl.DataFrame:
    """Return a row for each entity and group, with every roll-up and its reason."""
    import polars as pl

    key = SIGN + level.by
    if key not in below.columns:
        found = f'the level "{level.name}" is made by "{level.by}"'
        faults.add(level.entry.place, found, "expected what the level below has")
        faults.stop_if_any()
    frame = below.with_columns(pl.col(key).alias(GROUP)).filter(pl.col(GROUP).is_not_null())
    _check_nested(level, frame, faults)
    # What the members of a group share, as the groups above it or an attribute of the entity.
    shared = [name for name in below.columns if name.startswith(SIGN)]
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

    place = level.entry.place
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
    return decided.drop(*hidden, BETTER, DIRECTION, REASON, strict=False).with_columns(last)
