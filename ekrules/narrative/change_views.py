"""Change views: what a template may say of how far a goal has come since an earlier survey.

In: the changes since an earlier assessment. Out: a plain map of marked texts and flags. It says
that a share moved only where the move is larger than chance would give.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ekrules.narrative.amounts import UnitName, amount_text, moved_text
from ekrules.narrative.numbers import decimal_text, percent_text, rounded_percent
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.yaml_reader.wording import Language

if TYPE_CHECKING:
    from ekrules.assessment.changed import Changes, Hindrance


def change_view(changes: Changes | None, measure: str | None, language: Language) -> View:
    """Return exists, comparable, is_clear, same, up, points, earlier_percent, wave and reason.

    measure: the one that says how far the goal has come. What is unknown now is told elsewhere, so
    that there is then nothing to say of its change.
    """
    change = changes.measures.get(measure or "") if changes else None
    if changes is None or change is None or change.now is None:
        return {"exists": False}
    ref = f"change:{change.measure}"
    points = change.points or Fraction(0)
    size = rounded_percent(abs(points) / 100)
    reason = hindrance_text(change.hindrance, language) if change.hindrance else ""
    then = "" if change.then is None else percent_text(rounded_percent(change.then), language)
    return {
        "exists": True,
        "comparable": change.is_compared,
        # Not "clear", which templates may not call maps by. To a reader a change that rounds to
        # nothing is none, however sure it is.
        "is_clear": change.is_clear and size > 0,
        "same": change.is_compared and size == 0,
        "up": points > 0,
        "points": figure(decimal_text(size, language), ref),
        "earlier_percent": figure(then, ref),
        "wave": quotation(str(changes.previous.wave)),
        "reason": quotation(reason),
    }


def amount_change_view(
    changes: Changes | None, measure: str, unit: UnitName, language: Language
) -> View:
    """Return exists, comparable, is_clear, same, up, moved, earlier, wave and reason, with units.

    A number that is published moves as it moves, and only a counted one may do so by chance.
    """
    change = changes.measures.get(measure) if changes else None
    if changes is None or change is None or change.now is None:
        return {"exists": False}
    ref = f"change:{change.measure}"
    moved = Fraction(0) if change.then is None else change.now - change.then
    earlier = "" if change.then is None else amount_text(change.then, unit, language)
    reason = hindrance_text(change.hindrance, language) if change.hindrance else ""
    text = moved_text(abs(moved), unit, language)
    return {
        "exists": True,
        "comparable": change.is_compared,
        "is_clear": change.is_clear,
        "same": moved == 0,
        "up": moved > 0,
        "moved": figure(text, ref),
        "earlier": figure(earlier, ref),
        "wave": quotation(str(changes.previous.wave)),
        "reason": quotation(reason),
    }


def hindrance_text(hindrance: Hindrance, language: Language) -> str:
    """Return why a measure is not compared: the codebook's own words where it has some."""
    if hindrance.because is not None:
        return hindrance.because.in_language(language).rstrip(". ")
    return read_phrases(language).not_compared[hindrance.reason]
