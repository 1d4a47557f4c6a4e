"""The reference pages list what there is: every key, operator, unit, option and figure, no more."""

from __future__ import annotations

import inspect
import json
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
import typer

import ekrules
from ekrules import load, locate, run_assessment
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.goal_tables import GOAL_INPUTS
from ekrules.assessment.previous import previous_of
from ekrules.assessment.rollup import OVERALL_INPUTS, THEME_INPUTS
from ekrules.assessment.what_if.calendar import Turn, next_turns
from ekrules.cli.application import application
from ekrules.decision.conditions import OPERATORS
from ekrules.decision.inputs import InputType
from ekrules.decision.tables import HitPolicy
from ekrules.errors import Faults, Place
from ekrules.goals.strategy import ORIGINS
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.template_language import FILTERS
from ekrules.narrative.template_rendering import NarrativeTemplate
from ekrules.narrative.view_shapes import PARAGRAPHS
from ekrules.narrative.views import Views
from ekrules.narrative.writing import write_narrative
from ekrules.project.assessing import Outcome
from ekrules.project.schemas.kinds import KINDS
from ekrules.project.synthesizing import synthesize
from ekrules.project.told import Code
from ekrules.survey.answer_layout import MISSING
from ekrules.survey.answers.cell_faults import CellFaultKind
from ekrules.tables.measure import unknown_measure
from ekrules.tables.tally import BASES
from ekrules.yaml_reader.models import Placed
from tests.docs.examples import copy_project
from tests.docs.pages import PAGES, ROOT, TABLES, MarkedTable, code_words, tables_of
from tests.indicator_project import goal
from tests.indicator_project import project as indicator_project
from tests.narrative.test_template_names import GROUPS, group_names, shape_names
from tests.own_bounds import give_own_bound

# Shipped with the program and changed with it: no file of a project.
OWN_FILES = (
    "ekrules.narrative.lexicon",
    "ekrules.narrative.phrases",
    "ekrules.report.phrases",
    "ekrules.survey.synthesis",
)


def models() -> Iterator[type[Placed]]:
    """Yield the model of every map in a project's files."""
    for module in pkgutil.walk_packages(ekrules.__path__, "ekrules."):
        if module.name.startswith(OWN_FILES) or module.name.endswith("__main__"):
            continue
        if module.name.split(".")[1] in ("survey", "goals", "decision", "assessment", "narrative"):
            members = vars(import_module(module.name)).values()
            own = [one for one in members if getattr(one, "__module__", "") == module.name]
            yield from (one for one in own if inspect.isclass(one) and issubclass(one, Placed))


MODELS: Mapping[str, type[Placed]] = {one.__name__: one for one in models()}


@pytest.mark.parametrize("table", tables_of("keys"))
def test_page_lists_each_key_of_the_model_and_whether_it_is_required(table: MarkedTable) -> None:
    settings = import_module("ekrules.report.settings")
    known = {
        **MODELS,
        "Wording": import_module("ekrules.yaml_reader.wording").Wording,
        "ReportSettings": settings.ReportSettings,
        "ReportParts": settings.ReportParts,
        "CrossedFigure": settings.CrossedFigure,
    }
    model = known[table.mark.about]
    required = {one.alias or name: one.is_required() for name, one in model.model_fields.items()}
    told = {code_words(row[0])[0]: row[2] == "yes" for row in table.rows}
    assert told == required, table.place
    assert all(row[2] in ("yes", "no") and row[1] and row[3] for row in table.rows), table.place


def test_every_model_of_a_projects_files_is_on_a_page() -> None:
    told = [table.mark.about for table in TABLES if table.mark.kind == "keys"]
    # No file holds a TableBody itself: its keys stand under the two kinds of table.
    assert set(MODELS) - set(told) == {"TableBody"}


