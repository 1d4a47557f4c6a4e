"""Reference section: mean, number, highest and lowest score by type, size, county and region.

In: score material. Out: one section with a table for each breakdown, beside the source's own
figures where the survey has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ekrules.narrative.runs import lower_first
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.spans import Span
from ekrules.survey.frame import ScoreSummary
from ekrules.tables.reference import SegmentScores, printed

NONE = "–"
Printed = Mapping[str, ScoreSummary]


def reference_section(material: ScoreMaterial) -> Section:
    """Return the reference table."""
    phrases, about = material.phrases, material.survey.description
    text = phrases.filled(
        "reference_about", smallest=material.whole(about.smallest_base), **material.unit
    )
    blocks: list[Block] = [Paragraph((Span(text),))]
    if material.survey.reference is not None:
        section = material.survey.reference.section
        name = "reference_same_weights" if material.weights.published else "reference_printed"
        beside = phrases.filled(name, section=section)
        blocks.append(Paragraph((Span(beside),)))
    blocks += [
        _table(material, breakdown, rows)
        for breakdown, rows in material.reference.breakdowns.items()
    ]
    if not material.reference.breakdowns:
        blocks.append(_whole(material))
    return Section("reference", phrases["reference_heading"], tuple(blocks))


def _table(material: ScoreMaterial, breakdown: str, rows: tuple[SegmentScores, ...]) -> DataTable:
    label = material.said(material.survey.breakdown(breakdown).label)
    beside = _printed_of(material, breakdown)
    total = _printed_total(material) if beside else None
    return DataTable(
        caption=material.phrases.filled("reference_caption", breakdown=lower_first(label)),
        columns=tuple(_columns(material, label, with_printed=bool(beside))),
        rows=(
            *(
                _row(
                    material,
                    material.segment(breakdown, one.segment),
                    one,
                    beside.get(one.segment),
                    with_printed=bool(beside),
                )
                for one in rows
            ),
            _row(
                material,
                material.phrases["all"],
                material.reference.total,
                total,
                with_printed=bool(beside),
                is_total=True,
            ),
        ),
        footnote=_without_segment(material, breakdown),
    )


def _whole(material: ScoreMaterial) -> DataTable:
    phrases, total = material.phrases, _printed_total(material)
    there = total is not None
    row = _row(material, phrases["all"], material.reference.total, total, with_printed=there)
    columns = tuple(_columns(material, "", with_printed=there))
    return DataTable(phrases["reference_whole_caption"], columns, (row,))


def _columns(material: ScoreMaterial, label: str, *, with_printed: bool) -> Iterable[Column]:
    phrases = material.phrases
    names = ("mean", "answers", "highest", "lowest")
    yield Column(label)
    for name in names:
        yield Column(phrases[name], is_number=True)
    for name in names if with_printed else ():
        yield Column(phrases.filled("in_source", what=phrases[name].lower()), is_number=True)


def _row(
    material: ScoreMaterial,
    label: str,
    one: SegmentScores,
    beside: ScoreSummary | None,
    *,
    with_printed: bool,
    is_total: bool = False,
) -> Row:
    texts = [label, *_figures(material, one)]
    if with_printed:
        texts += _summary(material, beside)
    return Row(tuple((Span(text),) for text in texts), is_total=is_total)


def _figures(material: ScoreMaterial, one: SegmentScores) -> list[str]:
    shown = printed(one)
    if shown is not None:
        return _summary(material, shown)
    why = material.phrases[f"hidden_{one.hidden}"]
    return [why, material.whole(one.respondents), NONE, NONE]


def _summary(material: ScoreMaterial, one: ScoreSummary | None) -> list[str]:
    if one is None:
        return [NONE] * 4
    numbers = (one.mean, one.respondents, one.highest, one.lowest)
    return [material.whole(number) for number in numbers]


def _printed_of(material: ScoreMaterial, breakdown: str) -> Printed:
    """Return segment -> the source's figures; nothing where it prints none."""
    reference = material.survey.reference
    found = [one for one in reference.breakdowns if one.id == breakdown] if reference else []
    return {part.id: part for one in found for part in one.segments}


def _printed_total(material: ScoreMaterial) -> ScoreSummary | None:
    return material.survey.reference.total if material.survey.reference else None


def _without_segment(material: ScoreMaterial, breakdown: str) -> tuple[Span, ...]:
    count = material.reference.no_segment[breakdown]
    if not count:
        return ()
    name = "no_segment_one" if count == 1 else "no_segment_many"
    return (Span(material.phrases.filled(name, count=material.whole(count), **material.unit)),)
