"""Findings: what they rest on, and what happens when that does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.assessment.assessed import FindingAssessment, Ground, Status
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.findings import assess_findings, finding_levels
from ekrules.decision.engine import EnginePreference
from ekrules.errors import Faults, InputError
from ekrules.tables.measure import Measure
from tests.assessment.builders import UNKNOWN, findings, share
from tests.decision.engines import ENGINES

RESTING = """
- {finding: last, kind: threat, theme: a, text: {nb: C}, when: {all: [{finding: middle}]}}
- {finding: middle, kind: weakness, theme: a, text: {nb: B},
   when: {all: [{finding: first}, {goal: a-1, status: {is: red}}]}}
- {finding: first, kind: weakness, theme: a, text: {nb: A}, when: {measure: m, below: 50 %}}
- {finding: otherwise, kind: strength, theme: b, text: {nb: D},
   when: {none: [{finding: first}]}}
"""
SIGNED = """
- finding: signed
  kind: strength
  theme: a
  text: {nb: Det går bra}
  judgement: {by: KS, on: 2009-06-01, because: {nb: Ingen tall}}
  rest_on: [m]
- {finding: on-it, kind: opportunity, theme: a, text: {nb: Da så}, when: {finding: signed}}
"""
X = "finding: x, kind: threat, theme: a, text: {nb: X}"
EITHER = """
- finding: either
  kind: weakness
  theme: a
  text: {nb: A}
  when: {any: [{measure: m, below: 50 %}, {measure: n, below: 50 %}, {theme: b, status: {is: red}}]}
"""


def found(
    text: str, folder: Path, m: Measure, engine: EnginePreference, goal: str = "red"
) -> dict[str, FindingAssessment]:
    faults = Faults()
    read = findings(text, folder, faults)
    faults.stop_if_any()
    goals = {"a-1": Status(goal), "b-1": Status.GREEN}
    themes = {"a": Status.RED, "b": Status.GREEN}
    measures = {"m": m, "n": share(10)}
    done = assess_findings(read, measures, goals, themes, EngineRoom(engine))
    return {one.id: one for one in done}


@pytest.mark.parametrize("engine", ENGINES)
def test_findings_rest_on_findings_whatever_order_they_are_written_in(
    tmp_path: Path, engine: EnginePreference
) -> None:
    done = found(RESTING, tmp_path, share(100), engine)
    assert list(done) == ["last", "middle", "first", "otherwise"]
    assert [name for name, one in done.items() if one.holds] == ["last", "middle", "first"]
    assert done["middle"].because == (
        Ground("finding", "first", True),
        Ground("goal", "a-1", "red"),
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_what_does_not_hold_takes_down_what_rests_on_it_and_gives_no_grounds(
    tmp_path: Path, engine: EnginePreference
) -> None:
    done = found(RESTING, tmp_path, share(100), engine, goal="green")
    assert [name for name, one in done.items() if one.holds] == ["first"]
    assert done["last"].because == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finding_may_rest_on_another_not_holding(
    tmp_path: Path, engine: EnginePreference
) -> None:
    done = found(RESTING, tmp_path, share(200), engine)
    assert [name for name, one in done.items() if one.holds] == ["otherwise"]
    assert done["otherwise"].because == (Ground("finding", "first", False),)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finding_on_an_unknown_measure_does_not_hold_and_is_false_not_unknown(
    tmp_path: Path, engine: EnginePreference
) -> None:
    done = found(RESTING, tmp_path, UNKNOWN, engine)
    assert [name for name, one in done.items() if one.holds] == ["otherwise"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_signed_judgement_holds_and_shows_its_figures_and_others_may_rest_on_it(
    tmp_path: Path, engine: EnginePreference
) -> None:
    done = found(SIGNED, tmp_path, share(100), engine)
    assert done["signed"].because == (Ground("measure", "m", 100 / 249),)
    assert done["signed"].judgement is not None
    assert done["signed"].judgement.by == "KS"
    assert done["on-it"].holds


@pytest.mark.parametrize("engine", ENGINES)
def test_every_way_in_which_a_finding_holds_is_a_ground(
    tmp_path: Path, engine: EnginePreference
) -> None:
    done = found(EITHER, tmp_path, share(100), engine)
    assert [ground.name for ground in done["either"].because] == ["m", "n"]


def test_a_finding_that_rests_on_itself_is_refused(tmp_path: Path) -> None:
    text = "- {finding: x, kind: threat, theme: a, text: {nb: X}, when: {finding: x}}\n"
    read = findings(text, tmp_path, Faults())
    with pytest.raises(InputError, match="rests on itself"):
        finding_levels(read)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{finding: x, kind: threat, theme: a, text: {nb: X}}", 'neither "when" nor "judgement"'),
        (
            f"{{{X}, rest_on: [m], when: {{measure: m, below: 5 %}}}}",
            '"rest_on" without a judgement',
        ),
        (
            "{finding: x, kind: thread, theme: a, text: {nb: X}, when: {measure: m, below: 5 %}}",
            '"thread"; expected',
        ),
        (
            "{finding: x, kind: threat, theme: a, text: {nb: X}, when: {measure: m, below: 5}}",
            'a share is written with "%"',
        ),
        (
            f"{{{X}, judgement: {{by: KS, because: {{nb: Y}}}}}}",
            'there is no "on" here',
        ),
    ],
)
def test_an_unsound_finding_is_refused_with_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    faults = Faults()
    findings(f"- {text}\n", tmp_path, faults)
    assert len(faults.found) == 1
    assert reason in str(faults.found[0])
    assert faults.found[0].place.line == 2
