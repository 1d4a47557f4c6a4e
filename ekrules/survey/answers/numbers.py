"""Numbers: texts of a file to numbers, as Norwegians and programs write them.

In: an expression of texts. Out: an expression of floats, null where the text is no number. A comma
or a point before decimals; blanks, also those that don't break, only between groups of three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import narwhals as nw

# The blank, the no-break space, the narrow one and the thin one; and the sign for minus.
_GAPS, _MINUS = " \u00a0\u202f\u2009", "\u2212"
NUMBER = (
    f"^[-{_MINUS}]?(?:[0-9]{{1,30}}|[0-9]{{1,3}}(?:[{_GAPS}][0-9]{{3}}){{1,9}})"
    "(?:[.,][0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?$"
)


def numbers_in(text: nw.Expr) -> nw.Expr:
    """Return the numbers that the texts are; null where one is blank or no number."""
    import narwhals as nw

    plain = text.str.replace_all(f"[{_GAPS}]", "").str.replace_all(",", ".", literal=True)
    plain = plain.str.replace_all(_MINUS, "-", literal=True)
    # Taken out before the cast: some frames stop at the first text that is no number.
    return nw.when(text.str.contains(NUMBER) & ~text.is_null()).then(plain).cast(nw.Float64())
