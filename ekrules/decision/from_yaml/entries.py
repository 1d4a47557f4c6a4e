"""Table entries: how a decision table is written in YAML, as typed maps with places."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ekrules.decision.from_yaml.condition_maps import ConditionMap, GivenMap, OutputMap
from ekrules.decision.from_yaml.conditions import JOINING_WORDS
from ekrules.decision.inputs import Direction, InputType
from ekrules.decision.outputs import STATUSES
from ekrules.decision.tables import Aggregation, HitPolicy
from ekrules.yaml_reader.meant.words import meant_by, nearest_known
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.units import UNITS
from ekrules.yaml_reader.wording import Wording

IDENTIFIER = r"^[a-z0-9][a-z0-9_-]*$"
_CASE = ("given", "expect")
Status = Literal["green", "yellow", "red", "grey"]


def _no_joining_word(name: str) -> str:
    if name in JOINING_WORDS:
        raise ValueError(f'"{name}" joins conditions, so no input can be called that')
    return name


def _listed_or_alone(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _unit_in_a_map(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError(f"write {{unit: {nearest_known(value, UNITS) or 'share'}}}")
    return value


def _outcome_in_a_map(value: Any) -> Any:
    if isinstance(value, str):
        colour = nearest_known(value, STATUSES)
        raise ValueError(f"write {{status: {colour}}}" if colour else f"write {{row: {value}}}")
    return value


def _under_their_names(value: Any) -> Any:
    if isinstance(value, tuple):
        raise ValueError("write each under its name (as attainment: {unit: share})")
    return value


Name = Annotated[str, Field(pattern=IDENTIFIER)]
RowIds = Annotated[
    tuple[str, ...],
    BeforeValidator(_listed_or_alone, json_schema_input_type=str | tuple[str, ...]),
]
InputName = Annotated[Name, AfterValidator(_no_joining_word)]
Number = int | float


class InputEntry(Placed):
    """An input that a table declares."""

    unit: InputType
    """What kind of value it is. A share is written with "%"; years may have decimals."""
    better: Direction = "neither"
    """Which way is progress: up, down or neither. Checks hold the colours against it."""
    values: tuple[str, ...] = ()
    """What a text may be; any text where it is left out. Only for a text."""
    ordered: bool = False
    """true: the text may be compared by order, letter by letter. Only for a text."""
    lowest: Number | None = None
    """The least that it can be; only for number, years and count. May be left out."""
    highest: Number | None = None
    """The most that it can be; only for number, years and count. May be left out."""

    @model_validator(mode="after")
    def _settings_fit_the_unit(self) -> Self:
        if self.unit != "text" and (self.values or self.ordered):
            raise ValueError('"values" and "ordered" are for a text')
        if self.values and self.ordered:
            raise ValueError('"ordered" is by letters, and no text of a list is ordered by them')
        is_bounded = self.lowest is not None or self.highest is not None
        if is_bounded and self.unit not in ("number", "years", "count"):
            raise ValueError('"lowest" and "highest" are for number, years and count')
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise ValueError('"lowest" is more than "highest"')
        return self


class OutputEntry(Placed):
    """An output that a table declares."""

    unit: InputType
    """What kind of value it is. A share is written with "%"."""
    values: tuple[Any, ...] = ()
    """What it may be, the most important first; any value of the unit where left out."""
    default: Any = None
    """What is concluded where no row holds; nothing is where it is left out."""


class RowEntry(Placed):
    """One row of a table: a status, or what it concludes of every output."""

    id: str = Field(pattern=IDENTIFIER)
    """The row's id, unique in the table; the report names it as the row that decided."""
    when: ConditionMap
    """When the row holds; {} always does."""
    status: Status | None = None
    """The status it concludes, where the table declares no outputs."""
    then: OutputMap | None = None
    """What it concludes of each output, where the table declares outputs."""
    says: Wording | None = None
    """The reason in words; the report prints it after the colour. May be left out."""

    @model_validator(mode="after")
    def _concludes_once(self) -> Self:
        if self.status is None and self.then is None and "status" in self.when:
            raise ValueError('"when" holds "status"; write it beside "when", not inside it')
        if self.status is None and self.then is None:
            raise ValueError('a row without "status"; write the colour it gives (as status: green)')
        return self


