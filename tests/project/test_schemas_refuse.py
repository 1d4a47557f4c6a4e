"""What the schemas refuse: slips that the program's own reader refuses as well, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.project.schemas.kinds import FileKind, files_by_kind, kind_named
from tests.editor_view import editor_finds, program_finds
from tests.real_project import ROOT

EXAMPLES = ROOT / "ekrules/project/schemas/examples"

Slip = tuple[str, str, str]
# Kind of file, what stands in its example, and what a tired person writes instead.
SLIPS: tuple[Slip, ...] = (
    ("strategy", "horizon: 2030-12-31", "horizon: 31.12.2030"),
    ("strategy", "adopted: 2026", "adopted: twenty-six"),
    ("strategy", "strategy: digital2030", "strategy: Digital 2030"),
    ("strategy", "owner: KS", "owner: KS\nresponsible: KS"),
    ("theme", "    deadline: 2011-12-31", "    deadlin: 2011-12-31"),
    ("theme", "    deadline: 2011-12-31", "    deadline: next year"),
    ("theme", "    target: 100 %", "    target: all"),
    ("theme", "    target: 100 %", "    target: 120 %"),
    ("theme", "    coverage: full", "    coverage: complete"),
    ("theme", "    number: 1", "    number: 0"),
    ("theme", "    counts: [ja]", "    counts: ja"),
    ("theme", "    base: asked", "    base: everyone"),
    ("theme", "    base: asked\n", ""),
    ("theme", "    base: asked", "    base: asked\n    evidence: other"),
    ("theme", "    attainment: helsenett\n", ""),
    ("theme", "      firmness: none", "      firmness: explicit"),
    ("theme", '    section: "5.3"', "    section: 5.3"),
    ("weights", "most_unknown: 30 %", "most_unknown: 30"),
    ("weights", "most_unknown: 30 %", "most_unknown: 130 %"),
    ("weights", "points: {nei: 0, delvis: 3, ja: 6}", "points: {nei: 0, delvis: 3, Ja: 6}"),
    ("weights", "kinds: {action: 1, plan: 0.5}", "kinds: {action: 1}"),
    ("tables", "hit_policy: unique", "hit_policy: only"),
    ("tables", "hit_policy: unique", "hit_policy: unique\n    collect: sum"),
    ("tables", "{unit: share, better: up}", "{unit: percent, better: up}"),
    ("tables", "{unit: share, better: up}", "{unit: share, better: higher}"),
    ("tables", "{unit: years, better: up}", "{unit: years, values: [one]}"),
    ("tables", "{unit: share, better: up}", "{unit: share, lowest: 0}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {atleast: 90 %}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {at_least: '>=90 %'}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {at_least: 190 %}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {at_least: true}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {at_least: [90 %]}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {unknown: yes}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {is_one_of: 90 %}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {is_one_of: []}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: 90 %}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{attainment: {}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{all: {attainment: {at_least: 90 %}}}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{all: []}"),
    ("tables", "{attainment: {at_least: 90 %}}", "{any: [{}]}"),
    ("tables", "{attainment: {at_least: 90 %}}", "[{attainment: {at_least: 90 %}}]"),
    ("tables", "        status: red", "        status: rød"),
    ("tables", "        status: red", "        colour: red"),
    ("tables", "        status: red\n", ""),
    ("tables", "expect: {status: green, row: closing}", "expect: {status: green, rwo: closing}"),
    ("tables", "row: closing}", "row: closing, rows: [closing]}"),
    ("tables", "given: {attainment: 65 %, years_left: 2.7}", "given: {attainment: [65 %]}"),
    ("swot", "kind: weakness", "kind: weaknes"),
    ("swot", "{measure: plan, at_least: 75 %}", "{measure: plan, at_least: 75}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{measure: plan, at_least: 0.75}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{measure: plan, at_least: 175 %}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{measure: plan, at_lest: 75 %}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{measure: plan}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{at_least: 75 %}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{measure: plan, goal: x, at_least: 75 %}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{plan: {at_least: 75 %}}"),
    ("swot", "{measure: plan, at_least: 75 %}", "{}"),
    ("swot", "{goal: helse-2, status: {is: red}}", "{goal: helse-2, status: red}"),
    ("swot", "{goal: helse-2, status: {is: red}}", "{goal: helse-2, is: red}"),
    ("swot", "{goal: helse-2, status: {is: red}}", "{goal: helse-2, status: {is: blue}}"),
    ("swot", "{goal: helse-2, status: {is: red}}", "{goal: helse-2, status: {below: green}}"),
    ("swot", "{finding: plans-not-practised}", "{finding: plans-not-practised, is: true}"),
    ("swot", "    judgement:", "    rest_on: [plan]\n    judgment:"),
    ("swot", "      on: 2026-05-04", "      on: May 2026"),
    ("narrative", "narrative: nb", "narrative: no"),
    ("survey", "respondents: 249", "respondents: about 249"),
    ("survey", "wave: 2026", "wave: 2026.5"),
    ("survey", "nb: Kommunenes bruk av IKT 2026, en", "no: Kommunenes bruk av IKT 2026, en"),
    ("codebook", "kind: single", "kind: choice"),
    ("codebook", "asked_if: {question: helsenett, is: ja}", "asked_if: {question: helsenett}"),
    ("codebook", "    asked_if: {question: helsenett, is: ja}\n", ""),
    (
        "codebook",
        "missing: [dont_know, no_answer]\n    asked_if",
        "missing: [vet_ikke]\n    asked_if",
    ),
    ("printed", "layout: frequency", "layout: frequencies"),
    ("printed", "count: 88", "count: -88"),
    ("printed", "percent: 35.3, valid_percent: 35.3", 'percent: "35,3", valid_percent: 35.3'),
    ("answers", "epj: {column: q12, codes", "epj: {codes"),
    ("answers", "epj: {column: q12, codes", "epj: {column: q12, columns: {a: b}, codes"),
    ("answers", "respondent: kommunenr\n", ""),
    ("breakdowns", "    label: {nb: Landsdel, en: Region}", "    label: Landsdel"),
    ("frame", "has_frame: true", "has_frame: yes"),
    ("reference", "mean: 230", "mean: 230.5"),
    ("evidence", "unit: share", "unit: percent"),
    ("evidence", "denominator: 430", "denominator: 0"),
    ("source_notes", "kind: table", "kind: tabell"),
    ("claims", "percent: 19", "percent: 19 %"),
    ("claims", "share_of: all", "share_of: everyone"),
    ("claims", "side: over", "side: above"),
    ("claims", "    about: true\n    side: over\n", "    side: over\n"),
    ("claims", "    base: asked\n", ""),
    ("claims", "    counts: [ja]\n    base: asked\n", "    base: asked\n"),
    ("claims", "not_in_tables:", "measure: minside\n    not_in_tables:"),
    ("overrides", "replaces: yellow", "replaces: gul"),
    ("overrides", "    by: Avdelingsdirektøren\n", ""),
    ("crosswalk", 'old: "1850", new: "1806"', 'old: 1850, new: "1806"'),
    ("crosswalk", 'year: 2020, old: "1850", new: "1806"', 'year: 20, old: "1850", new: "1806"'),
    ("lexicon", "from_percent: 50.1", "from_percent: 50 %"),
)


def named(slip: Slip) -> str:
    kind, stands, written = slip
    return f"{kind}: {written.strip() or f'no {stands.strip()}'}"


@pytest.mark.parametrize("slip", SLIPS, ids=named)
def test_editor_and_program_both_refuse(slip: Slip) -> None:
    name, stands, written = slip
    kind = kind_named(name)
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    assert stands in text
    slipped = text.replace(stands, written, 1)
    assert editor_finds(kind, slipped) != []
    assert program_finds(kind, slipped) != []


PARAMETERS = """\
    parameters:
      enough:
        unit: share
        values: [{from: 2008-01-01, value: 60 %}, {from: 2010-01-01, value: 70 %}]
        source: {nb: Handlingsplanen, en: The plan of action}
        link: https://example.org/plan
        last_checked: 2009-12-31
      largest: {unit: count, values: [{from: 2008-01-01, value: 430}], source: Rundskriv}
