"""Answer tables: how many gave each answer to a question, and how many gave none and why.

In: a question, and the grid items that are wanted of it. Out: tables of counts and percents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ekrules.narrative.numbers import decimal_text
from ekrules.report.anchors import question_anchor
from ekrules.report.counts import questions_behind
from ekrules.report.document import Block, Column, DataTable, Paragraph, Row
from ekrules.report.material import Material
from ekrules.report.spans import Span, Text
from ekrules.survey.codebook import Question
from ekrules.tables.estimation import NoEstimate
from ekrules.tables.intervals import Interval, mean_interval
from ekrules.tables.number_means import estimate_number
from ekrules.tables.tally import Tally


def question_tables(material: Material, names: Iterable[str]) -> tuple[Block, ...]:
    """Return every answer's count for each question behind the measures.

    Where each question has a place of its own in the report, what was asked and the way there.
    """
    blocks: list[Block] = []
    behind = questions_behind(material, names)
    survey = material.survey
    questions = [one for one in survey.questions.values() if one.id in behind]
    for question in (one for one in questions if survey.has_counts(one.id)):
        if not material.settings.parts.tables:
            table = _grid_table if question.kind == "grid" else _answers_table
            blocks.append(table(material, question, behind[question.id]))
        blocks.append(
            Paragraph((Span(_asks(material, question)), *_more(material, question)), "note")
        )
    return tuple(blocks)


def full_tables(material: Material, question: Question) -> tuple[DataTable, ...]:
    """Return all that the survey holds of a question: of a grid, counts and then percents."""
    if not material.survey.has_counts(question.id):
        return ()
    if question.kind == "grid":
        items = question.item_ids
        return _grid_table(material, question, items), _grid_shares(material, question)
    if question.kind == "number":
        return _answers_table(material, question, (None,)), _number_table(material, question)
    return (_answers_table(material, question, (None,)),)


def _more(material: Material, question: Question) -> Text:
    """The way to the question's own place in the report, where it has one."""
    if not material.settings.parts.tables:
        return ()
    more = material.phrases.filled("see_question", number=str(question.number))
    return Span(" "), Span(more, to=question_anchor(question.id))


def _caption(material: Material, question: Question) -> str:
    return material.phrases.filled(
        "question_caption",
        number=str(question.number),
        label=material.said(question.label),
        section=material.survey.section_of(question.id),
    )


def _asks(material: Material, question: Question) -> str:
    asks = material.said(question.asks)
    if question.asked_of is None:
        return material.phrases.filled("asks_all", asks=asks)
    asked_of = material.said(question.asked_of)
    return material.phrases.filled("asks_some", asks=asks, asked_of=asked_of)


def _answers_table(
    material: Material, question: Question, items: Sequence[str | None]
) -> DataTable:
    phrases, counted = material.phrases, _tally(material, question, items[0])
    options = material.survey.options_of(question)
    lines = [(material.said(one.label), counted.counts[one.id]) for one in options]
    if question.kind == "number":
        lines = [(phrases["gave_number"], counted.base_n("known"))]
    lines += [
        (phrases["dont_know"], counted.dont_know),
        (phrases["no_answer"], counted.no_answer),
    ]
    if counted.left_out:
        lines.append((phrases["left_out"], counted.left_out))
    asked = counted.base_n("asked")
    rows = [_count_row(material, label, count, asked) for label, count in lines]
    rows += [
        _count_row(material, phrases["asked"], asked, asked, is_total=True),
        _count_row(material, phrases["not_asked"], counted.not_asked, None),
        _count_row(material, phrases["all"], counted.respondents, None, is_total=True),
    ]
    return DataTable(
        caption=_caption(material, question),
        columns=(
            Column(phrases["answer"]),
            Column(phrases["count"], is_number=True),
            Column(phrases["share_of_asked"], is_number=True),
        ),
        rows=tuple(rows),
        footnote=_footnote(material, counted, overlaps=question.kind == "multi"),
    )


def _footnote(material: Material, counted: Tally, *, overlaps: bool = False) -> Text:
    """What must be known of the numbers: the sentences beside them may be weighted."""
    notes = [material.phrases["may_overlap"]] if overlaps else []
    notes += [material.words.unweighted] if counted.weighed is not None else []
    return (Span(" ".join(notes)),) if notes else ()


