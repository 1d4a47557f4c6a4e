"""The score report: whose weights, which figures, and what is told of the first place."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from ekrules.project.scoring import Scored, score
from ekrules.report import score_ranking
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.phrases import read_score_phrases
from ekrules.report.score_report import compose_scores
from ekrules.tables.reference import printed
from tests.made_up_scores import made_up_scores
from tests.report.pages import Page, read_page
from tests.small_scores import BEST, NONE, ROWS, SURVEY, small, small_project, small_scored
from tests.surveys import SURVEY_2009
from tests.tables.scored_survey import WEIGHTS

HOSTILE = "<b>|a*_[x](y)&{name}"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def markdown_of(scored: Scored, pages: dict[str, str] | None = None) -> str:
    return plain(markdown_text(compose_scores(scored.material(pages))))


@cache
def made_up_markdown() -> str:
    return markdown_of(made_up_scores())


@cache
def made_up_page() -> Page:
    pages = {one: f"pages/{one}.html" for one in made_up_scores().scores.respondents}
    return read_page(html_text(compose_scores(made_up_scores().material(pages))))


def table(text: str, caption: str) -> list[list[str]]:
    """Return the rows of a Markdown table, its heading among them."""
    lines = text[text.index(f"**{caption}**") :].split("\n\n")[1].splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in lines
        if "---" not in line
    ]


def test_the_page_is_well_formed_and_its_ids_are_unique() -> None:
    assert made_up_page().faults == []
    assert [one for one, count in Counter(made_up_page().ids).items() if count > 1] == []


def test_made_up_answers_are_told_before_anything_else() -> None:
    text = made_up_markdown()
    assert text.startswith("Poengsummer – oppdiktede svar")
    assert text.index("Svarene er oppdiktet") < text.index("Vektene er ikke undersøkelsens egne")


def test_answers_that_somebody_gave_are_not_called_made_up() -> None:
    assert "oppdikt" not in markdown_of(small())


def test_whose_weights_these_are_stands_above_every_figure() -> None:
    text = made_up_markdown()
    assert text.index("KS og Difi vektet svarene i 2009, men ga aldri ut vektene") < text.index(
        "er den høyeste poengsummen"
    )


def test_published_weights_are_called_the_surveys_own(tmp_path: Path) -> None:
    weights = WEIGHTS.replace("published: false", "published: true")
    assert "Vektene er undersøkelsens egne" in markdown_of(small_scored(tmp_path, weights=weights))


def test_it_says_that_what_is_in_place_counts_for_more_than_plans() -> None:
    assert "innført eller i bruk, ganges med 1." in made_up_markdown()
    assert "stilt som krav, ganges med 0,5." in made_up_markdown()


@pytest.mark.parametrize("breakdown", ["type", "size", "county", "region"])
def test_the_reference_table_holds_the_figures_that_were_worked_out(breakdown: str) -> None:
    scored = made_up_scores()
    label = scored.survey.breakdown(breakdown).label.nb.lower()
    rows = table(made_up_markdown(), f"Poengsum etter {label}")[1:]
    for row, one in zip(rows, (*scored.reference.breakdowns[breakdown], None), strict=True):
        shown = printed(one or scored.reference.total)
        if shown is None:
            assert row[1:] == ["ingen svar", "0", "–", "–"]
        else:
            expected = [shown.mean, shown.respondents, shown.highest, shown.lowest]
            assert [int(cell.strip("*")) for cell in row[1:]] == expected


def test_a_hidden_segment_says_why_and_shows_no_figure(tmp_path: Path) -> None:
    survey = SURVEY.replace("smallest_base: 3", "smallest_base: 4")
    rows = table(markdown_of(small_scored(tmp_path, survey=survey)), "Poengsum etter kommunetype")
    assert rows[1] == ["Bykommuner", "vises ikke, ville røpet en annen gruppe", "5", "–", "–"]
    assert rows[2] == ["Bygdekommuner", "vises ikke, for få svar", "3", "–", "–"]


def test_the_sources_own_figures_stand_beside_where_the_survey_has_them(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    (root / "fixtures/liten2009/reference.yaml").write_text(
        """\
section: "4"
unit: points
total: {mean: 186, respondents: 8, highest: 339, lowest: 46}
breakdowns:
  - id: type
    label: {nb: Kommunetype}
    segments: [{id: by, label: {nb: By}, mean: 190, respondents: 5, highest: 339, lowest: 90}]
