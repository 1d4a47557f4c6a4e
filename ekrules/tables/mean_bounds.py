"""Mean bounds: what a mean could be, whatever those who did not answer would have said.

In: a sum of known values and how many gave none, with the lowest and highest value there can be.
Out: the lowest and highest mean (Manski 1989). Nothing is assumed of those who did not answer; a
value without natural limits has no such bounds. Shares: uncertainty.nonresponse_bounds.
"""

from __future__ import annotations


def mean_nonresponse_bounds(
    total: float,
    asked: int,
    missing: int,
    nonrespondents: int,
    lowest_value: float,
    highest_value: float,
) -> tuple[float, float]:
    """Return the mean (lowest, highest), in the values' unit, if all without one had an end's.

    total: the sum of the known values, each between lowest_value and highest_value; asked:
    respondents who were asked; missing: those of them without a known value; nonrespondents: the
    frame less the respondents, and respondents who might have been asked. ValueError where nobody
    is, or where the limits don't hold the mean of the known values.

    >>> mean_nonresponse_bounds(300.0, asked=100, missing=0, nonrespondents=100,
    ...                         lowest_value=0, highest_value=5)
    (1.5, 4.0)
    """
    everyone, unknown = asked + nonrespondents, missing + nonrespondents
    if everyone < 1:
        raise ValueError("a mean of nobody; expected at least one")
    known = everyone - unknown
    if not lowest_value * known <= total <= highest_value * known:
        raise ValueError(
            f"{known} values that add up to {total:g}; "
            f"expected each between {lowest_value:g} and {highest_value:g}"
        )
    return (
        (total + lowest_value * unknown) / everyone,
        (total + highest_value * unknown) / everyone,
    )
