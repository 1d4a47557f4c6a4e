"""Findings as a figure: how many of each kind each theme has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ekrules.assessment.assessed import FINDING_KINDS, FindingKind
from ekrules.charts.finding_matrix import FindingMatrix, FindingRow, KindColumn, divided_matrix
from ekrules.narrative.runs import lower_first
from ekrules.report.anchors import theme_anchor
from ekrules.report.document import Block, Column, DataTable, Row
from ekrules.report.figures.board import MOST_THEMES
from ekrules.report.figures.naming import figures_of, theme_names
from ekrules.report.material import Material
from ekrules.report.spans import Span

# theme and kind -> how many findings hold.
Counts = Mapping[tuple[str, FindingKind], int]
_STRENGTHS: tuple[FindingKind, ...] = ("strength",)
_HARMS: tuple[FindingKind, ...] = ("weakness", "threat")


def finding_figures(material: Material) -> Iterable[Block]:
    """Return the figure; its numbers alone where there are too many themes, nothing for none."""
    found = [one for one in material.assessment.findings if one.holds]
    if not found:
        return
    counts = Counter((one.theme, one.kind) for one in found)
    table = _table(material, counts)
    themes = material.strategy.themes
    if len(themes) > MOST_THEMES:
        yield table
        return
    rows = tuple(
        FindingRow(
            str(theme.number),
            material.said(theme.title),
            tuple(counts[theme.theme, kind] for kind in FINDING_KINDS),
        )
        for theme in themes
    )
    matrix = FindingMatrix(
        rows,
        tuple(_column(material, kind, _total(counts, kind)) for kind in FINDING_KINDS),
        material.phrases["theme"],
    )
    caption = material.phrases["findings_caption"]
    yield from figures_of(material, divided_matrix(matrix), caption, _says(material, counts), table)


def _total(counts: Counts, kind: FindingKind) -> int:
    return sum(count for (_, one), count in counts.items() if one == kind)


def _column(material: Material, kind: FindingKind, total: int) -> KindColumn:
    written = material.phrases.filled("findings_total", count=material.whole(total))
    return KindColumn(kind, material.words.finding[kind].many, written)


def _says(material: Material, counts: Counts) -> str:
    """How many findings there are, and which themes have most of what helps and what harms."""
    totals = []
    for kind in FINDING_KINDS:
        total, words = _total(counts, kind), material.words.finding[kind]
        word = words.one if total == 1 else lower_first(words.many)
        totals.append(f"{material.whole(total)} {word}")
    return " ".join(
        [
            material.phrases.filled("findings_says", counts=", ".join(totals)),
            _most(material, "findings_strengths", counts, _STRENGTHS),
            _most(material, "findings_harms", counts, _HARMS),
        ]
    )


def _most(material: Material, phrase: str, counts: Counts, kinds: Iterable[FindingKind]) -> str:
    """Return which themes have the most findings of some kinds together."""
    of_theme: Counter[str] = Counter()
    for theme in material.strategy.themes:
        of_theme[theme.theme] = sum(counts.get((theme.theme, kind), 0) for kind in kinds)
    most = max(of_theme.values())
    if not most:
        return material.phrases[f"{phrase}_none"]
    themes = [theme for theme, count in of_theme.items() if count == most]
    return material.phrases.filled(
        f"{phrase}_one" if len(themes) == 1 else f"{phrase}_many",
        themes=theme_names(material, themes),
        count=material.whole(most),
    )


def _table(material: Material, counts: Counts) -> DataTable:
    phrases, words = material.phrases, material.words.finding
    rows = []
    for theme in material.strategy.themes:
        title = Span(material.said(theme.title), to=theme_anchor(theme.theme))
        numbers = [counts.get((theme.theme, kind), 0) for kind in FINDING_KINDS]
        rows.append(Row(((title,), *((Span(material.whole(one)),) for one in numbers))))
    totals = [_total(counts, kind) for kind in FINDING_KINDS]
    in_all = (Span(phrases["findings_all"]),), *((Span(material.whole(one)),) for one in totals)
    return DataTable(
        caption=phrases["findings_table"],
        columns=(
            Column(phrases["theme"]),
            *(Column(words[kind].many, is_number=True) for kind in FINDING_KINDS),
        ),
        rows=(*rows, Row(in_all, is_total=True)),
    )
