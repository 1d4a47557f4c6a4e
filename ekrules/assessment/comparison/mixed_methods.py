"""Mixed methods: a method on indicators, with some causes as on the new side, others as on the old.

In: two sides, each a method and indicators, and a state. Out: what every pair came to. A mix that
can't be run, as a table that asks for a number which the other method lacks, comes to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ekrules.assessment.comparison.attribution import Verdict
from ekrules.assessment.comparison.causes import Cause, State
from ekrules.assessment.comparison.method_mixing import fits, mixed_indicator, mixed_method
from ekrules.assessment.comparison.mixed_goals import DOES_NOT_FIT
from ekrules.assessment.comparison.pairs import Pair, PairSeen
from ekrules.errors import InputError
from ekrules.indicators.entity import Entity
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.mixing import mixed_indicators
from ekrules.methods.derived_columns import newest_year
from ekrules.methods.method import COLOUR, Method
from ekrules.methods.running import GREY, LevelResult, MethodResult, run_method

Results = Mapping[Pair, PairSeen]
# Columns that are told by their own names; the others are numbers that were seen.
_KNOWN = {"entity", "member", "applies", "status", COLOUR, "row", "reason", "period", "at"}


@dataclass(frozen=True)
class MethodSide:
    """One side: a method, and the indicators that it judges."""

    method: Method
    indicators: Indicators


@dataclass
class MixedMethods:
    """Runs the method in every state that is asked for; each is run once.

    doing: told before each run.
    """

    old: MethodSide
    new: MethodSide
    doing: Callable[[State], None] = lambda _: None
    _found: dict[State, Results | None] = field(default_factory=dict)

    def results(self, state: State) -> Results | None:
        """Return what every pair came to; None where the mix can't be run."""
        if state not in self._found:
            self.doing(state)
            self._found[state] = self._run(state)
        return self._found[state]

    def verdict(self, pair: Pair, state: State) -> Verdict:
        """Return what one pair came to."""
        results = self.results(state)
        seen = None if results is None else results.get(pair)
        if seen is None:
            return Verdict(None, reason=DOES_NOT_FIT)
        return Verdict(seen.comes_to, seen.comes_to, seen.row, seen.reason)

    def _run(self, state: State) -> Results | None:
        method = self.method(state)
        if not fits(method, self._side("method", state).method):
            return None
        now = newest_year(self._side("time", state).indicators)
        try:
            result = run_method(method, self.indicators(state), now=now)
        except InputError:
            return None
        return _results(result)

    def method(self, state: State) -> Method:
        """Return the method of a state: its tables, its bounds' defaults and the rest apart."""
        rest, ruling, aimed = (
            self._side(one, state).method for one in ("method", "rule", "target")
        )
        return mixed_method(rest, ruling, aimed)

    def indicators(self, state: State) -> Indicators:
        """Return the indicators of a state: members, definitions, bounds and values apart."""
        members, measured, aimed = (
            self._side(one, state).indicators for one in ("members", "measure", "target")
        )
        catalogue = {
            name: mixed_indicator(
                one, measured.catalogue.get(name, one), aimed.catalogue.get(name, one)
            )
            for name, one in members.catalogue.items()
        }
        entities: Mapping[str, Entity] = members.entities
        return mixed_indicators(
            self.old.indicators,
            self.new.indicators,
            catalogue,
            entities,
            later="new_values" in state,
            revised="revised_values" in state,
        )

    def _side(self, cause: Cause, state: State) -> MethodSide:
        return self.new if cause in state else self.old


def results_of(side: MethodSide) -> Results:
    """Return what every pair of a side came to; InputError where its method can't be run on it."""
    return _results(run_method(side.method, side.indicators))


def _results(result: MethodResult) -> Results:
    return {pair: seen for level in result.levels for pair, seen in _seen(level).items()}


def _seen(level: LevelResult) -> dict[Pair, PairSeen]:
    colour = COLOUR if level.table is not None and COLOUR in level.table.outputs else "status"
    names = {*level.frame.columns} - _KNOWN
    return {
        (level.name, row["entity"], row["member"]): PairSeen(
            row.get(colour) or GREY,
            row.get("row"),
            row.get("reason"),
            {name: row[name] for name in level.frame.columns if name in names},
            row.get("period"),
            row.get("at"),
        )
        for row in level.frame.iter_rows(named=True)
        if row["applies"]
    }
