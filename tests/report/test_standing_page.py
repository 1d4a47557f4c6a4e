"""A municipality's page: what its own people read of their score and answers."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from ekrules.project.scoring import Scored
from ekrules.report.document import Document, Section
from ekrules.report.html import html_text
from ekrules.report.key_figures import KeyFigures
from ekrules.report.markdown import markdown_text
from ekrules.report.peer_bars import PeerBars
from ekrules.report.standing_page import compose_standing
from tests.made_up_scores import made_up_scores
from tests.report.pages import read_page
from tests.report.test_score_report import HOSTILE, plain, table
from tests.small_scores import BEST, ROWS, SURVEY, small, small_scored

GAINS = "Spørsmålene der det beste svaret gir flest nye poeng"


def page_of(scored: Scored, respondent: str) -> Document:
    return compose_standing(scored.material(), scored.standing(respondent), "../score.html")


def text_of(scored: Scored, respondent: str) -> str:
    return plain(markdown_text(page_of(scored, respondent)))


def section(document: Document, anchor: str) -> Section:
    return next(one for one in document.sections if one.anchor == anchor)


def figures(document: Document) -> dict[str, tuple[str, str]]:
    (found,) = [one for one in section(document, "summary").blocks if isinstance(one, KeyFigures)]
    return {one.label: (plain(one.value), plain(one.note)) for one in found.figures}


def answers(scored: Scored, respondent: str) -> dict[str, list[str]]:
    """Return each question's row among the answers: label -> own answer, points, shares."""
    lines = text_of(scored, respondent).splitlines()
    rows = [line for line in lines if line.startswith('| <a id="question.')]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows]
    return {re.sub(r"<.*?></a>| \*.*", "", row[0]): row[1:] for row in cells}


def sampled() -> tuple[str, ...]:
    """Return the first, the last, one in the middle, and one that is not ranked."""
    ranking = made_up_scores().ranking
    ranked = list(ranking.rank)
    return ranked[0], ranked[120], ranked[-1], ranking.not_ranked[0]


@pytest.mark.parametrize("respondent", sampled())
def test_a_page_is_well_formed_and_reads_on_its_own(respondent: str) -> None:
    page = read_page(html_text(page_of(made_up_scores(), respondent)))
    assert page.faults == []
    assert [one for one, count in Counter(page.ids).items() if count > 1] == []
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside - set(page.ids) == set()
    assert {link for link in page.links if not link.startswith("#")} == {"../score.html"}
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(page.headings))
    assert not re.search(r"\{\w+\}", page.text)
    assert re.search(r"\d,\d", page.text)
    assert not re.search(r"\d\.\d", page.text)


def test_made_up_answers_are_told_at_the_top() -> None:
    text = text_of(made_up_scores(), sampled()[0])
    assert text.startswith("Poengsum per kommune – oppdiktede svar")
    assert text.index("Svarene er oppdiktet") < text.index("Vektene er ikke undersøkelsens egne")


def test_rank_and_interval_are_told_in_words() -> None:
    scored = made_up_scores()
    respondent = sampled()[1]
    interval = scored.intervals[respondent]
    assert interval.best < interval.worst
    rank = f"nr. {scored.ranking.rank[respondent]} av {len(scored.ranking.rank)}"
    between = f"mellom nr. {interval.best} og nr. {interval.worst} når vektene varierer med 25 %"
    text = text_of(scored, respondent)
    assert f"Det gir plass {rank}, og {between}." in text
    assert figures(page_of(scored, respondent))["etter poengsum"] == (
        rank,
        between[:1].upper() + between[1:],
    )
    bounds = f"nr. {interval.best_possible} eller en dårligere enn nr. {interval.worst_possible}."
    assert bounds in text


def test_a_rank_that_no_try_changes_is_told_as_that() -> None:
    text = text_of(small(), "01")
    assert "Det gir plass nr. 1 av 7, og samme plass når vektene varierer med 25 %." in text


def test_a_shared_rank_is_told_as_shared(tmp_path: Path) -> None:
    rows = {**ROWS, "09": {**BEST, "navn": "Ås"}}
    document = page_of(small_scored(tmp_path, rows), "09")
    value, note = figures(document)["etter poengsum"]
    assert value == "nr. 1 av 8"
    assert note.startswith("Delt med én annen")


