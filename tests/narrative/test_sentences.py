"""Sentences: a paragraph is cut where its sentences end, and never in a figure or a quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.narrative.runs import Paragraph, Run
from ekrules.narrative.sentences import joined_runs, sentences_of
from tests.real_project import outcome


def cut(*runs: Run | str) -> list[str]:
    paragraph = Paragraph(tuple(Run(one) if isinstance(one, str) else one for one in runs))
    return [one.text for one in sentences_of(paragraph)]


def figure(text: str) -> Run:
    return Run(text, "figure", "measure:m")


def quoted(text: str) -> Run:
    return Run(text, "quotation")


def test_a_sentence_ends_where_the_next_begins_with_a_capital() -> None:
    assert cut("Status er gul. Fristen er nær! Er den? Ja.") == [
        "Status er gul.",
        "Fristen er nær!",
        "Er den?",
        "Ja.",
    ]


def test_a_date_and_a_share_are_one_piece_each() -> None:
    assert cut("Fristen er ", figure("31. Desember 2012"), ". Status er gul.") == [
        "Fristen er 31. Desember 2012.",
        "Status er gul.",
    ]
    assert cut("Fristen er 31. desember 2012.") == ["Fristen er 31. desember 2012."]


def test_a_figure_may_begin_a_sentence() -> None:
    assert cut("De svarte. ", figure("161 av 249 spurte"), " er i mål.") == [
        "De svarte.",
        "161 av 249 spurte er i mål.",
    ]


@pytest.mark.parametrize("short", ["ca.", "f.eks.", "bl.a.", "jf.", "kap.", "dvs.", "Ca.", "s."])
def test_an_abbreviation_before_a_figure_ends_no_sentence(short: str) -> None:
    assert len(cut(f"Det er {short} ", figure("161"), " kommuner.")) == 1


@pytest.mark.parametrize("short", ["f.eks.", "jf.", "bl.a.", "t.d.", "e.g."])
def test_nor_does_one_before_a_name(short: str) -> None:
    assert len(cut(f"Noen, {short} Oslo, svarte.")) == 1
    assert len(cut(f"Noen ({short} Oslo) svarte.")) == 1


def test_an_initial_ends_no_sentence() -> None:
    assert cut("Vurdert av K. Hansen. Han er enig.") == ["Vurdert av K. Hansen.", "Han er enig."]


def test_a_quotation_is_never_cut_and_may_end_a_sentence() -> None:
    note = quoted("Spør igjen. Det er lenge siden.")
    assert cut("Status er gul. ", note, " Målet har frist.") == [
        "Status er gul.",
        "Spør igjen. Det er lenge siden.",
        "Målet har frist.",
    ]
    assert cut("Grunnlaget er ", quoted("Hva nå? En undersøkelse."), ", utgitt av KS.") == [
        "Grunnlaget er Hva nå? En undersøkelse., utgitt av KS."
    ]


def test_what_closes_behind_a_stop_belongs_to_the_sentence() -> None:
    assert cut("Han sa «ja.» Så gikk han.) «Hvor?» (Hjem.)") == [
        "Han sa «ja.»",
        "Så gikk han.)",
        "«Hvor?»",
        "(Hjem.)",
    ]


def test_an_empty_paragraph_has_no_sentence() -> None:
    assert cut() == []


PIECES = st.text(st.sampled_from("aBæ1 .!?…»()«ca"), max_size=12)
RUNS = st.lists(
    st.one_of(PIECES.filter(bool).map(Run), PIECES.map(quoted), PIECES.map(figure)),
    max_size=8,
)


def in_one(runs: list[Run]) -> tuple[Run, ...]:
    """Words beside words are one run, as in every paragraph that was read back."""
    done: list[Run] = []
    for run in runs:
        if done and done[-1].kind == run.kind == "words":
            done[-1] = Run(done[-1].text + run.text)
        else:
            done.append(run)
    return tuple(done)


@given(RUNS.map(in_one))
def test_the_sentences_together_are_the_paragraph(runs: tuple[Run, ...]) -> None:
    sentences = sentences_of(Paragraph(runs))
    assert joined_runs(sentences) == runs
    assert all(one.runs for one in sentences)
    for one in sentences:
        assert set(one.figures) <= {run for run in runs if run.kind == "figure"}


def test_every_sentence_of_the_real_report_ends_as_one() -> None:
    for _, _, paragraph in outcome().narrative.paragraphs():
        assert joined_runs(sentences_of(paragraph)) == paragraph.runs
        for sentence in sentences_of(paragraph):
            assert sentence.text.rstrip("»)").endswith((".", "?", "!")), sentence.text
