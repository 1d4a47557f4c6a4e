from __future__ import annotations

from pathlib import Path

import pytest

from tests.strategies import StrategyFiles
from tests.surveys import BRUK, NETT, NETT_COUNTS, survey_of

NETT_MEASURE = "question: nett\n    counts: [ja]"
WORDS = "label: {nb: N}, says: {nb: n}"


@pytest.fixture
def files(tmp_path: Path) -> StrategyFiles:
    return StrategyFiles(tmp_path)


def test_a_strategy_whose_names_all_lead_somewhere_has_no_faults(files: StrategyFiles) -> None:
    assert files.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "question: nett", "question: net",
            '<net> no question is called "net"; expected one that exists. Did you mean "nett"?',
        ),
        (
            "question: nett\n    counts: [ja]", "question: nett\n    counts: [jaa]",
            ('<jaa> no option of "nett" is called "jaa"; expected one that exists. '
            'Did you mean "ja"?'),
        ),
        (
            "item: epost", "item: eposten",
            ('<eposten> no item of "kanaler" is called "eposten"; expected one that exists. '
            'Did you mean "epost"?'),
        ),
        (
            "    item: epost\n", "",
            '<kanaler> "kanaler" is a grid and no item is named; add item: one of epost, sms.',
        ),
        (
            "question: nett\n", "question: nett\n    item: epost\n",
            '<epost> the item "epost", but "nett" is no grid; leave the item out.',
        ),
        (
            "evidence: nav_kontorer", "evidence: nav_kontor",
            ('<nav_kontor> no evidence is called "nav_kontor"; expected one that exists. '
            'Did you mean "nav_kontorer"?'),
        ),
        (
            "joint_of: [nett, bruk]", "joint_of: [nett, brukk]",
            '<brukk> no measure is called "brukk"; expected one that exists. Did you mean "bruk"?',
        ),
        (
            "counts: [papir]", "counts: [papir, epost]",
            ('<[papir> two options of "former", where one respondent may choose both; '
            "expected one option of a multi question."),
        ),
        (
            "question: bruk, counts: [ja], base: asked", "question: bruk, counts: [ja], base: all",
            ('<all> base "all", but "bruk" was put only to some; expected "asked", "answered" or '
            '"known" (for a share of all: joint_of).'),
        ),
        (
            "base: asked\n  bruk", "base: akset\n  bruk",
            ('<akset> "akset"; expected "all", "asked", "answered" or "known". '
            'Did you mean "asked"?'),
        ),
        (
            "attainment: nett", "attainment: nettt",
            '<nettt> no measure is called "nettt"; expected one that exists. Did you mean "nett"?',
        ),
        (
            "    judged_by", "    inputs: {rollout: kontor}\n    judged_by",
            ('<kontor> no measure is called "kontor"; expected one that exists. '
            'Did you mean "kontorer"?'),
        ),
        (
            "    judged_by", "    measures: [nett, brukk]\n    judged_by",
            '<brukk> no measure is called "brukk"; expected one that exists. Did you mean "bruk"?',
        ),
        (
            "question: nett\n    counts: [ja]", "question: nett\n    counts: [ja, ja]",
            '<ja> the option "ja" again; it stands at ',
        ),
        (
            "mean_of: [nett, epost]", "mean_of: [nett, epost, nett]",
            '<nett> the part "nett" again; it stands at ',
        ),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_told_at_the_word(
    files: StrategyFiles, old: str, new: str, fault: str
) -> None:
    # A joint share of such a measure no longer follows the routing, which is told besides.
    besides = "was not put to just those in"
    [told] = [one for one in files.edit(old, new).pointed() if besides not in one]
    assert told.startswith(fault)


def test_the_second_of_two_equal_options_is_the_one_told(files: StrategyFiles) -> None:
    files.edit("question: nett\n    counts: [ja]", "question: nett\n    counts: [ja, ja]")
    [told] = files.faults()
    assert told.startswith("01-helse.yaml:10:18: ")
    assert told.endswith("01-helse.yaml:10:14 already.")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("title: {nb: Tema}", "title: {nb: Tema for 80 %}", "<Tema for 80 %>"),
        ("about: {nb: Om temaet}", "about: {nb: x, en: half is 50 percent}", "<half is 50"),
        ("says: {nb: er på nett}", "says: {nb: er 60 prosent}", "<er 60 prosent>"),
        ("label: {nb: Snitt}", "label: {nb: Snitt på 40 %}", "<Snitt på 40 %>"),
        ("text: {nb: Målet}", "text: {nb: Minst 90 %}", "<Minst 90 %>"),
    ],
)
def test_a_text_that_states_a_percent_is_refused(
    files: StrategyFiles, old: str, new: str, word: str
) -> None:
    [told] = files.edit(old, new).pointed()
    assert told.startswith(word)
    assert told.endswith("; shares come from measures, so leave it out of the text.")