"""
TABLE = """\
    judged_by:
      asks: Is enough there?
      hit_policy: first
      inputs: {attainment: {unit: share, better: up}, enough: {unit: share}}
      rows:
        - {id: enough, when: {attainment: {at_least: enough}}, status: green}
        - {id: rest, when: {}, status: yellow}
"""
DATED = """\
    target: {values: [{from: 2008-01-01, value: 90 %}], source: Strategien}
"""


def test_an_editor_takes_a_target_in_a_unit_of_its_own() -> None:
    text = (EXAMPLES / "theme.yaml").read_text(encoding="utf-8")
    assert editor_finds(kind_named("theme"), text.replace("target: 100 %", "target: 20", 1)) == []


def goal_with_its_own(parameters: str = PARAMETERS, table: str = TABLE, target: str = DATED) -> str:
    text = (EXAMPLES / "theme.yaml").read_text(encoding="utf-8")
    text = text.replace("    judged_by: attainment-by-deadline\n", parameters + table)
    return text.replace("    target: 100 %\n", target)


def test_editor_and_program_both_take_a_goal_with_parameters_and_a_table_of_its_own() -> None:
    assert editor_finds(kind_named("theme"), goal_with_its_own()) == []
    assert program_finds(kind_named("theme"), goal_with_its_own()) == []


@pytest.mark.parametrize(
    ("stands", "written"),
    [
        ("value: 60 %", "value: 60"),
        ("value: 60 %", "value: 160 %"),
        ("value: 430", "value: many"),
        ("value: 430", "value: 43.5"),
        ("value: 90 %", "value: nearly all"),
        ("from: 2010-01-01", "form: 2010-01-01"),
        ("from: 2010-01-01", "from: 2010"),
        ("unit: count, values", "unit: number of, values"),
        ("        source: {nb: Handlingsplanen, en: The plan of action}\n", ""),
        ("link: https://example.org/plan", "link: the plan"),
        ("hit_policy: first", "hit_policy: frist"),
        ("{at_least: enough}", "{atleast: enough}"),
        ("when: {}, status: yellow", "when: {}, status: gul"),
        ("asks: Is enough there?", "asked: Is enough there?"),
    ],
)
def test_an_editor_refuses_slips_in_what_is_a_goals_own(stands: str, written: str) -> None:
    text = goal_with_its_own()
    assert stands in text
    assert editor_finds(kind_named("theme"), text.replace(stands, written, 1)) != []


OUTPUTS = """\
tables:
  - decision: surcharge
    asks: What is added?
    hit_policy: collect
    collect: sum
    inputs: {age: {unit: number, lowest: 0}, risk: {unit: text, values: [low, high]}}
    outputs: {amount: {unit: number, default: 0}, word: {unit: text, values: [much, little]}}
    not_judged: {age: {below: 18}}
    rows:
      - {id: young, when: {age: {below: 25}}, then: {amount: 98.83, word: much}}
      - {id: other, when: {age: {at_least: 25}}, then: {amount: {input: age}, word: little}}
    examples:
      - name: a young driver
        given: {age: 20, risk: null}
        expect: {then: {amount: 98.83}, rows: [young]}
