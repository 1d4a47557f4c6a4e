from __future__ import annotations

import pytest

from ekrules.errors import Faults
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.wording import (
    LANGUAGES,
    Language,
    Wording,
    add_stated_shares,
    stated_share,
)

IN_FIGURES = [
    "80 %", "80%", "80,5\u00a0%", "om lag 7 prosent", "12.5 per cent", "3 percent", "5 ‰",
    "2 promille", "9 pst.", "9 PCT", "seksti prosent", "115 av 249", "115 of 249", "7 out of 10",
]  # fmt: skip
IN_WORDS = [
    "om lag to tredeler", "fire av fem", "én av ti", "halvparten av dem", "two thirds of them",
    "a quarter", "half of them", "four out of five", "tre firedeler", "en fjerdedel", "one of ten",
]  # fmt: skip
NO_SHARE = [
    "nivå 3", "18 temaer", "100", "§ 27", "% av alle", "tre prosentpoeng", "mange", "de fleste",
    "alle kommuner", "tre temaer", "2009", "thirdly", "delvis", "three percentage points",
]  # fmt: skip


@pytest.mark.parametrize("text", IN_FIGURES)
def test_a_share_in_figures_is_found(text: str) -> None:
    assert stated_share(text) is not None
    assert stated_share(text, in_words=False) is not None


@pytest.mark.parametrize("text", IN_WORDS)
def test_a_share_in_words_is_found_where_words_are_asked_for(text: str) -> None:
    assert stated_share(text) is not None
    assert stated_share(text, in_words=False) is None


@pytest.mark.parametrize("text", NO_SHARE)
def test_other_numbers_are_no_share(text: str) -> None:
    assert stated_share(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wording_that_states_a_share_is_told_where(language: Language) -> None:
    lines = {"nb": "tekst", language: "om lag 80 %"}
    text = "".join(f"{key}: {said}\n" for key, said in lines.items())
    node = parse(text, "goal.yaml", Faults())
    assert node is not None
    faults = Faults()
    add_stated_shares([None, build_model(node, Wording, faults)], faults)
    assert [str(fault) for fault in faults.found] == [
        (
            f'goal.yaml:{len(lines)}:5: the share "80 %"; '
            "shares come from measures, so leave it out of the text."
        )
    ]


def test_a_wording_without_a_share_has_no_faults() -> None:
    faults = Faults()
    add_stated_shares([None, Wording(nb="nivå 3", en="level 3")], faults)
    add_stated_shares([Wording(nb="fire av fem")], faults, in_words=False)
    assert faults.found == []


def wording_faults(text: str) -> list[str]:
    faults = Faults()
    node = parse(f"nb: {text}\n", "goal.yaml", faults)
    assert node is not None
    build_model(node, Wording, faults)
    return [fault.expected for fault in faults.found]


@pytest.mark.parametrize("tag", ["<b>", "</p>", '<a href="x">', "<br/>", "&nbsp;", "&#160;"])
def test_a_text_with_html_is_told_to_leave_it_out(tag: str) -> None:
    told = wording_faults(f"'Alle {tag} har det'")
    assert told == [f'a text is printed as it stands, so leave out "{tag}"']


@pytest.mark.parametrize("slot", ["{{ goal.remark }}", "{% if goal %}", "${navn}"])
def test_a_text_with_a_place_to_fill_in_is_told_that_nothing_fills_it(slot: str) -> None:
    told = wording_faults(f"'Alle {slot} har det'")
    assert told == [f'only the narrative is filled in, so leave out "{slot}"']


@pytest.mark.parametrize("text", ["under < 5 ansatte", "Drift & vedlikehold", "a <5 og b> 3"])
def test_signs_that_are_no_html_may_stand(text: str) -> None:
    assert wording_faults(text) == []
