from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.yaml_reader.files import (
    read_map,
    read_text,
    refuse_other_endings,
    shown_path,
)
from ekrules.yaml_reader.nodes import Plain, plain
from ekrules.yaml_reader.parsing import MOST_BYTES, place_of_offset
from ekrules.yaml_reader.text_slips.encodings import SAVE_AS_UTF_8
from ekrules.yaml_reader.text_slips.foreign_files import SAVE_AS_TEXT


def read(path: Path) -> Plain:
    faults = Faults()
    node = read_map(path, faults)
    assert node is not None, faults.found
    return plain(node)


def fault_in(path: Path) -> str:
    faults = Faults()
    assert read_map(path, faults) is None
    [fault] = faults.found
    return str(fault)


def written(folder: Path, content: bytes, name: str = "survey.yaml") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    assert read(written(tmp_path, "navn: Blåbær".encode())) == {"navn": "Blåbær"}


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert read(written(tmp_path, "navn: Blåbær".encode("utf-8-sig"))) == {"navn": "Blåbær"}


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_file_in_an_old_encoding_is_told_so_at_the_letter(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a: 1\nnavn: blåbær\n".encode(encoding))
    assert fault_in(path) == (
        f'{path}:2:9: "blåbær" is not saved as UTF-8 (the file looks like Windows-1252 or Latin-1, '
        f"as Excel and older versions of Notepad save); {SAVE_AS_UTF_8}."
    )


@pytest.mark.parametrize(
    ("encoding", "program"),
    [("mac_roman", "Mac Roman, as older Mac programs save"), ("cp865", "the encoding of DOS")],
)
def test_an_encoding_of_old_programs_is_told_by_its_norwegian_letters(
    tmp_path: Path, encoding: str, program: str
) -> None:
    fault = fault_in(written(tmp_path, "navn: Blåbærsyltetøy\n".encode(encoding)))
    assert f'"Blåbærsyltetøy" is not saved as UTF-8 (the file looks like {program}); ' in fault


@pytest.mark.parametrize(
    "content",
    ["a: mål\nb: ".encode() + b"f\xe5\n", b"b: f\xe5\nc: " + "mål og blåbær".encode()],
    ids=["after", "before"],
)
def test_a_single_word_in_another_encoding_is_told_apart_from_a_whole_file(
    tmp_path: Path, content: bytes
) -> None:
    fault = fault_in(written(tmp_path, content))
    assert fault.endswith(
        '"få" is not saved as UTF-8, while the rest of the file is; write the word anew, and save.'
    )


@pytest.mark.parametrize("text", ["a: blåbær\n", "a: b\n"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_told_so(tmp_path: Path, encoding: str, text: str) -> None:
    path = written(tmp_path, text.encode(encoding))
    assert fault_in(path) == (
        f"{path}: the file is saved as UTF-16 (in Notepad and Excel it is called "
        f'"Unicode"); {SAVE_AS_UTF_8}.'
    )


def test_a_file_in_utf_32_is_told_so(tmp_path: Path) -> None:
    assert "is saved as UTF-32 (" in fault_in(written(tmp_path, "a: b".encode("utf-32")))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04...xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04...word/document.xml", "a Word document"),
        (b"PK\x03\x04...", "a packed file (as Excel, Word and zip write them)"),
        (b"\xd0\xcf\x11\xe0...", "a document of an old Word or Excel"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_a_file_of_another_program_is_told_by_its_first_bytes(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    path = written(tmp_path, content)
    assert fault_in(path) == f"{path}: this is {kind}, not a text file; {SAVE_AS_TEXT}."


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", "1:1"),
        (b"a: \xc3", "1:4"),
        (b"a: 1\r\nb: \xed\xa0\x80", "2:4"),
        (b"a: 1\rb: \xfe", "2:4"),
        ("æøå: ".encode() + b"\xff", "1:6"),
        (b"\xef\xbb\xbfa: \xff", "1:4"),
    ],
)
def test_a_byte_that_is_no_letter_is_told_where_an_editor_shows_it(
    tmp_path: Path, content: bytes, place: str
) -> None:
    path = written(tmp_path, content)
    assert fault_in(path).startswith(f"{path}:{place}: byte 0x")


def test_a_byte_of_no_known_encoding_brings_no_guess(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: \xfe")
    assert fault_in(path) == f"{path}:1:4: byte 0xfe is not UTF-8; {SAVE_AS_UTF_8}."


def test_a_nul_byte_is_told_where_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: 1\nb: x\x00y\n")
    assert fault_in(path).startswith(
        f"{path}:2:5: a character that can't be seen (U+0000, an empty byte); "
    )


def test_a_missing_file_is_told_the_nearest_name_in_its_folder(tmp_path: Path) -> None:
    written(tmp_path, b"a: 1", "surveys.yaml")
    path = tmp_path / "survey.yaml"
    assert fault_in(path) == (
        f'{path}: there is no such file; it is needed. Did you mean "surveys.yaml"?'
    )


@pytest.mark.parametrize("name", ["nowhere/survey.yaml", "survey.yaml/survey.yaml"])
def test_a_file_in_a_folder_that_is_none_is_missing(tmp_path: Path, name: str) -> None:
    written(tmp_path, b"a: 1")
    assert fault_in(tmp_path / name) == f"{tmp_path / name}: there is no such file; it is needed."


def test_a_folder_in_place_of_a_file_is_told_so(tmp_path: Path) -> None:
    assert fault_in(tmp_path) == f"{tmp_path}: this is a folder; expected a file."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    fault = fault_in(tmp_path / "pipe.yaml")
    assert fault.endswith("this is not an ordinary file; expected a file.")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is open to root"
)
def test_a_file_that_is_closed_to_us_is_told_so(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: 1")
    path.chmod(0)
    assert fault_in(path).endswith("check its permissions.")


def test_a_disk_that_fails_us_is_told_and_not_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path) -> bytes:
        assert path.is_file()
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", fails)
    path = written(tmp_path, b"a: 1")
    assert fault_in(path) == (
        f"{path}: the file can't be read (Permission denied); check its permissions."
    )


def test_a_name_that_no_disk_takes_is_told_and_not_raised(tmp_path: Path) -> None:
    assert "the file can't be read (File name too long)" in fault_in(tmp_path / ("x" * 3000))


def test_links_in_a_circle_are_told_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "a.yaml")
    assert "the file can't be read" in fault_in(tmp_path / "a.yaml")


def test_a_file_past_the_bound_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: " + b"x" * 3_000_000)
    assert fault_in(path).startswith(
        f"{path}: the file holds 3000003 bytes, and at most {MOST_BYTES} are read; "
    )


def test_a_file_up_to_the_bound_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: 12345")
    assert read_text(path, Faults(), most_bytes=8) == "a: 12345"
    assert read_text(path, Faults(), most_bytes=7) is None


def test_a_path_is_shown_as_written_from_the_folder_we_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "goals" / "a.yaml") == "goals/a.yaml"
    assert shown_path(Path("goals/../a.yaml")) == "a.yaml"
    assert shown_path(tmp_path.parent / "a.yaml") == (tmp_path.parent / "a.yaml").as_posix()


def test_a_file_with_the_other_ending_is_told_instead_of_passed_over(tmp_path: Path) -> None:
    written(tmp_path, b"a: 1", "helse.yml")
    written(tmp_path, b"a: 1", "nav.yaml")
    faults = Faults()
    refuse_other_endings(tmp_path, faults)
    [fault] = faults.found
    found = "a file with the ending .yml, which is not read"
    assert str(fault) == f"{tmp_path}/helse.yml: {found}; expected the ending .yaml."


@given(st.lists(st.text(st.sampled_from("aæ "), max_size=4), min_size=1), st.data())
def test_a_place_leads_back_to_its_letter(lines: list[str], data: st.DataObject) -> None:
    newline = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    number = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[number])))
    offset = sum(len(line) + len(newline) for line in lines[:number]) + column
    place = place_of_offset(newline.join(lines), offset, "f")
    assert (place.line, place.column) == (number + 1, column + 1)
