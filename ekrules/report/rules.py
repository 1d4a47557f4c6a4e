"""Rules: every decision table as its rows read, so that each bound can be seen and looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ekrules.assessment.assessed import DecidedBy, Status
from ekrules.decision.rows import Row as RuleRow
from ekrules.decision.tables import DecisionTable
from ekrules.report.anchors import RULES, TableKind, rule_anchor
from ekrules.report.conditions import ConditionWords
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.method_rules import methods_section
from ekrules.report.own_bounds import own_bounds_table, own_labels
from ekrules.report.spans import Span


def rules_section(material: Material) -> Iterable[Section]:
    """Return the tables for goals, themes and the whole; nothing without the rules."""
    if material.rules is None:
        return
    phrases = material.phrases
    blocks: list[Block] = [Paragraph((Span(phrases["rules_about"]),))]
    for kind, table in _tables(material):
        blocks.append(_table(material, kind, table))
        blocks += own_bounds_table(material, table) if kind == "status" else ()
    blocks += methods_section(material)
    yield Section(RULES, phrases["rules_heading"], tuple(blocks))


def _tables(material: Material) -> Iterator[tuple[TableKind, DecisionTable]]:
    rules = material.rules
    if rules is not None:
        yield from (("status", table) for table in rules.status.values())
        yield "theme", rules.theme
        yield "overall", rules.overall


def _table(material: Material, kind: TableKind, table: DecisionTable) -> DataTable:
    phrases = material.phrases
    goals = sum(goal.table_id == table.id for goal in material.strategy.goals.values())
    columns = ("rule_row", "status", "rule_when", "row_says", "rule_place")
    labels = own_labels(material, table) if kind == "status" else {}
    words = ConditionWords(material, table.inputs, labels)
    return DataTable(
        caption=phrases.filled(
            f"rules_caption_{kind}", table=table.id, goals=material.whole(goals)
        ),
        columns=tuple(Column(phrases[name]) for name in columns),
        rows=tuple(
            _row(material, rule_anchor(kind, table.id, row.id), row, words) for row in table.rows
        ),
        footnote=(Span(phrases[f"rules_{table.hit_policy}"]),),
        stacks=True,
    )


def _row(material: Material, anchor: str, row: RuleRow, words: ConditionWords) -> Row:
    says = material.said(row.says) if row.says else "–"
    return Row(
        (
            (Span(row.id, weight="code"),),
            (material.status(Status(row.status or Status.GREY)),),
            (Span(words.text(row.condition)),),
            (Span(says),),
            (material.place(row.place),),
        ),
        anchor=anchor,
    )


def rule_link(material: Material, kind: TableKind, decided: DecidedBy) -> Span:
    """Return the id of the row that decided, as a link where the rules are shown."""
    shown = any(
        table.id == decided.table and any(row.id == decided.row for row in table.rows)
        for of_kind, table in _tables(material)
        if of_kind == kind
    )
    to = rule_anchor(kind, decided.table, decided.row) if shown else None
    return Span(decided.row, to=to, weight="code")
