"""Figures of statuses, deadlines and findings: what they show, and what they say in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ekrules.assessment.assessed import FINDING_KINDS, FindingKind, Status
from ekrules.charts.deadlines import Deadlines
from ekrules.charts.finding_matrix import FindingMatrix
from ekrules.charts.pictures import svg_of
from ekrules.charts.status_board import StatusBoard
from ekrules.narrative.runs import upper_first
from ekrules.report.document import Block, DataTable, Document, Figure, Paragraph, Section
from ekrules.report.figures.board import status_board_figures
from ekrules.report.figures.deadlines import deadline_figures
from ekrules.report.figures.findings import finding_figures
from ekrules.report.four_fields import FourFields
from ekrules.report.material import Material
from ekrules.report.spans import plain_text
from ekrules.report.status_blocks import StatusOverview
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.report.builders import World, world


def material(one: World, language: Language = "nb") -> Material:
    narrative = replace(one.narrative, language=language)
    return Material(one.assessment, narrative, one.strategy, one.survey, one.rules)


def goals(
    count: int,
    *,
    in_each: int = 25,
    status: Status = Status.YELLOW,
    deadline: date | str = date(2012, 12, 31),
) -> World:
    """Return a world of so many goals, all measured by "snitt" (40.0 %)."""
    base = world()
    theme, assessed = base.strategy.themes[1], base.assessment.goal("beta-1")
    [goal] = theme.goals
    themes, judged, rolled = [], [], []
    for begun in range(0, count, in_each):
        name = f"tema-{begun // in_each + 1}"
        numbers = range(1, min(in_each, count - begun) + 1)
        changes = {"theme": name, "number": begun // in_each + 1}
        own = tuple(
            goal.model_copy(
                update={"id": f"{name}-{number}", "number": number, "deadline": deadline}
            )
            for number in numbers
        )
        themes.append(theme.model_copy(update={**changes, "goals": own}))
        rolled.append(replace(base.assessment.themes[1], id=name, status=status))
        judged += [replace(assessed, goal=one.id, theme=name, status=status) for one in own]
    return replace(
        base,
        strategy=replace(base.strategy, themes=tuple(themes)),
        assessment=replace(base.assessment, goals=tuple(judged), themes=tuple(rolled)),
    )


def dated(one: World, **deadlines: Any) -> World:
    """Return the world with other deadlines: tema_1_2=date(...) is the goal tema-1-2."""
    days = {name.replace("_", "-"): day for name, day in deadlines.items()}
    themes = tuple(
        theme.model_copy(
            update={
                "goals": tuple(
                    goal.model_copy(update={"deadline": days.get(goal.id, goal.deadline)})
                    for goal in theme.goals
                )
            }
        )
        for theme in one.strategy.themes
    )
    return replace(one, strategy=replace(one.strategy, themes=themes))


def found(one: World, *kinds_of: tuple[str, FindingKind]) -> World:
    """Return the world in which one finding holds for each theme and kind named."""
    model = one.assessment.findings[0]
    findings = tuple(replace(model, theme=theme, kind=kind) for theme, kind in kinds_of)
    return replace(one, assessment=replace(one.assessment, findings=findings))


def figures(blocks: Any) -> list[Figure]:
    return [one for one in blocks if isinstance(one, Figure)]


def board_says(one: World, language: Language = "nb") -> str:
    return figures(status_board_figures(material(one, language)))[0].alternative


def deadlines_say(one: World, language: Language = "nb") -> str:
    return figures(deadline_figures(material(one, language)))[0].alternative


def findings_say(one: World, language: Language = "nb") -> str:
    return figures(finding_figures(material(one, language)))[0].alternative


def blocks_of(document: Document, anchor: str) -> list[Block]:
    [section] = [one for one in document.sections if one.anchor == anchor]
    return list(section.blocks)


def kinds(blocks: list[Block]) -> list[type]:
    return [type(one.drawing) if isinstance(one, Figure) else type(one) for one in blocks]


NEAR, LATER, PASSED = date(2010, 3, 31), date(2010, 4, 1), date(2009, 3, 31)


def test_the_board_follows_the_table_that_has_the_same_in_words() -> None:
    placed = kinds(blocks_of(world().document(), "overview"))
    assert placed.index(StatusBoard) == placed.index(StatusOverview) + 1
    [board] = figures(status_board_figures(material(world())))
    assert board.data is None


def test_the_findings_are_drawn_after_the_four_fields_and_the_deadlines_before_the_themes() -> None:
    document = world().document()
    placed = kinds(blocks_of(document, "swot"))
    assert placed.index(FindingMatrix) == placed.index(FourFields) + 1
    assert kinds(blocks_of(document, "themes"))[0] is Deadlines


def test_the_board_says_how_many_goals_have_each_status_and_which_themes_are_red_or_green() -> None:
    assert board_says(world()) == (
        "Mål etter status: 1 grønn, 1 gul, 0 røde, 1 grå. Ingen temaer har status rød. "
        "Tema med status grønn: «Beta»."
    )
    assert "Temaer med status rød: «Beta» og «Beta»." in board_says(goals(50, status=Status.RED))


def test_the_board_marks_what_a_person_has_set_and_has_a_key_for_it() -> None:
    [board] = figures(status_board_figures(material(world())))
    assert isinstance(board.drawing, StatusBoard)
    marked = [one.number for row in board.drawing.rows for one in row.goals if one.is_overridden]
    assert marked == ["1"]
    assert board.drawing.key.overridden == "overprøvd"
    [plain] = figures(status_board_figures(material(goals(1))))
    assert isinstance(plain.drawing, StatusBoard)
    assert plain.drawing.key.overridden == ""


def test_five_hundred_goals_are_a_board_of_several_parts_each_with_its_number() -> None:
    parts = figures(status_board_figures(material(goals(500))))
    assert len(parts) > 1
    assert parts[0].caption.endswith(f"(del 1 av {len(parts)})")
    assert all(svg_of(one.drawing) for one in parts)


@pytest.mark.parametrize("many", [goals(61, in_each=1), goals(31, in_each=31)])
def test_a_board_of_more_than_anyone_can_take_in_is_left_to_the_table(many: World) -> None:
    assert figures(status_board_figures(material(many))) == []


@pytest.mark.parametrize(
    ("deadlines", "statuses", "says"),
    [
        ((LATER, PASSED), "green green", "Ingen vurderte mål har frist i det første året"),
        ((NEAR, LATER), "green red", "Det ene vurderte målet med frist i det første året"),
        ((NEAR, NEAR), "green green", "Alle de 2 vurderte målene med frist"),
        ((NEAR, LATER), "red red", "undersøkelsen er ikke grønt: mål 1.1, der måloppnåelsen er"),
        (
            (NEAR, NEAR),
            "red green",
            "er ett ikke grønt: mål 1.1, der måloppnåelsen er 40,0\u00a0%.",
        ),
        (
            (NEAR, NEAR),
            "red yellow",
            "er 2 ikke grønne; lavest er måloppnåelsen for mål 1.1 og 1.2",
        ),
        ((PASSED, LATER), "red red", "Fristen er ute, og status er ikke grønn, for mål 1.1."),
        ((NEAR, NEAR), "grey grey", "Ingen vurderte mål har frist i det første året"),
    ],
)
def test_deadlines_say_how_the_goals_stand_that_have_a_year_left_or_less(
    deadlines: tuple[date, date], statuses: str, says: str
) -> None:
    one = dated(goals(2), tema_1_1=deadlines[0], tema_1_2=deadlines[1])
    for number, status in enumerate(statuses.split(), 1):
        one = one.with_goal(f"tema-1-{number}", status=Status(status))
    assert says in deadlines_say(one)


def test_many_goals_that_missed_their_deadline_are_named_up_to_a_few() -> None:
    says = deadlines_say(goals(500, status=Status.RED, deadline=PASSED))
    assert says.endswith("for mål 1.1, 1.2, 1.3, 1.4, 1.5, 1.6 og 494 til.")


def test_a_goal_whose_attainment_is_unknown_is_named_with_the_reason() -> None:
    blocks = list(deadline_figures(material(world())))
    [note] = [plain_text(one.text) for one in blocks if isinstance(one, Paragraph)]
    assert note == (
        "Ikke tegnet, fordi måloppnåelsen er ukjent: Mål 1.2 (undersøkelsen spør ikke om dette)."
    )


def test_the_table_of_deadlines_has_every_goal_the_earliest_deadline_first() -> None:
    [drawn] = figures(deadline_figures(material(world())))
    assert drawn.data is not None
    rows = [[plain_text(cell) for cell in row.cells] for row in drawn.data.rows]
    assert rows == [
        ["Mål 1.1 Det svakeste", "31. desember 2009", "28,6\u00a0%", "2 av 7", "gul"],
        ["Mål 2.1 Snitt", "31. desember 2009", "40,0\u00a0%", "8 av 20", "grønn"],
        ["Mål 1.2", "ingen frist", "ukjent (undersøkelsen spør ikke om dette)", "–", "grå"],
    ]


def test_goals_without_a_deadline_have_a_band_of_their_own_and_come_last() -> None:
    one = dated(goals(2), tema_1_1="none", tema_1_2=PASSED)
    [drawn] = figures(deadline_figures(material(one)))
    assert isinstance(drawn.drawing, Deadlines)
    assert [(one.name, one.note) for one in drawn.drawing.bands] == [
        ("31. mars 2009", "for 1 dag siden"),
        ("Ingen frist", ""),
    ]


def test_a_great_many_deadlines_are_put_together_by_year() -> None:
    days = {f"tema_1_{month}": date(2009, month, 1) for month in range(1, 13)}
    one = dated(goals(14), **days, tema_1_13=date(2010, 5, 1), tema_1_14="none")
    [drawn] = figures(deadline_figures(material(one)))
    assert isinstance(drawn.drawing, Deadlines)
    told = [(one.name, one.time, len(one.goals)) for one in drawn.drawing.bands]
    assert told == [
        ("2009", "passed", 3),
        ("2009", "ahead", 9),
        ("2010", "ahead", 1),
        ("Ingen frist", "none", 1),
    ]


def test_deadlines_are_not_drawn_where_no_attainment_is_known() -> None:
    base = world()
    unknown = {
        name: replace(one, value=None, numerator=None, denominator=None, reason="not_in_survey")
        for name, one in base.assessment.measures.items()
    }
    one = replace(base, assessment=replace(base.assessment, measures=unknown))
    assert list(deadline_figures(material(one))) == []


def test_more_goals_than_a_picture_can_hold_are_a_table_alone() -> None:
    assert [type(one) for one in deadline_figures(material(goals(501)))] == [DataTable]


def test_five_hundred_goals_of_one_deadline_are_all_drawn_and_told_in_one_table() -> None:
    parts = figures(deadline_figures(material(goals(500))))
    assert len(parts) > 1
    assert [one.data is None for one in parts] == [True] * (len(parts) - 1) + [False]
    shown = [
        goal.goal.number
        for part in parts
        if isinstance(part.drawing, Deadlines)
        for band in part.drawing.bands
        for goal in band.goals
    ]
    assert len(set(shown)) == 500
    assert all(svg_of(one.drawing) for one in parts)


def test_findings_say_which_themes_have_most_strengths_and_most_that_harms() -> None:
    one = found(
        world(), ("alfa", "strength"), ("beta", "weakness"), ("beta", "threat"), ("alfa", "threat")
    )
    assert findings_say(one) == (
        "Funn i alt: 1 styrke, 1 svakhet, 0 muligheter, 2 trusler. "
        "Flest styrker har temaet «Alfa»: 1. "
        "Flest svakheter og trusler til sammen har temaet «Beta»: 2."
    )
    assert "Flest styrker har temaene «Alfa» og «Beta»: 1 hver." in findings_say(
        found(world(), ("alfa", "strength"), ("beta", "strength"))
    )
    only_hopes = findings_say(found(world(), ("alfa", "opportunity")))
    assert "Ingen temaer har styrker. Ingen temaer har svakheter eller trusler." in only_hopes


def test_a_finding_that_does_not_hold_is_not_counted() -> None:
    [drawn] = figures(finding_figures(material(world())))
    assert drawn.data is not None
    rows = [[plain_text(cell) for cell in row.cells] for row in drawn.data.rows]
    assert rows == [
        ["Alfa", "1", "0", "0", "0"],
        ["Beta", "0", "0", "0", "1"],
        ["Alle temaer", "1", "0", "0", "1"],
    ]


def test_without_findings_there_is_no_figure_of_them() -> None:
    assert list(finding_figures(material(found(world())))) == []


def test_findings_of_more_themes_than_a_picture_can_hold_are_a_table_alone() -> None:
    one = found(goals(61, in_each=1), ("tema-1", "strength"))
    assert [type(block) for block in finding_figures(material(one))] == [DataTable]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_sentence_is_filled_in_whatever_the_number_and_the_language(
    language: Language, count: int
) -> None:
    one = goals(count, in_each=1, status=Status.RED, deadline=NEAR)
    themes = [theme.theme for theme in one.strategy.themes]
    one = found(one, *((theme, kind) for theme in themes for kind in FINDING_KINDS))
    for said in (
        board_says(one, language),
        deadlines_say(one, language),
        findings_say(one, language),
    ):
        assert "{" not in said
        assert all(upper_first(sentence) == sentence for sentence in said.split(". "))


@pytest.mark.parametrize("spice", ["<script>&\"'", "\u202e مرحبا", "日本" * 2000, "x" * 10_000])
def test_figures_of_a_hostile_world_are_drawn(spice: str) -> None:
    drawn = [
        one
        for section in world(spice).document().sections
        for one in _figures_within(section)
        if isinstance(one.drawing, StatusBoard | Deadlines | FindingMatrix)
    ]
    assert len(drawn) == 3
    assert not any("<script" in svg_of(one.drawing) for one in drawn)


def _figures_within(section: Section) -> list[Figure]:
    inner = [
        one
        for block in section.blocks
        if isinstance(block, Section)
        for one in _figures_within(block)
    ]
    return [*figures(section.blocks), *inner]
