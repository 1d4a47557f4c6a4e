"""Post-strata: weights that make the respondents match the frame, and where that can't be done.

In: respondents and frame totals by group (municipality type, region). Out: one weight for each
group's respondents, or the groups that have to be merged with another first. Never merges them:
which groups are alike is for a person to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ekrules.errors import Faults, Place

# no_respondents: nobody can stand for the group. not_in_frame: the frame holds nobody to stand for.
PostStratumReason = Literal["no_respondents", "not_in_frame"]

_SENTENCES: Mapping[PostStratumReason, tuple[str, str]] = {
    "no_respondents": (
        "{frame} in the frame and no respondent who weighs anything",
        "expected it merged with another group: nobody can answer for it",
    ),
    "not_in_frame": (
        "{sample} respondents and nobody in the frame",
        "expected a frame total for it",
    ),
}


def post_strata_to_collapse(
    sample_counts: Mapping[str, float], frame_counts: Mapping[str, float]
) -> dict[str, PostStratumReason]:
    """Return the groups that can't be weighted as they stand, and why, in the order of their names.

    sample_counts: group -> respondents (or the sum of their design weights). frame_counts: group ->
    how many could have answered. A group that is empty on both sides is no trouble.

    >>> post_strata_to_collapse({"nord": 10, "sor": 0}, {"nord": 40, "sor": 7})
    {'sor': 'no_respondents'}
    """
    reasons: dict[str, PostStratumReason] = {}
    for group in sorted({*sample_counts, *frame_counts}):
        in_sample = sample_counts.get(group, 0) > 0
        in_frame = frame_counts.get(group, 0) > 0
        if in_frame and not in_sample:
            reasons[group] = "no_respondents"
        elif in_sample and not in_frame:
            reasons[group] = "not_in_frame"
    return reasons


def note_post_strata(
    sample_counts: Mapping[str, float],
    frame_counts: Mapping[str, float],
    place: Place,
    faults: Faults,
) -> None:
    """Add a fault for each group that can't be weighted as it stands."""
    for group, reason in post_strata_to_collapse(sample_counts, frame_counts).items():
        found, expected = _SENTENCES[reason]
        sizes = {"sample": sample_counts.get(group, 0), "frame": frame_counts.get(group, 0)}
        shown = {name: f"{size:g}" for name, size in sizes.items()}
        faults.add(place, f'the group "{group}" has {found.format(**shown)}', expected)


def post_stratified_weights(
    sample_counts: Mapping[str, float],
    frame_counts: Mapping[str, float],
    source: str = "post-strata",
) -> dict[str, float]:
    """Return group -> what each respondent of it weighs, so that they add up to the frame.

    Raises InputError naming every group without respondents, or without a frame total; `source`
    is the file the groups come from. With design weights, pass the sums of these as sample_counts:
    what comes back is the factor that each design weight is multiplied by.
    Source: Holt and Smith (1979), Post stratification, JRSS A 142(1).

    >>> post_stratified_weights({"nord": 10, "sor": 20}, {"nord": 40, "sor": 30})
    {'nord': 4.0, 'sor': 1.5}
    """
    faults = Faults()
    note_post_strata(sample_counts, frame_counts, Place(source), faults)
    faults.stop_if_any()
    return {
        group: frame_counts[group] / count for group, count in sample_counts.items() if count > 0
    }