"""


def test_an_editor_takes_a_table_with_outputs() -> None:
    assert editor_finds(kind_named("tables"), OUTPUTS) == []


@pytest.mark.parametrize(
    ("stands", "written"),
    [
        ("collect: sum", "collect: summary"),
        ("hit_policy: collect", "hit_policy: rule_order"),
        ("lowest: 0", "lowest: none"),
        ("default: 0", "default: [0]"),
        ("then: {amount: 98.83, word: much}}", "than: {amount: 98.83, word: much}}"),
        ("{input: age}", "{inptu: age}"),
        ("not_judged: {age: {below: 18}}", "not_judged: {age: {under: 18}}"),
        ("rows: [young]", "rows: [{young: true}]"),
    ],
)
def test_an_editor_refuses_slips_in_a_table_with_outputs(stands: str, written: str) -> None:
    assert stands in OUTPUTS
    slipped = OUTPUTS.replace(stands, written, 1)
    assert editor_finds(kind_named("tables"), slipped) != []
    assert program_finds(kind_named("tables"), slipped) != []


def condition(written: str) -> str:
    text = (EXAMPLES / "tables.yaml").read_text(encoding="utf-8")
    # Another input to be held against, and rows of which several may hold.
    text = text.replace("    inputs:\n", "    inputs:\n      target: {unit: share}\n", 1)
    text = text.replace("hit_policy: unique", "hit_policy: any", 1)
    return text.replace("{attainment: {at_least: 90 %}}", written, 1)


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "{attainment: {at_least: 90%}}",
        "{attainment: {at_least: 12,5 %}}".replace("12,5 %", '"12,5 %"'),
        "{attainment: {more_than: 0 %, at_most: 100 %}}",
        "{attainment: {unknown: true}}",
        "{attainment: {is_one_of: [0 %, 100 %]}}",
        "{years_left: {below: 0.5, is_not: 0}}",
        "{all: [{attainment: {is: 100 %}}, {none: [{years_left: {at_least: 1}}]}]}",
        "{any: [{attainment: {is: 100 %}}], years_left: {at_least: 1}}",
        "{attainment: {at_least: {input: target}}}",
        "{attainment: {at_least: target}}",
    ],
)
def test_editor_and_program_both_take_every_form_of_condition(written: str) -> None:
    kind = kind_named("tables")
    assert editor_finds(kind, condition(written)) == []
    assert program_finds(kind, condition(written)) == []


@pytest.mark.parametrize(
    "written",
    [
        "{measure: plan, at_least: 75 %, below: 90 %}",
        "{measure: plan, unknown: true}",
        "{measure: plan, below: measure:drill}",
        '{measure: plan, is_one_of: [0 %, "100,0 %"]}',
        "{theme: helse, status: {is_one_of: [red, grey]}}",
        "{goal: helse-1, status: {is_not: grey}}",
        "{goal: helse-1, status: {is: {input: 'goal:helse-2'}}}",
        "{measure: plan, at_most: {input: 'measure:drill'}}",
        "{none: [{finding: other}], measure: plan, at_least: 75 %}",
    ],
)
def test_editor_and_program_both_take_every_form_of_a_findings_condition(written: str) -> None:
    kind = kind_named("swot")
    text = (EXAMPLES / "swot.yaml").read_text(encoding="utf-8")
    text = text.replace("{measure: plan, at_least: 75 %}", written, 1)
    assert editor_finds(kind, text) == []
    # The names held against are not declared in this one file.
    told = [one for one in program_finds(kind, text) if "no input is called" not in one]
    assert told == []


# Files small enough to read hundreds of times.
SMALL = [
    (path, kind)
    for path, kind in files_by_kind(ROOT)
    if path.stat().st_size < 20_000 and kind.name not in ("narrative_phrases", "report_phrases")
]
OTHER_VALUES: tuple[Any, ...] = (
    "60", "60 %", "yes", "red", 7, -1, 0.5, True, [], {}, ["ja"], {"is": "red"}, [{"id": "a"}],
)  # fmt: skip


def steps_in(value: Any, steps: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value in a file, that of the whole file left out."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, one in parts:
        found.append((*steps, step))
        if isinstance(one, dict | list):
            found += steps_in(one, (*steps, step))
    return found


@st.composite
def slipped_files(draw: st.DrawFn) -> tuple[FileKind, str]:
    """A shipped file with one key taken out, misspelt or added, or another value in its place."""
    path, kind = draw(st.sampled_from(SMALL))
    value = parsed(path)
    *way, last = draw(st.sampled_from(steps_in(value)))
    held = value
    for step in way:
        held = held[step]
    match draw(st.sampled_from(("another value", "taken out", "misspelt", "added"))):
        case "another value":
            held[last] = draw(st.sampled_from(OTHER_VALUES))
        case "misspelt" if isinstance(held, dict):
            held[f"{last}s"] = held.pop(last)
        case "added" if isinstance(held, dict):
            held["remarks"] = draw(st.sampled_from(OTHER_VALUES))
        case _:
            del held[last]
    return kind, yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@settings(max_examples=150, deadline=None)
@given(slipped_files())
def test_what_an_editor_refuses_the_program_refuses_as_well(slipped: tuple[FileKind, str]) -> None:
    kind, text = slipped
    found = editor_finds(kind, text)
    assert not found or program_finds(kind, text), found
