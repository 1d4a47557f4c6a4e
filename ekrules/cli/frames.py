"""ekrules frames."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from ekrules.cli.table import print_tables
from ekrules.cli.terminal import told_in_words
from ekrules.project.framing import KINDS, compare, segment_tables, write_changes

MOST_SHOWN = 15


def run(
    old: Path, new: Path, crosswalk: Path, years: tuple[int | None, int | None], csv: Path | None
) -> None:
    """Say what became of the units of an old frame in a new one."""
    with told_in_words():
        compared = compare(old, new, crosswalk, *years)
        if csv is not None:
            write_changes(compared, csv)
    found = compared.comparison
    typer.echo(f"{found.old_total} before, {found.new_total} after.")
    counts = Counter(compared.kind(one) for one in found.successors)
    for kind in KINDS:
        if counts[kind]:
            typer.echo(f"{counts[kind]:>5}  {kind}")
    for unit, parts in list(found.merged.items())[:MOST_SHOWN]:
        names = ", ".join(compared.old[one].name for one in parts)
        typer.echo(f"       {compared.new[unit].name}: {names}")
    if len(found.merged) > MOST_SHOWN:
        typer.echo(f"       ... and {len(found.merged) - MOST_SHOWN} more (--csv FILE lists all)")
    print_tables(segment_tables(compared))
    if csv is not None:
        typer.echo(f"Written: {csv}")
