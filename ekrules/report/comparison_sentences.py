"""Comparison sentences: what an Attribution comes to, in a sentence or two.

In: an Attribution. Out: running text in one language, in which a status is a status. It says no
more than the mixes that were judged: what suffices alone, what only together, what took what back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ekrules.assessment.assessed import BEST_FIRST, Status
from ekrules.assessment.comparison.attribution import Attribution, Sufficient
from ekrules.assessment.comparison.causes import Cause, in_order
from ekrules.decision.outputs import STATUSES
from ekrules.narrative.phrases import joined, read_phrases
from ekrules.report.phrases import ReportPhrases, read_comparison_phrases
from ekrules.report.spans import Span, Text
from ekrules.yaml_reader.wording import Language

_NAMED = "outcome_"


@dataclass(frozen=True)
class ComparisonSentences:
    """Puts attributions in words; of_method: of indicators that a method judges, not of goals."""

    language: Language
    of_method: bool = field(default=False, kw_only=True)

    @property
    def phrases(self) -> ReportPhrases:
        """The words of a comparison."""
        return read_comparison_phrases(self.language)

    def outcome(self, comes_to: str | None) -> Span:
        """Return what a mix comes to: a status, another colour, or whether a finding holds."""
        if comes_to is None:
            return Span(self.phrases[f"{_NAMED}not_judged"])
        if comes_to in STATUSES:
            word = read_phrases(self.language).status[comes_to].word
            return Span(word, status=Status(comes_to))
        named = self.phrases.phrases.get(f"{_NAMED}{comes_to}")
        return Span(named or comes_to.replace("_", " "))

    def causes(self, causes: Iterable[Cause]) -> str:
        """Return causes as a list in running text."""
        words = [self.cause(one) for one in causes]
        return joined(words, read_phrases(self.language).and_word)

    def cause(self, cause: Cause) -> str:
        """Return what a cause is called; those that a method judges are no goals."""
        name = f"cause_{cause}"
        own = f"{name}_of_method"
        is_own = self.of_method and own in self.phrases.phrases
        return self.phrases[own if is_own else name]

    def why(self, found: Attribution) -> Text:
        """Return why the status moved; or what would have moved it, where it is the same."""
        if not found.causes:
            return (Span(self.phrases["no_cause"]),)
        told = self._cancelled(found) if found.cancels else self._moved(found)
        sentences = list(told)
        spans = [span for one in sentences for span in (*_begun(one), Span(" "))]
        return tuple(spans[:-1])

    def _moved(self, found: Attribution) -> Iterator[Text]:
        if not found.sufficient:
            return
        yield self._sufficient(found)
        if found.necessary and len(found.sufficient) > 1:
            yield self.phrases.text("necessary", causes=self.causes(found.necessary))
        yield from self._turned(found)
        only = found.sufficient[0] if len(found.sufficient) == 1 else None
        for others in only.undone_by if only else ():
            yield self.phrases.text("undone", others=self.causes(others))

    def _sufficient(self, found: Attribution) -> Text:
        sets = [one.causes for one in found.sufficient]
        if len(sets) == 1:
            name = "alone" if len(sets[0]) == 1 else "together"
            return self.phrases.text(name, causes=self.causes(sets[0]))
        if all(len(one) == 1 for one in sets):
            every = self.causes(cause for one in sets for cause in one)
            return self.phrases.text("each_alone", causes=every)
        options = "; ".join(
            self.phrases.filled(
                "option_alone" if len(one) == 1 else "option_together", causes=self.causes(one)
            )
            for one in sets
        )
        return self.phrases.text("options", options=options)

    def _turned(self, found: Attribution) -> Iterator[Text]:
        """Yield each cause that alone would have gone elsewhere, and what brought it from there."""
        sets = [one.causes for one in found.sufficient]
        for cause, comes_to in found.turned:
            status = self.outcome(comes_to)
            places: dict[str, str | Span] = {"causes": self.causes([cause]), "status": status}
            others = [one for one in sets[0] if one != cause] if len(sets) == 1 else []
            if cause not in sets[0] or not others or found.new not in STATUSES:
                yield self.phrases.text("turned", **places)
                continue
            name = "taken_back" if _is_better(comes_to, found.new) else "lifted"
            places |= {"others": self.causes(in_order(others)), "new": self.outcome(found.new)}
            yield self.phrases.text(name, **places)

    def _cancelled(self, found: Attribution) -> Iterator[Text]:
        status, sets = self.outcome(found.new), found.sufficient
        parts: list[Span] = []
        for one in sets:
            parts += [Span("; ")] if parts else []
            parts += self._would_have(one)
        others = sets[0].undone_by[0] if len(sets) == 1 and len(sets[0].undone_by) == 1 else ()
        if not others:
            yield self.phrases.text("cancelled", parts=tuple(parts), status=status)
            return
        causes = self.causes(others)
        yield self.phrases.text("cancelled_by", parts=tuple(parts), others=causes, status=status)

    def _would_have(self, one: Sufficient) -> Text:
        name = "cancelled_alone" if len(one.causes) == 1 else "cancelled_together"
        causes, status = self.causes(one.causes), self.outcome(one.comes_to)
        return self.phrases.text(name, causes=causes, status=status)

    def without_effect(self, found: Attribution) -> str | None:
        """Return which causes differ and neither move it nor undo that; None where each does."""
        still = [one for one in found.causes if one not in moving_causes(found)]
        if not still:
            return None
        return self.phrases.filled("without_effect", causes=self.causes(still))


def moving_causes(found: Attribution) -> set[Cause]:
    """Return the causes that move a status, turn it elsewhere, or undo what another does."""
    moving = {cause for one in found.sufficient for cause in one.causes}
    moving |= {cause for one in found.sufficient for others in one.undone_by for cause in others}
    return moving | {cause for cause, _ in found.turned}


def _is_better(one: str, other: str | None) -> bool:
    order = (*BEST_FIRST, Status.GREY)
    return order.index(Status(one)) < order.index(Status(other or Status.GREY))


def _begun(sentence: Text) -> Text:
    """Return a sentence with its first letter large, whatever its first span is."""
    first, *rest = sentence
    return (Span(f"{first.text[:1].upper()}{first.text[1:]}", status=first.status), *rest)
