"""What the report says of the percents in the source's prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ekrules.report.claims import claims_section
from ekrules.report.document import DataTable, Document, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.spans import plain_text
from ekrules.survey.claims import Claim
from ekrules.yaml_reader.wording import LANGUAGES
from tests.report.builders import World, world
from tests.report.sample_survey import spiced


def section(of: Document | None = None) -> Section:
    document = of or world().document()
    return next(one for one in document.sections if one.anchor == "claims")


def tables(of: Section) -> Iterator[DataTable]:
    return (one for one in of.blocks if isinstance(one, DataTable))


def shown(row: Row) -> list[str]:
    return [plain_text(cell) for cell in row.cells]


def with_claims(*claims: Claim) -> World:
    one = world()
    return replace(one, survey=replace(one.survey, claims=claims))


def claim(percent: float, **more: object) -> Claim:
    given = {"share_of": "all", "question": "nett", "counts": ("ja",), **more}
    held = {name: one for name, one in given.items() if one is not None}
    about = {"id": "en", "section": "5.1", "says": spiced("Er på nett", ""), "percent": percent}
    return Claim.model_validate({**about, **held})


def only_section(*claims: Claim) -> Section:
    return section_of(with_claims(*claims))


def section_of(one: World) -> Section:
    material = Material(one.assessment, one.narrative, one.strategy, one.survey)
    [found] = claims_section(material)
    return found


def test_the_heading_counts_those_that_do_not_follow_among_those_that_can_be_tried() -> None:
    assert section().title == "Vedlegg – prosentene i kildens tekst (1 av 2 følger ikke)"


def test_the_lead_counts_claims_those_that_follow_and_shares_of_all() -> None:
    [lead, rule] = [one for one in section().blocks if isinstance(one, Paragraph)]
    assert "oppgir 3 prosenttall. 2 av dem" in plain_text(lead.text)
    assert "1 følger av" in plain_text(lead.text)
    assert "I 1 av disse er det trykt en andel av alle" in plain_text(lead.text)
    assert "godtas 1 prosentpoeng" in plain_text(rule.text)
    assert "mindre enn 10 prosentpoeng" in plain_text(rule.text)


def test_a_claim_that_does_not_follow_stands_with_the_right_figure_and_the_base_that_gives_it() -> (
    None
):
    wrong, _ = tables(section())
    assert [shown(row) for row in wrong.rows] == [
        [
            "5.1",
            "Sender brev (merknad)",
            "De på nett",
            "om lag 20\u00a0%",
            "28,6\u00a0% (2 av 7)",
            "Alle som deltok: 20,0\u00a0% (2 av 10)",
        ]
    ]


def test_a_claim_leads_to_the_note_that_says_more() -> None:
    document = world().document()
    wrong, _ = tables(section(document))
    [link] = [span for span in wrong.rows[0].cells[1] if span.to]
    [notes] = [one for one in document.sections if one.anchor == "notes"]
    [table] = [one for one in notes.blocks if isinstance(one, DataTable)]
    assert link.to in [row.anchor for row in table.rows]


def test_a_claim_that_no_table_can_check_stands_apart_with_its_reason() -> None:
    _, unchecked = tables(section())
    assert [shown(row) for row in unchecked.rows] == [
        ["5.1", "Har begge deler", "Alle som deltok", "over 60\u00a0%", "Det er ikke trykt"]
    ]


def test_a_percent_keeps_the_decimals_it_is_stated_with() -> None:
    [wrong] = tables(only_section(claim(71), claim(71.0, id="to")))
    assert [shown(row)[3] for row in wrong.rows] == ["71\u00a0%", "71,0\u00a0%"]


def test_a_percent_that_no_base_gives_says_none() -> None:
    [wrong] = tables(only_section(claim(99)))
    assert shown(wrong.rows[0])[5] == "Ingen"


def test_those_asked_are_named_as_the_codebook_has_them() -> None:
    as_all = claim(29, question="brev", share_of="all")
    [wrong] = tables(only_section(as_all))
    assert shown(wrong.rows[0])[5] == "Kommunene på nett: 28,6\u00a0% (2 av 7)"
    as_asked = claim(20, question="brev", share_of="asked")
    [wrong] = tables(only_section(as_asked))
    assert shown(wrong.rows[0])[2] == "Kommunene på nett"


def test_claims_that_all_follow_leave_no_table() -> None:
    found = only_section(claim(70))
    assert found.title.endswith("(0 av 1 følger ikke)")
    assert list(tables(found)) == []


def test_a_survey_without_claims_has_no_such_section() -> None:
    assert "claims" not in [one.anchor for one in with_claims().document().sections]


def test_a_claim_on_evidence_is_held_against_it() -> None:
    of_offices = claim(
        70, question=None, counts=None, evidence="kontorer", share_of=spiced("alle kontorer", "")
    )
    [wrong] = tables(only_section(of_offices))
    assert shown(wrong.rows[0])[2:] == [
        "Alle kontorer",
        "70\u00a0%",
        "75,0\u00a0% (3 av 4)",
        "Ingen",
    ]


def test_every_language_has_its_words_for_a_hedge() -> None:
    said = {}
    for language in LANGUAGES:
        one = world()
        narrative = replace(one.narrative, language=language)
        wrong, unchecked = tables(section_of(replace(one, narrative=narrative)))
        said[language] = (shown(wrong.rows[0])[3], shown(unchecked.rows[0])[3])
    assert said == {
        "nb": ("om lag 20\u00a0%", "over 60\u00a0%"),
        "nn": ("om lag 20\u00a0%", "over 60\u00a0%"),
        "en": ("about 20%", "over 60%"),
    }
