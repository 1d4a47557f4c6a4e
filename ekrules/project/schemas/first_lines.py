"""First lines: the comment in a YAML file that tells an editor which schema it follows.

In: texts, where they lie, and the folder of the schemas. Out: the texts with their line; all other
text stays, letter by letter. Writes no file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from ekrules.report.files import Content

SCHEMAS, ENDING = "schemas", ".schema.json"
_LINE = "# yaml-language-server: $schema="
# Editors look for it among the comments that open the file.
_OPENING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")
_NAMED = re.compile(r"^#\s*yaml-language-server\s*:\s*\$schema=[^\r\n]*", re.MULTILINE)
# The files of a wave that the program writes, and the kinds they are of.
_OF_A_WAVE = {f"{kind}.yaml": kind for kind in ("survey", "answers", "breakdowns", "evidence")}
_CODEBOOK = "codebook"


def first_line(path: Path, kind: str, schemas: Path) -> str:
    """Return the line for a file of a kind, which names the schema as seen from the file's folder.

    >>> first_line(Path("fixtures/k2009/survey.yaml"), "survey", Path("schemas"))
    '# yaml-language-server: $schema=../../schemas/survey.schema.json'
    """
    away = os.path.relpath(schemas / (kind + ENDING), path.parent)
    return _LINE + Path(away).as_posix()


def with_first_line(text: str, line: str) -> str:
    """Return the text with the line first, or in the place of one that names a schema already.

    >>> with_first_line("wave: 2009\\n", "# yaml-language-server: $schema=s.json")
    '# yaml-language-server: $schema=s.json\\nwave: 2009\\n'
    """
    opening = _OPENING.match(text)
    named = _NAMED.search(text, 0, opening.end() if opening else 0)
    if named is not None:
        return text[: named.start()] + line + text[named.end() :]
    newline = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    return line + newline + text


def named_in_a_wave(contents: Mapping[Path, Content], root: Path) -> dict[Path, Content]:
    """Return the files of a new wave with their first lines, where the project has schemas.

    A wave outside the project is left as it is: a way out of the one folder into the other would
    make its files differ from place to place.
    """
    named = dict(contents)
    for path, content in contents.items():
        kind = _kind_in_a_wave(path)
        inside = path.resolve().is_relative_to(root.resolve())
        if kind is not None and inside and (root / SCHEMAS / (kind + ENDING)).exists():
            text = content if isinstance(content, str) else content.decode("utf-8-sig")
            named[path] = with_first_line(text, first_line(path, kind, root / SCHEMAS))
    return named


def _kind_in_a_wave(path: Path) -> str | None:
    if path.parent.name == _CODEBOOK and path.suffix == ".yaml":
        return _CODEBOOK
    return _OF_A_WAVE.get(path.name)
