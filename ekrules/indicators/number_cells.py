"""Number cells: a column of texts to numbers, as Norwegians and programs write them.

In: texts. Out: floats, and what is said of each cell that is no number. A comma stands before
decimals only where the whole column has it so; the nearest float of the decimal text is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.indicators.bounds import MOST_TOLD
from ekrules.indicators.file_texts import DecimalMark
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    import polars as pl

# The blank, the no-break space, the narrow one and the thin one; and the sign for minus.
_GAPS, _MINUS = " \u00a0\u202f\u2009", "\u2212"
_SIGN, _POWER = f"^[-+{_MINUS}]?", "(?:[eE][-+]?[0-9]{1,3})?$"
_WHOLE = f"(?:[0-9]+|[0-9]{{1,3}}(?:[{_GAPS}][0-9]{{3}})+)"
_NUMBER = f"{_SIGN}(?:{_WHOLE}(?:[.,][0-9]*)?|[.,][0-9]+){_POWER}"
# A number that would be read otherwise if its comma stood between thousands.
_AMBIGUOUS = f"{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}}$"
_INFINITE = r"(?i)^[-+]?(?:inf|infinity|∞)$"
_NOT_A_NUMBER = "(?i)^[-+]?nan$"
_PERCENT = f"[ {_GAPS}]?%$"

EXPECTED = 'expected a number, or name it under "missing"'


@dataclass(frozen=True)
class NumberCells:
    """values: a float for each text, null where it is none.

    wrong: which texts are no numbers. said: what was found and what was expected, for the first
    MOST_TOLD different texts of them; of a slip that all share, for the first alone.
    """

    values: pl.Series
    wrong: pl.Series
    said: Mapping[str, tuple[str, str]]


def number_cells(texts: pl.Series, decimal: DecimalMark | None = None) -> NumberCells:
    """Return the numbers that the texts are; a null stays null and is no fault."""
    import polars as pl

    quick = texts.cast(pl.Float64, strict=False)
    quick = quick.set(~quick.is_finite(), None)
    # The few that a program would not write so: a comma, blanks between thousands, no number.
    odd = (quick.is_null() & texts.is_not_null()).arg_true()
    if not len(odd) and (decimal != "," or not texts.str.contains(".", literal=True).any()):
        return NumberCells(quick, pl.repeat(False, len(texts), eager=True), {})
    return _with_odd(texts, quick, odd, decimal)


def _with_odd(
    texts: pl.Series, quick: pl.Series, odd: pl.Series, decimal: DecimalMark | None
) -> NumberCells:
    import polars as pl

    written = texts.gather(odd)
    plain = written.str.replace_all(f"[{_GAPS}]", "").str.replace(_MINUS, "-", literal=True)
    plain = plain.str.replace(",", ".", literal=True)
    is_number = written.str.contains(_NUMBER)
    numbers = plain.set(~is_number, None).cast(pl.Float64, strict=False)
    numbers = numbers.set(~numbers.is_finite(), None)
    values = quick.scatter(odd, numbers)
    no_numbers = odd.filter(numbers.is_null())
    with_comma = odd.filter(numbers.is_not_null() & written.str.contains(",", literal=True))
    marked, marks = _marks(texts, values, with_comma, decimal)
    wrong = pl.repeat(False, len(texts), eager=True).scatter(no_numbers, True)
    said = {text: _said_of(text) for text in _first(texts, no_numbers)}
    wrong = wrong.scatter(marked, True)
    return NumberCells(values.scatter(marked, None), wrong, {**said, **marks})


def _first(texts: pl.Series, rows: pl.Series) -> list[str]:
    """Return the first different texts that stand in these rows."""
    return texts.gather(rows).unique(maintain_order=True).head(MOST_TOLD).to_list()


def _marks(
    texts: pl.Series, values: pl.Series, with_comma: pl.Series, decimal: DecimalMark | None
) -> tuple[pl.Series, dict[str, tuple[str, str]]]:
    """Refuse a comma among points, or a point among commas, and a comma that may be either.

    Returns the rows that are refused, and what is said of their texts.
    """
    has_point = texts.str.contains(".", literal=True) & values.is_not_null()
    with_point = has_point.arg_true()
    if decimal is None and len(with_comma) and not len(with_point):
        return _ambiguous(texts, with_comma)
    mark = decimal or ("," if len(with_comma) > len(with_point) else ".")
    wrong = with_point if mark == "," else with_comma
    named = {",": "comma", ".": "point"}
    other = named["." if mark == "," else ","]
    expected = (
        f"the others have a {named[mark]} before decimals, so expected that here"
        if decimal is None
        else f'expected a {named[mark]}, as "decimal" says'
    )
    told = {text: (f'"{short(text)}" with a {other}', expected) for text in _first(texts, wrong)}
    return wrong, told


def _ambiguous(
    texts: pl.Series, with_comma: pl.Series
) -> tuple[pl.Series, dict[str, tuple[str, str]]]:
    """Refuse the first of the commas where every one may stand between thousands."""
    written = texts.gather(with_comma)
    if not written.str.contains(_AMBIGUOUS).all():
        return with_comma.clear(), {}
    text = str(written[0])
    found = f'"{text}" may be {text.replace(",", "")}, or {text.replace(",", ".")}'
    if len(written) > 1:
        found += f" (and {len(written) - 1} more with a comma)"
    expected = 'write decimal: "," in indicators.yaml, or take out the commas between thousands'
    return with_comma.head(1), {text: (found, expected)}


def _said_of(text: str) -> tuple[str, str]:
    """Return what is said of a text that is no number."""
    import polars as pl

    found = f'"{short(text)}"'
    alone = pl.Series([text])

    def is_like(pattern: str) -> bool:
        return bool(alone.str.contains(pattern).item())

    if is_like(_INFINITE):
        return f"{found} is infinite", EXPECTED
    if is_like(_NOT_A_NUMBER):
        return f"{found} is what programs write for no number", EXPECTED
    if is_like(_NUMBER):
        return f"{found} is too large for a number", "mend it; no number has more than 308 digits"
    if is_like(_PERCENT):
        return f"{found} with a percent sign", "expected the number alone"
    if "," in text and "." in text and any(letter.isdecimal() for letter in text):
        return f"{found} with both a comma and a point", "leave out the marks between thousands"
    return found, EXPECTED
