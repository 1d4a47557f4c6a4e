"""Sheet commands: a decision table to Excel and back.

Heavy rooms are imported inside the commands, so that --help is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ekrules.cli.options import StrategyOption

_sheet = typer.Typer(
    help="A decision table to Excel, to be edited there, and back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@_sheet.command("out", short_help="Write a table as a workbook.")
def out_command(
    table: Annotated[
        str,
        typer.Argument(metavar="TABLE", help="The table's id, or its file, and after : its id."),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The workbook; TABLE.xlsx where not given."),
    ] = None,
    strategy: StrategyOption = None,
) -> None:
    """Write a decision table as an Excel workbook that can be edited and read back."""
    from ekrules.cli.terminal import told_in_words
    from ekrules.project.sheets import sheet_out
    from ekrules.yaml_reader.files import shown_path

    with told_in_words():
        path = sheet_out(Path(), table, out, strategy)
    typer.echo(f"Wrote {shown_path(path)}.")


@_sheet.command("in", short_help="Read an edited workbook back.")
def in_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook, edited.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change; write nothing.")
    ] = False,
    proofs: Annotated[
        bool,
        typer.Option(
            "--proofs/--no-proofs", help="Whether the table that came back is proved first."
        ),
    ] = True,
) -> None:
    """Bring what was changed in a workbook to the YAML, and show the lines that change.

    Only those values are touched; comments and layout stay. Nothing is written where a cell can't
    be read, where an example of the table would no longer hold, or where the table is proved wrong:
    a case without a row, rows that clash, a row that can never decide, a better answer that gives a
    worse colour. Each is told.
    """
    from ekrules.cli.sheet import bring_in

    bring_in(file, dry_run=dry_run, proofs=proofs)


def add_sheet_commands(application: typer.Typer) -> None:
    """Add the commands to the application."""
    application.add_typer(_sheet, name="sheet", short_help="Edit a decision table in Excel.")
