"""Counts: the figures behind a status as tables, each measure with its base and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ekrules.goals.strategy import MeasureDefinition
from ekrules.narrative.amounts import period_text
from ekrules.report.anchors import UNCERTAINTY, measure_anchor
from ekrules.report.document import Column, DataTable, Paragraph, Row
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.tables.measure import Measure


def measure_table(material: Material, names: Sequence[str], home: str) -> DataTable:
    """Return one row for each measure: share, counts, base in words, interval, bounds, source."""
    phrases = material.phrases
    return DataTable(
        caption=phrases["measures_caption"],
        columns=(
            Column(phrases["measure"]),
            Column(phrases["share"], is_number=True),
            Column(phrases["counts"], is_number=True),
            Column(phrases["base"]),
            Column(phrases["interval"], is_number=True),
            Column(phrases["bounds"], is_number=True),
            Column(phrases["source"]),
        ),
        rows=tuple(_measure_row(material, name, home) for name in names),
        footnote=(Span(phrases["measures_footnote"], to=UNCERTAINTY),),
    )


def _measure_row(material: Material, name: str, home: str) -> Row:
    measure, definition = material.assessment.measures[name], material.definition(name)
    label = (
        Span(material.said(definition.label)),
        Span(" "),
        Span(how_measured(material, definition), weight="muted"),
    )
    if measure.value is None:
        reason = material.reason(measure.reason)
        figures = [material.phrases.filled("unknown_because", reason=reason), "–"]
    else:
        figures = [material.percent(measure), fraction_text(material, measure)]
    counted = is_counted(material, measure)
    cells: list[Text] = [label, *((Span(text),) for text in figures)]
    cells += [
        (Span(base_text(material, name)),),
        (Span(interval_text(material, measure)),),
        (Span("–" if counted else material.span_of_shares(measure.lowest, measure.highest)),),
        (Span(source_text(material, name)),),
    ]
    return Row(tuple(cells), anchor=measure_anchor(home, name))


def is_counted(material: Material, measure: Measure) -> bool:
    """Whether someone else counted the share in full, so that it is without an interval."""
    if measure.value is None or measure.low is not None:
        return False
    leaves = leaf_definitions(material, [measure.id])
    return any(leaf.evidence or leaf.indicator for leaf in leaves)


def interval_text(material: Material, measure: Measure) -> str:
    """Return the interval of a share, or that others counted it and it has none here."""
    if is_counted(material, measure):
        return material.phrases["no_interval_short"]
    return material.span_of_shares(measure.low, measure.high)


def fraction_text(material: Material, measure: Measure) -> str:
    """Return a measure's counts as "161 av 249"; a dash where it has none."""
    if measure.numerator is None or measure.denominator is None:
        return "–"
    return material.phrases.filled(
        "fraction",
        numerator=material.whole(measure.numerator),
        denominator=material.whole(measure.denominator),
    )


def how_measured(material: Material, definition: MeasureDefinition) -> str:
    """Which answers count, or how the measure is put together of others."""
    phrases = material.phrases
    if definition.combination is not None:
        parts = [material.said(material.definition(part).label) for part in definition.parts]
        return phrases.filled(f"how_{definition.combination}", parts="; ".join(parts))
    if definition.evidence is not None:
        return phrases["how_evidence"]
    if definition.indicator is not None:
        return material.own_words.filled("how_indicator", indicator=definition.indicator)
    question = material.survey.questions[definition.question or ""]
    labels = {one.id: one.label for one in material.survey.options_of(question)}
    answers = [material.said(labels[answer]) for answer in definition.counts]
    quoted = [phrases.filled("quoted", text=answer) for answer in answers]
    name = "how_one_answer" if len(quoted) == 1 else "how_answers"
    return phrases.filled(name, answers=", ".join(quoted))


