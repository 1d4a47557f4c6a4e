"""Sheets: a decision table to a workbook, and a workbook that was edited back to the YAML.

In: a table's name, or a workbook. Out: bytes to write, or the YAML as it would be with what
changed; every fault of the workbook at once. Writes the YAML whole or not at all, and not where the
new table is proved wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path

from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.from_yaml.entries import GoalTable, TableBody, TableEntry
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.sheets.changes import edits_for
from ekrules.decision.sheets.grid import grid_of
from ekrules.decision.sheets.proved import decides_otherwise, placed_in_sheet
from ekrules.decision.tables import DecisionTable
from ekrules.errors import Fault, Faults, InputError, Place
from ekrules.project.deciding import table_named
from ekrules.project.sheet_proving import prove_sheet
from ekrules.project.told import Told, in_order
from ekrules.project.workbooks import About, read_about, read_sheet, workbook
from ekrules.report.files import write_whole
from ekrules.yaml_reader.files import read_text, shown_path
from ekrules.yaml_reader.layout import Steps, layout_of
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.nodes import MapNode, node_at, path_to
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.replacing import edited

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Written:
    """A table in the file it is written in: the text, the path in it, and the node there."""

    table: DecisionTable
    file: Path
    text: str
    steps: Steps
    node: MapNode

    @property
    def fingerprint(self) -> str:
        """The sha256 of the table's own text."""
        start, end = layout_of(self.text).span(self.steps)
        return sha256(self.text[start:end].encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Change:
    """What a workbook makes of a file; difference: a unified diff, empty where nothing changed.

    proved: what proofs tell of the new table, placed in the sheet; an error keeps it from the file.
    """

    file: Path
    old: str
    new: str
    proved: tuple[Told, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the new table is proved wrong."""
        return any(one.level == "error" for one in self.proved)

    @property
    def difference(self) -> str:
        """The lines that change, with those around them."""
        name = shown_path(self.file)
        old, new = self.old.splitlines(keepends=True), self.new.splitlines(keepends=True)
        return "".join(unified_diff(old, new, name, name))


def sheet_out(root: Path, name: str, out: Path | None, strategy: str | None = None) -> Path:
    """Write a table as a workbook; return its path. Raises InputError with every fault.

    name: as `decide` takes it. out: <table>.xlsx where it is None.
    """
    faults = Faults()
    table = table_named(root, name, strategy, faults)
    faults.stop_if_any()
    assert table is not None
    written = _written(table, faults)
    faults.stop_if_any()
    assert written is not None
    path = out if out is not None else Path(f"{table.id}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise InputError([Fault(Place(shown_path(path)), "another ending", "expected .xlsx")])
    about = About(table.id, shown_path(written.file), written.fingerprint)
    write_whole(path, workbook(table, written.node, about))
    return path


def sheet_in(
    root: Path, workbook_path: Path, *, dry_run: bool = False, proofs: bool = True
) -> Change:
    """Bring what changed in a workbook to the YAML; raise InputError with every fault.

    Nothing is written with dry_run, or unless the new table reads soundly, its examples hold and,
    with proofs, it is not proved wrong: then the change is refused.
    """
    faults = Faults()
    about = read_about(workbook_path, faults)
    faults.stop_if_any()
    assert about is not None
    written = _written_from(root, workbook_path, about, faults)
    faults.stop_if_any()
    assert written is not None
    came = read_sheet(workbook_path, faults)
    faults.stop_if_any()
    assert came is not None
    edits = edits_for(written.table, written.node, written.steps, came, faults)
    faults.stop_if_any()
    new = edited(written.text, shown_path(written.file), edits, faults)
    faults.stop_if_any()
    assert new is not None
    proved: list[Told] = []
    if edits:
        table = _new_table(written, new, faults)
        if proofs and decides_otherwise(written.table, table):
            rows = grid_of(written.table, written.node)
            proved = prove_sheet(root, placed_in_sheet(table, rows, came), written.file)
    change = Change(written.file, written.text, new, in_order(proved))
    if new != written.text and not dry_run and not change.is_refused:
        mark = _BYTE_ORDER_MARK if written.file.read_bytes()[:3] == b"\xef\xbb\xbf" else ""
        write_whole(written.file, mark + new)
    return change


def _written(table: DecisionTable, faults: Faults) -> Written | None:
    file = Path(table.place.file)
    text = read_text(file, faults)
    node = None if text is None else parse(text, table.place.file, faults)
    if text is None or node is None:
        return None
    steps = path_to(node, table.place)
    found = node_at(node, steps or ())
    if steps is None or not isinstance(found, MapNode):
        faults.add(table.place, f'"{table.id}" is no longer here', "write the sheet out again")
        return None
    return Written(table, file, text, steps, found)


def _written_from(root: Path, path: Path, about: About, faults: Faults) -> Written | None:
    """Return the table that a workbook was made of, where it still stands as it did."""
    place = Place(f"{shown_path(path)}, Om")
    # A workbook comes from anywhere, and names a file that will be written to.
    inside = (root / about.file).resolve().is_relative_to(root.resolve())
    if not inside or not about.file.endswith((".yaml", ".yml")):
        found = f'the file "{about.file}"'
        faults.add(place, found, "expected a YAML file of this project; run it in its folder")
        return None
    table = _table_of(root, about, faults)
    written = None if table is None else _written(table, faults)
    if written is not None and written.fingerprint != about.fingerprint:
        found = f'"{about.table}" has changed in {about.file} since this sheet was written'
        faults.add(place, found, "write a new sheet with ekrules sheet out, and edit that")
        return None
    return written


def _table_of(root: Path, about: About, faults: Faults) -> DecisionTable | None:
    """Return the table by its file, and by its id alone where it is written in a goal."""
    silent = Faults()
    table = table_named(root, f"{root / about.file}:{about.table}", None, silent)
    if table is not None:
        return table
    for strategy in (None, Path(about.file).parent.name):
        told = Faults()
        table = table_named(root, about.table, strategy, told)
        if table is not None and Path(table.place.file) == Path(about.file):
            return table
    faults.found.extend(told.found or silent.found)
    return None


def _new_table(written: Written, new: str, faults: Faults) -> DecisionTable:
    """Return the new table; stop where it can't be read, or an example of it no longer holds."""
    file = shown_path(written.file)
    root = parse(new, file, faults)
    faults.stop_if_any()
    assert root is not None
    node = node_at(root, written.steps)
    assert isinstance(node, MapNode)
    model: type[TableBody] = GoalTable if written.steps[-1] == "judged_by" else TableEntry
    entry = build_model(node, model, faults)
    table = None if entry is None else build_table(written.table.id, entry, faults)
    faults.stop_if_any()
    assert table is not None
    engine = choose_engine("auto", table.rules, len(table.examples))
    # Told by the lines of the file as it is, for the new one is not written.
    now = {
        new_one.place: old.place
        for new_one, old in zip(table.examples, written.table.examples, strict=True)
    }
    for failure in run_examples(table, engine).failures:
        place = now.get(failure.place, failure.place)
        faults.found.append(replace(failure, place=place))
    faults.stop_if_any()
    return table