def make_targets() -> tuple[str, ...]:
    """Return the targets that `make` itself lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return tuple(f"make {name}" for name in re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


WORDS: Mapping[str, Callable[[], tuple[str, ...]]] = {
    "operators": lambda: (*OPERATORS, "unknown"),
    "units": lambda: get_args(InputType),
    "hit policies": lambda: get_args(HitPolicy),
    "goal inputs": lambda: GOAL_INPUTS,
    "theme inputs": lambda: THEME_INPUTS,
    "overall inputs": lambda: OVERALL_INPUTS,
    "bases": lambda: BASES,
    "origins": lambda: ORIGINS,
    "reasons": lambda: tuple(read_phrases("nb").reason),
    "filters": lambda: tuple(FILTERS),
    "missing kinds": lambda: MISSING,
    "cell faults": lambda: get_args(CellFaultKind),
    "codes": lambda: get_args(Code),
    "make targets": make_targets,
    "file kinds": lambda: tuple(kind.name for kind in KINDS),
}


@pytest.mark.parametrize("table", tables_of("words"))
def test_page_lists_each_word_there_is(table: MarkedTable) -> None:
    first = tuple(code_words(row[0])[0] for row in table.rows)
    assert first == WORDS[table.mark.about](), table.place


def test_every_list_of_words_is_on_a_page() -> None:
    told = {table.mark.about for table in TABLES if table.mark.kind == "words"}
    assert told == set(WORDS)


@pytest.mark.parametrize("table", tables_of("options"))
def test_page_lists_each_option_of_a_command(table: MarkedTable) -> None:
    command = typer.main.get_group(application).commands[table.mark.about]
    options = {one.opts[0] for one in command.params}
    assert set(table.names[: len(options)]) == options, table.place


def test_every_command_is_on_a_page() -> None:
    told = {table.mark.about for table in TABLES if table.mark.kind == "options"}
    assert told == set(typer.main.get_group(application).commands)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run_assessment(load(locate(ROOT)))


@pytest.fixture(scope="module")
def answered(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The run on a made-up wave of answers, by segment and held against the printed tables."""
    out = tmp_path_factory.mktemp("synthetic")
    _, wave = synthesize(ROOT, None, out, seed=2009)
    previous = previous_of(outcome.record, Place("earlier.json"), "ab" * 32, Faults())
    loaded = load(locate(ROOT, survey=wave.folder))
    return run_assessment(loaded, previous=previous, by=["region"])


# The groups of a question's names that the page tells of together. Not every one is there in a run;
# tests/narrative/test_question_sentences.py holds them to what a question is given.
QUESTION_GROUPS: Mapping[str, tuple[str, ...]] = {
    "answer": ("yes", "no", "together"),
    "ends": ("most", "least"),
    "mean": ("mean",),
    "missing": ("missing",),
}


def leaf_names(view: Mapping[str, Any], prefix: str) -> set[str]:
    """Return the names in a view that a template may write."""
    return {f"{prefix}.{key}" for key in view}


@pytest.fixture(scope="module")
def view_names(outcome: Outcome, answered: Outcome) -> Mapping[str, set[str]]:
    """The names that each kind of paragraph was given in a run."""
    given: dict[str, dict[str, Any]] = {}
    names = ("figure", "target", "next", "turn", "change", "tendencies", "tendency")
    groups_named = (*names, *QUESTION_GROUPS)
    whole: dict[str, set[str]] = {name: set() for name in groups_named}

    def note(self: NarrativeTemplate, view: Mapping[str, Any]) -> str:
        given.setdefault(self.name, {}).update(view)
        if self.name == "goal":
            for figure in view["goal"]["figures"]:
                whole["figure"] |= leaf_names(figure, "m")
            whole["target"] |= leaf_names(view["goal"]["target"], "goal.target")
            whole["next"] |= leaf_names(view["goal"]["next"], "goal.next")
            whole["turn"] |= leaf_names(view["goal"]["turn"], "goal.turn")
            whole["change"] |= leaf_names(view["goal"]["change"], "goal.change")
            tendencies = view["goal"]["tendencies"]
            whole["tendencies"] |= leaf_names(tendencies, "goal.tendencies")
            whole["tendency"] |= leaf_names(tendencies["ahead"], "goal.tendencies.ahead")
        return ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(NarrativeTemplate, "render", note)
        for one in (outcome, answered):
            write_narrative(
                one.assessment,
                one.loaded.strategy,
                one.loaded.survey,
                one.loaded.templates,
                one.loaded.language,
                one.changes,
                turns_of(one),
            )
    for name in ("survey", "strategy"):
        whole[name] = leaf_names(given["method"][name], name)
    for name, views in given.items():
        own = [key for key in views if key not in ("survey", "strategy")]
        whole[name] = set().union(*(leaf_names(views[key], key) for key in own))
    whole["figure"] |= leaf_names(unknown_figure(outcome), "m")
    for name, groups in QUESTION_GROUPS.items():
        parts = [PARAGRAPHS["question"]["question"].parts[group] for group in groups]
        for group, part in zip(groups, parts, strict=True):
            whole[name] |= leaf_names(part.parts, f"question.{group}")
    # Not every one is there in a run; tests/narrative/test_theme_views.py holds them to the views.
    for name in GROUPS.keys() - QUESTION_GROUPS.keys():
        whole[name] = group_names(name)
    whole["often"] = shape_names("often")
    # A name of no question that was asked in these surveys.
    whole["question"].add("question.reason")
    return whole


def turns_of(outcome: Outcome) -> Mapping[str, Turn]:
    """Return when time alone changes which goal's colour."""
    loaded, measures = outcome.loaded, outcome.assessment.measures
    on = loaded.survey.description.reference_date
    return next_turns(loaded.strategy, measures, loaded.rules.status, on, EngineRoom("columnar"))


