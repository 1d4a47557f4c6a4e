"""Goal judging: one indicator of one entity by a method, as a goal that names the method asks it.

In: a method, Indicators, which indicator of which entity, until when, and the parameters that the
goal states. Out: what `running.run_method` gives for that pair, with the steps of each derived
input and where each parameter comes from. It is the same code, for the row of one goal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ekrules.decision.outputs import STATUS
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Faults
from ekrules.facts.derived.calculation import Derived
from ekrules.indicators.indicator import belongs
from ekrules.indicators.indicators import NO_ROW, Indicators
from ekrules.indicators.period_cells import last_day, year_of
from ekrules.methods.cases import indicator_cases
from ekrules.methods.columns import ENTITY, MEMBER, REASON, VALUE, reason_of
from ekrules.methods.derived_columns import derived_of, observations
from ekrules.methods.frame_deciding import ROW
from ekrules.methods.goal_series import Asked, JudgedSeries, ParameterUsed
from ekrules.methods.method import COLOUR, Method
from ekrules.methods.running import NO_PARAMETER, judged_cases

if TYPE_CHECKING:
    import polars as pl


def table_of(method: Method) -> DecisionTable:
    """Return the table that judges one indicator; a goal's method has one (goal_methods)."""
    if method.indicator is None:
        raise ValueError(f"{method.id} has no table for one indicator")
    return method.indicator


