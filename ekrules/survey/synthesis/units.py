"""Units: made-up members of the frame, each in its segments, and how ready each is.

In: margins and a seed. Out: FrameUnits that fill every margin exactly, which of them answered, and
a readiness for each (mean 0, deviation about 1): what makes a unit's answers hang together. It
follows the published mean scores, so that segments that scored high in the survey do so here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.draws import Draws
from ekrules.survey.synthesis.margins import Margins
from ekrules.survey.synthesis.nesting import nested_pairs
from ekrules.survey.units import FrameUnit

# Ids begin with 9, which no Norwegian municipality's number does.
FIRST_DIGIT = "9"
SYNTHETIC = {"nb": "Syntetisk", "nn": "Syntetisk", "en": "Synthetic"}
# How loosely a unit's segments in different breakdowns go together (0 is a strict order): large
# municipalities are more often central, but not always.
LOOSENESS = 1.2
# The part of readiness that no breakdown explains, and how often means are brought into line.
OWN_PART = 0.8
ROUNDS = 30
# The extremes of a few hundred lie about this many deviations apart.
RANGE_IN_DEVIATIONS = 6.0


@dataclass(frozen=True)
class MadeUpFrame:
    """units: in the order of their ids. respondents: those of them who answered."""

    units: tuple[FrameUnit, ...]
    respondents: tuple[FrameUnit, ...]
    readiness: Mapping[str, float]


def make_units(
    survey: Survey, margins: Sequence[Margins], respondents: int, frame: int, seed: int
) -> MadeUpFrame:
    """Return a frame of made-up units, `respondents` of which answered."""
    draws = Draws(seed, "units")
    answered = _segments(margins, respondents, True, draws)
    others = _segments(margins, frame - respondents, False, draws)
    ready = _readiness(survey, margins, answered, others, draws)
    numbers = draws.shuffled(range(1, frame + 1))
    named = [
        (number, _unit(survey, number, frame, segments))
        for number, segments in zip(numbers, answered + others, strict=True)
    ]
    readiness = {unit.id: one for (_, unit), one in zip(named, ready, strict=True)}
    return MadeUpFrame(_in_order(named), _in_order(named[:respondents]), readiness)


def _in_order(named: Sequence[tuple[int, FrameUnit]]) -> tuple[FrameUnit, ...]:
    return tuple(unit for _, unit in sorted(named, key=lambda one: one[0]))


def _unit(survey: Survey, number: int, frame: int, segments: Mapping[str, str]) -> FrameUnit:
    about = survey.description
    digits = str(number).zfill(max(3, len(str(frame))))
    name = f"{SYNTHETIC[about.language]} {about.unit.one.in_language(about.language)} {digits}"
    return FrameUnit(FIRST_DIGIT + digits, name, segments)


def _segments(
    margins: Sequence[Margins], count: int, answered: bool, draws: Draws
) -> list[dict[str, str]]:
    """Return the segments of `count` units: high-scoring segments tend to go together."""
    standing = draws.normals(count)
    units: list[dict[str, str]] = [{} for _ in range(count)]
    for family in _families(margins, answered):
        keys = [one + LOOSENESS * draws.normal() for one in standing]
        order = sorted(range(count), key=keys.__getitem__)
        for unit, segments in zip(order, family, strict=True):
            units[unit].update(segments)
    names = [one.breakdown.id for one in margins]
    return [{name: unit[name] for name in names} for unit in units]


def _families(margins: Sequence[Margins], answered: bool) -> list[list[dict[str, str]]]:
    """Breakdowns that are dealt together (a county with its region), from low scores to high."""
    by_name = {one.breakdown.id: one for one in margins}
    widest = {one.within for one in margins if one.within}
    return [
        _dealt(one, by_name.get(one.within or ""), answered)
        for one in margins
        if one.breakdown.id not in widest
    ]


def _dealt(one: Margins, wider: Margins | None, answered: bool) -> list[dict[str, str]]:
    counts = one.respondents if answered else one.others
    name = one.breakdown.id
    if wider is None:
        alone = [{name: segment} for segment, count in counts.items() for _ in range(count)]
        return sorted(alone, key=lambda dealt: one.means.get(dealt[name], 0.0))
    outer = wider.respondents if answered else wider.others
    other = wider.breakdown.id
    both = [{name: a, other: b} for a, b in nested_pairs(counts, outer, one.home)]
    return sorted(
        both,
        key=lambda dealt: one.means.get(dealt[name], wider.means.get(dealt[other], 0.0)),
    )


def _readiness(
    survey: Survey,
    margins: Sequence[Margins],
    answered: Sequence[Mapping[str, str]],
    others: Sequence[Mapping[str, str]],
    draws: Draws,
) -> list[float]:
    total = survey.reference.total if survey.reference else None
    spread = (total.highest - total.lowest) / RANGE_IN_DEVIATIONS if total else 0.0
    if total is None or spread <= 0.0:
        return draws.normals(len(answered) + len(others))
    ready = [OWN_PART * one for one in draws.normals(len(answered))]
    added = _brought_to_means(ready, answered, margins, total.mean, spread)
    own = [OWN_PART * one for one in draws.normals(len(others))]
    for index, unit in enumerate(others):
        own[index] += fsum(added.get((name, segment), 0.0) for name, segment in unit.items())
    return ready + own


def _brought_to_means(
    ready: list[float],
    units: Sequence[Mapping[str, str]],
    margins: Sequence[Margins],
    total: float,
    spread: float,
) -> dict[tuple[str, str], float]:
    """Move `ready` until each segment's mean is as published; return what was added where."""
    added: dict[tuple[str, str], float] = {}
    members = {
        (one.breakdown.id, segment): [
            index for index, unit in enumerate(units) if unit[one.breakdown.id] == segment
        ]
        for one in margins
        for segment in one.means
    }
    targets = {(m.breakdown.id, s): (mean - total) / spread for m in margins
               for s, mean in m.means.items()}  # fmt: skip
    for _ in range(ROUNDS):
        for key, inside in members.items():
            if inside:
                step = targets[key] - fsum(ready[index] for index in inside) / len(inside)
                added[key] = added.get(key, 0.0) + step
                for index in inside:
                    ready[index] += step
    return added
