"""Phrases: the fixed words of a language: statuses, bases, reasons, kinds of finding."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

from ekrules.errors import Faults
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Language


class StatusPhrase(Placed):
    """A status as a colour word, as what it means, and as said of one goal and of several."""

    word: str
    meaning: str
    one: str
    many: str


class FindingPhrase(Placed):
    """A kind of finding, one and many."""

    one: str
    many: str


class Phrases(Placed):
    """phrases_<language>.yaml."""

    language: str
    status: dict[str, StatusPhrase]
    base: dict[str, str]
    missing: dict[str, str]
    count: str
    all_word: str
    mean: str
    lowest: str
    highest: str
    hidden: str
    synthetic: str
    of_base: str
    asked_label: str
    section_label: str
    source_label: str
    row: str
    no_row: str
    until: str
    points: str
    interval: str
    bounds: str
    next_status: str
    overridden: str
    published: str
    mean_answers: str
    weighted: str
    unweighted: str
    weighted_mean: str
    out_of: str
    and_word: str
    or_word: str
    reason: dict[str, str]
    not_compared: dict[str, str]
    finding: dict[str, FindingPhrase]
    coverage: dict[str, str]
    firmness: dict[str, str]
    source: dict[str, str]
    input: dict[str, str]
    year_one: str
    year_many: str
    month_one: str
    month_many: str
    day_one: str
    day_many: str


@cache
def read_phrases(language: Language) -> Phrases:
    """Return the phrases of a language; InputError where the shipped file is broken."""
    faults = Faults()
    with as_file(files("ekrules.narrative") / f"phrases_{language}.yaml") as path:
        read = read_model(path, Phrases, faults)
    faults.stop_if_any()
    assert read is not None  # no faults means it was read
    return read


def joined(words: Sequence[str], last: str) -> str:
    """Return words as a list in running text.

    >>> joined(["skole", "helse", "arkiv"], "og")
    'skole, helse og arkiv'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
