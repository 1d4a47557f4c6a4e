"""Indicators: the figures behind a status that somebody published, each as its publisher has it.

In: measures that come from indicators, or are put together of such. Out: a table with value, unit,
period, base, source and place, and what a reader should know of each; and who publishes what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ekrules.narrative.amounts import (
    UNSAID,
    UnitName,
    number_text,
    period_text,
    published_unit,
    unit_name,
    worked_out_decimals,
)
from ekrules.narrative.measure_views import base_text, is_published
from ekrules.report.anchors import measure_anchor
from ekrules.report.counts import how_measured, leaf_names
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row, Section
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.survey.indicator_series import IndicatorSeries
from ekrules.tables.measure import Measure

SOURCES = "method.sources"
_UNKNOWN = "–"


def published_names(material: Material, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the measures that come from indicators."""
    return tuple(name for name in names if is_published(name, material.strategy))


def counted_names(material: Material, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the measures that come from the survey and from evidence."""
    return tuple(name for name in names if not is_published(name, material.strategy))


def indicator_table(material: Material, names: Sequence[str], home: str) -> DataTable:
    """Return one row for each measure: value, unit, period, base, source with its place."""
    words = material.own_words
    return DataTable(
        caption=words["indicators_caption"],
        columns=(
            Column(material.phrases["measure"]),
            Column(words["indicator_value"], is_number=True),
            Column(words["indicator_unit"]),
            Column(words["indicator_period"]),
            Column(words["indicator_base"], is_number=True),
            Column(material.phrases["source"]),
        ),
        rows=tuple(_row(material, name, home) for name in names),
        footnote=(Span(words["indicators_footnote"]),),
    )


def _row(material: Material, name: str, home: str) -> Row:
    measure = material.assessment.measures[name]
    cells: tuple[Text, ...] = (
        _label(material, name, measure),
        (Span(_value(material, measure)),),
        (Span(unit_text(material, unit_name(measure, material.assessment.measures))),),
        (Span(_period(material, measure.series)),),
        (Span(_base(material, measure.series)),),
        _source(material, measure.series),
    )
    return Row(cells, anchor=measure_anchor(home, name))


def _label(material: Material, name: str, measure: Measure) -> Text:
    definition, series = material.definition(name), measure.series
    label = Span(material.said(definition.label))
    if series is None:
        return (label, Span(" "), Span(how_measured(material, definition), weight="muted"))
    return (label, Span(" "), Span(entity_text(material, series), weight="muted"))


def entity_text(material: Material, series: IndicatorSeries) -> str:
    """Return whom an indicator is of: "Oslo (0301)"."""
    if series.entity_label is None:
        return series.entity
    entity = material.said(series.entity_label)
    return material.own_words.filled("indicator_of", entity=entity, id=series.entity)


def _value(material: Material, measure: Measure) -> str:
    """The number alone, so that a workbook has it as one; of a share with its sign."""
    if measure.value is None:
        reason = material.reason(measure.reason)
        return material.phrases.filled("unknown_because", reason=reason)
    if measure.is_share:
        return material.percent(measure)
    return _number(material, measure.value, measure)


def _number(material: Material, value: float, measure: Measure) -> str:
    """A number without its unit, a mean with as many decimals as its parts."""
    measures = material.assessment.measures
    like = [one for part in measure.parts if (one := measures[part].value) is not None]
    decimals = worked_out_decimals(value, like) if measure.parts else None
    return number_text(value, material.language, decimals)


def unit_text(material: Material, unit: UnitName) -> str:
    """Return a unit in words, as it heads a column."""
    if unit.is_percent:
        return material.own_words["unit_share"]
    if unit.many is not None:
        return material.said(unit.many)
    return material.own_words[f"unit_{unit.unit}"] if unit.unit in UNSAID else unit.unit


def _period(material: Material, series: IndicatorSeries | None) -> str:
    newest = series.newest if series else None
    if newest is None:
        return _UNKNOWN
    period = period_text(newest.period, material.language)
    if not newest.flags:
        return period
    return material.own_words.filled("indicator_flagged", period=period, flags=newest.flags)


def _base(material: Material, series: IndicatorSeries | None) -> str:
    newest = series.newest if series else None
    return base_text(newest.base if newest else None, material.language) or _UNKNOWN


def _source(material: Material, series: IndicatorSeries | None) -> Text:
    """Who published it, where to find it and on what terms; and where the value stands."""
    if series is None:
        return (Span(_UNKNOWN),)
    words = material.own_words
    licence = [words.filled("indicator_licence", licence=series.licence)] if series.licence else []
    parts = [series.publisher or words["indicator_no_publisher"], series.link or "", *licence]
    told = Span(". ".join(part for part in parts if part))
    newest = series.newest
    return (told,) if newest is None else (told, Span(" "), material.place(newest.place))


def indicator_notes(material: Material, names: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return what should be known of each indicator behind the measures."""
    noted = {}
    for name in leaf_names(material, names):
        series = material.assessment.measures[name].series
        if series is not None and series.note is not None and series.label is not None:
            noted[series.indicator] = material.own_words.text(
                "indicator_note", label=material.said(series.label), note=material.said(series.note)
            )
    return tuple(Paragraph(text, "note") for text in noted.values())


def publishers(material: Material) -> tuple[str, ...]:
    """Return who published the strategy's indicators, each once, as far as the catalogue says."""
    measures = (material.assessment.measures[name] for name in material.strategy.measures)
    named = (one.series.publisher for one in measures if one.series is not None)
    return tuple(dict.fromkeys(name for name in named if name))


def sources_section(material: Material) -> Iterable[Section]:
    """Return how many figures come from what, and who publishes the indicators; else nothing."""
    words = material.own_words
    definitions = material.strategy.measures
    measures = (material.assessment.measures[name] for name in definitions)
    known = {one.series.indicator: one.series for one in measures if one.series is not None}
    if not known:
        return
    counts = {
        "survey": sum(one.question is not None for one in definitions.values()),
        "evidence": sum(one.evidence is not None for one in definitions.values()),
        "indicators": sum(one.indicator is not None for one in definitions.values()),
    }
    places = {name: material.whole(count) for name, count in counts.items()}
    columns = ("sources_indicator", "indicator_unit", "sources_publisher", "sources_link")
    table = DataTable(
        caption=words["sources_caption"],
        columns=tuple(Column(words[name]) for name in (*columns, "sources_licence")),
        rows=tuple(_source_row(material, one) for one in known.values()),
        stacks=True,
    )
    blocks: tuple[Block, ...] = (Paragraph((Span(words.filled("sources_about", **places)),)), table)
    yield Section(SOURCES, words["sources_heading"], blocks)


def _source_row(material: Material, series: IndicatorSeries) -> Row:
    not_stated = material.own_words["sources_not_stated"]
    label = material.said(series.label) if series.label is not None else series.indicator
    cells = (
        label,
        unit_text(material, published_unit(series)),
        series.publisher or not_stated,
        series.link or not_stated,
        series.licence or not_stated,
    )
    return Row(tuple((Span(cell),) for cell in cells))