@dataclass(frozen=True)
class SeriesJudge:
    """A method that is asked about one series; it reads what it needs once."""

    method: Method
    asked: Asked

    def judged(self) -> JudgedSeries:
        """Return what the method comes to. Raises InputError where the method itself clashes."""
        row = self._decided(self._cases, self._indicators)
        is_own = row[ROW] is not None and row[REASON] == row[ROW]
        numbers = [VALUE, *table_of(self.method).inputs, *self.method.file.derived]
        return JudgedSeries(
            status=row[STATUS],
            colour=row.get(COLOUR) if COLOUR in table_of(self.method).outputs else None,
            row=row[ROW],
            reason=None if is_own else row[REASON],
            values={name: row.get(name) for name in dict.fromkeys(numbers)},
            reasons={
                name: row[reason_of(name)]
                for name in dict.fromkeys(numbers)
                if row.get(name) is None and row.get(reason_of(name)) is not None
            },
            derived=self._derived(row),
            parameters=self._parameters(row),
        )

    @property
    def may_imagine(self) -> bool:
        """Whether other values can be imagined by themselves: not where others' values count."""
        return not self.method.file.across

    def statuses_at(self, newest: Sequence[float]) -> list[str]:
        """Return the status with each of these in the place of the newest known value."""
        import polars as pl

        names = [f"{number}" for number in range(len(newest))]
        cases = pl.concat(
            self._own_case.with_columns(
                pl.lit(name).alias(ENTITY), pl.lit(value, dtype=pl.Float64).alias(VALUE)
            )
            for name, value in zip(names, newest, strict=True)
        )
        rows = self._indicators.frame.filter(pl.col("entity") == self.asked.entity)
        rows = rows.with_columns(pl.col("entity").cast(pl.String))
        frames = [
            rows.with_columns(
                pl.lit(name).alias("entity"),
                pl.when(self._is_newest).then(value).otherwise(pl.col("value")).alias("value"),
            )
            for name, value in zip(names, newest, strict=True)
        ]
        faults = Faults()
        imagined = replace(self._indicators, frame=pl.concat(frames))
        decided = judged_cases(self.method, imagined, cases, self.asked.until, faults)
        faults.stop_if_any()
        found: list[str] = decided[STATUS].to_list()
        return found

    def _decided(self, cases: pl.DataFrame, indicators: Indicators) -> dict[str, Any]:
        import polars as pl

        faults = Faults()
        decided = judged_cases(self.method, indicators, cases, self.asked.until, faults)
        faults.stop_if_any()
        return decided.filter(pl.col(ENTITY) == self.asked.entity).row(0, named=True)

    @cached_property
    def _indicators(self) -> Indicators:
        """The values of the indicator alone; of the entity alone where no others are asked for."""
        import polars as pl

        asked, frame = self.asked, self.asked.indicators.frame
        is_asked = pl.col("indicator") == asked.indicator
        if self.may_imagine:
            is_asked &= pl.col("entity") == asked.entity
        return replace(asked.indicators, frame=frame.filter(is_asked))

    @cached_property
    def _cases(self) -> pl.DataFrame:
        """The row of the goal, with its own parameters; and others' where the method needs them."""
        import polars as pl

        faults = Faults()
        every = indicator_cases(self._first_level, self._with_a_row(), self.asked.until, faults)
        faults.stop_if_any()
        is_asked, is_own = pl.col(MEMBER) == self.asked.indicator, self._is_own
        if self.may_imagine:
            is_asked &= is_own
        return every.filter(is_asked).with_columns(
            pl.when(is_own)
            .then(pl.lit(value, dtype=pl.Float64))
            .otherwise(pl.col(name))
            .alias(name)
            for name, value in self._given().items()
        )

    @property
    def _is_own(self) -> pl.Expr:
        import polars as pl

        return pl.col(ENTITY) == self.asked.entity

    @cached_property
    def _own_case(self) -> pl.DataFrame:
        return self._cases.filter(self._is_own)

    @property
    def _is_newest(self) -> pl.Expr:
        """Whether a row of the entity's values is the newest known one."""
        import polars as pl

        row = self._indicators.newest(self.asked.until)
        row = row.filter(pl.col("entity") == self.asked.entity)
        same = [
            pl.col(name).eq_missing(pl.lit(row[name].item(), dtype=row.schema[name]))
            for name in ("year", "date")
        ]
        return pl.all_horizontal(*same)

    def _given(self) -> dict[str, float | None]:
        """Return the parameters of the goal's own row that are not what the others have."""
        given = {
            name: one.value
            for name, one in self.asked.stated.items()
            if name in self.method.file.parameters
        }
        withheld = [
            name
            for name in self.asked.withheld
            if name in self.method.file.parameters and self._in_catalogue(name) is None
        ]
        return {**dict.fromkeys(withheld), **given}

    @property
    def _first_level(self) -> Method:
        """The method without its roll-ups, which ask for members that a goal has none of."""
        file = self.method.file.model_copy(update={"levels": ()})
        return replace(self.method, file=file, levels=())

    def _with_a_row(self) -> Indicators:
        """Return the indicators with a row that says that there is none, where nobody has any.

        Of many, a method refuses to judge where there is nothing; one goal is grey then.
        """
        import polars as pl

        named, asked = self._with_names(), self.asked
        if named.newest(asked.until).height:
            return named
        row: dict[str, Any] = dict.fromkeys(named.frame.columns)
        row |= {"entity": asked.entity, "indicator": asked.indicator, "reason": NO_ROW}
        row |= {"year": year_of(asked.until), "file": 0, "line": 0, "column": 0}
        return replace(named, frame=pl.DataFrame([row], schema=named.frame.schema))

    def _with_names(self) -> Indicators:
        """Return the indicators with a catalogue that knows each parameter that the goal states.

        A method refuses a catalogue in which nobody has a number that it asks for.
        """
        asked = self.asked
        own = asked.indicators.catalogue[asked.indicator]
        stated = {name: one.value or 0.0 for name, one in asked.stated.items()}
        if stated.keys() <= own.parameters.keys():
            return asked.indicators
        named = own.model_copy(update={"parameters": {**stated, **own.parameters}})
        catalogue = {**asked.indicators.catalogue, asked.indicator: named}
        return replace(asked.indicators, catalogue=catalogue)

    def _in_catalogue(self, name: str) -> str | None:
        """Return what the catalogue calls a parameter of the entity, where it has it."""
        asked = self.asked
        own = asked.indicators.catalogue[asked.indicator]
        attributes = {**own.attributes, **asked.indicators.entities[asked.entity].attributes}
        for group in self.method.file.parameters_by_group:
            if name in group.parameters and belongs(attributes, group.entities):
                if group.parameters[name] in own.parameters:
                    return group.parameters[name]
                break
        return name if name in own.parameters else None

    def _parameters(self, row: Mapping[str, Any]) -> tuple[ParameterUsed, ...]:
        return tuple(self._parameter(name, row[name]) for name in self.method.file.parameters)

    def _parameter(self, name: str, value: float | None) -> ParameterUsed:
        asked = self.asked
        if name in asked.stated:
            stated = asked.stated[name]
            return ParameterUsed(name, value, "goal", stated.place, stated.reason)
        called = self._in_catalogue(name)
        if called is not None:
            place = asked.indicators.catalogue[asked.indicator].at("parameters", called)
            return ParameterUsed(name, value, "catalogue", place, None)
        if value is not None:
            place = self.method.file.at("parameters", name, "default")
            return ParameterUsed(name, value, "method", place, None)
        return ParameterUsed(name, None, None, None, asked.withheld.get(name, NO_PARAMETER))

    def _derived(self, row: Mapping[str, Any]) -> dict[str, Derived]:
        """Return the derived inputs with the steps that each was come to by."""
        names = list(self.method.file.derived)
        if not names:
            return {}
        observed, now = observations(self._indicators), last_day(self.asked.until)
        return dict(derived_of(self.method, self._indicators, observed, row, names, now))
