"""Score material: what reports on scores are composed of, and how each kind of fact is written.

In: scores, ranks, the reference table, and the weights and survey they rest on. Out: texts.
Numbers are written by the narrative's own room, so that no figure is rounded in two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from ekrules.goals.weights import Weights
from ekrules.narrative.numbers import date_text, decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import Phrases, read_phrases
from ekrules.narrative.runs import upper_first
from ekrules.report.document import FurnitureWords, Notice, Paragraph
from ekrules.report.phrases import ReportPhrases, read_report_phrases, read_score_phrases
from ekrules.report.spans import Span
from ekrules.survey.survey import Survey
from ekrules.tables.ranks import Ranking, RankInterval
from ekrules.tables.reference import ReferenceScores, whole_points
from ekrules.tables.scores import Scores
from ekrules.tables.scoring import ScoredQuestion
from ekrules.tables.unseating import Firmness
from ekrules.yaml_reader.wording import Language, Wording


@dataclass(frozen=True)
class ScoreMaterial:
    """Scores with all they rest on, spoken in one language.

    inputs: each file read, with its SHA-256. pages: respondent -> the path of its page, where
    pages are written.
    """

    survey: Survey
    weights: Weights
    scores: Scores
    ranking: Ranking
    intervals: Mapping[str, RankInterval]
    firmness: Firmness | None
    reference: ReferenceScores
    inputs: tuple[tuple[str, str], ...]
    version: str
    pages: Mapping[str, str]
    language: Language = "nb"

    @cached_property
    def phrases(self) -> ReportPhrases:
        """The words of reports on scores."""
        return read_score_phrases(self.language)

    @cached_property
    def words(self) -> Phrases:
        """The words that narrative and reports share."""
        return read_phrases(self.language)

    @property
    def furniture(self) -> FurnitureWords:
        """The words of a page's own furniture, as in every report."""
        return read_report_phrases(self.language).furniture

    def said(self, wording: Wording) -> str:
        """Return a text in the report's language."""
        return wording.in_language(self.language)

    @cached_property
    def unit(self) -> dict[str, str]:
        """What a respondent is called, one, many and all, as places of a phrase."""
        unit = self.survey.description.unit
        return {
            "one": self.said(unit.one),
            "many": self.said(unit.many),
            "every": self.said(unit.every),
        }

    def name(self, respondent: str) -> str:
        """Return a respondent's name; "Kommune 0101" where it has none."""
        return self._names[respondent]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        one = upper_first(self.unit["one"])
        named = zip(self.scores.respondents, self.scores.names, strict=True)
        # Where the file has no names, a reader may have put the id in their place.
        return {
            respondent: name if name and name != respondent else f"{one} {respondent}"
            for respondent, name in named
        }

    def link(self, respondent: str) -> Span:
        """Return a respondent's name, leading to its page where there is one."""
        return Span(self.name(respondent), page=self.pages.get(respondent))

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """Theme -> its title, those that give points."""
        titles = {one.theme: self.said(one.title) for one in self.survey.themes}
        return {theme: titles[theme] for theme in self.scores.scoring.themes}

    @cached_property
    def scored(self) -> Mapping[str, ScoredQuestion]:
        """Question -> how it is scored."""
        return {one.id: one for one in self.scores.scoring.questions}

    @cached_property
    def sharing(self) -> Mapping[int, int]:
        """Rank -> how many are on it."""
        return Counter(self.ranking.rank.values())

    def segment(self, breakdown: str, segment: str) -> str:
        """Return a segment's label."""
        parts = self.survey.breakdown(breakdown).segments
        return next(self.said(one.label) for one in parts if one.id == segment)

    def whole(self, number: int) -> str:
        """Return a count with the language's thousands separator."""
        return decimal_text(number, self.language)

    def points(self, points: Fraction) -> str:
        """Return points with one decimal."""
        return _points_text(points.numerator, points.denominator, self.language)

    def told_points(self, points: Fraction) -> str:
        """Return points for running text: "421", "201,4"."""
        if points.denominator == 1:
            return self.whole(points.numerator)
        return self.points(points)

    def whole_points(self, points: Fraction) -> str:
        """Return points as a whole number, as the source prints them."""
        return self.whole(whole_points(points))

    def apart(self, points: Fraction) -> str:
        """Return a difference in points in words: "4,1 over", "2,0 under", "likt"."""
        if not _tenths(abs(points)):
            return self.phrases["level"]
        name = "above" if points > 0 else "below"
        return self.phrases.filled(name, points=self.points(abs(points)))

    def percent(self, share: Fraction) -> str:
        """Return a share (0..1) as a whole percent."""
        return _percent_text(share.numerator, share.denominator, self.language, self._percent_sign)

    def fine_percent(self, share: Fraction) -> str:
        """Return a share (0..1) as a percent with one decimal."""
        return percent_text(rounded_percent(share), self.language)

    def exact_percent(self, share: Fraction) -> str:
        """Return a share that a person wrote: a whole percent stays whole."""
        whole = (share * 100).denominator == 1
        return self.percent(share) if whole else self.fine_percent(share)

    @cached_property
    def _percent_sign(self) -> str:
        nought = rounded_percent(0)
        written = decimal_text(nought, self.language)
        return percent_text(nought, self.language).removeprefix(written)

    def day(self) -> str:
        """Return the day that the answers are from, in words."""
        return date_text(self.survey.description.reference_date, self.language)

    @property
    def variation(self) -> str:
        """How far the weights are let vary, in percent."""
        return self.exact_percent(self.weights.variation)

    def ranks(self, interval: RankInterval | None) -> str:
        """Return a rank interval for a table: "8–31"; a dash where it was not worked out."""
        if interval is None:
            return "–"
        if interval.best == interval.worst:
            return self.whole(interval.best)
        return f"{self.whole(interval.best)}–{self.whole(interval.worst)}"

    def synthetic(self) -> tuple[Notice, ...]:
        """Return the word that the answers are made up, where they are."""
        if not self.survey.is_synthetic:
            return ()
        text = self.phrases.filled("synthetic_notice", **self.unit)
        return (Notice(self.phrases["synthetic_heading"], (Paragraph((Span(text),)),)),)

    def whose_weights(self) -> Notice:
        """Return whose the weights are, in their own words."""
        name = "weights_published" if self.weights.published else "weights_not_published"
        return Notice(self.phrases[name], (Paragraph((Span(self.said(self.weights.note)),)),))


# A country's pages state some thousand different figures some hundred thousand times. They are
# remembered by two whole numbers, which are told apart faster than fractions are.


@lru_cache(maxsize=50_000)
def _points_text(part: int, whole: int, language: Language) -> str:
    return decimal_text(_tenths(Fraction(part, whole)), language)


@lru_cache(maxsize=50_000)
def _percent_text(part: int, whole: int, language: Language, sign: str) -> str:
    return f"{decimal_text(whole_points(Fraction(100 * part, whole)), language)}{sign}"


def _tenths(points: Fraction) -> Decimal:
    """Return points that are 0 or more with one decimal, rounded half up, as all figures are.

    >>> _tenths(Fraction(1, 20)), _tenths(Fraction(1, 21))
    (Decimal('0.1'), Decimal('0.0'))
    """
    tenths = (20 * points.numerator + points.denominator) // (2 * points.denominator)
    return Decimal(tenths).scaleb(-1)