class ExpectEntry(Placed):
    """What an example must come to; `row: none` where no row may apply."""

    status: Status | None = None
    """The status that must come out; grey where no row holds."""
    then: OutputMap | None = None
    """The outputs that must come out, by id; those left out are not asked about."""
    row: str | None = None
    """The id of the row that must decide; none where no row may hold."""
    rows: RowIds | None = None
    """The ids of the rows that must decide, where several do."""
    says: str | None = None
    """The sentence, in bokmål, that the row must give as the reason."""

    @model_validator(mode="after")
    def _rows_named_once(self) -> Self:
        if self.row is not None and self.rows is not None:
            raise ValueError('"row" and "rows" say the same: keep one of them')
        if "row" in self.model_fields_set and self.row is None:
            raise ValueError('"row" without a value; write the id of a row, or none')
        return self


class ExampleEntry(Placed):
    """A case with what it must come to; inputs left out are unknown."""

    name: str = Field(min_length=1)
    """What the case is, in a few words, unique in the table."""
    given: GivenMap
    """The case: each input by its id with its value; those left out are unknown."""
    expect: Annotated[ExpectEntry, BeforeValidator(_outcome_in_a_map)]
    """What the table must make of it; ekrules check tries it."""

    @model_validator(mode="before")
    @classmethod
    def _case_and_outcome_apart(cls, value: Any) -> Any:
        if isinstance(value, dict) and not any(meant_by(key, _CASE) for key in value):
            raise ValueError(
                'the case beside the name; write it under "given" (as given: {attainment: 60 %})'
                ' and what it comes to under "expect" (as expect: {status: green})'
            )
        return value


class TableBody(Placed):
    """What every decision table holds, wherever it is written."""

    asks: str = Field(min_length=1)
    """The question that the table answers, in one sentence."""
    because: str | None = None
    """Why the table exists; write it where few goals use it."""
    hit_policy: HitPolicy
    """What to do where several rows hold: unique (an error), any (they must agree), first,
    priority, rule_order, output_order or collect (all of them).
    """
    collect: Aggregation | None = None
    """With hit_policy collect, what the results are made into: a list where left out."""
    inputs: Annotated[
        dict[InputName, Annotated[InputEntry, BeforeValidator(_unit_in_a_map)]],
        BeforeValidator(_under_their_names),
    ]
    """What the table may ask about, each by its id."""
    outputs: dict[Name, OutputEntry] = {}
    """What the rows conclude, each by its id; left out where they give a status."""
    not_judged: ConditionMap | None = None
    """The cases that are left without a row on purpose. May be left out."""
    rows: tuple[RowEntry, ...]
    """The rules, each with when it holds and what it then concludes."""
    examples: tuple[ExampleEntry, ...] = ()
    """Cases with what the table must make of them, one on each bound at best."""

    @model_validator(mode="after")
    def _collects_where_it_says_so(self) -> Self:
        if self.collect is not None and self.hit_policy != "collect":
            raise ValueError('"collect" goes with "hit_policy: collect"')
        return self


class TableEntry(TableBody):
    """One decision table of a file."""

    decision: str = Field(pattern=IDENTIFIER)
    """The table's id; a goal names it under judged_by."""


class GoalTable(TableBody):
    """A decision table written in the goal that it judges; no other goal can name it."""

    decision: Name | None = None
    """The table's id; the goal's own where it is left out."""


class TablesFile(Placed):
    """A file of decision tables."""

    tables: tuple[TableEntry, ...]
    """The tables; themes.yaml and overall.yaml hold one each."""
