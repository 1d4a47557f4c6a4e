"""Writing: the schemas to a folder, and their names into the files that follow them.

In: a project's folder. Out: files on disk, written whole: all of them or none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults
from ekrules.project.schemas.first_lines import SCHEMAS, first_line, with_first_line
from ekrules.project.schemas.generating import schema_text
from ekrules.project.schemas.kinds import KINDS, FileKind, files_by_kind, kind_named
from ekrules.report.files import Content, write_all_whole
from ekrules.report.unwritable import refuse_unwritable
from ekrules.yaml_reader.files import read_text


@dataclass(frozen=True)
class WrittenSchemas:
    """The folder, how many schemas it got, and the YAML files whose first line was mended."""

    folder: Path
    count: int
    first_lines: tuple[Path, ...]


def write_schemas(
    root: Path, folder: Path | None = None, *, kind: str | None = None, first_lines: bool = False
) -> WrittenSchemas:
    """Write the schema of every kind of file; to schemas/ of the project where no folder is given.

    kind: of this one alone. first_lines: also name its schema in the first line of each YAML file.
    Raises InputError; OutputError where they can't be written.
    """
    kinds = KINDS if kind is None else (kind_named(kind),)
    out = root / SCHEMAS if folder is None else folder
    refuse_unwritable(out)
    schemas = {out / one.file_name: schema_text(one) for one in kinds}
    mended = mended_files(root, out, kinds) if first_lines else {}
    write_all_whole({**schemas, **mended})
    return WrittenSchemas(out, len(kinds), tuple(mended))


def mended_files(root: Path, schemas: Path, kinds: Collection[FileKind]) -> dict[Path, Content]:
    """Return the project's YAML files whose first line is missing or names another schema.

    Each with its text as it should be. Raises InputError where one can't be read as text.
    """
    faults = Faults()
    mended: dict[Path, Content] = {}
    for path, kind in files_by_kind(root):
        text = read_text(path, faults) if kind in kinds else None
        if text is not None:
            named = with_first_line(text, first_line(path, kind.name, schemas))
            mended |= {path: named} if named != text else {}
    faults.stop_if_any()
    return mended


def schema_named(name: str) -> str:
    """Return the schema of one kind of file as text; InputError with the nearest name."""
    return schema_text(kind_named(name))
