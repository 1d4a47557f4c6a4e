"""Columns: codes dealt to respondents so that counting them gives the printed counts exactly.

In: who was asked, the counts, and how ready and how careful each respondent is. Out: one code for
each respondent. Better answers go, with some chance, to those who are readier; options stand from
worst to best in the codebook. Never counts wrong to be more plausible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ekrules.survey.answer_layout import CHOSEN, DONT_KNOW, NO_ANSWER, NOT_ASKED, NOT_CHOSEN
from ekrules.survey.synthesis.draws import Draws

# Chance in an answer, in deviations of readiness: what the parts of a question share, and what
# each part has of its own. With these, two answers of one respondent correlate moderately.
SHARED_CHANCE = 1.0
OWN_CHANCE = 1.6
# Those who are less ready know less often.
READINESS_IN_KNOWING = 0.4


@dataclass(frozen=True)
class Asked:
    """Who was asked one question, as indexes of respondents, and a leaning for each respondent.

    leaning: readiness with the question's own chance; care: who tends to answer at all.
    """

    respondents: int
    indexes: tuple[int, ...]
    leaning: Sequence[float]
    care: Sequence[float]


def asked_with_chance(
    indexes: Iterable[int], readiness: Sequence[float], care: Sequence[float], draws: Draws
) -> Asked:
    """Return those asked, with the chance that all parts of the question share."""
    leaning = [one + SHARED_CHANCE * draws.normal() for one in readiness]
    tendency = [
        one + READINESS_IN_KNOWING * ready + SHARED_CHANCE * draws.normal()
        for one, ready in zip(care, readiness, strict=True)
    ]
    return Asked(len(readiness), tuple(indexes), leaning, tendency)


def single_column(
    asked: Asked, counts: Mapping[str, int], dont_know: int, draws: Draws
) -> tuple[str, ...]:
    """Return one code for each respondent; counts: option -> how many, from worst to best.

    Those asked who are not counted gave no answer.
    """
    codes = [NOT_ASKED] * asked.respondents
    answered = sum(counts.values()) + dont_know
    order = _in_order(asked.indexes, asked.care, draws)
    silent, unknowing, known = _cut(order, len(order) - answered, dont_know)
    _deal(codes, silent, [(NO_ANSWER, len(silent))])
    _deal(codes, unknowing, [(DONT_KNOW, len(unknowing))])
    _deal(codes, _in_order(known, asked.leaning, draws), counts.items())
    return tuple(codes)


def multiple_columns(
    asked: Asked, counts: Mapping[str, int], dont_know: int, answered: int, draws: Draws
) -> dict[str, tuple[str, ...]]:
    """Return option -> one code for each respondent; answered: those with an option or don't know.

    Each option goes to those who lean most towards it; then those left with none take one over from
    somebody with several. There is always somebody: the options were chosen often enough.
    """
    order = _in_order(asked.indexes, asked.care, draws)
    silent, unknowing, choosing = _cut(order, len(order) - answered, dont_know)
    chosen: dict[int, set[str]] = {index: set() for index in choosing}
    for option, count in counts.items():
        leaning = _in_order(choosing, asked.leaning, draws)
        for index in leaning[len(leaning) - count :]:
            chosen[index].add(option)
    _share_out(chosen, tuple(counts), draws)
    columns = {}
    for option in counts:
        codes = [NOT_ASKED] * asked.respondents
        _deal(codes, silent, [(NO_ANSWER, len(silent))])
        _deal(codes, unknowing, [(DONT_KNOW, len(unknowing))])
        for index, options in chosen.items():
            codes[index] = CHOSEN if option in options else NOT_CHOSEN
        columns[option] = tuple(codes)
    return columns


def _share_out(chosen: dict[int, set[str]], options: Sequence[str], draws: Draws) -> None:
    for empty in [index for index, taken in chosen.items() if not taken]:
        several = [index for index, taken in chosen.items() if len(taken) > 1]
        giver = draws.one_of(several)
        given = draws.one_of([one for one in options if one in chosen[giver]])
        chosen[giver].remove(given)
        chosen[empty].add(given)


def _in_order(indexes: Sequence[int], values: Sequence[float], draws: Draws) -> list[int]:
    """Return the indexes from the lowest value to the highest, each with a chance of its own."""
    keys = {index: values[index] + OWN_CHANCE * draws.normal() for index in indexes}
    return sorted(indexes, key=keys.__getitem__)


def _cut(order: list[int], first: int, second: int) -> tuple[list[int], list[int], list[int]]:
    return order[:first], order[first : first + second], order[first + second :]


def _deal(codes: list[str], order: Sequence[int], counts: Iterable[tuple[str, int]]) -> None:
    """Write each code to as many as it has, in order."""
    dealt = (code for code, count in counts for _ in range(count))
    for index, code in zip(order, dealt, strict=True):
        codes[index] = code