def _count_row(
    material: Material, label: str, count: int, asked: int | None, is_total: bool = False
) -> Row:
    share = material.ratio(count, asked) if asked else ""
    cells = ((Span(label),), (Span(material.whole(count)),), (Span(share),))
    return Row(cells, is_total=is_total)


def _grid_table(material: Material, question: Question, items: Sequence[str | None]) -> DataTable:
    phrases = material.phrases
    options = material.survey.options_of(question)
    labels: dict[str | None, str] = {one.id: material.said(one.label) for one in question.items}
    heads = [material.said(one.label) for one in options]
    counted = [_tally(material, question, item) for item in question.item_ids if item in items]
    some_left_out = any(one.left_out for one in counted)
    missing = ["dont_know", "no_answer", *(["left_out"] if some_left_out else [])]
    heads += [phrases[f"head_{one}"] for one in (*missing, "asked", "not_asked")]
    return DataTable(
        caption=_caption(material, question),
        columns=(Column(phrases["item"]), *(Column(head, is_number=True) for head in heads)),
        rows=tuple(
            _grid_row(material, labels[one.item], one, with_left_out=some_left_out)
            for one in counted
        ),
        footnote=_footnote(material, counted[0]),
    )


def _tally(material: Material, question: Question, item: str | None) -> Tally:
    found = material.tallies.of(question.id, item)
    assert found is not None  # the caller asks only for questions with counts
    return found


def _grid_row(material: Material, label: str, counted: Tally, *, with_left_out: bool) -> Row:
    numbers = [
        *counted.counts.values(),
        counted.dont_know,
        counted.no_answer,
        *([counted.left_out] if with_left_out else []),
        counted.base_n("asked"),
        counted.not_asked,
    ]
    return Row(((Span(label),), *((Span(material.whole(number)),) for number in numbers)))


def _grid_shares(material: Material, question: Question) -> DataTable:
    """Each item's answers in percent of those who were asked it."""
    phrases = material.phrases
    counted = [_tally(material, question, item) for item in question.item_ids]
    missing = ["dont_know", "no_answer"]
    missing += ["left_out"] if any(one.left_out for one in counted) else []
    heads = [material.said(one.label) for one in material.survey.options_of(question)]
    heads += [phrases[f"head_{one}"] for one in missing]
    rows = []
    for item, one in zip(question.items, counted, strict=True):
        numbers = [*one.counts.values(), *(getattr(one, name) for name in missing)]
        asked = one.base_n("asked")
        shares = [material.ratio(number, asked) if asked else "–" for number in numbers]
        rows.append(Row(((Span(material.said(item.label)),), *((Span(one),) for one in shares))))
    return DataTable(
        caption=phrases.filled("grid_shares_caption", caption=_caption(material, question)),
        columns=(Column(phrases["item"]), *(Column(head, is_number=True) for head in heads)),
        rows=tuple(rows),
        footnote=_footnote(material, counted[0]),
    )


def _number_table(material: Material, question: Question) -> DataTable:
    """The mean of the numbers given, its interval, and the ends."""
    words, tallies = material.words, material.tallies
    sums, estimate = tallies.numbers.get(question.id), estimate_number(tallies, question.id)
    heads = (words.mean, words.interval, words.lowest, words.highest)
    cells = ["–"] * len(heads)
    if sums is not None and not isinstance(estimate, NoEstimate):
        interval = mean_interval(estimate)
        cells = [
            _number(material, estimate.value),
            "–" if interval is None else _span_of_numbers(material, interval),
            _number(material, sums.lowest or 0.0),
            _number(material, sums.highest or 0.0),
        ]
    return DataTable(
        caption=material.phrases.filled("number_caption", caption=_caption(material, question)),
        columns=(
            Column(material.phrases["counted_group"]),
            *(Column(head, is_number=True) for head in heads),
        ),
        rows=(Row(tuple((Span(text),) for text in (words.all_word, *cells))),),
        footnote=(Span(words.weighted_mean),) if tallies.design is not None else (),
    )


def _number(material: Material, number: float) -> str:
    rounded = Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return decimal_text(rounded, material.language)


def _span_of_numbers(material: Material, ends: Interval) -> str:
    low, high = (_number(material, one) for one in ends)
    return material.phrases.filled("from_to", low=low, high=high)
