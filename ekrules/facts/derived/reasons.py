"""Reasons: why a derived input has no number, each with a name and a sentence.

docs/reference/derived-inputs.md lists them; a test holds the page to this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

DerivedReason = Literal[
    "no_observations",
    "observation_too_old",
    "no_base",
    "single_observation",
    "too_few_years",
    "no_target",
    "no_deadline",
    "deadline_passed",
    "deadline_not_after_base",
    "target_reached",
    "target_equals_base",
    "no_arrival",
    "base_is_zero",
    "current_is_zero",
    "target_is_zero",
    "sign_change",
    "no_milestones",
    "outside_milestones",
    "no_limit",
    "base_at_limit",
    "base_beyond_limit",
    "no_band",
    "base_within_band",
    "no_weight",
    "not_finite",
    "too_large",
]

REASONS: Mapping[DerivedReason, str] = {
    "no_observations": "there is no observation up to now",
    "observation_too_old": "the newest observation is older than `at_most_years_old`",
    "no_base": "the base rule finds no observation",
    "single_observation": "the base is itself the newest observation",
    "too_few_years": "base and newest observation are fewer than `at_least_years` apart",
    "no_target": "no target is given",
    "no_deadline": "the target has no period",
    "deadline_passed": "the newest observation is from after the deadline, or no time is left",
    "deadline_not_after_base": "the deadline is not after the base",
    "target_reached": "the target is reached already",
    "target_equals_base": "the target is the base value: there is no way to go",
    "no_arrival": "at this rate the target is never reached",
    "base_is_zero": "nothing grows from zero by a rate",
    "current_is_zero": "the newest value is zero, and nothing grows from zero by a rate",
    "target_is_zero": "no rate leads to zero",
    "sign_change": "one value is below zero and the other above: there is no rate between them",
    "no_milestones": "no milestones are given",
    "outside_milestones": "the newest observation is from before or after the whole path",
    "no_limit": "no natural limit is given",
    "base_at_limit": "the base value is at the natural limit: every bound on a rise is eased to 0",
    "base_beyond_limit": "the base value is past the natural limit",
    "no_band": "no band is given",
    "base_within_band": "the base value was within the band: there is no way to go",
    "no_weight": "fewer than two observations have a weight",
    "not_finite": "a value that is needed is no finite number",
    "too_large": "the result is too large for a number",
}


class Unknown(Exception):
    """Stops a calculation: there is no number, for this reason."""

    def __init__(self, reason: DerivedReason) -> None:
        self.reason: DerivedReason = reason
        super().__init__(reason)
