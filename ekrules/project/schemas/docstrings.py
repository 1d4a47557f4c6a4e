"""Docstrings: the sentence under each field of a model, and the one under its name.

In: models. Out: texts. Read from the source and only for schemas: pydantic can keep them with the
models, but would read the source of every model whenever the program starts.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache

from ekrules.yaml_reader.models import Placed


def class_text(model: type[Placed]) -> str:
    """Return the first paragraph of what the model says of itself, on one line.

    >>> from ekrules.yaml_reader.wording import Wording
    >>> class_text(Wording)
    'A text in bokmål and, where they are written, nynorsk and English.'
    """
    return _on_one_line(inspect.cleandoc(model.__doc__ or "").split("\n\n")[0])


def field_texts(model: type[Placed]) -> dict[str, str]:
    """Return field name -> its sentence, those of the classes it builds on among them."""
    texts: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if one is not Placed and issubclass(one, Placed):
            texts.update(_texts_by_class(one.__module__).get(one.__qualname__, {}))
    return texts


@cache
def _texts_by_class(module: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {one.name: dict(_texts(one)) for one in tree.body if isinstance(one, ast.ClassDef)}


def _texts(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(definition.body, definition.body[1:], strict=False):
        match (field, below):
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, _on_one_line(inspect.cleandoc(text))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
