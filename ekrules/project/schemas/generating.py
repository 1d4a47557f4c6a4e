"""Generating: a kind of file to its JSON Schema, as text that is the same at every run.

In: a kind. Out: a schema of draft 2020-12: the keys and types from the model, a sentence for every
key, examples, and what models alone can't say. Keeps to words that editors of older drafts know
too, but for `$defs`, which they follow as they do any pointer.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ekrules.errors import Faults
from ekrules.goals.strategy import PERCENT
from ekrules.project.schemas.condition_language import SHARE_WITH_SIGN, definitions
from ekrules.project.schemas.docstrings import class_text, field_texts
from ekrules.project.schemas.kinds import FileKind
from ekrules.project.schemas.restrictions import (
    DATE,
    READ_LATER,
    meaning_of,
    restrictions_on,
)
from ekrules.survey.codebook import IDENTIFIER
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.nodes import Plain, plain
from ekrules.yaml_reader.parsing import parse

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# What an editor says where a text does not follow a pattern; those that know no errorMessage tell
# the pattern itself.
PATTERNS_TOLD = {
    DATE: "a date is written as 2011-12-31",
    IDENTIFIER: "an id holds the letters a-z, digits, - and _, and begins with a letter or digit",
    PERCENT: SHARE_WITH_SIGN,
}
_ORDER = (
    "$schema", "title", "description", "examples", "default", "$ref", "type", "const", "enum",
    "format", "pattern", "errorMessage", "minLength", "maxLength", "minimum", "maximum",
    "minItems", "items", "minProperties", "required", "properties",
)  # fmt: skip
_MODEL = "x-model"
_BY_NAME = ("properties", "patternProperties", "$defs")
_AS_WRITTEN = ("enum", "const", "default", "examples", "required", "dependentRequired")


class _WithModels(GenerateJsonSchema):
    """Notes in each schema of a model which model it is of; a later step reads and removes it."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model = schema["cls"]
        return {**super().model_schema(schema), _MODEL: [model.__module__, model.__name__]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        del schema
        return {"type": "string", "format": "date", "pattern": DATE}


def schema_of(kind: FileKind) -> JsonSchemaValue:
    """Return the schema of a kind of file."""
    return {
        "$schema": DRAFT,
        **_with_definitions(kind.model),
        "title": kind.title,
        "description": kind.about,
        "examples": [as_editors_see(example_of(kind))],
    }


def schema_text(kind: FileKind) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(_ordered(schema_of(kind)), indent=2, ensure_ascii=False) + "\n"


def example_of(kind: FileKind) -> Plain:
    """Return the example of a kind of file, as the program reads it."""
    name = f"{kind.name}.yaml"
    text = (files("ekrules.project.schemas") / "examples" / name).read_text(encoding="utf-8")
    faults = Faults()
    node = parse(text, name, faults)
    faults.stop_if_any()
    assert node is not None
    return plain(node)


def as_editors_see(value: Plain) -> Any:
    """Return a value as an editor's YAML reader gives it: dates are texts, lists are lists.

    >>> from datetime import date
    >>> as_editors_see({"deadline": date(2011, 12, 31), "counts": ("ja",)})
    {'deadline': '2011-12-31', 'counts': ['ja']}
    """
    if isinstance(value, dict):
        return {key: as_editors_see(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [as_editors_see(one) for one in value]
    return value if isinstance(value, str | int | float | None) else value.isoformat()


def _with_definitions(model: type[Placed]) -> JsonSchemaValue:
    """Return the schema of a model with what it points to, and nothing that it does not."""
    found, known = _schema_and_definitions(model)
    known |= definitions()
    for name, (later, told, keys) in READ_LATER.items():
        table, more = _schema_and_definitions(later)
        known = {**more, **known}
        properties = {**keys, **table["properties"]}
        known[name] = {
            **table,
            "title": _words(name),
            "description": told,
            "properties": properties,
        }
    needed: dict[str, Any] = {}
    wanted = _pointed_to(found)
    while wanted:
        name = wanted.pop()
        needed[name] = known[name]
        wanted |= _pointed_to(known[name]) - set(needed)
    return {**found, "$defs": {name: needed[name] for name in sorted(needed)}} if needed else found


def _schema_and_definitions(model: type[Placed]) -> tuple[JsonSchemaValue, JsonSchemaValue]:
    schema: JsonSchemaValue = _mended(model.model_json_schema(schema_generator=_WithModels))
    known: JsonSchemaValue = schema.pop("$defs", {})
    return schema, known


def _pointed_to(node: Any) -> set[str]:
    """Return the names of the definitions that a schema points to, itself or further down."""
    if isinstance(node, list):
        return {name for one in node for name in _pointed_to(one)}
    if not isinstance(node, dict):
        return set()
    names: set[str] = set()
    for key, value in node.items():
        below = list(value.values()) if key in _BY_NAME else value
        names |= set() if key in _AS_WRITTEN else _pointed_to(below)
    pointer = node.get("$ref")
    return names | {pointer.removeprefix("#/$defs/")} if isinstance(pointer, str) else names


def _mended(node: Any) -> Any:
    """Return a schema from pydantic in the words of the file, all the way down."""
    if isinstance(node, list):
        return [_mended(one) for one in node]
    if not isinstance(node, dict):
        return node
    mended: dict[str, Any] = {}
    for key, value in node.items():
        if key in _BY_NAME and isinstance(value, dict):
            mended[key] = {name: _mended(one) for name, one in value.items()}
        else:
            mended[key] = value if key in _AS_WRITTEN else _mended(value)
    module, name = mended.pop(_MODEL, (None, None))
    mended.pop("title", None)
    if "default" in mended and mended["default"] in (None, [], {}, ()):
        del mended["default"]
    if "patternProperties" in mended:
        mended["additionalProperties"] = False
    mended |= _pattern_told(mended)
    return _flat(mended) if module is None else _told(mended, getattr(sys.modules[module], name))


def _told(schema: JsonSchemaValue, model: type[Placed]) -> JsonSchemaValue:
    """Add what the model's source says of it and of each of its keys."""
    texts = field_texts(model)
    for name, field in model.model_fields.items():
        held = schema["properties"][field.alias or name]
        meaning = meaning_of(model, name)
        if meaning is not None:
            held = {**meaning, **_pattern_told(meaning)}
        text = field.description or texts.get(name)
        told = {"description": text} if text else {}
        schema["properties"][field.alias or name] = {**held, **told}
    named = {"title": _words(model.__name__), "description": class_text(model)}
    return {**schema, **named, **restrictions_on(model)}


def _pattern_told(schema: JsonSchemaValue) -> JsonSchemaValue:
    told = PATTERNS_TOLD.get(schema.get("pattern", ""))
    return {"errorMessage": told} if told is not None else {}


def _words(name: str) -> str:
    """Return a model's name as a person would say it.

    >>> _words("ExampleEntry"), _words("QuestionWeight")
    ('Example', 'Question weight')
    """
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return re.sub(r" (entry|definition|rule)$", "", said)


def _flat(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return "this or nothing" as one schema, so that editors tell of the thing and not of both."""
    either = schema.get("anyOf", [])
    held = [one for one in either if list(one) != ["type"]]
    types = [one["type"] for one in either if list(one) == ["type"]]
    if not types or len(held) > 1 or any(not isinstance(one.get("type"), str) for one in held):
        return schema
    rest = {key: one for key, one in schema.items() if key != "anyOf"}
    other = dict(held[0]) if held else {}
    if "const" in other or (other and types != ["null"]):
        return schema
    names = dict.fromkeys([*([other["type"]] if other else []), *types])
    if "number" in names:
        names.pop("integer", None)
    enum = {"enum": [*other["enum"], None]} if "enum" in other else {}
    return {**rest, **other, "type": list(names), **enum}


def _ordered(node: Any, *, by_name: bool = False) -> Any:
    """Return the schema with its words in the order a person reads them."""
    if isinstance(node, list):
        return [_ordered(one) for one in node]
    if not isinstance(node, dict):
        return node
    if by_name:
        return {name: _ordered(one) for name, one in node.items()}
    first = [key for key in _ORDER if key in node]
    rest = sorted(key for key in node if key not in _ORDER)
    return {
        key: node[key] if key in _AS_WRITTEN else _ordered(node[key], by_name=key in _BY_NAME)
        for key in (*first, *rest)
    }
