"""The registry: every derived input by the name that a table asks for it by.

A name is its function's. Formulas, sources and odd cases: docs/reference/derived-inputs.md, which a
test holds to this file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from ekrules.facts.derived import bands, change, paths, progress, projections, regression, scores
from ekrules.facts.derived.calculation import Calculation
from ekrules.facts.derived.derived_input import DerivedInput, DerivedUnit, Need
from ekrules.facts.derived.sentences import SENTENCES

_BASE: tuple[Need, ...] = ("base",)
_WAY: tuple[Need, ...] = ("base", "target")
_TIME: tuple[Need, ...] = ("base", "target", "deadline")
_AHEAD: tuple[Need, ...] = ("target", "deadline")
_LIMIT: tuple[Need, ...] = ("base", "limit")
_ZERO = ("zero_taken_as",)
_AFTER = ("pace_after_deadline",)
_LINE = ("weights", "half_life")
_SCORE = (*_ZERO, *_AFTER, "limit_exponent", "score_with_target", "score_without_target")


def _input(
    compute: Callable[[Calculation], Fraction],
    unit: DerivedUnit,
    needs: tuple[Need, ...],
    heeds: tuple[str, ...] = (),
) -> DerivedInput:
    name = compute.__name__
    return DerivedInput(name, unit, needs, heeds, SENTENCES[name], compute)


_INPUTS = (
    _input(change.newest_value, "own", ()),
    _input(change.base_value, "own", _BASE),
    _input(change.years_observed, "years", _BASE),
    _input(change.observations_since_base, "number", _BASE),
    _input(change.mean_since_base, "own", _BASE),
    _input(change.change, "own", _BASE),
    _input(change.change_for_the_better, "own", _BASE),
    _input(change.relative_change, "share", _BASE),
    _input(change.points_per_year, "own_per_year", _BASE),
    _input(change.cagr, "rate", _BASE, _ZERO),
    _input(change.cagr_for_the_better, "rate", _BASE, _ZERO),
    _input(change.required_points_per_year, "own_per_year", _TIME),
    _input(change.required_cagr, "rate", _TIME, _ZERO),
    _input(change.remaining_points_per_year, "own_per_year", _AHEAD),
    _input(change.remaining_cagr, "rate", _AHEAD, _ZERO),
    _input(progress.pace_linear, "number", _TIME, _AFTER),
    _input(progress.pace_cagr, "number", _TIME, (*_ZERO, *_AFTER)),
    _input(progress.pace_remaining_linear, "number", _TIME),
    _input(progress.pace_remaining_cagr, "number", _TIME, _ZERO),
    _input(progress.share_come, "share", _WAY),
    _input(progress.past_target, "own", ("target",), _ZERO),
    _input(progress.years_to_deadline, "years", _AHEAD),
    _input(paths.expected_linear, "own", _TIME),
    _input(paths.expected_geometric, "own", _TIME, _ZERO),
    _input(paths.expected_milestones, "own", ("milestones",)),
    _input(paths.gap_linear, "own", _TIME),
    _input(paths.gap_geometric, "own", _TIME, _ZERO),
    _input(paths.gap_milestones, "own", ("milestones",)),
    _input(projections.projected_linear, "own", _TIME),
    _input(projections.projected_geometric, "own", _TIME, _ZERO),
    _input(projections.projected_regression, "own", _TIME, _LINE),
    _input(projections.projected_share_linear, "share", _TIME),
    _input(projections.projected_share_geometric, "share", _TIME, _ZERO),
    _input(projections.projected_share_regression, "share", _TIME, _LINE),
    _input(projections.arrival_linear, "year", _WAY),
    _input(projections.arrival_geometric, "year", _WAY, _ZERO),
    _input(projections.years_late_linear, "years", _TIME),
    _input(projections.years_late_geometric, "years", _TIME, _ZERO),
    _input(regression.slope_regression, "own_per_year", _BASE, _LINE),
    _input(scores.limit_factor, "number", _LIMIT, ("limit_exponent",)),
    _input(scores.cagr_eased_by_limit, "rate", _BASE, (*_ZERO, "limit_exponent")),
    _input(scores.progress_score, "number", _BASE, _SCORE),
    _input(bands.distance_to_band, "own", ("band",)),
    _input(bands.band_share_come, "share", ("base", "band")),
)

DERIVED_INPUTS: Mapping[str, DerivedInput] = MappingProxyType({one.name: one for one in _INPUTS})