@pytest.mark.parametrize("base", ["asked", "answered", "known"])
def test_a_follow_up_takes_every_base_but_all(files: StrategyFiles, base: str) -> None:
    files.edit("question: bruk, counts: [ja], base: asked",
               f"question: bruk, counts: [ja], base: {base}")  # fmt: skip
    assert not any('base "all"' in fault for fault in files.faults())


def test_a_question_put_to_everyone_takes_base_all(files: StrategyFiles) -> None:
    assert files.edit("base: asked\n  bruk", "base: all\n  bruk").faults() == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (f"x: {{{WORDS}, joint_of: [bruk, nett]}}", "<nett>"),
        (f"x: {{{WORDS}, joint_of: [nett, epost]}}", "<epost>"),
        (f"x: {{{WORDS}, joint_of: [epost, bruk]}}", "<bruk>"),
        (f"x: {{{WORDS}, joint_of: [kontorer, bruk]}}", "<bruk>"),
        (f"x: {{{WORDS}, joint_of: [nett, kontorer]}}", "<kontorer>"),
        (f"x: {{{WORDS}, joint_of: [svakest, bruk]}}", "<bruk>"),
        (f"x: {{{WORDS}, joint_of: [nett, bruk, papir]}}", "<papir>"),
    ],
)
def test_a_joint_share_that_does_not_follow_the_routing_is_refused(
    files: StrategyFiles, line: str, word: str
) -> None:
    [told] = files.add_measure(line).pointed()
    assert told.startswith(f'{word} "{word[1:-1]}" was not put to just those in "')
    assert told.endswith("; joint_of follows the routing, with base asked throughout.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("question: bruk, counts: [ja], base: asked", "question: bruk, counts: [ja], base: known"),
        ("base: asked\n  bruk", "base: known\n  bruk"),
        ("question: nett\n    counts: [ja]", "question: nett\n    counts: [nei]"),
        ("question: nett\n    counts: [ja]", "question: nett\n    counts: [nei, ja]"),
    ],
)
def test_a_joint_share_needs_the_very_answers_and_bases_of_the_routing(
    files: StrategyFiles, old: str, new: str
) -> None:
    [told] = files.edit(old, new).pointed()
    assert told.startswith('<bruk> "bruk" was not put to just those in "nett"; ')


def test_a_joint_share_of_two_options_of_several_is_fine_when_the_first_led_to_both(
    files: StrategyFiles,
) -> None:
    assert files.add_measure(f"x: {{{WORDS}, joint_of: [nett, papir]}}").faults() == []


@pytest.mark.parametrize(
    ("lines", "circle"),
    [
        ([f"x: {{{WORDS}, mean_of: [x, nett]}}"], {"x"}),
        (
            [f"x: {{{WORDS}, mean_of: [y, nett]}}", f"y: {{{WORDS}, mean_of: [x, nett]}}"],
            {"x", "y"},
        ),
        (
            [
                f"x: {{{WORDS}, mean_of: [y, nett]}}",
                f"y: {{{WORDS}, lowest_of: [z, nett]}}",
                f"z: {{{WORDS}, highest_of: [nett, y]}}",
            ],
            {"y", "z"},
        ),
    ],
)
def test_measures_that_lead_in_a_circle_are_refused(
    files: StrategyFiles, lines: list[str], circle: set[str]
) -> None:
    for line in lines:
        files.add_measure(line)
    told = [f'the measure "{name}" is made of itself' for name in sorted(circle)]
    assert sorted(fault.split("> ")[1].split(";")[0] for fault in files.pointed()) == told


def test_a_measure_may_be_part_of_many_without_a_circle(files: StrategyFiles) -> None:
    files.add_measure(f"x: {{{WORDS}, mean_of: [svakest, sterkest, snitt, nett]}}")
    assert files.faults() == []


def test_an_unknown_part_of_a_joint_share_is_told_once_and_not_twice(
    files: StrategyFiles,
) -> None:
    files.add_measure(f"x: {{{WORDS}, joint_of: [nettt, brukk, bruk]}}")
    assert [fault.split(" ")[0] for fault in files.pointed()] == ["<nettt>", "<brukk>"]


