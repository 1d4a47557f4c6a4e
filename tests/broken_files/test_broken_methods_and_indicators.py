"""Methods, and indicators with their values, broken: each slip is told as its author needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_files.breaking import broken_in, expected_of, name_of, told_where_broken


@pytest.mark.parametrize("path", broken_in("method", "indicators", "values"), ids=name_of)
def test_a_broken_file_is_told_as_its_author_needs_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told_where_broken(path, tmp_path) == expected_of(path)
