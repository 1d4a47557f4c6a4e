"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ekrules.errors import InputError
from ekrules.report.files import write_all_whole, write_whole


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.md"
    write_whole(target, "æøå\r\n€\n")
    assert target.read_bytes() == "æøå\r\n€\n".encode()


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("old", encoding="utf-8")
    write_whole(target, "new")
    assert [one.name for one in tmp_path.iterdir()] == ["report.md"]
    assert target.read_text(encoding="utf-8") == "new"


def test_when_one_file_fails_all_stay_as_they_were(tmp_path: Path) -> None:
    first, blocked, fresh = (tmp_path / name for name in ("a.md", "b.md", "c.md"))
    first.write_text("old", encoding="utf-8")
    blocked.mkdir()
    (blocked / "inside").touch()
    with pytest.raises(InputError, match=r"b\.md: the file can't be written"):
        write_all_whole({fresh: "new", first: "new", blocked: "new"})
    assert first.read_text(encoding="utf-8") == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_a_text_that_cannot_be_encoded_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_all_whole({tmp_path / "a.md": "good", tmp_path / "b.md": "\ud800"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match=r"report\.md"):
        write_whole(tmp_path / "out" / "report.md", "new")


def test_a_new_file_has_the_rights_the_system_gives_new_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_whole(tmp_path / "report.md", "new")
    assert (tmp_path / "report.md").stat().st_mode == plain.stat().st_mode
