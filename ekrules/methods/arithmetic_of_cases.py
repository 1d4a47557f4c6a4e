"""Arithmetic of cases: one step of a method's own arithmetic, for every case.

In: a frame and a NumberEntry. Out: the frame with the number and, where there is none, the reason:
that of the first number it lacks, or why there can be none. Worked out in decimals of 50 digits,
rounded once, and taken for the round number that it misses by less than floats can tell: so what is
on a bound in decimals is on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ekrules.facts.derived.arithmetic import DIGITS
from ekrules.methods.columns import reason_of
from ekrules.methods.numbers_file import NumberEntry

if TYPE_CHECKING:
    import polars as pl

DIVISOR_IS_ZERO, NOT_ABOVE_ZERO, TOO_LARGE = "divisor_is_zero", "not_above_zero", "too_large"
TOO_FEW_KNOWN = "too_few_known"
_LARGEST = Decimal("1.7976931348623157E+308")


# As in roll-ups: what it rests on was rounded before, and bounds have fewer decimals.
DECIMALS, NEAR = 9, 1e-12


def snapped(number: float) -> float:
    """Return the round number that a float misses by less than it can tell.

    >>> snapped(125.00000000000003), snapped(0.1234567891)
    (125.0, 0.1234567891)
    """
    near = round(number, DECIMALS)
    return near if abs(number - near) <= NEAR * max(1.0, abs(number)) else number


class NoNumber(Exception):
    """There is none, for this reason."""


class _Given(NamedTuple):
    """A number of a case, or why it is not known."""

    number: Decimal | None
    reason: str | None


def with_number(frame: pl.DataFrame, name: str, entry: NumberEntry) -> pl.DataFrame:
    """Return the frame with the number and its reason."""
    import polars as pl

    operands = [_given(frame, one) for one in entry.operands.values()]
    work = _first_known if entry.first_known_of else _each_known(_work_of(entry))
    answers = [_answer(work, case) for case in zip(*operands, strict=True)]
    values = pl.Series(name, [one[0] for one in answers], pl.Float64)
    whys = pl.Series(reason_of(name), [one[1] for one in answers], pl.String)
    return frame.with_columns(values, whys)


def _given(frame: pl.DataFrame, operand: str | int | float) -> list[_Given]:
    if not isinstance(operand, str):
        return [_Given(_decimal(operand), None)] * frame.height
    numbers, reasons = frame[operand].to_list(), frame[reason_of(operand)].to_list()
    return [
        _Given(None if number is None else _decimal(number), reason)
        for number, reason in zip(numbers, reasons, strict=True)
    ]


def _decimal(number: int | float) -> Decimal:
    return Decimal(repr(number))


_Work = Callable[[Sequence[_Given]], Decimal]


def _answer(work: _Work, case: Sequence[_Given]) -> tuple[float | None, str | None]:
    try:
        answer = work(case)
    except NoNumber as why:
        return None, str(why) or None
    return (None, TOO_LARGE) if abs(answer) > _LARGEST else (snapped(float(answer)), None)


def _first_known(case: Sequence[_Given]) -> Decimal:
    for one in case:
        if one.number is not None:
            return one.number
    raise NoNumber(case[0].reason or "")


def _each_known(work: Callable[[Sequence[Decimal]], Decimal]) -> _Work:
    def worked(case: Sequence[_Given]) -> Decimal:
        for one in case:
            if one.number is None:
                raise NoNumber(one.reason or "")
        return work([one.number for one in case if one.number is not None])

    return worked


def _work_of(entry: NumberEntry) -> Callable[[Sequence[Decimal]], Decimal]:
    if entry.of is not None:
        keys = [str(where[0]) for where in entry.operands]
        return lambda numbers: _in_order(dict(zip(keys, numbers, strict=True)))
    (key,) = {str(where[0]) for where in entry.operands}
    return _MADE_OF[key]


def _in_order(said: Mapping[str, Decimal]) -> Decimal:
    """Return (of - minus + plus) x times / over."""
    number = DIGITS.subtract(said["of"], said.get("minus", Decimal(0)))
    number = DIGITS.add(number, said.get("plus", Decimal(0)))
    number = DIGITS.multiply(number, said.get("times", Decimal(1)))
    over = said.get("over", Decimal(1))
    if over == 0:
        raise NoNumber(DIVISOR_IS_ZERO)
    return DIGITS.divide(number, over)


def _sum(numbers: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for one in numbers:
        total = DIGITS.add(total, one)
    return total


def _mean(numbers: Sequence[Decimal]) -> Decimal:
    return DIGITS.divide(_sum(numbers), Decimal(len(numbers)))


def _logarithm(numbers: Sequence[Decimal]) -> Decimal:
    if numbers[0] <= 0:
        raise NoNumber(NOT_ABOVE_ZERO)
    return DIGITS.ln(numbers[0])


def geometric_mean(numbers: Sequence[Decimal], weights: Sequence[Decimal] = ()) -> Decimal:
    """Return the root of the product; 0 where one is 0. NoNumber where one is below 0.

    >>> geometric_mean([Decimal(4), Decimal(9)])
    Decimal('6')
    """
    if any(one < 0 for one in numbers):
        raise NoNumber(NOT_ABOVE_ZERO)
    shares = weights or [Decimal(1)] * len(numbers)
    if any(one == 0 and share != 0 for one, share in zip(numbers, shares, strict=True)):
        return Decimal(0)
    counted = [(one, share) for one, share in zip(numbers, shares, strict=True) if share != 0]
    logarithms = [DIGITS.multiply(share, DIGITS.ln(one)) for one, share in counted]
    return without_last_digits(DIGITS.exp(DIGITS.divide(_sum(logarithms), _sum(shares))))


def harmonic_mean(numbers: Sequence[Decimal], weights: Sequence[Decimal] = ()) -> Decimal:
    """Return one over the mean of one over each; 0 where one is 0. NoNumber where one is below 0.

    >>> harmonic_mean([Decimal(3), Decimal(6)])
    Decimal('4')
    """
    shares = weights or [Decimal(1)] * len(numbers)
    counted = [(one, share) for one, share in zip(numbers, shares, strict=True) if share != 0]
    if any(one < 0 for one, _ in counted):
        raise NoNumber(NOT_ABOVE_ZERO)
    if any(one == 0 for one, _ in counted):
        return Decimal(0)
    parts = _sum([DIGITS.divide(share, one) for one, share in counted])
    return without_last_digits(DIGITS.divide(_sum(shares), parts))


def standard_deviation(numbers: Sequence[Decimal], *, of_sample: bool) -> Decimal:
    """Return the root of the mean square about the mean; of a sample, over one less than there are.

    >>> standard_deviation([Decimal(1), Decimal(3)], of_sample=False)
    Decimal('1')
    """
    if of_sample and len(numbers) == 1:
        raise NoNumber(TOO_FEW_KNOWN)
    mean = _mean(numbers)
    away = [DIGITS.subtract(one, mean) for one in numbers]
    squares = _sum([DIGITS.multiply(one, one) for one in away])
    return without_last_digits(
        DIGITS.sqrt(DIGITS.divide(squares, Decimal(len(numbers) - of_sample)))
    )


def decimals(numbers: Sequence[float | None]) -> list[Decimal]:
    """Return the numbers that are known as their decimal texts say."""
    return [_decimal(one) for one in numbers if one is not None]


def without_last_digits(number: Decimal) -> Decimal:
    """Return a number whose last digits are not its own as what it is to 40 digits."""
    return number.normalize(SHORTER)


SHORTER = DIGITS.copy()
SHORTER.prec = 40
_MADE_OF: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "size_of": lambda numbers: abs(numbers[0]),
    "logarithm_of": _logarithm,
    "sum_of": _sum,
    "mean_of": _mean,
    "geometric_mean_of": geometric_mean,
    "lowest_of": min,
    "highest_of": max,
}
