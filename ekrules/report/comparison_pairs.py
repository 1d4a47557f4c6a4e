"""Comparison pairs: why each pair of a method has another colour, as plain shapes for the writers.

Out of project.comparing, into comparison_pairs_text, comparison_pairs_record and
comparison_pairs_document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ekrules.assessment.comparison.pairs import LevelComparison, MethodComparison, PairComparison
from ekrules.report.comparison import ComparedName
from ekrules.report.comparison_sentences import ComparisonSentences
from ekrules.report.impact import Names
from ekrules.report.spans import plain_text
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class PairsComparison:
    """The whole comparison. methods: the ids, old and new; labels: of entities and indicators."""

    language: Language
    title: str
    methods: tuple[str, str]
    old: ComparedName
    new: ComparedName
    labels: Mapping[str, str]
    comparison: MethodComparison

    @property
    def differs(self) -> bool:
        """Whether any pair has another colour, or is on one side alone."""
        return self.comparison.differs

    @property
    def names(self) -> Names:
        """What indicators are called, where a difference names one."""
        return Names({}, {}, self.labels)

    @property
    def from_above(self) -> tuple[LevelComparison, ...]:
        """The levels, the one that rests on the others first."""
        return tuple(reversed(self.comparison.levels))


def counted_whys(level: LevelComparison, words: ComparisonSentences) -> list[tuple[str, int]]:
    """Return each reason why pairs have another colour with how many, the most frequent first."""
    counted = Counter(plain_text(words.why(one.attribution)) for one in level.pairs)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def values_told(pair: PairComparison) -> list[tuple[str, str, str]]:
    """Return the numbers that were seen and differ: name, what it was and became.

    >>> _shown(8.54300022125244), _shown(None)
    ('8.543', '–')
    """
    old, new = pair.old.numbers, pair.new.numbers
    return [
        (name, _shown(old.get(name)), _shown(new.get(name)))
        for name in dict.fromkeys((*new, *old))
        if old.get(name) != new.get(name)
    ]


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value).lower() if isinstance(value, bool) else str(value)
