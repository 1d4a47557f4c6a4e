"""What the appendix on the rules shows, and what leads to it."""

from __future__ import annotations

from dataclasses import replace

from ekrules.report.document import DataTable
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from tests.report.builders import world
from tests.report.test_composing import document, section, shown, text_of


def rule_tables() -> list[DataTable]:
    return [one for one in section("rules").blocks if isinstance(one, DataTable)]


def test_every_table_is_shown_with_every_row() -> None:
    assert [len(table.rows) for table in rule_tables()] == [2, 1, 1]
    assert rule_tables()[0].caption == (
        "Tabellen attainment-by-deadline: status for mål (3 mål bruker den)"
    )


def test_a_row_shows_its_status_bounds_reason_and_place() -> None:
    assert shown(rule_tables()[0].rows[0]) == [
        "reached",
        "grønn",
        "måloppnåelse minst 90,5\u00a0%",
        "for få er i mål",
        "rules/demo/status.yaml:9",
    ]
    assert shown(rule_tables()[1].rows[0])[3] == "–"


def test_the_row_that_decided_a_goal_leads_to_the_rule() -> None:
    link = 'href="#rule.status.attainment-by-deadline.final-year-moving"'
    assert link in html_text(document())
    assert '<tr id="rule.status.attainment-by-deadline.final-year-moving">' in html_text(document())


def test_a_finding_says_when_it_holds() -> None:
    assert "Gjelder når «Former» er under 25\u00a0%, og mål 1.1 er rød." in text_of("swot")
    assert text_of("swot").count("Gjelder når") == 2  # the third one is signed


def test_without_the_rules_there_is_no_appendix_and_nothing_leads_there() -> None:
    bare = replace(world(), rules=None).document()
    assert "rules" not in [one.anchor for one in bare.sections]
    for text in (html_text(bare), markdown_text(bare)):
        assert "#rule." not in text
        assert "Gjelder når" not in text