def test_one_that_is_not_ranked_is_told_why_and_what_its_score_could_be() -> None:
    scored = small()
    text = text_of(scored, "07")
    assert "Kommune 07 er ikke plassert, fordi 62,2 % av de mulige poengene henger på" in text
    assert "Grensen er 30 %." in text
    assert figures(page_of(scored, "07"))["etter poengsum"][0] == "Ikke plassert"
    assert figures(page_of(scored, "07"))["spørsmål har ukjent svar"] == (
        "5 av 7",
        "Summen kan være fra 14,0 til 37,0 poeng",
    )
    assert "Et ukjent svar er ikke et nei." in text


def test_what_is_unknown_adds_up_to_the_highest_the_score_could_be() -> None:
    rows = table(text_of(small(), "07"), "Spørsmål med ukjent svar")[1:]
    assert sum(Fraction(row[2].replace(",", ".")) for row in rows) == 37 - 14
    stands = {re.sub(r"\[|\].*", "", row[0]): row[1] for row in rows}
    not_asked = "Fikk ikke spørsmålet, fordi svaret på «{}» er ukjent"
    assert stands == {
        "Nettsted": "Vet ikke",
        "Bruk av nettstedet": not_asked.format("Nettsted"),
        "Dybde": not_asked.format("Bruk av nettstedet"),
        "Former": not_asked.format("Nettsted"),
        "Plan": "Vet ikke",
    }


def test_one_whose_every_answer_is_known_is_told_so() -> None:
    document = page_of(small(), "04")
    assert figures(document)["spørsmål har ukjent svar"][0] == "0 av 7"
    assert "Eid har et kjent svar på alle spørsmål" in plain(markdown_text(document))


def test_every_group_stands_with_how_many_and_their_mean_and_middle() -> None:
    rows = table(text_of(small(), "01"), "Gruppene Aas er holdt opp mot")[1:]
    # The others by: 32 1/6, 29 2/3, 14 and 22; the others in all: those, and 34, 0 and 19.
    assert rows[0] == ["Kommunetype: Bykommuner", "4", "24,5", "20,0–30,3", "12,5 over"]
    assert rows[1][:3] == ["Alle andre kommuner", "7", "21,5"]


def test_a_group_below_the_smallest_base_shows_no_figure() -> None:
    scored = small()
    text = text_of(scored, "03")
    rows = table(text, "Gruppene Dal er holdt opp mot")[1:]
    why = "vises ikke, færre enn 3 andre"
    assert rows[0] == ["Kommunetype: Bygdekommuner", "2", why, "–", "–"]
    assert "Bygdekommuner»" not in text
    assert table(text, "Alle temaer, med gjennomsnitt og midterste halvdel i hver gruppe")[0] == [
        "Tema",
        "Egne poeng",
        "Høyest mulig",
        "Alle",
    ]


def test_one_without_a_known_group_is_held_against_everybody(tmp_path: Path) -> None:
    rows = {**ROWS, "09": {**BEST, "navn": "Ås", "type": ""}}
    text = text_of(small_scored(tmp_path, rows), "09")
    first = table(text, "Gruppene Ås er holdt opp mot")[1]
    assert first == ["Kommunetype", "–", "gruppen er ikke kjent", "–", "–"]
    assert "over gjennomsnittet for alle de 8 andre" in text


def test_where_no_peers_are_shown_nothing_is_compared(tmp_path: Path) -> None:
    survey = SURVEY.replace("smallest_base: 3", "smallest_base: 9")
    document = page_of(small_scored(tmp_path, survey=survey), "01")
    assert [one.anchor for one in document.sections if one.anchor == "themes"] == []
    assert "gjennomsnittet i gruppen" not in figures(document)
    assert "%" not in "".join(answers(small_scored(tmp_path, survey=survey), "01")["Plan"])


