"""Goals that rest on indicators, or on a method: what is said of them, and what it rests on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from ekrules.facts.derived.reasons import REASONS
from ekrules.narrative.indicator_views import indicator_goal_view, rests_on_indicators
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.references import References
from ekrules.narrative.view_shapes import PARAGRAPHS
from ekrules.narrative.views import Views
from ekrules.project.assessing import Outcome, run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.cli.running import ekrules
from tests.narrative.reading_plan import VALUES, reading_plan
from tests.narrative.test_shipped_templates import EMPTY
from tests.narrative.test_theme_views import slips


@cache
def outcome(language: Language = "nb", values: str = VALUES) -> Outcome:
    project = reading_plan(Path(mkdtemp()), values)
    return run_assessment(load(locate(project), language))


def said(goal: str, language: Language = "nb", values: str = VALUES) -> str:
    text = outcome(language, values).narrative.goals[goal].text
    return text.replace("\u00a0", " ")


def test_a_number_is_told_in_its_unit_with_its_year_and_publisher() -> None:
    assert "målt til 19 dager i 2024, ifølge Statistisk kontor (oppdiktet)." in said("lan-1")
    assert "målt til 19 dagar i 2024, ifølgje Statistisk kontor" in said("lan-1", "nn")
    assert "measured at 19 days in 2024, according to Statistisk kontor" in said("lan-1", "en")


def test_a_percent_is_put_in_words_only_where_the_measure_says_whose_it_is() -> None:
    assert "leser om lag sju tideler (72,25 % av 1 234 i 2024)" in said("lan-3")
    # Of "medlemmer" nothing says of whom: all municipalities it is not.
    assert said("lan-5").startswith("Medlemmer lå på 40 % i 2024, ifølge Kulturkontoret")


def test_no_number_in_a_unit_of_its_own_is_told_in_percents_or_words_for_shares() -> None:
    for goal in ("lan-1", "lan-2", "lan-7"):
        text = said(goal).partition("Farten er")[0]
        assert "prosentpoeng" not in text
        assert "deler" not in text


def test_the_target_is_in_the_same_unit_and_what_is_left_is_told() -> None:
    assert "Tallet skal til 10 dager, og dit er det 9 dager." in said("lan-1")
    assert "Til målverdien på 90 % gjenstår 17,75 prosentpoeng." in said("lan-3")


def test_a_target_that_is_reached_is_told_as_reached() -> None:
    reached = VALUES.replace("2024;waiting;19;;e", "2024;waiting;9;;e")
    assert "Dermed er målverdien på 10 dager nådd." in said("lan-1", values=reached)
    # And nothing is said of the way there.
    assert "I dagens takt" not in said("lan-1", values=reached)


def test_a_change_says_whether_it_is_the_right_way() -> None:
    assert "riktig vei: ned 5,5 dager fra 24,5 dager i 2015" in said("lan-1")
    assert "200 mindre enn i 2015, og det er feil vei" in said("lan-2")


def test_a_method_is_named_once_with_who_published_it() -> None:
    text = said("lan-2")
    assert text.count("Framgang mot et mål") == 1
    assert "«Framgang mot et mål» (Statistics Canada and Open SDG)" in text


def test_pace_arrival_and_the_value_at_the_deadline_are_told_where_the_method_works_them_out() -> (
    None
):
    text = said("lan-1")
    assert "I dagens takt nås målet først i 2039, etter fristen." in text
    assert "Det går for sakte: Farten er 55 % av den som trengs" in text
    assert "blir tallet 16,6 dager i 2028" in text
    assert "er 57 % av veien til målet tilbakelagt ved fristen" in said("lan-3")
    assert "Endringen tilsvarer 1,6 % i året." in said("lan-7")
    for word in ("dagens takt", "Farten", "veien til målet"):
        assert word not in said("lan-4")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("15", "Det går nesten fort nok: Farten er 95 %"),
        ("12", "Det går fort nok: Farten er 125 %"),
        ("24,5", "Utviklingen står stille"),
        ("26", "Avstanden til målet øker."),
    ],
)
def test_the_pace_is_told_by_how_much_of_what_is_needed_it_is(value: str, words: str) -> None:
    changed = VALUES.replace("2024;waiting;19;;e", f"2024;waiting;{value};;")
    assert words in said("lan-1", values=changed)


def test_a_target_that_is_met_in_time_and_one_that_never_is() -> None:
    in_time = VALUES.replace("2024;waiting;19;;e", "2024;waiting;12;;")
    assert "nås målet i 2026, og det er tidsnok" in said("lan-1", values=in_time)
    away = VALUES.replace("2024;waiting;19;;e", "2024;waiting;26;;")
    assert "I dagens takt nås målet aldri." in said("lan-1", values=away)


def test_a_goal_without_a_value_says_why_and_what_it_waits_for() -> None:
    text = said("lan-6")
    assert "Tallet for «Besøk» er ukjent: kilden oppgir at verdien mangler." in text
    assert "Målet er ikke vurdert" in text


def test_a_survey_measure_that_a_method_judges_keeps_its_counts() -> None:
    assert "av skolene har bibliotek (75,0 %, 30 av 40 spurte)" in said("lan-8")
    assert "det finnes bare én observasjon" in said("lan-8")


def test_the_nearest_better_value_is_told_with_every_decimal() -> None:
    assert "Med 14,4 dager ville målet vært grønt." in said("lan-1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_lacks_what_was_to_be_filled_in(language: Language) -> None:
    for text in outcome(language).narrative.goals.values():
        assert EMPTY.search(text.text) is None, text.text


def test_the_theme_tells_of_indicators_that_no_goal_states() -> None:
    text = outcome().narrative.themes["lan"].text.replace("\u00a0", " ")
    assert "«Ventetid en gang til» er 19 dager i 2024, ifølge Statistisk kontor" in text
    assert "«Ventetid om kvelden» er 19 dager." in text


def test_every_view_has_just_the_names_of_its_shape() -> None:
    done = outcome()
    views = Views(done.assessment, done.loaded.strategy, done.loaded.survey, "nb")
    shape = PARAGRAPHS["indicator_goal"]["goal"].parts
    judged = [one for one in done.assessment.goals if rests_on_indicators(views, one)]
    assert {one.goal for one in judged} == {f"lan-{number}" for number in range(1, 9)}
    found = [slip for one in judged for slip in slips(indicator_goal_view(views, one), shape, "")]
    assert found == []


def references() -> References:
    done = outcome()
    loaded = done.loaded
    tallies = Views(done.assessment, loaded.strategy, loaded.survey, "nb").tallies
    return References(done.assessment, loaded.strategy, loaded.survey, tallies)


def test_every_figure_leads_to_a_number_or_a_day_that_is_known() -> None:
    for goal, paragraph in outcome().narrative.goals.items():
        for ref in paragraph.refs:
            assert references().origin(ref, goal).value is not None, (goal, ref)


@pytest.mark.parametrize(
    "ref",
    [
        "indicator:ventetid:1999",
        "indicator:nothing:2015",
        "method:nothing:pace",
        "method:lan-1:nothing",
        "method:bok-1:pace",
    ],
)
def test_a_reference_that_leads_nowhere_has_no_value(ref: str) -> None:
    assert references().origin(ref).value is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_method_has_words(language: Language) -> None:
    words = read_phrases(language).reason
    # Of a question the same name says something else; goals have base_value_is_zero for it.
    told = {"base_value_is_zero" if one == "base_is_zero" else one for one in REASONS}
    assert told | {"no_parameter", "no_direction", "no_row", "missing"} <= words.keys()


def test_a_strategys_own_sentences_on_goals_are_not_used_for_indicators(tmp_path: Path) -> None:
    project = reading_plan(tmp_path)
    own = project / "rules/lesing/narrative.nb.yaml"
    own.write_text("narrative: nb\ngoal: |\n  {{ goal.text }}: {{ goal.status_word }}.\n", "utf-8")
    goals = run_assessment(load(locate(project))).narrative.goals
    assert goals["bok-1"].text == "Alle skoler har bibliotek: grønn."
    assert "19\u00a0dager" in goals["lan-1"].text


def test_a_strategy_may_write_its_own_sentences_on_indicators(tmp_path: Path) -> None:
    project = reading_plan(tmp_path)
    own = project / "rules/lesing/narrative.nb.yaml"
    own.write_text(
        "narrative: nb\nindicator_goal: |\n"
        "  {% for m in goal.figures %}{{ m.label }}: "
        "{% if m.known %}{{ m.value }}{% else %}{{ m.reason }}{% endif %}{% endfor %}\n",
        "utf-8",
    )
    goals = run_assessment(load(locate(project))).narrative.goals
    assert goals["lan-1"].text == "Ventetid på lån: 19\u00a0dager"


def earlier_wave(into: Path) -> Path:
    """Write the same project as it was two years before, and return its record."""
    values = VALUES.replace("2024;waiting;19;;e", "2022;waiting;20;;")
    project = reading_plan(into, values)
    survey = project / "fixtures/skoler2025/survey.yaml"
    text = survey.read_text("utf-8").replace("wave: 2025", "wave: 2023")
    survey.write_text(text.replace("2025-03-01", "2023-03-01"), "utf-8")
    record = into / "then.json"
    record.write_text(run_assessment(load(locate(project))).record, "utf-8")
    return record


def test_a_change_since_an_earlier_record_is_told_in_the_unit_and_a_report_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = earlier_wave(tmp_path / "then")
    now = VALUES.replace("0301;2019;waiting", "0301;2022;waiting;20;;\n0301;2019;waiting")
    project = reading_plan(tmp_path / "now", now)
    out = tmp_path / "out"
    monkeypatch.chdir(project)
    assert ekrules("assess", "--previous", then, "--format", "md", "--out", out).code == 0
    report = (out / "report.md").read_text("utf-8").replace("\u00a0", " ")
    goal = report[report.index("Mål 2.1: Kortere ventetid") :]
    assert "Siden vurderingen for 2023 har tallet gått ned [1 dag](#changes), fra 20 dager." in goal
    assert "| 20 dager | 19 dager | \u22121 dag |" in report


def test_a_comparison_says_why_a_goal_that_a_method_judges_has_another_colour(
    tmp_path: Path,
) -> None:
    old, new = reading_plan(tmp_path / "old"), reading_plan(tmp_path / "new")
    method = new / "rules/methods/straight-line.yaml"
    text = method.read_text("utf-8")
    for was in ("at_least: 0.5", "below: 0.5", "given: {pace: 0.5}"):
        text = text.replace(was, was.replace("0.5", "0.6"))
    method.write_text(text, "utf-8")
    told = ekrules("compare", old, new)
    assert "2.1 lan-1: ▲ yellow → ■ red. This comes from a different rule alone." in told.out
