"""Condition language: what may stand under `when`, `given`, `then` and the like, as JSON Schema.

In: nothing. Out: definitions by name, which the models' own schemas point to: there such a map is
any map, since what it may hold depends on the inputs that are declared. What a schema can't know
(which inputs there are, and of which unit) is left to ekrules check.
"""

from __future__ import annotations

from typing import Any

from ekrules.decision.conditions import OPERATORS, ORDER_OPERATORS
from ekrules.decision.from_yaml.conditions import FINDING_KINDS, JOINING_WORDS, STATUSES
from ekrules.survey.codebook import IDENTIFIER

Schema = dict[str, Any]

# As decision.written reads it: at most 100, a point or a comma, perhaps one space before the sign.
PERCENT = r"\+?(?:0*[0-9]{1,2}(?:[.,][0-9]{1,20})?|0*100(?:[.,]0{1,20})?)[ \u00a0\u202f]?%"
SHARE_WITH_SIGN = 'a share is written with "%", from 0 % to 100 % (as 60 %)'
# A text with a percent sign is a share; one that begins with a comparing sign is a slip.
_ORDERED_TEXT = rf"^(?:{PERCENT}|(?![<>=≤≥])(?!.*%$).+)$"
_SHARE_OR_MEASURE = rf"^(?:{PERCENT}|measure:.+)$"
TESTS = (*OPERATORS, "unknown")

_JOINS_TOLD = {
    "all": "Conditions that must all hold.",
    "any": "Conditions of which at least one must hold.",
    "none": "Conditions of which none may hold.",
}
_TESTS_TOLD = {
    "at_least": "Holds where the value is this or more.",
    "more_than": "Holds where the value is more than this.",
    "at_most": "Holds where the value is this or less.",
    "below": "Holds where the value is less than this.",
    "is": "Holds where the value is just this.",
    "is_one_of": "Holds where the value is one of these.",
    "is_not": "Holds where the value is known and is another than this.",
    "unknown": "true: holds where there is no value. false: holds where there is one. No other "
    "condition holds on an unknown value.",
}
_KINDS_TOLD = {
    "measure": "The id of a measure, which is a share; bounds stand beside it, as at_least: 75 %.",
    "goal": "The id of a goal; its status is asked about beside it, as status: {is: red}.",
    "theme": "The id of a theme; its status is asked about beside it, as status: {is: red}.",
    "finding": "The id of another finding: holds where that finding was made. Stands alone.",
}


def _to(name: str, **more: Any) -> Schema:
    return {"$ref": f"#/$defs/{name}", **more}


def _closed(properties: Schema, **more: Any) -> Schema:
    return {
        "type": "object",
        **more,
        "properties": properties,
        "additionalProperties": False,
    }


def _or_input(types: list[str], **more: Any) -> Schema:
    """Return a value of these types, or {input: id}; one schema, so that editors tell of one."""
    named = {"input": {"description": "The id of the other input.", "type": "string"}}
    return _closed(named, **more, required=["input"]) | {"type": [*types, "object"]}


def _tests(ordered: Schema, value: Schema, listed: Schema) -> Schema:
    """Return one property for each operator, and `unknown`."""
    held: Schema = {}
    for operator in OPERATORS:
        told = {"description": _TESTS_TOLD[operator]}
        if operator == "is_one_of":
            held[operator] = {**told, "type": "array", "minItems": 1, "items": listed}
        else:
            held[operator] = {**told, **(ordered if operator in ORDER_OPERATORS else value)}
    held["unknown"] = {"description": _TESTS_TOLD["unknown"], "type": "boolean"}
    return held


def _joins(condition: str) -> Schema:
    items = _to(condition, minProperties=1)
    return {
        word: {"description": _JOINS_TOLD[word], "type": "array", "minItems": 1, "items": items}
        for word in JOINING_WORDS
    }


def _without(*names: str) -> Schema:
    return {"properties": dict.fromkeys(names, False)}


def _with_one_of(names: tuple[str, ...]) -> list[Schema]:
    return [{"required": [name]} for name in names]


def _finding_leaf(kind: str) -> Schema:
    """Return what may stand beside the key that says what a condition of a finding is about."""
    others = tuple(one for one in FINDING_KINDS if one != kind)
    if kind == "measure":
        then = {"anyOf": _with_one_of(TESTS), **_without(*others, "status")}
    elif kind == "finding":
        then = _without(*others, "status", *TESTS)
    else:
        then = {"required": ["status"], **_without(*others, *TESTS)}
    return {"if": {"required": [kind]}, "then": then}


