"""What a report says: every status with its grounds, every figure with its base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ekrules.assessment.assessed import Robustness, Status
from ekrules.report.document import (
    Block,
    Column,
    DataTable,
    Disclosure,
    Document,
    Entry,
    Notice,
    Quadrants,
    Row,
    Section,
)
from ekrules.report.four_fields import FourFields
from ekrules.report.html import html_text
from ekrules.report.markdown import markdown_text
from ekrules.report.phrases import read_report_phrases
from ekrules.report.settings import ReportParts, ReportSettings
from ekrules.report.spans import Span
from ekrules.report.status_blocks import StatusOverview
from ekrules.yaml_reader.wording import Wording
from tests.report.builders import world
from tests.report.pages import read_page


@cache
def document() -> Document:
    return world().document()


def blocks_in(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section | Disclosure | Notice | Entry):
            yield from blocks_in(block.blocks)
        if isinstance(block, Quadrants):
            for quadrant in block.quadrants:
                yield from blocks_in(quadrant.entries)


def section(anchor: str, of: Document | None = None) -> Section:
    sections = (of or document()).sections
    found = [one for one in blocks_in(sections) if isinstance(one, Section)]
    return next(one for one in found if one.anchor == anchor)


@cache
def without_tables() -> Document:
    """The report without its questions: what they were answered stands with what rests on it."""
    return world().document(settings=ReportSettings(parts=ReportParts(tables=False)))


def tables(anchor: str, of: Document | None = None) -> dict[str, DataTable]:
    blocks = blocks_in(section(anchor, of).blocks)
    return {one.caption: one for one in blocks if isinstance(one, DataTable)}


def shown(row: Row) -> list[str]:
    return ["".join(span.text for span in cell) for cell in row.cells]


def text_of(anchor: str, of: Document | None = None) -> str:
    one = section(anchor, of)
    whole = of or document()
    return read_page(html_text(replace(whole, sections=(one,)))).text


def test_sections_come_in_reading_order() -> None:
    assert [one.anchor for one in document().sections] == [
        "overall",
        "overview",
        "figures",
        "swot",
        "introduction",
        "method",
        "tables",
        "scores",
        "themes",
        "judgement",
        "rules",
        "overrides",
        "not_assessed",
        "comparison",
        "notes",
        "claims",
        "provenance",
    ]


def test_without_provenance_scores_and_published_statuses_their_sections_are_left_out() -> None:
    bare = world()
    bare = replace(bare, survey=replace(bare.survey, reference=None, frame=None, notes=()))
    anchors = [one.anchor for one in bare.document(provenance=None).sections]
    assert not {"scores", "notes", "provenance"} & set(anchors)


def test_a_status_names_the_row_that_decided_and_where_it_stands() -> None:
    text = text_of("goal.alfa-1")
    assert "rad final-year-moving i tabell attainment-by-deadline" in text
    assert "rules/demo/status.yaml:14" in text
    assert "«for få er i mål»" in text


def test_a_routed_measure_is_counted_among_those_who_were_asked() -> None:
    rows = [shown(row) for row in tables("goal.alfa-1")["Tallene bak"].rows]
    brev = next(row for row in rows if row[0].startswith("Brev"))
    # 7 of 10 were asked; 2 of those 7, never 2 of 10.
    assert brev[1:4] == ["28,6\u00a0%", "2 av 7", "kommunene på nett"]
    assert brev[6] == "kap. 3.1, spm. 2"


def test_a_joint_measure_is_counted_among_all() -> None:
    rows = [shown(row) for row in tables("goal.alfa-1")["Tallene bak"].rows]
    begge = next(row for row in rows if row[0].startswith("Begge"))
    assert begge[1:4] == ["20,0\u00a0%", "2 av 10", "alle som deltok"]
    assert "På nett; Brev" in begge[0]


def test_a_figure_from_outside_names_its_publisher() -> None:
    rows = [shown(row) for row in tables("goal.alfa-1")["Tallene bak"].rows]
    offices = next(row for row in rows if row[0].startswith("Kontorer"))
    assert offices[2] == "3 av 4"
    assert offices[6] == "NAV, 31. desember 2008 (gjengitt i kap. 5.4)"


def test_a_tally_keeps_the_three_kinds_of_missing_apart() -> None:
    table = tables("goal.alfa-1", without_tables())["Spørsmål 2: Nett (kapittel 3.1)"]
    assert [shown(row)[:2] for row in table.rows] == [
        ["Nei", "3"],
        ["Ja", "2"],
        ["Vet ikke", "1"],
        ["Fikk spørsmålet, svarte ikke", "1"],
        ["Fikk spørsmålet", "7"],
        ["Fikk ikke spørsmålet", "3"],
        ["Alle", "10"],
    ]


def test_a_goal_leads_to_its_questions_where_they_stand_in_the_report() -> None:
    captions = tables("goal.alfa-1")
    assert not [one for one in captions if one.startswith("Spørsmål")]
    page = read_page(html_text(document()))
    assert "#question.nett" in page.links


def test_a_grid_shows_the_items_that_are_used() -> None:
    table = tables("goal.beta-1", without_tables())["Spørsmål 3: Nett (kapittel 3.1)"]
    assert [shown(row) for row in table.rows] == [
        ["Skole", "4", "6", "0", "0", "10", "0"],
        ["H", "7", "2", "0", "1", "10", "0"],
    ]


def test_answers_that_overlap_are_said_to() -> None:
    table = tables("theme.alfa", without_tables())["Spørsmål 4: Former (kapittel 3.1)"]
    assert "kan ikke legges sammen" in table.footnote[0].text


def test_the_distance_to_the_next_status_is_in_points_and_in_respondents() -> None:
    assert "grønn fra 90,0\u00a0%: 56,7 prosentpoeng til, det vil si 4 flere av 7" in text_of(
        "goal.alfa-1"
    )


def test_statuses_that_the_uncertainty_allows_are_named() -> None:
    text = text_of("goal.alfa-1", of=world().with_goal("alfa-1", override=None).document())
    assert "Statusen kunne ha vært gul eller rød" in text
    assert "Statusen kunne ha vært grønn eller rød" in text
    assert text_of("goal.beta-1").count("Samme status over hele spennet") == 2


def test_an_override_shows_both_statuses_and_who_stands_behind_it() -> None:
    for anchor in ("goal.alfa-1", "overall"):
        text = text_of(anchor)
        assert "gul, satt av Kari 1. april 2009. Begrunnelse: Nye tall." in text
        assert "Reglene ga rød." in text


def test_an_overridden_goal_is_said_to_be_in_the_overview() -> None:
    overview = section("overview")
    (table,) = [one for one in blocks_in(overview.blocks) if isinstance(one, StatusOverview)]
    hints = {span.to: span.hint for row in table.rows for _, span in row.goals}
    assert hints["goal.alfa-1"] == "Målet alfa-1 (overprøvd)"
    assert hints["goal.beta-1"] == "Målet beta-1"


def test_how_firm_an_overridden_goal_is_is_said_of_the_rules_and_not_of_its_status() -> None:
    text = text_of("goal.alfa-1")
    assert "Reglene kunne ha gitt gul eller rød" in text
    assert "Statusen kunne ha vært" not in text
    firm = Robustness((Status.RED,), (Status.RED,))
    changed = world().with_goal("alfa-1", robust=firm).document()
    assert "Reglene gir rød over hele spennet" in text_of("goal.alfa-1", of=changed)


def test_an_overridden_goal_has_no_way_to_the_next_status_and_says_why() -> None:
    changed = world().with_goal("alfa-1", to_next=None, status=Status.RED).document()
    text = text_of("goal.alfa-1", of=changed)
    assert "En person har satt statusen, så avstanden regnes ikke ut." in text
    assert "Ingen andel gir bedre status" not in text


def test_the_grounds_of_theme_and_whole_say_that_an_overridden_goal_counts_in_them() -> None:
    counts = "Mål 1.1 teller som gul, satt av Kari. Reglene ga rød."
    for anchor in ("theme.alfa", "overall"):
        assert counts in text_of(anchor)
    assert "teller som" not in text_of("theme.beta")


def test_what_the_source_says_is_marked_with_how_surely_it_was_read() -> None:
    text = text_of("goal.alfa-1")
    assert "Ingen farge er publisert. Vi leser teksten som rød. Tviler." in text
    assert "Ingen status (teksten tar ikke stilling). Ingenting sagt." in text_of("goal.beta-1")


def test_notes_on_the_source_are_in_the_language_of_the_report() -> None:
    assert "lang=" not in html_text(document()).partition("<body")[2]
    for said in ("Sier 19 %", "23,8 %", "Feil grunnlag."):
        assert said in text_of("notes")


def test_agreement_with_the_source_is_told_to_be_by_construction() -> None:
    assert "er ingen prøve på dem" in text_of("comparison")


def test_a_derived_goal_is_marked_where_it_stands_and_in_the_overview() -> None:
    assert "avledet i dette prosjektet" in text_of("goal.beta-1")
    assert "avledet i dette prosjektet" not in text_of("goal.alfa-1")
    assert "1 av de 3 målene står ikke i kilden" in text_of("overview")


def test_a_goal_that_is_not_assessed_is_grey_with_its_reason() -> None:
    text = text_of("goal.alfa-2")
    assert section("goal.alfa-2").status == Span("grå", status=Status.GREY)
    assert "Ingen rad avgjorde: undersøkelsen spør ikke om dette" in text
    assert "ukjent (undersøkelsen spør ikke om dette)" in text
    assert "ingen frist" in text


def test_a_figure_in_a_sentence_leads_to_its_counts_under_the_same_goal() -> None:
    text = html_text(document())
    assert '<a href="#goal.alfa-1.measure.brev">33,3\u00a0%</a>' in text
    assert '<tr id="goal.alfa-1.measure.brev">' in text


def test_a_figure_is_one_link_and_its_neighbours_say_what_they_belong_to() -> None:
    text = html_text(document())
    assert '<span class="figure" title="Brev">2 av 6 spurte</span>' in text


def test_a_figure_no_goal_rests_on_leads_to_its_theme() -> None:
    text = html_text(document())
    assert '<a href="#theme.alfa.measure.former">' in text
    assert '<tr id="theme.alfa.measure.former">' in text


def test_a_finding_shows_its_grounds() -> None:
    text = text_of("swot")
    assert "Former: 50,0\u00a0% (5 av 10 spurte)" in text
    assert "Mål 1.1 (Målet alfa-1) er gul" in text
    assert "Temaet Beta er grønn" in text
    assert "Hviler på funnet: Et funn" in text


def test_a_signed_finding_says_who_when_and_that_no_figure_carries_it() -> None:
    assert (
        "Vurdert av Prosjektet 1. april 2009: Ingen har spurt om dette. "
        "Ingen tall i undersøkelsen bærer funnet."
    ) in text_of("swot")


def test_a_finding_that_does_not_hold_stands_apart() -> None:
    quadrants = next(one for one in blocks_in(section("swot").blocks) if isinstance(one, Quadrants))
    by_kind = {one.kind: [entry.anchor for entry in one.entries] for one in quadrants.quadrants}
    assert by_kind["weakness"] == []
    assert by_kind["strength"] == ["finding.styrke"]
    assert "Funn som tallene ikke bærer" in text_of("swot")


def test_the_findings_stand_at_a_glance_before_their_grounds() -> None:
    glance = next(one for one in section("swot").blocks if isinstance(one, FourFields))
    shown_lines = {one.kind: [line.to for line in one.lines] for one in glance.fields}
    assert shown_lines == {
        "strength": ["finding.styrke"],
        "weakness": [],
        "opportunity": [],
        "threat": ["finding.signert"],
    }
    assert section("swot").blocks[-1] == section("swot.grounds")


def test_a_share_is_written_the_same_wherever_it_stands() -> None:
    one = world()
    thirds = replace(one.assessment.measures["former"], numerator=2, denominator=3, value=2 / 3)
    measures = {**one.assessment.measures, "former": thirds}
    text = html_text(replace(one, assessment=replace(one.assessment, measures=measures)).document())
    assert "66,7\u00a0% (" not in text  # the percent is a link
    assert ">66,7\u00a0%</a> (2 av 3 spurte)" in text
    assert '<td class="number">66,7\u00a0%</td>' in text


def test_response_tables_print_the_source_as_it_is() -> None:
    table = tables("method")["Svar etter kommunetype"]
    assert [column.title for column in table.columns] == [
        "Kommunetype",
        "Svar",
        "Andel av svarene",
    ]
    assert table.columns[1] == Column("Svar", is_number=True)
    captions = [one for one in blocks_in(section("method").blocks) if isinstance(one, DataTable)]
    assert shown(captions[0].rows[0]) == ["A", "10", "100,0\u00a0%", "20", "50\u00a0%"]


def test_provenance_lists_the_files_with_their_hashes() -> None:
    text = text_of("provenance")
    assert "ab" * 32 in text
    assert "ekrules 0.1.0 og motoren rete" in text


def test_no_phrase_is_left_unfilled() -> None:
    for text in (html_text(document()), markdown_text(document())):
        assert "{" not in read_page(text).text


def test_every_phrase_is_plain_text_without_markup() -> None:
    phrases = read_report_phrases("nb").phrases
    assert all("<" not in phrase and "\n" not in phrase for phrase in phrases.values())


def test_a_goal_can_change_without_another_changing() -> None:
    changed = world().with_goal("beta-1", status=Status.RED).document()
    assert text_of("goal.alfa-1", changed) == text_of("goal.alfa-1")
    assert text_of("goal.beta-1", changed) != text_of("goal.beta-1")


def test_what_others_counted_has_no_interval_but_their_note() -> None:
    one = world()
    measures = {**one.assessment.measures, "svakest": one.assessment.measures["kontorer"]}
    measures["svakest"] = replace(measures["svakest"], id="kontorer")
    one = replace(one, assessment=replace(one.assessment, measures=measures))
    text = text_of("goal.alfa-1", one.with_goal("alfa-1", robust=None).document())
    assert "Tallet er talt av andre, ikke i undersøkelsen, og har intet intervall her" in text
    assert "75,0\u00a0%. Tallet er talt av andre og har intet intervall her." in text
    assert "kontorer som er åpnet: Talt for hånd." in text
    rows = [shown(row) for row in tables("goal.alfa-1")["Tallene bak"].rows]
    offices = next(row for row in rows if row[0].startswith("Kontorer"))
    assert offices[4:6] == ["intet, talt av andre", "–"]


def test_a_date_that_is_only_told_roughly_is_told_as_it_is() -> None:
    one = world()
    offices = one.survey.evidence["kontorer"]
    told = offices.model_copy(
        update={"when": Wording(nb="opplyst våren 2009"), "of": Wording(nb="alle kontorer")}
    )
    one = replace(one, survey=replace(one.survey, evidence={"kontorer": told}))
    text = text_of("goal.alfa-1", one.document())
    assert "NAV, opplyst våren 2009 (gjengitt i kap. 5.4)" in text
    assert "alle kontorer" in text


def test_goals_are_counted_by_what_they_are_judged_by() -> None:
    text = text_of("figures")
    assert "2 mål er vurdert mot undersøkelsen 1 kan ikke vurderes." in " ".join(text.split())
    assert "Av alle 3 er 2 fra strategien og 1 avledet i dette prosjektet" in text
    one = world()
    alfa, beta = one.strategy.themes
    first, second = alfa.goals
    goals = (first, second.model_copy(update={"attainment": "kontorer"}))
    themes = (alfa.model_copy(update={"goals": goals}), beta)
    text = text_of(
        "figures", replace(one, strategy=replace(one.strategy, themes=themes)).document()
    )
    assert "1 til er vurdert mot tall fra andre" in text
    assert "kan ikke vurderes" not in text


def test_firmness_counts_only_goals_that_have_an_interval() -> None:
    assert "1 av 2" in text_of("figures")


def test_where_a_goal_comes_from_says_whose_words_and_whose_deadline() -> None:
    assert "fra strategien (kapittel 5.1), med våre ord" in text_of("goal.alfa-1")
    assert "fristen er satt" not in text_of("goal.beta-1")
    one = world()
    alfa, beta = one.strategy.themes
    late = beta.goals[0].model_copy(update={"deadline": one.strategy.description.horizon})
    themes = (alfa, beta.model_copy(update={"goals": (late,)}))
    changed = replace(one, strategy=replace(one.strategy, themes=themes)).document()
    assert "fristen er satt til strategiens sluttdato" in text_of("goal.beta-1", changed)


def test_the_masthead_says_who_assessed() -> None:
    assert "prosjektet ekrules" in [fact.text[0].text for fact in document().facts.facts]


def test_what_the_interval_is_stands_once() -> None:
    text = html_text(document())
    assert text.count("tar hensyn til hvor stor del av dem") == 1
    assert text.count('href="#uncertainty"') == sum(
        "Tallene bak" in one.caption
        for one in blocks_in(document().sections)
        if isinstance(one, DataTable)
    )


def test_notes_that_are_furthest_out_come_first() -> None:
    one = world()
    note = one.survey.notes[0]
    notes = tuple(
        note.model_copy(
            update={
                "says": Wording(nb=name),
                "printed_percent": printed,
                "computed_percent": 20,
            }
        )
        for name, printed in (("uten", None), ("litt", 21), ("mest", 10))
    )
    changed = replace(one, survey=replace(one.survey, notes=notes)).document()
    (table,) = section("notes", changed).blocks
    assert isinstance(table, DataTable)
    assert [shown(row)[1] for row in table.rows] == ["mest", "litt", "uten"]
