"""Value slips: dates, numbers and percents as tired people write them, and how they are written.

In: the text that stands where a date, a number or a share should. Out: what to write instead, in
words; None where nobody can tell what was meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable

from ekrules.yaml_reader.scalars import written_plainly

_DAY_FIRST = re.compile(r"([0-9]{1,2})[./ -]+([0-9]{1,2})[./ -]+([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./ -]+([0-9]{1,2})[./ -]+([0-9]{1,2})")
_RUN_TOGETHER = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})\.? +)?([a-z]{3,9})\.? +([0-9]{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -][0-9]{2}")
_YEAR_AND_MONTH = re.compile(r"[0-9]{4}-[0-9]{1,2}")
# Three letters tell the months apart, in bokmål, nynorsk and English.
_MONTHS = dict.fromkeys(("mai", "may"), 5) | {
    name: number
    for names, number in (
        ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8),
        ("sep", 9), ("okt oct", 10), ("nov", 11), ("des dec", 12),
    )
    for name in names.split()
}  # fmt: skip
_SPACES = r" \u00a0\u202f"
_THOUSANDS = re.compile(rf"-?[0-9]{{1,3}}(?:[{_SPACES}.,'][0-9]{{3}})+")
_DECIMAL_COMMA = re.compile(r"(-?[0-9]{1,18}),([0-9]{1,20})")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,20})?")
# "ca. 100", "100 stk", "100 %", "+100": a number with a word or sign about it.
_WITH_WORDS = re.compile(r"(?:[^\W\d]+\.? ?|[~+] ?)?([0-9][0-9 .,]*?) ?(?:[^\W\d]+\.?|%)?")
_PERCENT_WORD = r"(?:%+|prosent|percent|per cent|pct\.?|pst\.?|pro ?sent)"
_ANY_PERCENT = re.compile(
    rf"(?:[^\W\d]+\.? ?)?(-?[0-9]{{1,18}}(?:[.,][0-9]{{1,20}})?)[{_SPACES}]*{_PERCENT_WORD}?",
    re.IGNORECASE,
)


def date_advice(text: str) -> str | None:
    """Return how a date is written that stands here in another form, or why there is none.

    >>> date_advice("31.12.2010"), date_advice("desember 2010")
    ('expected a date written 2010-12-31', 'expected a day too (as 2010-12-31)')
    """
    text = re.sub("[\u2010-\u2015]", "-", text.strip().rstrip(".,;"))
    parts = _date_parts(_WITH_TIME.sub(r"\1", text))
    if parts is not None:
        return _date_written(*parts)
    if _SHORT_YEAR.fullmatch(text):
        return "expected the year in four digits, and first (as 2010-12-31)"
    if _YEAR_AND_MONTH.fullmatch(text):
        return f"expected a day too (as {_with_last_day(text)})"
    years = _YEAR.findall(text)
    return f"expected a whole date (as {years[0]}-12-31)" if len(years) == 1 else None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day (0 where only a month is written)."""
    if written := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in written.groups())
        return year, month, day
    if written := _YEAR_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        year, month, day = (int(part) for part in written.groups())
        return year, month, day
    written = _IN_WORDS.fullmatch(text)
    if written and written[2][:3].casefold() in _MONTHS:
        return int(written[3]), _MONTHS[written[2][:3].casefold()], int(written[1] or 0)
    return None


def _date_written(year: int, month: int, day: int) -> str | None:
    if not year:
        return None
    if not 1 <= month <= 12:
        return f"expected a month from 01 to 12 in the middle (as {year:04}-12-31)"
    days = monthrange(year, month)[1]
    if day == 0:
        return f"expected a day too (as {year:04}-{month:02}-{days})"
    if day > days:
        return f"expected a day that exists: month {month} of {year} has {days} days"
    return f"expected a date written {year:04}-{month:02}-{day:02}"


def _with_last_day(text: str) -> str:
    year, month = (int(part) for part in text.split("-"))
    last = monthrange(year, month)[1] if year and 1 <= month <= 12 else 31
    return f"{year:04}-{month:02}-{last}"


def number_meant(text: str, *, whole: bool) -> str | None:
    """Return the number that is meant, as it is written in YAML, or None.

    >>> number_meant("1 000", whole=True), number_meant("12,5", whole=False)
    ('1000', '12.5')
    >>> number_meant("ca. 100", whole=True), number_meant("12,5", whole=True)
    ('100', None)
    """
    bare = written_plainly(text.strip()).rstrip(" .,;")
    if whole and (day := _date_parts(bare)):
        return str(day[0])
    if not _is_number_like(bare):
        stripped = _WITH_WORDS.fullmatch(bare)
        bare = stripped[1].strip() if stripped else bare
    for written in _numbers(bare, whole=whole):
        if not whole or "." not in written:
            return str(int(written)) if whole else written
    return None


def _is_number_like(text: str) -> bool:
    return any(one.fullmatch(text) for one in (_THOUSANDS, _DECIMAL_COMMA, _NUMBER))


def _numbers(text: str, *, whole: bool) -> Iterable[str]:
    """Yield what digits and signs may mean, the likeliest first."""
    if re.fullmatch(r"-?[0-9]{1,18}[.,]0+", text) and whole:
        # "100.0" is hundred; "1.000" is a thousand, as Norwegians write it.
        is_thousands = text[-4:] in (".000", ",000")
        yield re.sub("[.,]", "", text) if is_thousands else re.split("[.,]", text)[0]
    if _THOUSANDS.fullmatch(text) and (whole or " " in text or "\u00a0" in text):
        yield re.sub(rf"[{_SPACES}.,']", "", text)
    if comma := _DECIMAL_COMMA.fullmatch(text):
        yield f"{comma[1]}.{comma[2]}"
    if _NUMBER.fullmatch(text):
        yield text


def percent_meant(text: str) -> str | None:
    """Return the percent that is meant, as it is written in YAML; None where nobody can tell.

    >>> [percent_meant(text) for text in ("60", "0.6", "60 prosent", "60,5", "60%%", "120", "1")]
    ['60 %', '60 %', '60 %', '60.5 %', '60 %', None, None]
    """
    text = text.strip().rstrip(" .,;")
    written = _ANY_PERCENT.fullmatch(text)
    if written is None:
        return None
    digits = written[1].replace(",", ".")
    bare = re.fullmatch(r"-?[0-9.,]+", text) is not None
    if bare and 0 < float(digits) < 1:
        # Below 1 without a sign: a share as calculators give it.
        digits = f"{float(digits + 'e2'):.10g}"
    elif bare and float(digits) == 1:
        return None
    return f"{digits} %" if 0 <= float(digits) <= 100 else None
