"""Odd values: one that a power of ten tells from those beside it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.indicators.odd_values import values_of_another_scale
from tests.indicators.made_files import YAML, read, write

HEAD = "entity,period,indicator,value\n"


def odd(folder: Path, *numbers: float | None) -> list[tuple[float | None, int, bool]]:
    lines = "".join(
        f"A,{2000 + year},online,{'..' if number is None else repr(number)}\n"
        for year, number in enumerate(numbers)
    )
    yaml = "limits: {low: 0, high: 100}\n"
    path = write(folder, yaml='missing: [".."]\n' + YAML, values=HEAD + lines)
    path.write_text(path.read_text(encoding="utf-8").replace(f"    {yaml}", ""), encoding="utf-8")
    return [
        (one.value.value, one.factor, one.divided) for one in values_of_another_scale(read(path))
    ]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((71, 745, 76), [(745, 10, False)]),
        ((71, 7.45, 76), [(7.45, 10, True)]),
        ((71, 7450, 76, 77), [(7450, 100, False)]),
        ((0.71, 745, 0.76), [(745, 1000, False)]),
        ((71, 74, 765), [(765, 10, False)]),
        ((710, 74, 76), [(710, 10, False)]),
        ((-71, -745, -76), [(-745, 10, False)]),
        ((71, None, 745, 76), [(745, 10, False)]),
        # It goes up and stays; or the two beside it are not alike; or there is only one.
        ((71, 74, 745, 760), []),
        ((71, 745, 7450), []),
        ((30, 745, 120), []),
        ((71, 745), []),
        ((71, 300, 76), []),
        ((0, 10, 0), []),
        ((-71, 745, -76), []),
    ],
)
def test_a_value_is_told_where_both_beside_it_say_so(
    tmp_path: Path,
    numbers: tuple[float | None, ...],
    found: list[tuple[float | None, int, bool]],
) -> None:
    assert odd(tmp_path, *numbers) == found


@given(st.lists(st.integers(100, 149), min_size=3, max_size=8), st.data())
def test_in_a_steady_series_the_one_that_lost_its_decimal_is_found(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    assert odd(folder, *numbers) == []
    steady = [120 for _ in numbers]
    at = data.draw(st.integers(0, len(numbers) - 1))
    steady[at] *= 10
    (found,) = [one for one in odd(folder, *steady) if one[0] == 1200]
    assert found == (1200, 10, False)
