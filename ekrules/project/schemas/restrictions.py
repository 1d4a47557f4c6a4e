"""Restrictions: what must or may not stand together in a map, and what maps of any keys mean.

In: a model, or one field of it. Out: words of JSON Schema that say what the model's own checks
hold it to, so that an editor says it too.
"""

from __future__ import annotations

from typing import Any

from ekrules.assessment.finding_rules import FindingRule
from ekrules.decision.from_yaml.entries import (
    ExampleEntry,
    ExpectEntry,
    InputEntry,
    OutputEntry,
    RowEntry,
    TableBody,
)
from ekrules.goals.parameters import DatedShare, DatedValue, Parameter
from ekrules.goals.strategy import (
    NO_TARGET,
    ORIGINS,
    PERCENT,
    Goal,
    MeasureDefinition,
    Published,
)
from ekrules.survey.answers.mapping import QuestionMapping
from ekrules.survey.claims import Claim
from ekrules.survey.codebook import IDENTIFIER, Question, Routing
from ekrules.yaml_reader.models import Placed

Schema = dict[str, Any]

DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


# Maps of any keys in the models: model and field -> what they hold.
MEANINGS: dict[tuple[type[Placed], str], Schema] = {
    (RowEntry, "when"): _to("condition"),
    (RowEntry, "then"): {"anyOf": [_to("concluded"), {"type": "null"}]},
    (TableBody, "not_judged"): {"anyOf": [_to("condition"), {"type": "null"}]},
    (ExampleEntry, "given"): _to("values_by_name"),
    (ExpectEntry, "then"): {"anyOf": [_to("values_by_name"), {"type": "null"}]},
    (OutputEntry, "values"): {"type": "array", "items": _to("value")},
    (OutputEntry, "default"): {"type": ["string", "number", "boolean", "null"]},
    (FindingRule, "when"): {"anyOf": [_to("finding_condition"), {"type": "null"}]},
    (DatedValue, "value"): _to("value"),
    # One of them, said so that an editor tells of the one that was meant.
    (Goal, "target"): {
        "type": ["string", "number", "object"],
        "pattern": f"{PERCENT}|^{NO_TARGET}$",
        "if": {"type": "object"},
        "then": _to("DatedShare"),
    },
    (Goal, "judged_by"): {"anyOf": [{"type": "string"}, _to("TableInGoal")]},
}

# Maps that are read as a model only where they are used: definition -> model, what it is, and keys
# that it has beside the model's.
READ_LATER: dict[str, tuple[type[Placed], str, Schema]] = {
    "TableInGoal": (
        TableBody,
        "A decision table that judges this goal alone.",
        {
            "decision": {
                "description": "The table's id; the goal's own where it is left out.",
                "type": "string",
                "pattern": IDENTIFIER,
            }
        },
    )
}


def _only_with(keys: tuple[str, ...], key: str, values: tuple[str | bool, ...]) -> Schema:
    """The keys may stand only where `key` has one of the values."""
    return {
        "if": {"anyOf": [{"required": [one]} for one in keys]},
        "then": {"properties": {key: {"enum": list(values)}}, "required": [key]},
    }


def _each_value(value: Schema) -> Schema:
    return {"properties": {"values": {"items": {"properties": {"value": value}}}}}


def _values_of(units: tuple[str, ...], value: Schema) -> Schema:
    """Where the parameter is of one of the units, each of its values is such a value."""
    return {
        "if": {"properties": {"unit": {"enum": list(units)}}, "required": ["unit"]},
        "then": _each_value(value),
    }


def _just_one_of(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


RESTRICTIONS: dict[type[Placed], Schema] = {
    InputEntry: {
        "allOf": [
            _only_with(("values", "ordered"), "unit", ("text",)),
            _only_with(("lowest", "highest"), "unit", ("number", "years", "count")),
        ]
    },
    RowEntry: {"anyOf": [{"required": ["status"]}, {"required": ["then"]}]},
    ExpectEntry: {"not": {"required": ["row", "rows"]}},
    TableBody: {"allOf": [_only_with(("collect",), "hit_policy", ("collect",))]},
    FindingRule: {
        **_just_one_of("when", "judgement"),
        "dependentRequired": {"rest_on": ["judgement"]},
    },
    MeasureDefinition: {
        **_just_one_of(*ORIGINS),
        "dependentRequired": {
            "question": ["counts", "base"],
            "counts": ["question"],
            "base": ["question"],
            "item": ["question"],
            "entity": ["indicator"],
        },
    },
    Claim: {
        **_just_one_of("question", "evidence", "not_in_tables"),
        "dependentRequired": {
            "question": ["counts"],
            "counts": ["question"],
            "base": ["question"],
            "item": ["question"],
        },
        "allOf": [
            _only_with(("side",), "about", (True,)),
            # In words of one's own the share names no base by itself.
            {
                "if": {
                    "properties": {"share_of": {"type": "object"}},
                    "required": ["share_of", "question"],
                },
                "then": {"required": ["base"]},
            },
        ],
    },
    Published: {
        "if": {"properties": {"firmness": {"const": "none"}}},
        "then": {"properties": {"status": {"type": "null"}}},
        "else": {"required": ["status"]},
    },
    Goal: {
        "if": {"properties": {"coverage": {"not": {"const": "none"}}}},
        "then": {"required": ["attainment"]},
    },
    DatedShare: {"anyOf": [_each_value(_to("share")), _each_value({"type": "number"})]},
    Parameter: {
        "allOf": [
            _values_of(("share",), _to("share")),
            _values_of(("number", "years"), {"type": "number"}),
            _values_of(("count",), {"type": "integer", "minimum": 0}),
            _values_of(("text",), {"type": "string"}),
            _values_of(("boolean",), {"type": "boolean"}),
            _values_of(("date",), {"type": "string", "pattern": DATE}),
        ]
    },
    Routing: _just_one_of("is", "is_one_of"),
    Question: {
        "dependentRequired": {"asked_if": ["asked_of"], "asked_of": ["asked_if"]},
        "if": {"properties": {"kind": {"const": "grid"}}},
        "then": {"required": ["items"]},
        "else": {"properties": {"items": {"maxItems": 0}}},
    },
    QuestionMapping: {
        **_just_one_of("column", "columns"),
        "dependentRequired": {
            "separator": ["column"],
            "chosen": ["columns"],
            "not_chosen": ["columns"],
        },
    },
}


def meaning_of(model: type[Placed], field: str) -> Schema | None:
    """Return what a field holds where the model says only that it is a map; else None."""
    found = (MEANINGS.get((one, field)) for one in model.__mro__)
    return next((meaning for meaning in found if meaning is not None), None)


def restrictions_on(model: type[Placed]) -> Schema:
    """Return what must and may not stand together in a map of the model."""
    found = (RESTRICTIONS.get(one) for one in model.__mro__)
    return next((rule for rule in found if rule is not None), {})
