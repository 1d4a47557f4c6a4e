"""ekrules decide."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import typer
from rich.table import Table

from ekrules.cli.options import AnswerFormat
from ekrules.cli.terminal import busy, console, told_in_words
from ekrules.decision.conditions import Value
from ekrules.decision.deciding import Decision
from ekrules.decision.engine import EnginePreference
from ekrules.decision.inputs import shown_in
from ekrules.decision.rows import NO_ROW
from ekrules.decision.tables import DecisionTable
from ekrules.project.deciding import Decided, decide_given


def run(
    table: str, given: Path, form: AnswerFormat, strategy: str | None, engine: EnginePreference
) -> None:
    """Print what a table decides on each case."""
    with told_in_words(), busy("Deciding"):
        decided = decide_given(Path(), table, given, strategy, engine)
    _PRINT[form](decided)


def _print_text(decided: Decided) -> None:
    table = Table(title=f"{decided.table.id}: {decided.table.asks}", title_justify="left")
    for heading in ("case", *decided.table.outputs, "row"):
        table.add_column(heading)
    for line in _lines(decided):
        table.add_row(*line)
    console().print(table)


def _lines(decided: Decided) -> list[list[str]]:
    """A line for each outcome: the case, the outputs as people write them, and the rows."""
    lines = []
    for one in decided.decisions:
        for number, outcome in enumerate(one.outcomes or ({},)):
            values = [
                "–" if outcome.get(name) is None else _shown(decided.table, name, outcome[name])
                for name in decided.table.outputs
            ]
            lines.append([one.case, *values, _rows(one, number)])
    return lines


def _shown(table: DecisionTable, name: str, value: Value | None) -> str:
    return value if isinstance(value, str) else shown_in(table.outputs[name].as_input, value)


def _rows(one: Decision, number: int) -> str:
    """The row of one outcome; of outcomes made of several rows, all of them."""
    if not one.rows:
        return NO_ROW
    if len(one.rows) == len(one.outcomes):
        return one.rows[number].id
    return ", ".join(row.id for row in one.rows)


def _print_csv(decided: Decided) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["case", *decided.table.outputs, "row"])
    writer.writerows(_lines(decided))
    typer.echo(text.getvalue(), nl=False)


def _print_json(decided: Decided) -> None:
    found = {
        "table": decided.table.id,
        "hit_policy": decided.table.hit_policy,
        "engine": decided.engine,
        "decisions": [_json_of(one) for one in decided.decisions],
    }
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _json_of(one: Decision) -> dict[str, object]:
    return {
        "case": one.case,
        "outcomes": [
            {name: _plain(value) for name, value in outcome.items()} for outcome in one.outcomes
        ],
        "rows": [
            {"id": row.id, "file": row.place.file, "line": row.place.line} for row in one.rows
        ],
    }


def _plain(value: Value | None) -> object:
    return value.isoformat() if isinstance(value, date) else value


_PRINT = {
    AnswerFormat.TEXT: _print_text,
    AnswerFormat.CSV: _print_csv,
    AnswerFormat.JSON: _print_json,
}
