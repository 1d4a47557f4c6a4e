"""Question views: what a template may say of the answers to one question.

In: the figures of a question. Out: a plain map of marked texts, flags and lists. It ranks nothing
that chance could have ranked, and every figure in it leads to the question's own table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

from ekrules.narrative.lexicon import band_of
from ekrules.narrative.measure_views import MeasureViews
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import joined
from ekrules.narrative.question_figures import QuestionFigures
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.survey.codebook import Question
from ekrules.tables.estimation import NoEstimate
from ekrules.tables.measure import Measure, UnknownReason
from ekrules.tables.number_means import estimate_number
from ekrules.tables.standouts import Spread, leading, lies_apart, spread_of
from ekrules.tables.tallies import Tallies
from ekrules.yaml_reader.wording import Language, Wording

_NOTHING: View = {"exists": False}
# So many answers or items that are about alike are named one by one; of more, the ends.
MOST_NAMED = 3
# From here on the other answer is so rare that it goes without saying.
_HIGH = Fraction(8, 10)
# More than this of those asked without a known answer is told.
_MUCH_MISSING = Fraction(1, 10)


def question_view(views: MeasureViews, tallies: Tallies, question: Question) -> View:
    """Return the view of one question; tallies: those of all respondents."""
    figures = QuestionFigures(views.survey, views.strategy, tallies, question)
    return _QuestionView(views, figures).view()


@dataclass(frozen=True)
class _QuestionView:
    """One question, told in one language."""

    views: MeasureViews
    figures: QuestionFigures

    @property
    def language(self) -> Language:
        return self.views.language

    @property
    def question(self) -> Question:
        return self.figures.question

    @cached_property
    def group(self) -> str:
        """Who was asked, in words."""
        return self.views.asked(self.question)

    @cached_property
    def kind(self) -> str:
        """Return yes_no, scale, grid, multi or number."""
        if self.question.kind != "single":
            return self.question.kind
        return "scale" if self.figures.yes_and_no is None else "yes_no"

    def view(self) -> View:
        """Return every name there is; of the groups, those exist that fit the kind."""
        reason = self.figures.unknown()
        told = self._told() if reason is None else {}
        parts = ("yes", "no", "most", "least", "together", "mean")
        return {
            "label": quotation(self._said(self.question.label)),
            "asks": quotation(self._said(self.question.asks)),
            "group": quotation(self.group),
            "kind": self.kind,
            "routed": self.question.asked_of is not None,
            "leads": "",
            "spread": "",
            "counted": "",
            "has_counts": bool(self.figures.every_tally),
            "counts_yes": self.figures.yes_and_no is not None,
            "missing": self._missing() if reason is None else _NOTHING,
            **dict.fromkeys(parts, _NOTHING),
            **told,
            **self._known(reason),
        }

    def _known(self, reason: UnknownReason | None) -> dict[str, object]:
        if reason is None:
            return {"known": True}
        return {"known": False, "reason": quotation(self.views.phrases.reason[reason])}

    def _told(self) -> dict[str, object]:
        match self.kind:
            case "yes_no":
                return self._yes_and_no()
            case "number":
                return {"mean": self._mean()}
            case "scale":
                return self._scale()
            case "multi":
                return self._ranked(self.figures.answers())
        counted = self._names(self.figures.top, self.views.phrases.or_word)
        if self.figures.yes_and_no is not None:
            counted = self.views.phrases.yes_word
        return {"counted": counted, **self._ranked(self.figures.items())}

    def _yes_and_no(self) -> dict[str, object]:
        yes, no = (self.figures.share((one,)) for one in self.figures.yes_and_no or ())
        leads = "yes" if yes.exact > no.exact else "no"
        apart = lies_apart(no, yes) or lies_apart(yes, no)
        return {
            "yes": self._answer(yes, (self.figures.yes_and_no or ("",))[:1]),
            "no": self._share(no),
            "leads": leads if apart else "alike",
        }

    def _scale(self) -> dict[str, object]:
        shares = dict(zip(self.figures.options, self.figures.answers(), strict=True))
        by_id = {one.id: option for option, one in shares.items()}
        first = leading(tuple(shares.values()))
        shown = [by_id[one.id] for one in first]
        most = self._group(first)
        if len(shown) == 1:
            most |= self._answer(first[0], shown)
        named = shown if len(shown) <= MOST_NAMED else []
        return {"most": most, "together": self._together(named)}

    def _together(self, shown: Sequence[str]) -> View:
        answers = self.figures.told_together(shown)
        return self._answer(self.figures.share(answers), answers) if answers else _NOTHING

    def _ranked(self, measures: Sequence[Measure]) -> dict[str, object]:
        spread = spread_of(measures)
        return {
            "most": self._group(spread.highest),
            "least": _NOTHING if len(measures) < 2 else self._group(spread.lowest, is_most=False),
            "spread": self._kind_of(spread, len(measures)),
        }

    def _kind_of(self, spread: Spread, number: int) -> str:
        """Return the spread's kind; single where there is one share, pair where two differ."""
        if number == 1:
            return "single"
        return "pair" if number == 2 and spread.kind == "apart" else spread.kind

    def _group(self, members: Sequence[Measure], *, is_most: bool = True) -> dict[str, object]:
        """One end of a spread: its members, and between which shares they lie.

        The base is told with the first share of a sentence, and not again.
        """
        first, and_word = members[0], self.views.phrases.and_word
        listed = [self._listed(one, with_base=is_most and one is first) for one in members]
        return {
            **self._answer(first, ()),
            "names": joined([self._label_of(one) for one in members], and_word),
            "list": joined(listed, and_word),
            "one": len(members) == 1,
            "few": 1 < len(members) <= MOST_NAMED,
            "number": self._number_of(members),
            "range": self._range(members),
        }

    def _listed(self, measure: Measure, *, with_base: bool) -> str:
        """Return «Brev» (99,2 %, 247 av 249 spurte)."""
        percent = figure(self.views.percent(measure), measure.id)
        counts = figure(self._counts(measure, with_base=with_base), measure.id)
        return f"{self._label_of(measure)} ({percent}, {counts})"

    def _range(self, measures: Sequence[Measure]) -> str:
        """Return between which shares they lie: "fra 10,4 % til 19,3 %"; or the one they share."""
        ends = [pick(measures, key=lambda one: one.exact) for pick in (min, max)]
        percents = [percent_text(rounded_percent(one.exact), self.language) for one in ends]
        low, high = (figure(text, one.id) for text, one in zip(percents, ends, strict=True))
        phrases = self.views.phrases
        weighted = f" ({phrases.weighted})" if ends[0].weighted else ""
        if percents[0] == percents[1]:
            return f"{low}{weighted}"
        return f"{phrases.from_word} {low} {phrases.to_word} {high}{weighted}"

    def _answer(self, measure: Measure, answers: Collection[str]) -> dict[str, object]:
        """One share, and the words of the measure that counts just these answers, if any does."""
        definition = self.figures.definition_of(answers) if answers else None
        says = self._said(definition.says) if definition else ""
        of = self._said(definition.of) if definition and definition.of else self.group
        return {
            **self._share(measure, of),
            "names": self._names(answers, self.views.phrases.and_word),
            "has_says": bool(says),
            "says": quotation(says),
            "majority": measure.exact > Fraction(1, 2),
        }

    def _share(self, measure: Measure, of: str | None = None) -> dict[str, object]:
        band = band_of(measure.exact, self.language)
        words = figure(band.words, measure.id)
        return {
            "exists": True,
            "words": f"{words}{band.joins}{quotation(of or self.group)}",
            "share": words,
            "percent": figure(self.views.percent(measure), measure.id),
            "counts": figure(self._counts(measure, with_base=True), measure.id),
            "fraction": figure(self._counts(measure, with_base=False), measure.id),
            "high": measure.exact >= _HIGH,
        }

    def _counts(self, measure: Measure, *, with_base: bool) -> str:
        phrases = self.views.phrases
        numerator, denominator = (
            decimal_text(one or 0, self.language)
            for one in (measure.numerator, measure.denominator)
        )
        fraction = f"{numerator} {phrases.out_of} {denominator}"
        base = phrases.base[measure.base] if with_base and measure.base else ""
        return f"{fraction} {base}".strip()

    def _missing(self) -> View:
        """Those without a known answer; of a grid, the item that lacks most and how many lack much.

        Exists where more than a tenth of those asked gave none.
        """
        known = [one for one in self.figures.missing() if one.value is not None]
        much = [one for one in known if one.exact > _MUCH_MISSING]
        if not much:
            return _NOTHING
        worst = max(much, key=lambda one: one.exact)
        return {
            **self._share(worst),
            "kind": self._missing_kind(much),
            "of_item": bool(self.question.items),
            "several": len(much) > 1,
            "item": self._label_of(worst),
            "number": self._number_of(much),
            "range": self._range(much),
        }

    def _missing_kind(self, much: Sequence[Measure]) -> str:
        """Return dont_know or no_answer where it is that alone, unread where some can't be read."""
        tallies = [self.figures.every_tally[one.item] for one in much]
        if any(one.left_out for one in tallies):
            return "unread"
        if not any(one.no_answer for one in tallies):
            return "dont_know"
        return "both" if any(one.dont_know for one in tallies) else "no_answer"

    def _mean(self) -> View:
        sums = self.figures.tallies.numbers.get(self.question.id)
        estimate = estimate_number(self.figures.tallies, self.question.id)
        if sums is None or isinstance(estimate, NoEstimate):
            return _NOTHING
        ref = self.figures.reference(("mean",), None, "known")
        asked = self.figures.every_tally[None].base_n("asked")
        given = Measure(ref, sums.n / max(asked, 1), sums.n, asked, "asked")
        mean = self._number(estimate.value)
        weighted = self.figures.tallies.design is not None
        return {
            "exists": True,
            "mean": figure(f"{mean} ({self.views.phrases.weighted})" if weighted else mean, ref),
            "counts": figure(self._counts(given, with_base=True), ref),
            "lowest": figure(self._number(sums.lowest or 0.0), ref),
            "highest": figure(self._number(sums.highest or 0.0), ref),
        }

    def _number(self, value: float) -> str:
        rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return decimal_text(rounded, self.language)

    def _number_of(self, members: Sequence[Measure]) -> str:
        """How many answers or items these are."""
        return figure(decimal_text(len(members), self.language), f"question:{self.question.id}")

    def _names(self, answers: Collection[str], last: str) -> str:
        labels = [self._quoted(self.figures.options[one].label) for one in answers]
        return joined(labels, last)

    def _label_of(self, measure: Measure) -> str:
        """The label of the grid item or answer that a share is of, between quotation marks."""
        if measure.item is not None:
            items = {one.id: one.label for one in self.question.items}
            return self._quoted(items[measure.item])
        for name, option in self.figures.options.items():
            if measure.id == self.figures.reference((name,), None, self.figures.base):
                return self._quoted(option.label)
        return ""

    def _quoted(self, label: Wording) -> str:
        return self.views.phrases.quoted.format(text=quotation(self._said(label)))

    def _said(self, wording: Wording) -> str:
        return wording.in_language(self.language)