def test_a_question_without_a_printed_table_cannot_be_measured(tmp_path: Path) -> None:
    files = StrategyFiles(tmp_path)
    files.write_theme(
        "helse", 1, f"bruk: {{{WORDS}, question: bruk, counts: [ja], base: asked}}", "bruk"
    )
    told = files.faults(survey_of((NETT, NETT_COUNTS), (BRUK, {})))
    assert [fault.split(": ", 1)[1] for fault in told] == [
        'the question "bruk" has no counts in this survey; expected a printed table.'
    ]


def test_names_stand_once_in_a_whole_strategy(files: StrategyFiles) -> None:
    files.write_theme("nav", 2, f"nett: {{{WORDS}, evidence: nav_kontorer}}", "nett")
    files.edit("id: nav-1", "id: helse-1", "02-nav.yaml")
    files.edit("theme: nav", "theme: helse", "02-nav.yaml")
    told = [fault for fault in files.faults() if fault.startswith("02-nav.yaml")]
    assert [fault.split(";")[0] for fault in told] == [
        '02-nav.yaml:1:8: the theme "helse" again',
        '02-nav.yaml:6:9: the measure "nett" again',
        '02-nav.yaml:8:9: the goal "helse-1" again',
    ]


def test_two_themes_with_one_number_are_told_at_the_second(files: StrategyFiles) -> None:
    files.write_theme("nav", 1, f"x: {{{WORDS}, evidence: nav_kontorer}}", "x")
    [told] = files.faults()
    assert told.startswith('01-nav.yaml:2:9: the theme number "1" again; it stands at ')


def test_two_goals_of_one_theme_with_one_number_are_told_at_the_second(
    files: StrategyFiles,
) -> None:
    text = (files.folder / "01-helse.yaml").read_text(encoding="utf-8")
    goal = text[text.index("  - id: helse-1") :]
    files.write("01-helse.yaml", text + goal.replace("helse-1", "helse-2"))
    [told] = files.pointed()
    assert told.startswith('<1> the goal number "1" again; it stands at ')


def test_goals_of_two_themes_may_have_one_number(files: StrategyFiles) -> None:
    files.write_theme("nav", 2, f"x: {{{WORDS}, evidence: nav_kontorer}}", "x")
    assert files.faults() == []


def test_a_measure_may_combine_those_of_another_theme(files: StrategyFiles) -> None:
    files.write_theme("nav", 2, f"x: {{{WORDS}, lowest_of: [nett, kontorer]}}", "x")
    assert files.faults() == []


def test_the_faults_of_all_measures_and_goals_are_told_at_once(files: StrategyFiles) -> None:
    files.edit("question: nett", "question: net")
    files.edit("item: epost", "item: eposten")
    files.edit("evidence: nav_kontorer", "evidence: nav_kontor")
    files.edit("attainment: nett", "attainment: nettt")
    assert len([fault for fault in files.faults() if "Did you mean" in fault]) == 4


def test_a_deadline_after_the_horizon_is_told(files: StrategyFiles) -> None:
    [told] = files.edit("deadline: 2011-12-31", "deadline: 2021-12-31").faults()
    assert told.endswith(
        'the deadline of "helse-1" is 2021-12-31; '
        "the strategy looks ahead to 2012-12-31 (its horizon); expected no later day."
    )


def test_a_strategy_that_looks_back_is_told_once_and_not_goal_by_goal(
    files: StrategyFiles,
) -> None:
    files.edit("horizon: 2012-12-31", "horizon: 2002-12-31", "strategy.yaml")
    [told] = files.faults()
    assert told.startswith("strategy.yaml:4:10: the horizon 2002-12-31, but the strategy was ")


def test_an_option_of_another_question_is_told_whose_it_is(files: StrategyFiles) -> None:
    told = files.edit(NETT_MEASURE, NETT_MEASURE.replace("[ja]", "[papir]")).faults()
    assert any('expected one of "nei", "ja" ("papir" is an option of "former").' in one
               for one in told)  # fmt: skip


def test_a_goal_that_is_pasted_twice_is_told_by_its_id_alone(files: StrategyFiles) -> None:
    theme = files.folder / "01-helse.yaml"
    text = theme.read_text(encoding="utf-8")
    files.write("01-helse.yaml", text + text[text.index("  - id: helse-1") :])
    [told] = files.faults()
    assert 'the goal "helse-1" again' in told
