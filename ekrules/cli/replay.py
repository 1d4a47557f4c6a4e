"""ekrules replay."""

from __future__ import annotations

from pathlib import Path

import typer

from ekrules.cli.terminal import busy
from ekrules.project.replaying.as_json import replay_as_json
from ekrules.project.replaying.as_text import replay_as_text
from ekrules.project.replaying.replaying import EXIT_CODES, replay


def run(record: Path, form: str) -> None:
    """Replay, and tell what differs; the exit code says which of the three it is."""
    with busy("Replaying") as doing:
        found = replay(record, doing)
    typer.echo(replay_as_json(found) if form == "json" else replay_as_text(found), nl=False)
    for reason in found.reasons:
        typer.echo(str(reason), err=True)
    raise typer.Exit(EXIT_CODES[found.result])
