"""What the appendix on the rules shows, and what leads to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ekrules.goals.parameters import DatedShare, Parameter
from ekrules.report.document import DataTable
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from tests.report.builders import World, world
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


SINCE = {"values": ({"from": date(2008, 1, 1), "value": "60 %"},), "source": "Vedtak"}


def with_own_bounds(*labels: str | None) -> World:
    """Return the world in which the goals have a share "enough" each, called as given."""
    made = world()
    left = list(labels)
    themes = []
    for theme in made.strategy.themes:
        goals = []
        for goal in theme.goals:
            label = left.pop(0)
            own = Parameter.model_validate(
                {"unit": "share", "label": {"nb": label} if label else None, **SINCE}
            )
            goals.append(goal.model_copy(update={"parameters": {"rollout": own}}))
        themes.append(theme.model_copy(update={"goals": tuple(goals)}))
    return replace(made, strategy=replace(made.strategy, themes=tuple(themes)))


def rules_of(made: World) -> list[DataTable]:
    blocks = section("rules", made.document()).blocks
    return [one for one in blocks if isinstance(one, DataTable)]


def test_a_bound_that_all_goals_call_the_same_is_called_so_in_the_rules() -> None:
    table = rules_of(with_own_bounds("avtalt andel", "avtalt andel", "avtalt andel"))[0]
    assert "under avtalt andel" in shown(table.rows[1])[2]


def test_a_bound_that_goals_call_otherwise_has_the_name_of_the_table_in_the_rules() -> None:
    table, own = rules_of(with_own_bounds("avtalt andel", "nok", None))[:2]
    assert "under utrulling" in shown(table.rows[1])[2]
    assert [shown(row)[:2] for row in own.rows] == [
        ["Mål 1.1", "avtalt andel"],
        ["Mål 1.2", "nok"],
        ["Mål 2.1", "utrulling"],
    ]


def test_goals_own_values_stand_below_the_table_that_reads_them_and_nowhere_else() -> None:
    captions = [one.caption for one in rules_of(with_own_bounds("a", "b", "c"))]
    assert captions[1] == "Målenes egne verdier i tabellen attainment-by-deadline"
    assert len(captions) == len(rule_tables()) + 1


def test_a_value_whose_source_has_no_link_and_no_day_is_shown_with_the_source_alone() -> None:
    own = rules_of(with_own_bounds("a", "b", "c"))[1]
    assert shown(own.rows[0])[2:] == [
        "60\u00a0%",
        "1. januar 2008 (i kraft 1. april 2009)",
        "Vedtak",
    ]


def test_a_dated_target_is_shown_where_the_table_reads_the_target() -> None:
    made = world()
    first, *others = made.strategy.themes
    goals = (
        first.goals[0].model_copy(update={"target": DatedShare.model_validate(SINCE)}),
        *first.goals[1:],
    )
    themes = (first.model_copy(update={"goals": goals}), *others)
    dated = replace(made, strategy=replace(made.strategy, themes=themes))
    assert len(rules_of(dated)) == len(rule_tables())
    assert dated.rules is not None
    table = dated.rules.status["attainment-by-deadline"]
    reading = replace(table, inputs={**table.inputs, "target": table.inputs["rollout"]})
    reads = replace(dated, rules=replace(dated.rules, status={reading.id: reading}))
    assert [shown(row)[:3] for row in rules_of(reads)[1].rows] == [["Mål 1.1", "krav", "60\u00a0%"]]