def unknown_figure(outcome: Outcome) -> Mapping[str, object]:
    """Return what a template is given for a measure that nobody was asked for."""
    unknown = {"epj": unknown_measure("epj", "base_is_zero")}
    assessment = replace(outcome.assessment, measures={**outcome.assessment.measures, **unknown})
    return Views(assessment, outcome.loaded.strategy, outcome.loaded.survey, "nb").measure("epj")


@pytest.mark.parametrize("table", tables_of("view"))
def test_page_lists_what_a_paragraph_may_use(
    table: MarkedTable, view_names: Mapping[str, set[str]]
) -> None:
    told = {name for row in table.rows for name in code_words(row[0])}
    assert told == view_names[table.mark.about], table.place


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The record of a run held against one a year before.

    One goal was overridden, and one has a bound of its own.
    """
    project = copy_project(tmp_path_factory.mktemp("record"))
    (project / "fixtures/ekommune2009/overrides.yaml").write_text(
        "overrides:\n  - {goal: helse-2, replaces: yellow, status: red, by: Rådgiver,"
        " on: 2009-06-01, until: 2010-06-30, because: {nb: Se notat.}}\n",
        encoding="utf-8",
    )
    give_own_bound(project)
    loaded = load(locate(project))
    earlier = json.loads(run_assessment(loaded).record)
    earlier |= {"wave": 2008, "reference_date": "2008-04-01"}
    earlier["measures"]["epj"]["basis"]["base"] = "all"
    previous = previous_of(json.dumps(earlier), Place("earlier.json"), "ab" * 32, Faults())
    read: dict[str, Any] = json.loads(run_assessment(loaded, previous=previous).record)
    return read


def parts_of_method() -> Mapping[str, Mapping[str, Any]]:
    """Return a map of each kind that only a goal judged by a method has."""
    with TemporaryDirectory() as folder:
        root = indicator_project(Path(folder), goal("nett-1", judged_by="progress-to-target"))
        made: dict[str, Any] = json.loads(run_assessment(load(locate(root))).record)
    method = next(one["method"] for one in made["goals"] if one["method"])
    return {
        "series": made["measures"]["bredbaand"]["series"],
        "method": method,
        "observation": method["observations"][0],
        "derived": method["derived"]["pace"],
        "method_parameter": method["parameters"]["target"],
    }


def parts_of(
    record: Mapping[str, Any], answered: Mapping[str, Any]
) -> Mapping[str, Mapping[str, Any]]:
    """Return one map of each kind in a record; answered: one of a file of answers."""
    breakdown = answered["segments"][0]
    segment = breakdown["segments"][0]
    goal = next(one for one in record["goals"] if one["override"])
    own_bound = next(one["inputs"]["enough"] for one in record["goals"] if one["id"] == "helse-1")
    decided = next(one for one in record["findings"] if one["because"])
    basis, changes = record["measures"]["helsenett_pleie"]["basis"], record["changes"]
    changed_goal = next(one for one in changes["goals"] if one["what_if"])
    return {
        "top": record,
        "inputs": record["inputs"][0],
        "measures": record["measures"]["helsenett_pleie"],
        "goals": goal,
        "decided_by": goal["decided_by"],
        "seen": goal["inputs"]["attainment"],
        "own_bound": own_bound,
        "override": goal["override"],
        "robust": goal["robust"],
        "to_next": next(one["to_next"] for one in record["goals"] if one["to_next"]),
        **parts_of_method(),
        "themes": record["themes"][0],
        "findings": decided,
        "because": decided["because"][0],
        "basis": basis,
        "question_basis": basis["question"],
        "changes": changes,
        "measure_change": changes["measures"]["epj"],
        "not_compared": changes["measures"]["epj"]["not_compared"],
        "goal_change": changed_goal,
        "what_if": changed_goal["what_if"],
        "segments": breakdown,
        "segment": segment,
        "segment_theme": segment["themes"]["helse"],
        "segment_goal": segment["goals"]["helse-1"],
        "segment_measure": segment["measures"]["epj"],
        "tendency": breakdown["tendencies"][0],
        "sentences": record["sentences"][0],
        "sentence_figure": next(one["figures"][0] for one in record["sentences"] if one["figures"]),
    }


@pytest.mark.parametrize("table", tables_of("record"))
def test_page_lists_each_key_of_the_record(
    table: MarkedTable, record: dict[str, Any], answered: Outcome
) -> None:
    parts = parts_of(record, json.loads(answered.record))
    assert set(table.names) == set(parts[table.mark.about]), table.place


def test_every_part_of_the_record_is_on_a_page(record: dict[str, Any], answered: Outcome) -> None:
    told = {table.mark.about for table in TABLES if table.mark.kind == "record"}
    assert told == set(parts_of(record, json.loads(answered.record)))


def test_pages_name_no_place_on_a_writers_machine() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(home|tmp|work|Users)/", text), page
    assert Path(ROOT / "docs/images/report.png").stat().st_size < 300_000
