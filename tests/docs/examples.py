"""Examples: the YAML and the commands of a page, tried on the product and on a copy of the project.

In: fences. Out: faults and outputs. YAML goes through the project's own reader and models, so a
wrong key fails here as it would for a reader.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

import pytest
from typer.testing import CliRunner

from ekrules.assessment.finding_rules import FindingRule, FindingsFile
from ekrules.assessment.overrides import Override, OverridesFile
from ekrules.cli.application import application
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.from_yaml.conditions import finding_inputs, read_finding_condition
from ekrules.decision.from_yaml.entries import TableEntry, TablesFile
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.rete import is_available
from ekrules.errors import Faults
from ekrules.goals.strategy import (
    Goal,
    MeasureDefinition,
    Strategy,
    StrategyDescription,
    StrategyTheme,
)
from ekrules.goals.weights import Weights
from ekrules.report.settings import ReportSettings
from ekrules.survey.answers.mapping import AnswerMapping, QuestionMapping
from ekrules.survey.breakdowns import Breakdown, BreakdownsFile
from ekrules.survey.claims import Claims
from ekrules.survey.codebook import CodebookTheme, Question, SurveyDescription
from ekrules.survey.crosswalk_reading import CrosswalkFile
from ekrules.survey.evidence import Evidence, EvidenceFile, SourceNotes
from ekrules.survey.frame import Frame, ReferenceTable
from ekrules.survey.printed import PrintedTable, PrintedTheme
from ekrules.yaml_reader.models import Placed, build_model
from ekrules.yaml_reader.nodes import ListNode, MapNode
from ekrules.yaml_reader.parsing import parse
from tests.docs.pages import ROOT, Fence

# Pieces of a file: the key they stand under, and the model of each.
PIECES: dict[str, tuple[str, type[Placed]]] = {
    "goal": ("goals", Goal),
    "measure": ("measures", MeasureDefinition),
    "table": ("tables", TableEntry),
    "finding": ("findings", FindingRule),
    "override": ("overrides", Override),
    "question": ("questions", Question),
    "printed": ("tables", PrintedTable),
    "evidence": ("evidence", Evidence),
    "mapping": ("questions", QuestionMapping),
    "breakdown": ("breakdowns", Breakdown),
}
WHOLE: dict[str, type[Placed]] = {
    "strategy.yaml": StrategyDescription,
    "theme file": StrategyTheme,
    "status.yaml": TablesFile,
    "swot.yaml": FindingsFile,
    "overrides.yaml": OverridesFile,
    "survey.yaml": SurveyDescription,
    "codebook file": CodebookTheme,
    "printed file": PrintedTheme,
    "evidence.yaml": EvidenceFile,
    "frame.yaml": Frame,
    "reference.yaml": ReferenceTable,
    "source_notes.yaml": SourceNotes,
    "claims.yaml": Claims,
    "answers.yaml": AnswerMapping,
    "breakdowns.yaml": BreakdownsFile,
    "weights.yaml": Weights,
    "crosswalk.yaml": CrosswalkFile,
    "report.yaml": ReportSettings,
}
# Shown for a reader's terminal and never run here.
NOT_RUN = ("git", "cd", "sudo", "make", ".")
ALSO_RUN = ("cp", "ekrules")
SCREEN_WIDTH = "92"


def read_yaml(fence: Fence, kind: str, strategy: Strategy) -> list[str]:
    """Return the faults of a YAML example of one kind."""
    faults = Faults()
    if kind in WHOLE:
        node = parse(fence.text, fence.place, faults)
        if node is not None:
            build_model(node, WHOLE[kind], faults)
        return [str(fault) for fault in faults.found]
    key, model = PIECES[kind]
    node = parse(f"{key}:\n{indent(fence.text, '  ')}", fence.place, faults)
    pieces = _pieces(node, key)
    models = [build_model(piece, model, faults) for piece in pieces]
    for one in models:
        if isinstance(one, TableEntry):
            _try_table(one, faults)
        if isinstance(one, FindingRule):
            _try_condition(one, strategy, faults)
    if not pieces and not faults.found:
        return [f"{fence.place}: nothing to read as {kind}"]
    return [str(fault) for fault in faults.found]


def _pieces(node: MapNode | None, key: str) -> list[MapNode]:
    held = node.values[key] if node is not None else None
    if isinstance(held, ListNode):
        return [item for item in held.items if isinstance(item, MapNode)]
    if isinstance(held, MapNode):
        return [value for value in held.values.values() if isinstance(value, MapNode)]
    return []


def _try_table(entry: TableEntry, faults: Faults) -> None:
    table = build_table(entry.decision, entry, faults)
    if table is not None:
        for name in ("rete", "columnar") if is_available() else ("columnar",):
            engine = choose_engine("rete" if name == "rete" else "columnar")
            faults.found.extend(run_examples(table, engine).failures)


def _try_condition(finding: FindingRule, strategy: Strategy, faults: Faults) -> None:
    if finding.when is None:
        return
    measures = dict.fromkeys(strategy.measures, "share")
    themes = [one.theme for one in strategy.themes]
    inputs = finding_inputs(measures, strategy.goals, themes, ())  # type: ignore[arg-type]
    shipped = parse((ROOT / "rules/ekommune2012/swot.yaml").read_text("utf-8"), "swot", faults)
    known = build_model(shipped, FindingsFile, faults) if shipped else None
    names = [one.finding for one in known.findings] if known else []
    inputs |= finding_inputs({}, (), (), [*names, finding.finding])
    read_finding_condition(finding.when.node, inputs, faults)


def stands_in(text: str, shipped: str) -> bool:
    """Is the text found in a shipped file, but for its indentation? "..." may stand for lines."""
    wanted = [line.strip() for line in text.splitlines() if line.strip()]
    there = [line.strip() for line in shipped.splitlines() if line.strip()]
    return any(matches(wanted, there[start:], whole=False) for start in range(len(there)))


def matches(wanted: Sequence[str], there: Sequence[str], whole: bool = True) -> bool:
    """Do the lines match, "..." standing for any number of them, or for the rest of one?"""
    if not wanted:
        return not there or not whole
    if wanted[0].strip() in ("...", "# ..."):
        return any(matches(wanted[1:], there[skip:], whole) for skip in range(len(there) + 1))
    return bool(there) and _same(wanted[0], there[0]) and matches(wanted[1:], there[1:], whole)


def _plain(text: str) -> str:
    """Nobody types a no-break space."""
    return text.replace("\u00a0", " ")


def _same(wanted: str, there: str) -> bool:
    return re.fullmatch(re.escape(wanted.rstrip()).replace(r"\.\.\.", ".*"), there) is not None


def copy_project(to: Path) -> Path:
    """Copy what a project holds and return its folder."""
    for name in ("goals", "rules", "fixtures"):
        shutil.copytree(ROOT / name, to / name)
    return to


@dataclass(frozen=True)
class Command:
    """One command of a console block, and the output shown below it."""

    words: tuple[str, ...]
    shown: tuple[str, ...]


def commands(fence: Fence) -> list[Command]:
    """Return the commands of a console block; lines before the first are a fault of the page."""
    found: list[tuple[str, list[str]]] = []
    for line in fence.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            assert found, f"{fence.place}: output before the first command"
            found[-1][1].append(line.rstrip())
    return [Command(tuple(shlex.split(line)), tuple(shown)) for line, shown in found]


def run_console(fence: Fence, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands of a block in this folder, and hold what they print against the page."""
    expected = int(fence.mark.about) if fence.mark and fence.mark.kind == "exit" else 0
    monkeypatch.setenv("COLUMNS", SCREEN_WIDTH)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for command in commands(fence):
        if command.words[0] in NOT_RUN:
            continue
        if command.words[:2] == ("cp", "-r"):
            shutil.copytree(command.words[2], command.words[3])
            continue
        if command.words[0] == "cp":
            shutil.copy(command.words[1], command.words[2])
            continue
        assert command.words[0] == "ekrules", f"{fence.place}: {command.words[0]} is not known"
        result = CliRunner().invoke(application, command.words[1:], prog_name="ekrules")
        printed = [line.rstrip() for line in _plain(result.output).rstrip().splitlines()]
        told = f"{fence.place}: {' '.join(command.words)}\n" + "\n".join(printed)
        assert result.exit_code == expected, told
        shown = list(command.shown)
        while shown and not shown[-1]:
            shown.pop()
        assert not shown or matches(shown, printed), told


def run_python(fence: Fence, names: dict[str, object]) -> None:
    """Run the examples of a block in this folder; names: those of the page's earlier blocks."""
    examples = doctest.DocTestParser().get_doctest(fence.text, names, fence.place, None, fence.line)
    assert examples.examples, f"{fence.place}: no example in it"
    results = doctest.DocTestRunner().run(examples, clear_globs=False)
    assert results.failed == 0, fence.place
    names |= examples.globs


def apply_edit(fence: Fence, project: Path, path: str) -> None:
    """Apply a diff block to a file of the project: what it takes out must stand there once."""
    lines = fence.text.splitlines()
    old = "\n".join(line[1:] for line in lines if line[:1] in ("-", " ", "")) + "\n"
    new = "\n".join(line[1:] for line in lines if line[:1] in ("+", " ", "")) + "\n"
    text = (project / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{fence.place}: found {text.count(old)} times in {path}:\n{old}"
    (project / path).write_text(text.replace(old, new), encoding="utf-8")