""",
        encoding="utf-8",
    )
    text = markdown_of(score(root))
    head, by, bygd, every = table(text, "Poengsum etter kommunetype")
    assert head[5:] == [
        f"I kilden: {one}" for one in ("gjennomsnitt", "svar", "høyeste", "laveste")
    ]
    assert by == ["Bykommuner", "27", "5", "37", "14", "190", "5", "339", "90"]
    assert bygd[5:] == ["–", "–", "–", "–"]
    assert [one.strip("*") for one in every[5:]] == ["186", "8", "339", "46"]
    assert "De bygger på andre vekter enn våre" in text


def test_nothing_of_the_source_is_shown_where_the_survey_prints_none() -> None:
    assert (SURVEY_2009 / "reference.yaml").exists()
    assert "I kilden:" not in made_up_markdown()


def test_the_first_twenty_are_shown_and_all_in_a_fold_out() -> None:
    ranked = made_up_scores().ranking.rank
    top = table(made_up_markdown(), "De 20 første plassene")[1:]
    every = table(made_up_markdown(), f"Alle {len(ranked)} kommuner som er plassert")[1:]
    assert (len(top), len(every)) == (20, len(ranked))
    assert every[:20] == top
    assert [int(row[1]) for row in every] == list(ranked.values())
    assert f"<summary>Vis alle {len(ranked)} kommuner" in made_up_markdown()


def test_a_row_has_rank_points_rank_interval_and_what_is_unknown() -> None:
    rows = table(markdown_of(small()), "Alle 7 kommuner som er plassert")
    assert rows[0] == ["Kommune", "Plass", "Poeng", "Plass med andre vekter", "Andel ukjent"]
    assert rows[1] == ["Aas", "1", "37,0", "1", "0,0 %"]
    assert ["Haug", "5", "22,0", "5–6", "10,8 %"] in rows


def test_those_who_are_not_ranked_are_told_with_what_their_score_could_be() -> None:
    text = markdown_of(small())
    (row,) = table(text, "Ikke plassert, fordi for mye er ukjent")[1:]
    assert row == ["Kommune 07", "14,0", "14,0–37,0", "62,2 %"]
    assert "mer enn 30 % av de mulige poengene er ukjent" in text


def test_lists_that_are_too_long_for_a_page_say_where_the_rest_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(score_ranking, "MOST_LISTED", 3)
    text = markdown_of(made_up_scores())
    ranking = made_up_scores().ranking
    assert f"Hele rekken på {len(ranking.rank)} kommuner står i tabellfilen (scores.csv)." in text
    count = len(ranking.not_ranked)
    assert f"De første 3 av {count} er vist; alle står i tabellfilen (scores.csv)." in text
    assert len(table(text, "Ikke plassert, fordi for mye er ukjent")) == 1 + 3


def test_names_lead_to_pages_only_where_they_are_written() -> None:
    scored = small()
    assert "](pages/" not in markdown_of(scored)
    text = markdown_of(scored, {"01": "pages/01.html"})
    assert "[Aas](pages/01.html)" in text
    assert text.count("](pages/") == text.count("Aas](pages/01.html)")


def test_every_link_leads_to_something_on_the_page_or_to_a_page() -> None:
    inside = {link for link in made_up_page().links if link.startswith("#")}
    outside = set(made_up_page().links) - inside
    assert {link.removeprefix("#") for link in inside} - set(made_up_page().ids) == set()
    assert outside == {f"pages/{one}.html" for one in made_up_scores().scores.respondents}


def test_what_would_unseat_the_winner_is_told_with_rival_change_and_themes() -> None:
    firmness = made_up_scores().firmness
    assert firmness is not None
    closest = firmness.closest[0]
    winner = made_up_scores().material().name(firmness.winner)
    row = table(made_up_markdown(), f"Hva som skal til for at en annen kommer foran {winner}")[1]
    assert row[0] == made_up_scores().material().name(closest.rival)
    assert row[1] == made_up_scores().material().points(closest.behind)
    assert closest.variation is not None
    assert float(row[2].removesuffix(" %").replace(",", ".")) == pytest.approx(
        float(closest.variation * 100), abs=0.051
    )
    titles = made_up_scores().material().themes
    assert row[3].startswith(titles[closest.gains[0].theme])
    assert row[4].startswith(titles[closest.yields[0].theme])


def test_a_rival_that_no_change_lifts_is_told_as_that() -> None:
    text = markdown_of(small())
    row = table(text, "Hva som skal til for at en annen kommer foran Aas")[1]
    assert row[2:4] == ["ingen endring er nok", "ingen temaer"]
    assert "Ingen kan gå forbi Aas så lenge ingen av temaene får en vekt" in text


def test_who_wins_without_a_theme_is_told_where_it_is_another() -> None:
    text = markdown_of(small())
    assert "- Uten På nett: Aas og Fjell" in text
    assert "For de 2 andre temaene blir førsteplassen den samme" in text


def test_a_shared_first_place_is_told_as_shared(tmp_path: Path) -> None:
    rows = {**ROWS, "09": {**BEST, "navn": "Ås"}}
    text = markdown_of(small_scored(tmp_path, rows))
    assert "Aas og Ås deler førsteplassen med 37 av 37 mulige poeng." in text


def test_where_nobody_is_ranked_that_is_told(tmp_path: Path) -> None:
    text = markdown_of(small_scored(tmp_path, {"07": ROWS["07"], "17": ROWS["07"]}))
    assert "Ingen av kommunene har nok kjente svar til å bli plassert." in text
    assert "Hvor sikker" not in text


def test_one_alone_has_nobody_to_fear(tmp_path: Path) -> None:
    text = markdown_of(small_scored(tmp_path, {"01": NONE}))
    assert "Utfordrer" not in text


def test_names_stay_text_whatever_stands_in_them(tmp_path: Path) -> None:
    rows = {**ROWS, "09": {**BEST, "navn": HOSTILE}}
    scored = small_scored(tmp_path, rows)
    page = read_page(html_text(compose_scores(scored.material())))
    assert page.faults == []
    assert HOSTILE in page.text
    assert "<b>" not in markdown_of(scored)


def test_no_phrase_is_left_unfilled_and_figures_are_norwegian() -> None:
    assert not re.search(r"\{\w+\}", made_up_page().text)
    figures = made_up_page().text.split("Laget med ekrules")[0]
    assert re.search(r"\d,\d", figures)
    assert not re.search(r"\d\.\d", figures)


def test_phrases_are_plain_text_on_one_line_with_places_by_name() -> None:
    phrases = read_score_phrases("nb").phrases
    for phrase in phrases.values():
        assert "<" not in phrase
        assert "\n" not in phrase
        places = [place for _, place, _, _ in Formatter().parse(phrase) if place is not None]
        assert all(place.isidentifier() for place in places)
