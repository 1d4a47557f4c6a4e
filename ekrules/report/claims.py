"""Claims: the percents of the source's prose that its own tables do not bear out.

In: the survey's claims, held against the counts (facts.claims). Out: how many follow from the base
that the words name, each that does not with the right figure, and each that no table can check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.facts.claims import NEAR, NEXT_TEN, CheckedClaim, ClaimFigure, check_each
from ekrules.narrative.runs import upper_first
from ekrules.report.anchors import CLAIMS, note_anchor
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.survey.claims import Claim
from ekrules.tables.bases import Base


def claims_section(material: Material) -> Iterable[Section]:
    """Return how the percents of the source's prose hold; nothing where the survey lists none."""
    survey, phrases = material.survey, material.phrases
    if not survey.claims:
        return
    claims = check_each(survey.claims, material.tallies, survey.evidence)
    checked = [one for one in claims if one.figure is not None]
    wrong = [one for one in checked if not one.follows]
    places = {
        "total": material.whole(len(claims)),
        "checked": material.whole(len(checked)),
        "follow": material.whole(len(checked) - len(wrong)),
        "wrong": material.whole(len(wrong)),
        "of_all": material.whole(sum(one.is_share_of_all for one in wrong)),
        "near": material.whole(NEAR),
        "next_ten": material.whole(NEXT_TEN),
    }
    blocks: list[Block] = [
        Paragraph((Span(phrases.filled(name, **places)),))
        for name in ("claims_about", "claims_rule")
    ]
    unchecked = [one for one in claims if one.figure is None]
    blocks += [_wrong_table(material, wrong)] if wrong else []
    blocks += [_unchecked_table(material, unchecked)] if unchecked else []
    yield Section(CLAIMS, phrases.filled("claims_heading", **places), tuple(blocks))


def _wrong_table(material: Material, claims: Sequence[CheckedClaim]) -> DataTable:
    names = ("note_section", "claim_says", "claim_of", "claim_states", "claim_gives", "claim_base")
    return DataTable(
        caption=material.phrases["claims_wrong_caption"],
        columns=tuple(Column(material.phrases[name]) for name in names),
        rows=tuple(_wrong_row(material, one) for one in claims),
        stacks=True,
    )


def _wrong_row(material: Material, checked: CheckedClaim) -> Row:
    claim, figure, phrases = checked.claim, checked.figure, material.phrases
    assert figure is not None
    instead = "; ".join(
        f"{_base(material, claim, one.base)}: {_figure(material, one)}"
        for one in checked.instead
        if one.base is not None
    )
    return Row(
        (
            (Span(claim.section),),
            _says(material, claim),
            (Span(upper_first(_share_of(material, claim))),),
            (Span(_stated(material, claim)),),
            (Span(_figure(material, figure)),),
            (Span(upper_first(instead) or phrases["claim_no_base"]),),
        )
    )


def _unchecked_table(material: Material, claims: Sequence[CheckedClaim]) -> DataTable:
    names = ("note_section", "claim_says", "claim_of", "claim_states", "claim_unchecked")
    return DataTable(
        caption=material.phrases["claims_unchecked_caption"],
        columns=tuple(Column(material.phrases[name]) for name in names),
        rows=tuple(_unchecked_row(material, one) for one in claims),
        stacks=True,
    )


def _unchecked_row(material: Material, checked: CheckedClaim) -> Row:
    claim = checked.claim
    why = claim.not_in_tables
    because = material.reason(checked.reason) if why is None else material.said(why)
    return Row(
        (
            (Span(claim.section),),
            _says(material, claim),
            (Span(upper_first(_share_of(material, claim))),),
            (Span(_stated(material, claim)),),
            (Span(upper_first(because)),),
        )
    )


def _says(material: Material, claim: Claim) -> Text:
    says = Span(material.said(claim.says))
    if claim.note is None:
        return (says,)
    return (says, Span(" "), Span(material.phrases["claim_note"], to=note_anchor(claim.note)))


def _stated(material: Material, claim: Claim) -> str:
    """The percent as stated: "2,2 %", "om lag 21 %", "over 80 %"."""
    percent = material.printed_percent(claim.percent)
    if not claim.about:
        return percent
    return material.phrases.filled(f"claim_{claim.side or 'about'}", percent=percent)


def _share_of(material: Material, claim: Claim) -> str:
    if not isinstance(claim.share_of, str):
        return material.said(claim.share_of)
    return _base(material, claim, claim.share_of)


def _base(material: Material, claim: Claim, base: Base) -> str:
    """Who counts in the base, in words; those asked as the codebook has them."""
    asked_of = material.survey.questions[claim.question].asked_of if claim.question else None
    if base == "asked" and asked_of is not None:
        return material.said(asked_of)
    return material.phrases[f"base_{base}"]


def _figure(material: Material, figure: ClaimFigure) -> str:
    """The share in percent with its counts: "23,8 % (48 av 202)"."""
    percent = material.share(figure.share)
    if figure.numerator is None or not figure.denominator:
        return percent
    fraction = material.phrases.filled(
        "fraction",
        numerator=material.whole(figure.numerator),
        denominator=material.whole(figure.denominator),
    )
    return f"{percent} ({fraction})"
