"""New wave: the files of a wave that are made from those of the wave before it.

In: the survey that was. Out: texts of survey.yaml and breakdowns.yaml, for a person to look over.
Writes no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.survey.codebook import SurveyDescription
from ekrules.survey.frame import FrameBreakdown, ScoreBreakdown
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import LANGUAGES, Wording

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9_-]+")
_DROPPED = re.compile(r"respondents:|synthetic:|\s*#")


def wave_text(text: str, about: SurveyDescription, folder: str, on: date) -> str:
    """Return the new wave's survey.yaml: the old one's text with another id, year and date.

    How many answered is counted in the answers, so it is left out, and so are comments, which were
    said of the old wave.
    """
    identity = _NOT_IN_AN_ID.sub("_", folder.casefold()).strip("_-") or f"survey{on.year}"
    changed = {
        "survey": identity,
        "wave": str(on.year),
        "reference_date": on.isoformat(),
    }
    lines, in_title = [], False
    for line in text.splitlines():
        key, colon, _ = line.partition(":")
        if _DROPPED.match(line):
            continue
        # A title in several languages may go on over lines that stand further in.
        in_title = key == "title" or (in_title and line.startswith(" "))
        if colon and key in changed:
            lines.append(f"{key}: {changed[key]}")
        elif in_title:
            lines.append(line.replace(str(about.wave), str(on.year)))
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def printed_breakdowns(survey: Survey) -> tuple[Breakdown, ...]:
    """Return the breakdowns of a survey's printed tables, with the frame's sizes where printed."""
    found: dict[str, Breakdown] = {}
    for framed in survey.frame.breakdowns if survey.frame else ():
        found[framed.id] = _framed(framed)
    for scored in survey.reference.breakdowns if survey.reference else ():
        found.setdefault(scored.id, _scored(scored))
    return tuple(found.values())


def _framed(one: FrameBreakdown) -> Breakdown:
    segments = (
        BreakdownSegment(id=part.id, label=part.label, frame=part.frame) for part in one.segments
    )
    return Breakdown(id=one.id, label=one.label, segments=tuple(segments))


def _scored(one: ScoreBreakdown) -> Breakdown:
    segments = (BreakdownSegment(id=part.id, label=part.label) for part in one.segments)
    return Breakdown(id=one.id, label=one.label, segments=tuple(segments))


def breakdowns_text(breakdowns: Sequence[Breakdown]) -> str:
    """Return breakdowns.yaml; a list of everyone in the frame can be named in it later."""
    lines = [
        "# The groups that respondents are divided in. With a list of everyone who could have",
        "# answered beside this file (columns id, name and one for each breakdown), write its name",
        '# here as  units: frame.csv  and take the lines "frame:" out.',
        "breakdowns:" if breakdowns else "breakdowns: []",
    ]
    for one in breakdowns:
        lines += [f"  - id: {one.id}", f"    label: {_wording(one.label)}", "    segments:"]
        lines += _segments(one.segments)
    return "\n".join(lines) + "\n"


def _segments(segments: Iterable[BreakdownSegment]) -> Iterable[str]:
    for one in segments:
        frame = "" if one.frame is None else f", frame: {one.frame}"
        yield f"      - {{id: {one.id}, label: {_wording(one.label)}{frame}}}"


def _wording(wording: Wording) -> str:
    texts = {one: text for one in LANGUAGES if (text := getattr(wording, one)) is not None}
    pairs = (f"{one}: {json.dumps(text, ensure_ascii=False)}" for one, text in texts.items())
    return "{" + ", ".join(pairs) + "}"
