"""Suggesting: the examples that a project's tables lack, to paste or to write beside the others.

In: a project's folder. Out: examples by table, as YAML, or the files with them in. What is
suggested is what the rules decide today: a person has to say whether that is meant. A file is
written whole, and only after its tables were read again and met every example; else none is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.decision.from_yaml.entries import GoalTable
from ekrules.decision.from_yaml.tables import build_table
from ekrules.decision.suggesting import suggest_examples
from ekrules.decision.tables import DecisionTable
from ekrules.decision.telling_examples import MOST_OF_TABLE, most_telling
from ekrules.errors import Faults, Place
from ekrules.project.deciding import tables_of_project
from ekrules.project.locating import RULES
from ekrules.project.proving import ROLLED_UP
from ekrules.project.suggested_text import Entries, example_entries
from ekrules.report.files import write_all_whole
from ekrules.yaml_reader.files import read_text, shown_path
from ekrules.yaml_reader.layout import Steps, layout_of
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.nodes import ListNode, MapNode, child, node_at, path_to
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.replacing import AddKey, Edit, InsertItem, Replace, edited

_BYTE_ORDER_MARK = "\ufeff"
_EXAMPLES = "examples"


@dataclass(frozen=True)
class TableSuggestions:
    """A table and the examples it lacks, each as keys with YAML values.

    left_out: how many more it lacks; they are suggested when these are there.
    """

    table: DecisionTable
    examples: tuple[Entries, ...]
    left_out: int = 0

    @property
    def text(self) -> str:
        """The examples as YAML, to paste under `examples` of a table in a list of tables."""
        return "".join(f"      - {_joined(one, ' ' * 8)}\n" for one in self.examples)


def suggest(
    root: Path,
    strategy: str | None = None,
    *,
    sentences: bool = False,
    most: int = MOST_OF_TABLE,
) -> tuple[TableSuggestions, ...]:
    """Return what each table of the rules lacks; tables that lack nothing are left out.

    sentences: rows' sentences are expected as well. most: of one table at once. Raises InputError
    where rules can't be read, or where an example fails already: what a table decides is then not
    what it should.
    """
    faults = Faults()
    tables = tables_of_project(root, strategy, faults)
    if not tables and not faults.found:
        place = Place(shown_path(root / RULES))
        faults.add(place, "no decision table is here", "expected <strategy>/status.yaml")
    for table in tables if not faults.found else ():
        _try(table, faults)
    faults.stop_if_any()
    found = [_lacking(table, most, sentences=sentences) for table in tables]
    return tuple(one for one in found if one.examples)


def _lacking(table: DecisionTable, most: int, *, sentences: bool) -> TableSuggestions:
    every = suggest_examples(table, ROLLED_UP)
    chosen = most_telling(every, most)
    entries = tuple(example_entries(table, one, sentences=sentences) for one in chosen)
    return TableSuggestions(table, entries, len(every) - len(chosen))


def write_suggestions(found: Sequence[TableSuggestions]) -> tuple[Path, ...]:
    """Write the examples below those of their tables; return the files, all written or none.

    Raises InputError where a file can't be read, changed in place or written, or where a table
    with its new examples is not sound.
    """
    faults = Faults()
    by_file: dict[str, list[TableSuggestions]] = {}
    for one in found:
        by_file.setdefault(one.table.place.file, []).append(one)
    written = {Path(file): _written(file, of_file, faults) for file, of_file in by_file.items()}
    faults.stop_if_any()
    contents = {path: text for path, text in written.items() if text is not None}
    write_all_whole(contents)
    return tuple(contents)


def _written(file: str, found: Sequence[TableSuggestions], faults: Faults) -> str | None:
    """Return the file with the examples in it, tried; None with the reasons in `faults`."""
    text = read_text(Path(file), faults)
    node = None if text is None else parse(text, file, faults)
    if text is None or node is None:
        return None
    placed = []
    for one in found:
        path = path_to(node, one.table.place)
        if path is None:
            faults.add(one.table.place, "the file has changed since it was read", "run this again")
            return None
        placed.append((one, path))
    edits = [edit for one, path in placed for edit in _edits(node, path, one.examples, text)]
    new = edited(text, file, edits, faults)
    if new is None:
        return None
    new = _without_blank_ends(text, new)
    _check(new, file, placed, faults)
    is_marked = Path(file).read_bytes().startswith(_BYTE_ORDER_MARK.encode())
    return (_BYTE_ORDER_MARK if is_marked else "") + new


def _edits(root: MapNode, path: Steps, examples: Sequence[Entries], text: str) -> Sequence[Edit]:
    table = node_at(root, path)
    there = child(table, _EXAMPLES)
    if isinstance(there, ListNode) and there.items:
        at = (*path, _EXAMPLES)
        return [InsertItem(at, len(there.items), entries) for entries in examples]
    start, _ = layout_of(text).span(path)
    in_brackets = text[start] == "{"
    new = _flow(examples) if in_brackets else _block(examples, table.place.column + 1, text)
    if there is not None:
        return [Replace((*path, _EXAMPLES), new)]
    return [AddKey(path, _EXAMPLES, new)]


def _flow(examples: Sequence[Entries]) -> str:
    """Return a list on one line: nothing else can stand between brackets."""
    items = ["{" + ", ".join(f"{key}: {value}" for key, value in one) + "}" for one in examples]
    return "[" + ", ".join(items) + "]"


def _block(examples: Sequence[Entries], column: int, text: str) -> str:
    """Return a list on lines of its own, its dashes in `column` (from 0)."""
    newline = "\r\n" if "\r\n" in text else "\n"
    margin = " " * column
    items = [f"{margin}- {_joined(one, margin + '  ')}" for one in examples]
    return "\n".join(["", *items]).replace("\n", newline)


def _joined(entries: Entries, margin: str) -> str:
    return f"\n{margin}".join(f"{key}: {value}" for key, value in entries)


def _without_blank_ends(old: str, new: str) -> str:
    """A key whose value begins on the next line has no blank behind it."""
    for newline in ("\n", "\r\n"):
        if f"{_EXAMPLES}: {newline}" not in old:
            new = new.replace(f"{_EXAMPLES}: {newline}", f"{_EXAMPLES}:{newline}")
    return new


def _check(
    new: str, file: str, placed: Sequence[tuple[TableSuggestions, Steps]], faults: Faults
) -> None:
    """Add a fault where a table, read again, is not sound with its new examples."""
    root = parse(new, file, faults)
    for one, path in placed if root is not None else ():
        assert root is not None
        node = node_at(root, path)
        entry = build_model(node, GoalTable, faults) if isinstance(node, MapNode) else None
        table = None if entry is None else build_table(one.table.id, entry, faults)
        if table is not None:
            _try(table, faults)


def _try(table: DecisionTable, faults: Faults) -> None:
    engine = choose_engine("auto", table.rules, len(table.examples))
    faults.found.extend(run_examples(table, engine).failures)
