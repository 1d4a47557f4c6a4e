"""Runs: what stands in a paragraph was handed out, whole, or is words without figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Place, UntracedFigureError
from ekrules.narrative.runs import (
    Run,
    figure,
    marked_runs,
    quotation,
    read_back,
    unmarked,
    upper_first,
)

HERE = Place("narrative.nb.yaml", 4, 9)


def there(_: int) -> Place:
    return HERE


MARKS = "\ue000\ue001\ue002"


def back(rendered: str, *given: str) -> tuple[Run, ...]:
    return read_back(rendered, marked_runs(list(given)), there).runs


def test_a_paragraph_reads_back_as_words_quotations_and_figures() -> None:
    given = [figure("64,7\u00a0%", "measure:m"), quotation("er på nivå 4")]
    assert back(f"Av alle {given[1]} ({given[0]}).", *given) == (
        Run("Av alle "),
        Run("er på nivå 4", "quotation"),
        Run(" ("),
        Run("64,7\u00a0%", "figure", "measure:m"),
        Run(")."),
    )


def test_lines_are_joined_and_a_no_break_space_stays() -> None:
    given = figure("64,7\u00a0%", "measure:m")
    paragraph = read_back(f"\n  Av\n\n  alle\t {given}\n", marked_runs([given]), there)
    assert paragraph.text == "Av alle 64,7\u00a0%"
    assert paragraph.refs == ("measure:m",)


@pytest.mark.parametrize("stray", ["87", "8", "½", "²", "Ⅷ", "٣", "３", "①"])
def test_a_character_that_stands_for_a_number_stops_the_run(stray: str) -> None:
    with pytest.raises(UntracedFigureError, match="a figure that no measure gives") as caught:
        back(f"Om lag {stray} kommuner")
    assert caught.value.faults[0].place == HERE


@pytest.mark.parametrize(
    "forged",
    [
        figure("87", "measure:m"),
        figure("64,7\u00a0%", "measure:other"),
        quotation("87 prosent"),
        figure("64,7\u00a0%", "measure:m").replace("64,7", "64"),
        "\ue000measure:m",
        "\ue002",
    ],
)
def test_marks_that_were_not_handed_out_stop_the_run(forged: str) -> None:
    with pytest.raises(UntracedFigureError):
        back(f"Det er {forged}.", figure("64,7\u00a0%", "measure:m"))


def test_a_run_may_begin_a_sentence() -> None:
    given = figure("om lag halvparten", "measure:m")
    assert back(upper_first(given), given)[0].text == "Om lag halvparten"
    assert upper_first("å gå") == "Å gå"
    assert upper_first("") == ""


@given(st.text(st.sampled_from(f"{MARKS}a8 %<>&"), max_size=12))
def test_no_text_from_a_file_can_pose_as_a_figure(text: str) -> None:
    given = quotation(text)
    runs = back(f"Her: {given}.", given)
    assert [run.kind for run in runs] == ["words", "quotation", "words"]
    assert not set(MARKS) & set(unmarked(text))


@given(st.text(st.sampled_from(f"{MARKS}a8 :"), max_size=12))
def test_no_name_of_a_measure_can_break_out_of_its_mark(name: str) -> None:
    given = figure("12", f"measure:{name}")
    (run,) = back(given, given)
    assert (run.text, run.kind) == ("12", "figure")