def base_text(material: Material, name: str) -> str:
    """Return in words who the share is a share of."""
    definition, phrases = material.definition(name), material.phrases
    measure = material.assessment.measures[name]
    if definition.evidence is not None:
        evidence = material.survey.evidence[definition.evidence]
        return material.said(evidence.of or evidence.label)
    if definition.indicator is not None:
        return material.said(definition.of) if definition.of else "–"
    if definition.combination == "mean_of":
        return phrases["base_mean"]
    if definition.combination == "joint_of":
        return base_text(material, definition.parts[0])
    if definition.combination is not None:
        chosen = _chosen_part(material, measure)
        return base_text(material, chosen) if chosen else phrases["unknown"]
    question = material.survey.questions[definition.question or ""]
    if question.asked_of is None:
        return phrases[f"base_{definition.base}"]
    asked_of = material.said(question.asked_of)
    return phrases.filled(f"base_routed_{definition.base}", asked_of=asked_of)


def _chosen_part(material: Material, measure: Measure) -> str | None:
    """The part that a lowest or highest took its counts from."""
    for part in measure.parts:
        one = material.assessment.measures[part]
        if (one.value, one.numerator, one.denominator) == (
            measure.value,
            measure.numerator,
            measure.denominator,
        ):
            return part
    return None


def leaf_definitions(material: Material, names: Iterable[str]) -> Iterator[MeasureDefinition]:
    """Yield what the measures are made of in the end: questions, outside evidence, indicators."""
    for name in leaf_names(material, names):
        yield material.definition(name)


def leaf_names(material: Material, names: Iterable[str]) -> Iterator[str]:
    """Yield the measures that these are made of in the end."""
    for name in names:
        definition = material.definition(name)
        if definition.combination is None:
            yield name
        else:
            yield from leaf_names(material, definition.parts)


def published_by(material: Material, name: str) -> str:
    """Return who published an indicator's value, and when it is of."""
    series, words = material.assessment.measures[name].series, material.own_words
    publisher = (series.publisher if series else None) or words["indicator_no_publisher"]
    newest = series.newest if series else None
    if newest is None:
        return publisher
    period = period_text(newest.period, material.language)
    return words.filled("source_indicator", publisher=publisher, period=period)


def questions_behind(material: Material, names: Iterable[str]) -> dict[str, list[str | None]]:
    """Return question id -> the grid items used, for the measures and all their parts."""
    found: dict[str, list[str | None]] = {}
    for leaf in leaf_definitions(material, names):
        if leaf.question is not None:
            items = found.setdefault(leaf.question, [])
            items += [leaf.item] if leaf.item not in items else []
    return found


def source_text(material: Material, name: str) -> str:
    """Return where the counts are printed: sections of the source, and who else published them."""
    questions = [material.survey.questions[one] for one in questions_behind(material, [name])]
    sources = []
    if questions:
        sections = dict.fromkeys(material.survey.section_of(one.id) for one in questions)
        numbers = ", ".join(str(one.number) for one in questions)
        sources.append(
            material.phrases.filled("source_question", section=", ".join(sections), numbers=numbers)
        )
    sources += dict.fromkeys(
        published_by(material, leaf)
        for leaf in leaf_names(material, [name])
        if material.definition(leaf).indicator is not None
    )
    leaves = leaf_definitions(material, [name])
    for evidence in dict.fromkeys(leaf.evidence for leaf in leaves if leaf.evidence):
        sources.append(_evidence_source(material, evidence))
    return "; ".join(sources)


def _evidence_source(material: Material, evidence: str) -> str:
    found = material.survey.evidence[evidence]
    return material.phrases.filled(
        "source_evidence",
        publisher=found.publisher,
        date=material.said(found.when) if found.when else material.day(found.date),
        section=found.section,
    )


def evidence_notes(material: Material, names: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return what should be known of each outside figure behind the measures."""
    leaves = leaf_definitions(material, names)
    behind = dict.fromkeys(leaf.evidence for leaf in leaves if leaf.evidence)
    found = [material.survey.evidence[name] for name in behind]
    return tuple(
        Paragraph(
            material.phrases.text(
                "evidence_note", label=material.said(one.label), note=material.said(one.note)
            ),
            "note",
        )
        for one in found
        if one.note is not None
    )
