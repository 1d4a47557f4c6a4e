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
    """The colour as a word."""
    meaning: str
    """What the colour means."""
    one: str
    """The colour as said of one goal."""
    many: str
    """The colour as said of several goals."""


class FindingPhrase(Placed):
    """A kind of finding, one and many."""

    one: str
    """One such finding."""
    many: str
    """Several, as a heading."""


class Phrases(Placed):
    """phrases_<language>.yaml."""

    language: str
    """The language: nb, nn or en."""
    status: dict[str, StatusPhrase]
    """The four statuses: green, yellow, red and grey."""
    base: dict[str, str]
    """Who counts in a percentage, by base: all, asked, answered and known."""
    missing: dict[str, str]
    """What each kind of missing answer is called."""
    count: str
    """The heading of a column of counts."""
    all_word: str
    """The word for everyone, as a heading."""
    mean: str
    """The word for a mean."""
    lowest: str
    """The word for the lowest number."""
    highest: str
    """The word for the highest number."""
    hidden: str
    """What stands in place of a number that is hidden."""
    synthetic: str
    """What is said where the answers are made up."""
    of_base: str
    """The word between a count and its base."""
    asked_label: str
    """What stands before those who were asked."""
    section_label: str
    """What stands before a chapter of the source."""
    since: str
    """What stands before the day that a value holds from."""
    source_label: str
    """What stands before the source."""
    row: str
    """What stands before the row that decided."""
    no_row: str
    """What is said where no row decided."""
    until: str
    """The words before a last day."""
    points: str
    """What the difference of two percents is called."""
    interval: str
    """What stands before the interval of sampling."""
    bounds: str
    """What stands before the bounds of nonresponse."""
    next_status: str
    """What stands before the distance to the next status."""
    overridden: str
    """What stands before the status that an override replaces."""
    published: str
    """What stands before what the source says."""
    mean_answers: str
    """What the base of a mean is called."""
    weighted: str
    """The word for a weighted number."""
    unweighted: str
    """What is said where numbers beside it are weighted and these are not."""
    weighted_mean: str
    """What is said of a weighted mean beside an unweighted count."""
    out_of: str
    """The word between a number and how many there are."""
    and_word: str
    """The word before the last in a list of all."""
    or_word: str
    """The word before the last in a list of choices."""
    both_word: str
    """The word for all of what there are two of, before a noun."""
    all_of_word: str
    """The word for all of what there are more of, before their number and a noun."""
    quoted: str
    """A label between quotation marks, with {text} in its place."""
    from_word: str
    """The word before the lower end of a range."""
    to_word: str
    """The word before the upper end of a range."""
    quotes: tuple[str, str]
    """The signs before and after what is quoted."""
    adverbs: tuple[str, ...]
    """Words that stand behind the verb in a sentence and before it in a clause."""
    yes_word: str
    """A value that is true."""
    no_word: str
    """A value that is not."""
    method_label: str
    """What stands before the published method that judges a goal."""
    observations_label: str
    """What stands before the values that a method saw, by period."""
    given_by: dict[str, str]
    """Who gives a method one of its numbers: goal, catalogue or method."""
    reason: dict[str, str]
    """Why a value is unknown, by the name of the reason."""
    not_compared: dict[str, str]
    """Why two waves are not compared, by the name of the reason."""
    finding: dict[str, FindingPhrase]
    """The four kinds of findings."""
    coverage: dict[str, str]
    """How well the survey reaches a goal, by coverage."""
    coverage_of_figures: dict[str, str]
    """The same of a goal that rests on what others have published, and not on the survey."""
    firmness: dict[str, str]
    """How firmly the source gives a status, by firmness."""
    source: dict[str, str]
    """Where a goal comes from: published or derived."""
    input: dict[str, str]
    """What inputs of tables are called, by their ids."""
    quarter: str
    """A quarter of a year, with {number} and {year} in their places."""
    in_period: str
    """The word before a year, quarter or month in which something was so."""
    on_day: str
    """The word before a day on which something was so."""
    year_one: str
    """The word for one year."""
    year_many: str
    """The word for several years."""
    month_one: str
    """The word for one month."""
    month_many: str
    """The word for several months."""
    day_one: str
    """The word for one day."""
    day_many: str
    """The word for several days."""


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