def test_the_picture_says_in_words_what_it_shows() -> None:
    document = page_of(small(), "02")
    (bars,) = [one for one in section(document, "themes").blocks if isinstance(one, PeerBars)]
    plan = bars.bars[2]
    assert (plan.label, plain(plan.value), plan.own) == ("Planer", "1,5 av 3,0", 0.5)
    # The others by have 3, 3, 0 and 0.
    others = "De andre har 1,5 i gjennomsnitt, den midterste halvdelen 0,0–3,0."
    assert plain(plan.alternative) == f"Planer: 1,5 av 3,0 poeng. {others}"
    assert (plan.low, plan.mean, plan.high) == (0.0, 0.5, 1.0)
    page = read_page(html_text(document))
    assert ("svg", "aria-label", plan.alternative) in page.attributes


def test_the_themes_furthest_above_and_below_stand_with_their_difference() -> None:
    text = text_of(small(), "02")
    others = "for de 4 andre i gruppen «Bykommuner»"
    above = table(text, f"Temaene lengst over gjennomsnittet {others}")[1:]
    assert [row[0] for row in above] == ["På nett"]
    assert above[0][3].endswith(" over")
    below = table(text, f"Temaene lengst under gjennomsnittet {others}")[1:]
    assert [row[0] for row in below] == ["Kanaler og tid"]
    assert below[0][3].endswith(" under")


def test_one_with_every_point_is_above_everywhere_and_has_nothing_to_gain() -> None:
    text = text_of(small(), "01")
    assert "Ingen temaer er under gjennomsnittet" in text
    assert "Alle svar som er kjente, gir alt fulle poeng." in text


def test_gains_come_with_own_and_best_answer_and_how_many_have_it() -> None:
    rows = table(
        text_of(small(), "04"),
        "Spørsmålene der det beste svaret gir flest nye poeng",
    )
    assert rows[0][4:] == ["Fulle poeng: Alle"]
    # 2 x 3 here, and 6, 2 and 6 for what is asked then. 07 does not know; 05 says partly.
    assert rows[1] == [
        "[Nettsted](#question.nett)",
        "Nei",
        "Ja",
        "20,0, av dem 14,0 på spørsmål som da blir stilt",
        "5 av 6 (83 %)",
    ]
    assert rows[2][:4] == ["[Kanaler](#question.kanaler)", "Nei på alle", "Ja på alle", "10,0"]
    assert rows[3][:4] == ["[Alder på systemet](#question.alder)", "20", "10 eller mindre", "4,0"]


def test_what_is_unknown_is_not_something_to_gain() -> None:
    text = text_of(small(), "08")
    gains = table(text, GAINS)
    assert "Alder på systemet" not in "".join(row[0] for row in gains)


def test_own_answers_stand_in_the_codebooks_words() -> None:
    scored = small()
    dal, gran, eid = (answers(scored, one) for one in ("03", "06", "04"))
    assert dal["Dybde"][0] == "Lite"
    assert dal["Alder på systemet"][0] == "12,5"
    assert dal["Former"][0] == "Papir, E-post og App"
    assert gran["Former"][0] == "Papir og E-post"
    assert gran["Kanaler"][0] == "Ja: E-post; Vet ikke: SMS"
    assert eid["Bruk av nettstedet"][0] == "Fikk ikke spørsmålet, på grunn av svaret på «Nettsted»"
    assert answers(scored, "08")["Alder på systemet"][0] == "Vet ikke"


def test_an_answer_stands_beside_how_many_answered_as_well_or_better() -> None:
    plan = answers(small(), "02")["Plan"]
    # Of the others by, 07 does not know; 01 and 06 say all, 08 no. Of all: three more, two all.
    assert plan == ["For noen", "1,5 av 3,0", "67 % (67 % bedre)", "67 % (67 % bedre)"]
    assert answers(small(), "07")["Plan"][2:] == ["–", "–"]
    assert answers(small(), "01")["Plan"][2] == "33 %"


def test_a_name_that_is_markup_stays_text(tmp_path: Path) -> None:
    rows = {**ROWS, "09": {**BEST, "navn": HOSTILE}}
    page = read_page(html_text(page_of(small_scored(tmp_path, rows), "09")))
    assert page.faults == []
    assert HOSTILE in page.text
