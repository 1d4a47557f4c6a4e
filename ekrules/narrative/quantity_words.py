"""Quantity words: halvparten, de fleste, twelve: words that state how many, and who wrote them.

In: plain text and its language. Out: where such words stand in it. Which words they are stands in
lexicon_<language>.yaml. What comes from a measure is marked as such, and is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ekrules.narrative.lexicon import read_lexicon_file
from ekrules.narrative.runs import holds_figure
from ekrules.yaml_reader.wording import Language, stated_share

# What stands between two words for one quantity: "fire av fem", "to tredeler", "three in four".
_JOINS = r"(?:\s+(?:av|of|in|out\s+of)\s+|\s+)"
_NEAR = 20
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class _Patterns:
    quantity: re.Pattern[str]
    exempt: re.Pattern[str]


def quantities_in(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """Yield where each word for a quantity stands, and the word; several in a row are one.

    A share that is told of as such (wording.stated_share) is left out, and so is a word beside a
    figure: the figure is told.

    >>> list(quantities_in("De fleste svarte, og to av tre er i mål.", "nb"))
    [(0, 'De fleste')]
    """
    patterns = _patterns(language)
    share = stated_share(text)
    told = [(text.index(share), text.index(share) + len(share))] if share else []
    told += [match.span() for match in patterns.exempt.finditer(text)]
    for match in patterns.quantity.finditer(text):
        is_told = any(start < match.end() and match.start() < end for start, end in told)
        if not is_told and not _is_beside_figure(text, match):
            yield match.start(), match.group()


def _is_beside_figure(text: str, match: re.Match[str]) -> bool:
    """Whether the word before or the one behind holds a figure: "alle 249"."""
    before = text[max(0, match.start() - _NEAR) : match.start()].split()[-1:]
    behind = text[match.end() : match.end() + _NEAR].split()[:1]
    return holds_figure("".join(before + behind))


@cache
def _patterns(language: Language) -> _Patterns:
    file = read_lexicon_file(language)
    one = _any_of(file.quantity_words)
    quantity = re.compile(f"{one}(?:{_JOINS}{one})*", re.IGNORECASE)
    exempt = re.compile(_any_of(file.no_quantity), re.IGNORECASE) if file.no_quantity else _NOTHING
    return _Patterns(quantity, exempt)


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for whole words; a * at a word's end stands for any ending."""
    longest_first = sorted(words, key=len, reverse=True)
    spelled = (
        re.escape(one).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for one in longest_first
    )
    return rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)"
