"""Method rules: the tables of the published methods that goals name, with each method's source.

In: the rules. Out: a section of the appendix; nothing where no goal is judged by a method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ekrules.assessment.assessed import DecidedBy, Status
from ekrules.decision.rows import Row as RuleRow
from ekrules.decision.tables import DecisionTable
from ekrules.report.anchors import rule_anchor
from ekrules.report.conditions import ConditionWords
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text

if TYPE_CHECKING:
    from ekrules.methods.method import Method

METHODS = "rules.methods"
COLOUR, VALUE = "colour", "value"


def methods_section(material: Material) -> Iterable[Section]:
    """Return every method that judges a goal: source, link, licence, and its rows in words."""
    methods = material.rules.methods if material.rules is not None else {}
    if not methods:
        return
    words = material.own_words
    blocks: list[Block] = [Paragraph((Span(words["methods_about"]),))]
    for method in methods.values():
        blocks.append(Paragraph((Span(_source(material, method)),)))
        blocks += [_table(material, method, method.indicator)] if method.indicator else []
    yield Section(METHODS, words["methods_heading"], tuple(blocks))


def _source(material: Material, method: Method) -> str:
    source, not_stated = method.file.source, material.own_words["sources_not_stated"]
    return material.own_words.filled(
        "method_named",
        title=material.said(method.file.title),
        publisher=source.publisher,
        publication=source.title,
        year=str(source.year or not_stated),
        link=source.link or not_stated,
        licence=source.licence or not_stated,
    )


def _table(material: Material, method: Method, table: DecisionTable) -> DataTable:
    phrases, words = material.phrases, material.own_words
    has_colour = COLOUR in table.outputs
    goals = sum(goal.table_id == method.id for goal in material.strategy.goals.values())
    columns = [Column(phrases["rule_row"]), Column(phrases["status"])]
    columns += [Column(words["method_own_colour"])] if has_colour else []
    says = any(row.says is not None for row in table.rows)
    names = ("rule_when", "row_says", "rule_place") if says else ("rule_when", "rule_place")
    columns += [Column(phrases[name]) for name in names]
    own = _words(material, method, table)
    return DataTable(
        caption=words.filled("method_table_caption", method=method.id, goals=material.whole(goals)),
        columns=tuple(columns),
        rows=tuple(_row(material, method, row, own, says=says) for row in table.rows),
        footnote=(Span(phrases[f"rules_{table.hit_policy}"]),),
        stacks=True,
    )


def _row(
    material: Material, method: Method, row: RuleRow, own: ConditionWords, *, says: bool
) -> Row:
    colour = row.then.get(COLOUR)
    cells: list[Text] = [
        (Span(row.id, weight="code"),),
        (material.status(_status(method, row)),),
    ]
    cells += [(Span(own_colour_text(colour)),)] if isinstance(colour, str) else []
    cells.append((Span(own.text(row.condition)),))
    cells += [(Span(material.said(row.says) if row.says else "–"),)] if says else []
    cells.append((material.place(row.place),))
    return Row(tuple(cells), anchor=rule_anchor("status", method.id, row.id))


def _status(method: Method, row: RuleRow) -> Status:
    """The common colour that a row gives, by the method's own where it has some."""
    colour = row.then.get(COLOUR)
    own = method.file.colours.get(colour) if isinstance(colour, str) else None
    return Status(own or row.status or Status.GREY)


def own_colour_text(colour: str) -> str:
    """Return a method's own colour as words, which a narrow column may break.

    >>> own_colour_text("not_available")
    'not available'
    """
    return colour.replace("_", " ")


def _words(material: Material, method: Method, table: DecisionTable) -> ConditionWords:
    named = _names(material, method)
    subjects = {
        name: material.own_words.filled("when_method", what=named.get(name, name))
        for name in table.inputs
    }
    return ConditionWords(material, table.inputs, subjects, named)


def _names(material: Material, method: Method) -> Mapping[str, str]:
    """Return name -> what it is, for whatever a method's table may ask about."""
    words, file = material.own_words, method.file
    named = {VALUE: words["when_value"]}
    for name, entry in file.parameters.items():
        named[name] = material.said(entry.means)
    for name in file.scales:
        named[name] = words.filled("when_scale", name=name)
    for name, derived in file.derived.items():
        what = words[f"derived_{derived.input}"]
        named[name] = words.filled("when_derived", name=name, what=what)
    return named


def method_row_link(material: Material, decided: DecidedBy) -> Span:
    """Return the id of the row that decided, as a link where the methods are shown."""
    shown = material.rules is not None and decided.table in material.rules.methods
    to = rule_anchor("status", decided.table, decided.row) if shown else None
    return Span(decided.row, to=to, weight="code")


def row_in_words(material: Material, decided: DecidedBy) -> str:
    """Return what the row that decided asks; nothing where the rules are not at hand."""
    method = material.rules.methods.get(decided.table) if material.rules is not None else None
    table = method.indicator if method is not None else None
    if method is None or table is None:
        return ""
    row = next((one for one in table.rows if one.id == decided.row), None)
    return "" if row is None else _words(material, method, table).text(row.condition)
