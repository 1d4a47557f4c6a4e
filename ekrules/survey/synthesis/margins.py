"""Margins: how many respondents, and how many of the frame, each segment holds.

In: a survey's frame.yaml and reference.yaml, and what else is known of the frame. Out: one Margins
for each breakdown, all adding up to the same totals, or faults. Never guesses where a figure is
printed; where the frame of a breakdown is not known, it is shared out as the respondents are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ekrules.errors import Faults, Place
from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.survey.frame import FrameBreakdown, ScoreBreakdown
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.frame_details import BreakdownDetails, FrameDetails
from ekrules.yaml_reader.wording import Wording


@dataclass(frozen=True)
class Margins:
    """One breakdown's counts, by segment id.

    respondents + others = the frame. means: the published mean score, where there is one. home:
    segment -> the segment of the breakdown `within` that it lies in.
    """

    breakdown: Breakdown
    respondents: Mapping[str, int]
    others: Mapping[str, int]
    means: Mapping[str, float]
    within: str | None
    home: Mapping[str, str]


@dataclass(frozen=True)
class _Printed:
    """What the survey prints of one breakdown; frame is empty where it is not printed."""

    place: Place
    label: Wording
    labels: dict[str, Wording]
    respondents: dict[str, int]
    frame: dict[str, int]
    means: dict[str, float]


def frame_margins(
    survey: Survey, details: FrameDetails | None, respondents: int, frame: int, faults: Faults
) -> tuple[Margins, ...]:
    """Return the margins of every breakdown the survey prints; none where a fault was added."""
    before = len(faults.found)
    printed = _printed_breakdowns(survey, faults)
    for one in details.breakdowns if details else ():
        if one.id not in printed:
            faults.add_unknown_name(one.at("id"), "breakdown", one.id, printed)
    found = [
        _margins(name, one, details.of(name) if details else None, respondents, frame, faults)
        for name, one in printed.items()
    ]
    margins = tuple(one for one in found if one is not None)
    if len(faults.found) == before:
        _check_nesting(margins, details, faults)
    return margins if len(faults.found) == before else ()


def _printed_breakdowns(survey: Survey, faults: Faults) -> dict[str, _Printed]:
    scored = {one.id: one for one in (survey.reference.breakdowns if survey.reference else ())}
    framed = {one.id: one for one in (survey.frame.breakdowns if survey.frame else ())}
    return {name: _joined(framed.get(name), scored.get(name), faults) for name in scored | framed}


def _joined(
    framed: FrameBreakdown | None, scored: ScoreBreakdown | None, faults: Faults
) -> _Printed:
    """The two tables of one breakdown, which must count the same respondents."""
    one = framed or scored
    assert one is not None
    respondents = {segment.id: segment.respondents for segment in one.segments}
    scores = {segment.id: segment for segment in scored.segments} if scored else {}
    if framed and scored and respondents != {key: s.respondents for key, s in scores.items()}:
        found = f'other respondents by "{framed.id}" than the frame table prints'
        faults.add(scored.place, found, "expected the same in both")
    sizes = {one.id: one.frame for one in (framed.segments if framed else ())}
    return _Printed(
        one.place,
        one.label,
        {segment.id: segment.label for segment in one.segments},
        respondents,
        {name: size for name, size in sizes.items() if size is not None},
        {name: float(score.mean) for name, score in scores.items()},
    )


def _margins(
    name: str,
    printed: _Printed,
    details: BreakdownDetails | None,
    respondents: int,
    frame: int,
    faults: Faults,
) -> Margins | None:
    before = len(faults.found)
    known = {one.id: one for one in (details.segments if details else ())}
    order = list(known) or list(printed.respondents)
    if details is not None:
        _check_details(name, printed, details, faults)
    answered = {one: printed.respondents.get(one, 0) for one in order}
    sizes = {one: known[one].frame for one in known} or printed.frame
    if len(sizes) < len(order):
        sizes = _shared_out(answered, frame)
    _check_totals(name, printed.place, answered, sizes, (respondents, frame), faults)
    if len(faults.found) > before:
        return None
    labels = {one.id: one.label for one in known.values() if one.label} | printed.labels
    segments = tuple(BreakdownSegment(id=one, label=labels[one]) for one in order)
    return Margins(
        breakdown=Breakdown(id=name, label=printed.label, segments=segments),
        respondents=answered,
        others={one: sizes[one] - answered[one] for one in order},
        means=printed.means,
        within=details.within if details else None,
        home={one.id: one.within for one in known.values() if one.within},
    )


def _check_details(name: str, printed: _Printed, details: BreakdownDetails, faults: Faults) -> None:
    known = [one.id for one in details.segments]
    for missing in printed.respondents:
        if missing not in known:
            found = f'no frame for "{missing}" of "{name}"'
            faults.add(details.place, found, "expected every printed segment")
    for one in details.segments:
        if known.count(one.id) > 1:
            faults.add(one.place, f'the segment "{one.id}" again', "keep one of them")
        if one.id not in printed.labels and one.label is None:
            found = f'"{one.id}" of "{name}", which no table prints, has no label'
            faults.add(one.place, found, "write one")
        if printed.frame.get(one.id, one.frame) != one.frame:
            found = f'a frame of {one.frame} in "{one.id}"'
            faults.add(one.at("frame"), found, f"the survey prints {printed.frame[one.id]}")


def _check_totals(
    name: str,
    place: Place,
    answered: Mapping[str, int],
    sizes: Mapping[str, int],
    totals: tuple[int, int],
    faults: Faults,
) -> None:
    respondents, frame = totals
    if sum(answered.values()) != respondents:
        found = f'the segments of "{name}" hold {sum(answered.values())} respondents'
        faults.add(place, found, f"expected {respondents}")
        return
    if sum(sizes.values()) != frame:
        found = f'the segments of "{name}" hold a frame of {sum(sizes.values())}'
        faults.add(place, found, f"expected {frame}")
    for one, size in sizes.items():
        if answered[one] > size:
            found = f'{answered[one]} answered of {size} in "{one}"'
            faults.add(place, found, "expected no more than the frame")


def _shared_out(answered: Mapping[str, int], frame: int) -> dict[str, int]:
    """Return a frame shared out as the respondents are, by largest remainder; never below them."""
    everyone = sum(answered.values())
    if not everyone:
        return dict.fromkeys(answered, 0)
    shares = {one: divmod(count * (frame - everyone), everyone) for one, count in answered.items()}
    short = frame - everyone - sum(whole for whole, _ in shares.values())
    largest = sorted(shares, key=lambda one: -shares[one][1])[:short]
    return {one: answered[one] + shares[one][0] + (one in largest) for one in answered}


def _check_nesting(
    margins: Sequence[Margins], details: FrameDetails | None, faults: Faults
) -> None:
    by_name = {one.breakdown.id: one for one in margins}
    nested = [one for one in (details.breakdowns if details else ()) if one.within is not None]
    for one in nested:
        outer = by_name.get(one.within or "")
        if outer is None or outer.within is not None:
            faults.add_unknown_name(one.at("within"), "wider breakdown", one.within or "", by_name)
            continue
        if [other.within for other in nested].count(one.within) > 1:
            found = f'two breakdowns within "{one.within}"'
            faults.add(one.at("within"), found, "expected one at most")
        for segment in one.segments:
            if segment.within not in outer.breakdown.segment_ids:
                name, known = segment.within or "", outer.breakdown.segment_ids
                kind = f'segment of "{outer.breakdown.id}"'
                faults.add_unknown_name(segment.at("within"), kind, name, known)
