"""ekrules narrative."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ekrules.cli.terminal import told_in_words
from ekrules.errors import nearest_name
from ekrules.narrative.template_compiling import TEMPLATE_NAMES
from ekrules.project.narrative_parts import NarrativePart, as_yaml, narrative_parts

if TYPE_CHECKING:
    from ekrules.yaml_reader.wording import Language


def run(part: str | None, language: Language, strategy: str | None, *, shipped: bool) -> None:
    """Print one part's template as YAML, or where that of each part stands."""
    if part is not None and part not in TEMPLATE_NAMES:
        near = nearest_name(part, TEMPLATE_NAMES)
        meant = (
            f' Did you mean "{near}"?' if near else f" Expected one of {', '.join(TEMPLATE_NAMES)}."
        )
        raise typer.BadParameter(f'there is no part called "{part}".{meant}', param_hint="PART")
    with told_in_words():
        parts = narrative_parts(Path(), language, strategy, shipped=shipped)
    if part is not None:
        typer.echo(as_yaml(parts[part]), nl=False)
        return
    for name in TEMPLATE_NAMES:
        typer.echo(f"{name:<10} {_stands(parts[name])}")


def _stands(part: NarrativePart) -> str:
    if not part.is_own:
        return "ships with ekrules"
    return f"{part.place.file}:{part.place.line}"
