from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.tables.quantiles import two_sided_quantile
from ekrules.tables.uncertainty import Z
from tests.tables.survey_package import ask_r


def test_students_quantiles_are_those_of_r(tmp_path: Path) -> None:
    degrees = (1, 2, 3, 4.5, 7, 30, 199, 999, 1000, 5000, 1e6)
    levels = (0.5, 0.8, 0.95, 0.99, 0.9999)
    listed = ", ".join(f"{one:g}" for one in degrees)
    questions = {
        str(level): f"qt({(1 - level) / 2!r}, c({listed}), lower.tail = FALSE)" for level in levels
    }
    questions["normal"] = f"qnorm(c{levels!r} / 2 + 0.5)"
    said = ask_r(tmp_path, "", questions)
    for level in levels:
        ours = [two_sided_quantile(level, one) for one in degrees]
        assert ours == [pytest.approx(one, rel=1e-11) for one in said[str(level)]]
    normal = [two_sided_quantile(level) for level in levels]
    assert normal == [pytest.approx(one, rel=1e-13) for one in said["normal"]]


def test_the_normal_quantile_at_95_percent_is_the_one_in_use() -> None:
    assert two_sided_quantile() == two_sided_quantile(0.95) == Z == 1.959963984540054


def test_students_quantiles_are_those_in_print() -> None:
    # Any printed table of t: two-sided 5 % at 1, 10 and 120 degrees; 1 % at 10.
    printed = {(0.95, 1): 12.706, (0.95, 10): 2.228, (0.95, 120): 1.980, (0.99, 10): 3.169}
    ours = {asked: round(two_sided_quantile(*asked), 3) for asked in printed}
    assert ours == printed


def test_the_two_ways_to_students_quantile_meet() -> None:
    below, above = two_sided_quantile(0.999, 999.999999), two_sided_quantile(0.999, 1000)
    assert below == pytest.approx(above, rel=1e-11)


@pytest.mark.parametrize("level", [0.0, 1.0, 1.5, -0.1])
def test_a_level_that_cannot_be_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="expected one between 0 and 1"):
        two_sided_quantile(level)


def test_no_degrees_of_freedom_are_refused() -> None:
    with pytest.raises(ValueError, match="expected more than none"):
        two_sided_quantile(0.95, 0)


def test_a_level_of_next_to_nothing_reaches_next_to_nowhere() -> None:
    assert 0 <= two_sided_quantile(1e-17, 5) < 1e-17