def _finding_condition() -> Schema:
    share = _to("share_or_measure")
    kinds: Schema = {
        kind: {"description": _KINDS_TOLD[kind], "type": "string"} for kind in FINDING_KINDS
    }
    status = {"description": "The status that is asked about, as {is: red}."}
    alone = {"not": {"anyOf": _with_one_of(FINDING_KINDS)}}
    return _closed(
        {
            **_joins("finding_condition"),
            **kinds,
            "status": {**status, **_to("status_tests")},
            **_tests(share, share, _to("share")),
        },
        title="Condition of a finding",
        description="What must hold: a measure with its bounds, the status of a goal or a theme, "
        "another finding, or several of these under all, any or none.",
        minProperties=1,
        allOf=[
            *(_finding_leaf(kind) for kind in FINDING_KINDS),
            {"if": alone, "then": _without("status", *TESTS)},
        ],
        examples=[
            {"measure": "plan", "at_least": "75 %"},
            {"any": [{"goal": "helse-2", "status": {"is": "red"}}, {"finding": "plans-only"}]},
        ],
    )


def definitions() -> Schema:
    """Return every definition of the condition language, by name."""
    status = {"type": "string", "enum": list(STATUSES)}
    status_value = {"anyOf": [status, _or_input([])]}
    return {
        "share": {
            "title": "Share",
            "description": 'A share, written with "%": from 0 % to 100 %.',
            "type": "string",
            "pattern": f"^{PERCENT}$",
            "errorMessage": SHARE_WITH_SIGN,
            "examples": ["60 %", "12,5 %"],
        },
        "value": {
            "title": "Value",
            "description": 'A share with "%" (60 %), a number, a text, a date (2011-12-31), or '
            "true or false.",
            "type": ["string", "number", "boolean"],
        },
        "bound": _or_input(
            ["string", "number", "boolean"],
            title="Bound",
            description="A value, or another input: by its id, or (for a text) as {input: id}.",
        ),
        "ordered_bound": _or_input(
            ["string", "number"],
            title="Bound",
            description='A share with "%" (60 %), a number, a date, or another input by its id.',
            pattern=_ORDERED_TEXT,
            errorMessage=f"{SHARE_WITH_SIGN}; comparing is done with words, as at_least: 60 %",
        ),
        "tests": _closed(
            _tests(_to("ordered_bound"), _to("bound"), _to("value")),
            title="Conditions on one input",
            description="All of them must hold, as {at_least: 60 %, below: 90 %}.",
            minProperties=1,
            examples=[{"at_least": "60 %", "below": "90 %"}, {"is": "full"}, {"unknown": True}],
        ),
        "condition": {
            "title": "Condition",
            "description": "What must hold: each input by its id with its bounds, and others under "
            "all, any or none. All that stands here must hold; {} always holds.",
            "type": "object",
            "properties": _joins("condition"),
            "propertyNames": {"pattern": IDENTIFIER},
            "additionalProperties": _to("tests"),
            "examples": [
                {"attainment": {"at_least": "60 %"}, "years_left": {"at_least": 2}},
                {"any": [{"coverage": {"is": "none"}}, {"attainment": {"unknown": True}}]},
            ],
        },
        "share_or_measure": _or_input(
            ["string"],
            title="Bound",
            description='A share with "%" (60 %), or another measure as measure:<id>.',
            pattern=_SHARE_OR_MEASURE,
            errorMessage=SHARE_WITH_SIGN,
        ),
        "status_tests": _closed(
            {
                key: told
                for key, told in _tests({}, status_value, status).items()
                if key not in ORDER_OPERATORS
            },
            title="Conditions on a status",
            description="As {is: red} or {is_one_of: [green, yellow]}.",
            minProperties=1,
            examples=[{"is": "red"}],
        ),
        "finding_condition": _finding_condition(),
        "concluded": {
            "title": "What a row concludes",
            "description": "Each output by its id with its value, or {input: id} for the value "
            "that an input has.",
            "type": "object",
            "propertyNames": {"pattern": IDENTIFIER},
            "additionalProperties": _to("bound"),
            "examples": [{"amount": 98.83}],
        },
        "values_by_name": {
            "title": "Values by id",
            "description": "Each by its id; what is left out, or left empty, is unknown.",
            "type": "object",
            "propertyNames": {"pattern": IDENTIFIER},
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
            "examples": [{"attainment": "65 %", "years_left": 2.7}],
        },
    }
