"""Shipped code: what the shipped templates compile to, kept beside them as Python keeps its own.

In: the templates' texts. Out: each one's code and its steps. Compiling takes half of what a check
takes, and gives the same every time. What is kept lies in __pycache__, holds for one Python, one
Jinja2 and these very texts, and can be removed at any time. Only what ships with ekrules is kept: a
template that staff write is compiled anew in every run.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

import jinja2

# What decides how a text is compiled, beside Jinja2 itself.
_COMPILED_BY = ("template_language.py", "template_names.py", "runs.py")
_HERE = Path(__file__).parent
_HEAD = 2 * sha256().digest_size
# Of one template: how often its parts may run (steps_by_loops), and its code.
Compiled = tuple[Mapping[int, int], CodeType]


def kept_code(language: str, texts: Sequence[str]) -> tuple[Compiled, ...] | None:
    """Return what was kept of these texts, in their order; None where nothing that holds was."""
    try:
        content = _path(language).read_bytes()
    except OSError:
        return None
    head, kept = content[:_HEAD], content[_HEAD:]
    # One of other texts, or one cut short, is made again.
    return tuple(marshal.loads(kept)) if head == _head(texts, kept) else None


def keep_code(language: str, texts: Sequence[str], compiled: Sequence[Compiled]) -> None:
    """Keep it for the next run, unless Python was told to keep nothing, or it can't be written."""
    if sys.dont_write_bytecode:
        return
    kept = marshal.dumps([(dict(steps), code) for steps, code in compiled])
    path = _path(language)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(_head(texts, kept) + kept)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _head(texts: Sequence[str], kept: bytes) -> bytes:
    """Return what the file begins with: what it was made of, and that it is whole."""
    return _key(texts) + sha256(kept).digest()


def _path(language: str) -> Path:
    return Path(cache_from_source(str(_HERE / "templates" / f"{language}.py"))).with_suffix(".code")


def _key(texts: Sequence[str]) -> bytes:
    own = [(_HERE / name).read_bytes() for name in _COMPILED_BY]
    every = [MAGIC_NUMBER, jinja2.__version__.encode(), *own, *(one.encode() for one in texts)]
    return sha256(b"\0".join(sha256(one).digest() for one in every)).digest()
