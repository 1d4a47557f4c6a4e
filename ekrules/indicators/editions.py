"""Editions: when a value was published, and which of several editions of it counts.

In: texts such as 2019, 2019-06 and 2019-06-30, and rows by indicator, entity, period and edition.
Out: a number for each edition; the rows that count, and those that a later edition replaced.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from ekrules.errors import Faults, Place
from ekrules.indicators.file_texts import FileText
from ekrules.indicators.part_of_year import Month, part_of_year
from ekrules.indicators.periods import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    import polars as pl

# One number for a row's indicator, entity and period.
POSITION = "position"
EDITION_EXPECTED = (
    "expected when it was published: a year (as 2019), a month (as 2019-06) or a date"
    " (as 2019-06-30)"
)
# An edition as a number: its year, month and day, with 00 for what is not said.
_YEAR, _MONTH = 10_000, 100


def edition_number(text: str) -> int | None:
    """Return an edition as a number that later ones are above, or None where it is none.

    >>> edition_number("2019"), edition_number("2019-06"), edition_number("2019-06-30")
    (20190000, 20190600, 20190630)
    """
    bare = text.strip()
    part = part_of_year(bare)
    if isinstance(part, Month):
        number = part.year * _YEAR + part.month * _MONTH
    elif part is None and len(bare) == 4 and bare.isascii() and bare.isdecimal():
        number = int(bare) * _YEAR
    else:
        try:
            day = date.fromisoformat(bare) if len(bare) == 10 else None
        except ValueError:
            return None
        number = 0 if day is None else day.year * _YEAR + day.month * _MONTH + day.day
    return number if FIRST_YEAR <= number // _YEAR <= LAST_YEAR else None


def shown_edition(number: int) -> str:
    """Return an edition as it is written.

    >>> shown_edition(20190000), shown_edition(20190600), shown_edition(20190630)
    ('2019', '2019-06', '2019-06-30')
    """
    year, rest = divmod(number, _YEAR)
    month, day = divmod(rest, _MONTH)
    return "-".join([f"{year}", *(f"{one:02}" for one in (month, day) if one)])


def _as_edition(text: str) -> str:
    if edition_number(text) is None:
        raise ValueError(EDITION_EXPECTED)
    return text


EditionText = Annotated[FileText, AfterValidator(_as_edition)]


def edition_numbers(texts: pl.Series) -> pl.Series:
    """Return the number of each edition; null where there is none, or the text is none."""
    import polars as pl

    different = texts.unique().drop_nulls().to_list()
    numbers = [edition_number(text) for text in different]
    return texts.replace_strict(different, numbers, default=None, return_dtype=pl.Int32)


def check_kinds(frame: pl.DataFrame, place: Place, faults: Faults) -> None:
    """Add a fault where some editions are years and others months or dates: 2019 has no place
    among the months of 2019.
    """
    known = frame["edition"].drop_nulls().unique().sort().to_list()
    kinds = {_kind(number): shown_edition(number) for number in known}
    if len(kinds) > 1:
        told = ", ".join(f"{name} ({example})" for name, example in kinds.items())
        faults.add(place, f"editions of several kinds: {told}", "expected one kind of them")


def _kind(number: int) -> str:
    if number % _YEAR == 0:
        return "a year"
    return "a month" if number % _MONTH == 0 else "a date"


def until_edition(
    frame: pl.DataFrame, asked: str, place: Place, faults: Faults
) -> pl.DataFrame | None:
    """Return the rows that were published by an edition; those of no edition are among them.

    None with a fault where it is no edition, or nothing was published by then.
    """
    import polars as pl

    number = edition_number(asked)
    known = frame["edition"].drop_nulls().unique().sort().to_list()
    if number is None:
        faults.add(place, f'the edition "{asked}"', EDITION_EXPECTED)
        return None
    if not known:
        expected = 'expected "edition" with a file under "values", or a column of them'
        faults.add(place, f"the edition {asked} is asked for, and no value has one", expected)
        return None
    # A year is until its end, and so is a month.
    span = {"a year": _YEAR - 1, "a month": _MONTH - 1, "a date": 0}
    last = number + span[_kind(number)]
    if known[0] > last:
        expected = f"the first edition is {shown_edition(known[0])}"
        faults.add(place, f"no value was published until {asked}", expected)
        return None
    return frame.filter(pl.col("edition").is_null() | (pl.col("edition") <= last))


def divided(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that count, and those that a later edition replaced.

    frame: sorted by POSITION and edition. The newest counts, also where it says that a value is not
    known: it was withdrawn.
    """
    import polars as pl

    if not frame["edition"].is_not_null().any():
        return frame, frame.clear()
    is_newest = pl.col(POSITION).shift(-1).ne_missing(pl.col(POSITION))
    newest = frame.select(is_newest.alias("is_newest")).to_series()
    return frame.filter(newest), frame.filter(~newest)


def revisions(newest: pl.DataFrame, replaced: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each value that the next edition changed, oldest edition first.

    Both frames as `Indicators` has them. The row that was: its columns with "was_" before them; the
    row that took its place: its columns as they are.
    """
    import polars as pl

    of = ("indicator", "entity", "year", "date")
    own = ("edition", "value", "reason", "base", "flags", "file", "line", "column")
    was = replaced.select(*of, pl.col(*own).name.prefix("was_"))
    # What took a row's place is the next that was replaced too, or what counts now.
    same = [pl.col(name).shift(-1).eq_missing(pl.col(name)) for name in of]
    has_next = replaced.select(pl.all_horizontal(same).fill_null(value=False)).to_series()
    later = replaced.shift(-1).filter(has_next).hstack(was.filter(has_next).drop(of))
    last = was.filter(~has_next).join(
        newest, on=of, how="left", nulls_equal=True, maintain_order="left"
    )
    both = pl.concat([later, last.select(later.columns)])
    changed = pl.col("value").ne_missing(pl.col("was_value"))
    changed |= pl.col("reason").ne_missing(pl.col("was_reason"))
    return both.filter(changed).sort(*of, "edition")
