"""Comparison pairs text: why pairs have another colour, for a terminal: counted, then the first.

In: a PairsComparison. Out: lines of plain text, the same for the same comparison.
"""

from __future__ import annotations

from collections.abc import Iterator

from ekrules.assessment.comparison.pairs import LevelComparison, PairComparison
from ekrules.report.comparison_pairs import PairsComparison, counted_whys, values_told
from ekrules.report.comparison_text import flat, many, wrapped
from ekrules.report.comparison_words import ComparisonWords

MOST_PAIRS, MOST_DIFFERENCES, MOST_VALUES = 10, 20, 4


def pairs_text(told: PairsComparison) -> str:
    """Return the comparison as text, closed by a newline."""
    words = ComparisonWords("en", told.names, told.old, told.new, of_method=True)
    return "\n".join(_lines(told, words)) + "\n"


def pairs_summary(told: PairsComparison) -> str:
    """Return in one sentence how much differs."""
    if not told.differs:
        return "No colour differs."
    parts = (f"{many(len(one.pairs), one.level)} of another colour" for one in told.from_above)
    return f"{', '.join(parts)}."


def _lines(told: PairsComparison, words: ComparisonWords) -> Iterator[str]:
    old, new = told.methods
    method = old if old == new else f"{old} → {new}"
    yield f"{told.title} ({method}): from {told.old.label} to {told.new.label}"
    for level in told.from_above:
        yield ""
        yield from _level(level, words)
    differences = told.comparison.differences
    if differences:
        yield ""
        yield f"What differs besides figures ({len(differences)})"
        for one in differences[:MOST_DIFFERENCES]:
            line = f"{one.cause.replace('_', ' ')}: {flat(words.difference(one))}"
            yield from wrapped(line, "  ")
        if len(differences) > MOST_DIFFERENCES:
            yield f"  and {len(differences) - MOST_DIFFERENCES} more"
    yield ""
    yield pairs_summary(told)


def _level(level: LevelComparison, words: ComparisonWords) -> Iterator[str]:
    total = len(level.pairs) + len(level.same_though) + level.alike
    yield f"{level.level}: {len(level.pairs)} of {total} of another colour"
    for why, count in counted_whys(level, words):
        yield from wrapped(f"{count:>6}  {why}", "")
    if level.same_though:
        told = "the same, though a part of what differs would have moved it"
        yield f"{len(level.same_though):>6}  {told}"
    for count, word in ((level.new_pairs, "new"), (level.gone_pairs, "gone")):
        if count:
            yield f"{count:>6}  {word}"
    for pair in level.pairs[:MOST_PAIRS]:
        yield from _pair(pair, words)
    if len(level.pairs) > MOST_PAIRS:
        yield f"  and {len(level.pairs) - MOST_PAIRS} more: --format json has them all"


def _pair(pair: PairComparison, words: ComparisonWords) -> Iterator[str]:
    old, new = (flat((words.outcome(one.comes_to),)) for one in (pair.old, pair.new))
    why = flat(words.why(pair.attribution))
    yield from wrapped(f"{pair.entity} {pair.member}: {old} → {new}. {why}", "  ")
    values = ", ".join(f"{name} {a} → {b}" for name, a, b in values_told(pair)[:MOST_VALUES])
    periods = _periods(pair)
    if values or periods:
        yield from wrapped("; ".join(one for one in (values, periods) if one), "      ")


def _periods(pair: PairComparison) -> str:
    told = [f"{one.period} ({one.at})" for one in (pair.old, pair.new) if one.period and one.at]
    return " → ".join(dict.fromkeys(told))
