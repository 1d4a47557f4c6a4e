"""Question sentences: what is said of each question is what its table holds, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.goals.strategy import BaseName, MeasureDefinition, Strategy, StrategyTheme
from ekrules.narrative.lexicon import band_of, read_lexicon
from ekrules.narrative.numbers import percent_text, rounded_percent
from ekrules.narrative.question_figures import QuestionFigures
from ekrules.narrative.runs import Paragraph, Run, upper_first
from ekrules.narrative.shape import Shapes
from ekrules.narrative.template_compiling import shipped_templates
from ekrules.narrative.view_shapes import PARAGRAPHS
from ekrules.narrative.writing import write_narrative
from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.survey.survey import Survey
from ekrules.tables.standouts import lies_apart
from ekrules.tables.tallies import Tallies, tallies_of
from ekrules.yaml_reader.wording import LANGUAGES, Language, Wording
from tests.answered import answered
from tests.made_up import made_up_outcome
from tests.narrative.question_surveys import (
    DEGREES,
    FIRST,
    RESPONDENTS,
    UNIT,
    YES_NO,
    asked,
    strategy,
    survey,
    text,
    told,
    view_of,
)
from tests.narrative.small_project import small_project
from tests.real_project import outcome, real

OUT_OF: Mapping[Language, str] = {"nb": "av", "nn": "av", "en": "of"}
THREE = {"a": "Brev", "b": "SMS", "c": "Chat"}
# A gap where something was to be filled in, or a blank too many.
SLIP = re.compile(r"  | [.,;:)]|\( |\(\)|\.\.|,\.|: ?\.|«»|“”|None|[{}]")


@cache
def sentences(language: Language) -> Mapping[str, Paragraph]:
    loaded = real()
    templates = shipped_templates(language)
    survey_, assessment = loaded.survey, outcome().assessment
    return write_narrative(assessment, loaded.strategy, survey_, templates, language).questions


def plain(question: str, language: Language = "nb") -> str:
    return sentences(language)[question].text.replace("\u00a0", " ")


def figures(paragraph: Paragraph) -> Iterator[Run]:
    return (run for run in paragraph.runs if run.kind == "figure")


def counted(ref: str, tallies: Tallies) -> tuple[int, int] | None:
    """Return what a reference says was counted, out of how many; None where it is no share."""
    _, question, detail = ref.split(":")
    item, _, rest = detail.partition("=")
    answers, _, base = rest.partition("/")
    tally = tallies.of(question, item or None)
    assert tally is not None
    missing = {name: getattr(tally, name) for name in ("dont_know", "no_answer", "left_out")}
    numbers = {**missing, **tally.counts}
    return sum(numbers[one] for one in answers.split("+")), tally.base_n(base)  # type: ignore[arg-type]


def texts_of(ref: str, tallies: Tallies, language: Language) -> set[str]:
    """Return all that may be said of a share: its words, its percent, its counts."""
    found = counted(ref, tallies)
    assert found is not None
    numerator, denominator = found
    share = Fraction(numerator, denominator) if denominator else Fraction(0)
    bases = {"nb": "spurte", "nn": "spurde", "en": "asked"}
    counts = f"{numerator} {OUT_OF[language]} {denominator}"
    words = band_of(share, language).words
    return {
        words,
        upper_first(words),
        percent_text(rounded_percent(share), language),
        counts,
        f"{counts} {bases[language]}",
    }


def untraced(paragraph: Paragraph, tallies: Tallies, language: Language) -> list[Run]:
    wrong = []
    for run in figures(paragraph):
        assert run.ref is not None
        if run.ref.count(":") == 1:  # how many items or answers are about alike
            wrong += [run] if not run.text.isdigit() else []
        elif run.text not in texts_of(run.ref, tallies, language):
            wrong.append(run)
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_survey_has_its_sentence(language: Language) -> None:
    assert list(sentences(language)) == list(real().survey.questions)
    for name, paragraph in sentences(language).items():
        said = paragraph.text
        assert SLIP.search(said) is None, (name, said)
        assert said.endswith("."), name
        assert said[0].isupper() or said[0] in "«“", name
        assert said.count("«") == said.count("»")
        assert said.count("“") == said.count("”")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_sentence_is_one_of_the_questions_own_counts(language: Language) -> None:
    tallies = tallies_of(real().survey)
    for name, paragraph in sentences(language).items():
        assert untraced(paragraph, tallies, language) == [], name
        assert {(run.ref or "").split(":")[1] for run in figures(paragraph)} == {name}


def test_every_sentence_tells_a_percent_with_its_count_and_base() -> None:
    for name in real().survey.questions:
        assert re.search(r"\(\d+,\d %, \d+ av \d+ spurte\)", plain(name)), name


def test_sentences_are_not_all_of_one_shape() -> None:
    shapes = {
        "".join(run.text if run.kind == "words" else f"[{run.kind}]" for run in one.runs)
        for one in sentences("nb").values()
    }
    assert len(shapes) > 25


def test_a_yes_is_told_in_the_words_of_the_measure_that_counts_it() -> None:
    assert plain("helsenett") == (
        "Om lag to tredeler av kommunene er tilknyttet Norsk Helsenett "
        "(64,7 %, 161 av 249 spurte), mens i overkant av en firedel svarte nei (29,7 %, 74 av 249)."
    )


def test_a_question_that_no_measure_counts_is_told_by_its_label() -> None:
    assert plain("mobile_enheter") == (
        "«Mobile enheter i hjemmetjenesten»: om lag en femtedel av kommunene svarte ja "
        "(22,1 %, 55 av 249 spurte). Det vanligste svaret er nei (74,3 %, 185 av 249)."
    )


def test_a_follow_up_is_a_share_of_those_who_were_asked_and_says_who_they_are() -> None:
    assert plain("opptak_ettertid") == (
        "«Opptak av kommunestyremøtene»: om lag ni tideler av kommunene som sender "
        "kommunestyremøtene på nett, svarte ja (89,5 %, 34 av 38 spurte)."
    )
    for name, question in real().survey.questions.items():
        tally = tallies_of(real().survey).of(name, question.item_ids[0])
        assert tally is not None
        assert f"av {tally.base_n('asked')} spurte" in plain(name)


def test_items_within_each_others_uncertainty_are_said_to_be_alike() -> None:
    said = plain("kompetansetiltak")
    assert "«Saksbehandlere» (79,5 %, 198 av 249 spurte), «Ansatte i undervisning»" in said
    assert "som ligger om lag likt" in said
    assert "Lavest er den for «Andre ansatte»" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_made_up_answers_are_told_by_the_same_sentences(language: Language) -> None:
    made = made_up_outcome()
    loaded, tallies = made.loaded, tallies_of(made.loaded.survey)
    templates = shipped_templates(language)
    narrative = write_narrative(
        made.assessment, loaded.strategy, loaded.survey, templates, language
    )
    assert list(narrative.questions) == list(loaded.survey.questions)
    for name, paragraph in narrative.questions.items():
        assert SLIP.search(paragraph.text) is None, (name, paragraph.text)
        weighed = tallies.of(name, loaded.survey.questions[name].item_ids[0])
        assert (
            weighed is None
            or weighed.weighed is not None
            or not untraced(paragraph, tallies, language)
        )


# One question of a kind.


def yes_no(yes: int, no: int) -> str:
    return text(survey(asked(), {"nei": no, "ja": yes}))


def test_a_high_yes_stands_alone() -> None:
    assert (
        yes_no(190, 10) == "«Saken»: de aller fleste skolene svarte ja (95,0 %, 190 av 200 spurte)."
    )


def test_yes_and_no_that_are_too_close_are_not_ranked() -> None:
    said = yes_no(102, 98)
    assert "Om lag like mange svarte nei (49,0 %, 98 av 200)" in said
    assert "vanligste" not in said
    assert "mens" not in said


def test_a_clear_no_is_the_most_common_answer() -> None:
    assert "Det vanligste svaret er nei (70,0 %, 140 av 200)." in yes_no(60, 140)
    assert ": om lag ni tideler svarte nei (90,0 %, 180 av 200)." in yes_no(20, 180)


def test_where_all_in_the_frame_answered_any_difference_is_one() -> None:
    counts = {"nei": 99, "ja": 101}
    said = text(survey(asked(), counts, frame=RESPONDENTS))
    assert "litt" not in said
    assert "mens nær halvparten" in said or "mens om lag halvparten" in said


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"dont_know": 21}, "Om lag en tidel svarte «vet ikke»"),
        ({"dont_know": 20}, ""),
        ({}, "Om lag en tidel lot være å svare (10,5 %, 21 av 200 spurte)."),
        ({"dont_know": 1}, "svarte «vet ikke» eller lot være å svare"),
    ],
)
def test_more_than_a_tenth_without_an_answer_is_told(missing: Mapping[str, int], said: str) -> None:
    known = 179 if sum(missing.values()) != 20 else 180
    end = text(survey(asked(), {"nei": 0, "ja": known, **missing})).partition("). ")[2]
    assert said in end
    assert bool(end) == bool(said)


def test_who_was_never_asked_is_not_missing() -> None:
    said = text(survey(asked(routed=True), {"nei": 10, "ja": 40}))
    assert "skolene som har det, svarte ja (80,0 %, 40 av 50 spurte)" in said
    assert "lot være" not in said


def test_the_most_common_answer_of_a_scale_is_named_and_its_end_told_together() -> None:
    counts = {"ikke": 20, "liten": 30, "noen": 90, "stor": 60}
    assert text(survey(asked(options=DEGREES), counts)) == (
        "«Saken»: det vanligste svaret er «Noen grad» (45,0 %, 90 av 200 spurte). "
        "«Noen grad» og «Stor grad» utgjør til sammen 75,0 % (150 av 200)."
    )


def test_the_lowest_answers_are_told_together_where_they_are_more() -> None:
    counts = {"ikke": 90, "liten": 60, "noen": 30, "stor": 20}
    said = text(survey(asked(options=DEGREES), counts))
    assert "«Ikke i bruk» og «Liten grad» utgjør til sammen 75,0 %" in said


def test_answers_of_a_scale_that_are_too_close_are_not_ranked() -> None:
    counts = {"ikke": 52, "liten": 50, "noen": 50, "stor": 48}
    said = text(survey(asked(options=DEGREES), counts))
    assert "de 4 vanligste svarene ble gitt om lag like ofte, fra 24,0 % til 26,0 %" in said


def grid(**yes: int) -> str:
    counts = {item: {"nei": RESPONDENTS - number, "ja": number} for item, number in yes.items()}
    items = {item: THREE[item] for item in yes}
    return text(survey(asked("grid", items=items), counts))


def test_the_items_of_a_grid_are_ranked_where_they_differ() -> None:
    said = grid(a=180, b=20, c=100)
    assert said == (
        "Om lag ni tideler av skolene svarte ja for «Brev» (90,0 %, 180 av 200 spurte), der "
        "andelen er høyest. Lavest er den for «SMS» (10,0 %, 20 av 200)."
    )


def test_the_items_of_a_grid_are_not_ranked_within_their_uncertainty() -> None:
    said = grid(a=100, b=98, c=103)
    assert said == (
        "Andelen som svarte ja, er om lag like stor for alt det ble spurt om, "
        "fra 49,0 % til 51,5 %."
    )


def test_what_is_like_both_ends_is_not_ranked() -> None:
    said = grid(a=70, b=90, c=110)
    assert "klart høyere for «Chat» (55,0 %, 110 av 200 spurte) enn for «Brev»" in said
    assert "for nær til å rangeres" in said


def test_two_items_are_held_against_each_other() -> None:
    assert grid(a=60, b=20) == (
        "Andelen som svarte ja, er høyere for «Brev» (30,0 %, 60 av 200 spurte) enn for «SMS» "
        "(10,0 %, 20 av 200)."
    )


def test_a_grid_of_one_item_has_nothing_to_be_ranked_with() -> None:
    assert grid(a=180) == (
        "Om lag ni tideler av skolene svarte ja for «Brev» (90,0 %, 180 av 200 spurte)."
    )


def test_a_grid_with_a_scale_counts_its_top_answers_together() -> None:
    question = asked("grid", DEGREES, THREE)
    counts = {
        "a": {"ikke": 0, "liten": 0, "noen": 90, "stor": 90},
        "b": {"ikke": 190, "liten": 5, "noen": 5, "stor": 0},
        "c": {"ikke": 190, "liten": 5, "noen": 5, "stor": 0},
    }
    said = text(survey(question, counts))
    assert "svarte «Noen grad» eller «Stor grad» for «Brev» (90,0 %, 180 av 200 spurte)" in said
    assert "Lavest, og om lag like lav, er den for «SMS» (2,5 %, 5 av 200) og «Chat»" in said


def test_choices_are_told_by_the_most_and_the_least_chosen() -> None:
    question = asked("multi", THREE, routed=True)
    said = text(survey(question, {"a": 20, "b": 4, "c": 19, "total": 50}))
    assert said == (
        "Oftest oppgitt blant skolene som har det, er «Brev» (40,0 %, 20 av 50 spurte) og «Chat» "
        "(38,0 %, 19 av 50), om lag like ofte. Sjeldnest oppgitt er «SMS» (8,0 %, 4 av 50)."
    )


def test_a_question_without_counts_says_so() -> None:
    assert text(survey(asked(), {})) == "Det finnes ikke tall for «Saken»."


def test_a_question_that_nobody_was_asked_says_so() -> None:
    assert text(survey(asked(routed=True), {"nei": 0, "ja": 0}, passed=0)) == (
        "«Saken»: ingen fikk spørsmålet."
    )


def measure(base: BaseName, counts: tuple[str, ...] = ("ja",)) -> Strategy:
    """Return a strategy with one measure of the question, which says that they do it."""
    one = MeasureDefinition(
        label=Wording(nb="Saken"),
        says=Wording(nb="gjør det"),
        question="sak",
        counts=counts,
        base=base,
    )
    said = Wording(nb="Tema")
    theme = StrategyTheme.model_construct(
        theme="t", number=1, title=said, about=said, measures={"m": one}, goals=()
    )
    return strategy([theme])


def test_the_base_is_that_of_the_measure_which_counts_the_answer() -> None:
    of = survey(asked(), {"nei": 50, "ja": 130, "dont_know": 10})
    said = text(of, by=measure("known"))
    assert said.startswith(
        "Om lag sju tideler av skolene gjør det (72,2 %, 130 av 180 kjente svar)"
    )


def numbers() -> Survey:
    """Three of four gave a number."""
    columns: dict[str, list[str | float | None]] = {
        "forst": ["ja", "ja", "ja", "ja"],
        "sak": [1.0, 2.5, 9.0, None],
        "sak:reason": ["given", "given", "given", "dont_know"],
    }
    return answered(columns, FIRST, asked("number", {}), unit=UNIT)


def test_numbers_are_told_by_their_mean_and_ends() -> None:
    said = text(numbers())
    assert said == (
        "«Saken»: gjennomsnittet er 4,2, og svarene går fra 1,0 til 9,0 "
        "(3 av 4 spurte ga et tall). Om lag en firedel svarte «vet ikke» (25,0 %, 1 av 4 spurte)."
    )


def test_weighted_shares_say_so_beside_counts_that_are_not() -> None:
    columns: dict[str, list[str | float | None]] = {
        "forst": ["ja", "ja", "ja", "ja"],
        "sak": ["ja", "ja", "ja", "nei"],
        "@weight": [1.0, 1.0, 1.0, 3.0],
    }
    said = text(answered(columns, FIRST, asked(), unit=UNIT))
    assert said.startswith(
        "«Saken»: om lag halvparten av skolene svarte ja (50,0 %, vektet, 3 av 4 spurte)."
    )


def test_the_same_counts_give_the_same_sentence_printed_and_as_answers() -> None:
    columns = {"forst": ["ja"] * 50 + ["nei"] * 150, "sak": [*["ja"] * 30, *["nei"] * 20]}
    columns["sak"] += ["not_asked"] * 150
    question = asked(routed=True)
    of = answered(columns, FIRST, question, frame=430, unit=UNIT)
    printed = survey(question, {"nei": 20, "ja": 30})
    assert text(of) == text(printed)


# Whatever the counts.


@st.composite
def drawn(draw: st.DrawFn) -> Survey:
    """A question of any kind with any counts, put to all or to some."""
    kind = draw(st.sampled_from(["single", "multi", "grid"]))
    options = draw(st.sampled_from([YES_NO, DEGREES, THREE]))
    routed = draw(st.booleans())
    passed = draw(st.integers(0, RESPONDENTS)) if routed else RESPONDENTS
    names = [*options, "dont_know"]

    def split() -> dict[str, int]:
        ends = sorted(draw(st.lists(st.integers(0, passed), min_size=len(names) - 1, max_size=9)))
        ends = [0, *ends[: len(names) - 1], draw(st.sampled_from([passed, ends[-1]]))]
        ends = sorted(ends)
        return {name: ends[at + 1] - ends[at] for at, name in enumerate(names)}

    items = THREE if kind == "grid" else None
    if kind == "grid":
        counts: object = {item: split() for item in THREE}
    elif kind == "multi":
        counts = {name: draw(st.integers(0, passed)) for name in options} | {"total": passed}
    else:
        counts = split()
    question = asked(kind, options, items, routed=routed)  # type: ignore[arg-type]
    frame = draw(st.sampled_from([RESPONDENTS, 430]))
    return survey(question, counts, frame, passed)  # type: ignore[arg-type]


@settings(max_examples=80, deadline=None)
@given(drawn(), st.sampled_from(LANGUAGES))
def test_whatever_the_counts_the_sentence_states_them_and_no_others(
    of: Survey, language: Language
) -> None:
    paragraph = told(of, language)
    assert SLIP.search(paragraph.text) is None, paragraph.text
    assert paragraph.text.endswith(".")
    assert untraced(paragraph, tallies_of(of), language) == []


RANKED = re.compile("høye(st|re)|lavest|oft(est|ere)|sjeldnest")


@settings(max_examples=80, deadline=None)
@given(drawn())
def test_nothing_is_ranked_that_chance_could_have_ranked(of: Survey) -> None:
    question, tallies = of.questions["sak"], tallies_of(of)
    if question.kind == "single" or not tallies.of("sak", question.item_ids[0]):
        return
    figures_ = QuestionFigures(of, strategy(), tallies, question)
    if figures_.unknown() is not None:
        return
    shares = figures_.items() if question.kind == "grid" else figures_.answers()
    high, low = (pick(shares, key=lambda one: one.exact) for pick in (max, min))
    ranked = RANKED.search(told(of).text) is not None
    # Where the two ends meet at 95 %, so they do at the level that many comparisons ask for.
    assert not ranked or lies_apart(low, high)


WORDS = {word for band in read_lexicon("nb") for word in (band.words, upper_first(band.words))}


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_no_words_for_a_share_stand_outside_the_lexicon(of: Survey) -> None:
    for run in figures(told(of)):
        assert any(letter.isdigit() for letter in run.text) or run.text in WORDS


def shape_slips(view: Mapping[str, object], shapes: Shapes, path: str) -> Iterator[str]:
    """Yield every name that a view has and a template may not use, or the other way."""
    for name in view.keys() - shapes.keys():
        yield f"{path}.{name} may not be used"
    for name, shape in shapes.items():
        there = shape.needs is None or view.get(shape.needs[0]) == shape.needs[1]
        if (name in view) != there:
            yield f"{path}.{name} is {'not ' if there else ''}there"
        elif there and shape.kind == "group":
            yield from shape_slips(view[name], shape.parts, f"{path}.{name}")  # type: ignore[arg-type]
        elif there and isinstance(view[name], bool) != (shape.kind == "flag"):
            yield f"{path}.{name} is no {shape.kind}"


@settings(max_examples=60, deadline=None)
@given(drawn() | st.sampled_from([numbers(), survey(asked(), {})]))
def test_a_question_is_given_just_the_names_that_a_template_may_use(of: Survey) -> None:
    shapes = PARAGRAPHS["question"]["question"].parts
    assert list(shape_slips(view_of(of), shapes, "question")) == []


# A project's own sentences.


def test_a_project_may_write_its_own_sentence_for_a_question(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    own = "narrative: nb\nquestion: |\n  {{ question.label }}: {{ question.yes.percent }}.\n"
    path = project / "rules/lesing/narrative.nb.yaml"
    guarded = own.replace("{{ question.yes", "{% if question.yes.exists %}{{ question.yes")
    path.write_text(guarded.replace("percent }}.", "percent }}{% endif %}."), encoding="utf-8")
    narrative = run_assessment(load(locate(project))).narrative
    assert narrative.questions["bibliotek"].text == "Bibliotek: 75,0\u00a0%."
