"""A page's file name is safe and its own, whatever stands in a file's column of ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.report.page_names import page_name

SAFE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,80}\.html")
HOSTILE = st.one_of(
    st.text(max_size=8),
    st.text(alphabet="aAbB/\\.:-_ 0", max_size=5),
    st.sampled_from(["con", "CON", "nul.txt", "..", ".", "", "a" * 500, "com1", "x.html"]),
)


@given(st.sets(HOSTILE, max_size=12))
def test_each_respondent_has_a_name_of_its_own_on_any_file_system(ids: set[str]) -> None:
    names = [page_name(one) for one in ids]
    assert all(SAFE.fullmatch(one) for one in names)
    assert len({one.casefold() for one in names}) == len(ids)


@pytest.mark.parametrize("respondent", ["0101", "a-b_c", "9001"])
def test_a_plain_id_is_the_name(respondent: str) -> None:
    assert page_name(respondent) == f"{respondent}.html"


@pytest.mark.parametrize("respondent", ["con", "NUL", "com7", "lpt0"])
def test_no_page_is_called_what_windows_keeps_for_itself(respondent: str) -> None:
    assert page_name(respondent).split(".")[0] not in ("con", "nul", "com7", "lpt0")


@pytest.mark.parametrize("respondent", ["../../etc/passwd", "..\\a", "/abs", "a/../b"])
def test_no_name_leads_out_of_the_folder(respondent: str) -> None:
    assert not set(page_name(respondent)) & set("/\\:")
    assert not page_name(respondent).startswith(".")
