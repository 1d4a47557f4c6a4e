"""ekrules synthesize."""

from __future__ import annotations

from pathlib import Path

import typer

from ekrules.cli.terminal import busy, told_in_words
from ekrules.project.synthesizing import synthesize
from ekrules.report.unwritable import refuse_unwritable


def run(survey: Path | None, out: Path, seed: int, respondents: int | None, ending: str) -> None:
    """Make up two waves of answers, and say where they lie and how to assess them."""
    with told_in_words(), busy("Making up answers"):
        refuse_unwritable(out)
        waves = synthesize(Path(), survey, out, seed, respondents, ending)
    for wave in waves:
        typer.echo(f"{wave.folder}: {wave.respondents} made-up answers of {wave.frame}")
    typer.echo(f"Try it: ekrules assess --survey {waves[0].folder}")
