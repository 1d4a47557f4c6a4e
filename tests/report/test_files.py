"""Files are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ekrules.errors import OutputError
from ekrules.report.files import write_all_whole, write_whole
from ekrules.report.unwritable import refuse_unwritable

FIVE = ("report.html", "report.docx", "report.pdf", "tables.xlsx", "assessment.json")


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.md"
    write_whole(target, "æøå\r\n€\n")
    assert target.read_bytes() == "æøå\r\n€\n".encode()


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("old", encoding="utf-8")
    write_whole(target, "new")
    assert contents(tmp_path) == {"report.md": b"new"}


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def earlier_report(folder: Path) -> dict[str, bytes]:
    for name in FIVE:
        (folder / name).write_text(f"earlier {name}", encoding="utf-8")
    return contents(folder)


def new_report(folder: Path) -> None:
    write_all_whole({folder / name: f"new {name}" for name in FIVE})


class Stumbles:
    """In place of a call of the system: does what it did, and stumbles the third time."""

    def __init__(self, does: object, stumble: object) -> None:
        self._does, self._stumble, self._calls = does, stumble, 0

    def __call__(self, *given: object) -> object:
        self._calls += 1
        if self._calls == 3:
            self._stumble()  # type: ignore[operator]
        return self._does(*given)  # type: ignore[operator]


def no_room() -> None:
    raise OSError(28, "No space left on device")


def ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def stumbling(at: str, stumble: object, monkeypatch: pytest.MonkeyPatch) -> None:
    if at == "writing":
        monkeypatch.setattr(os, "fsync", Stumbles(os.fsync, stumble))
        return
    replace = Stumbles(os.replace, stumble)
    monkeypatch.setattr(Path, "replace", lambda own, to: replace(own, to))  # noqa: PLW0108


@pytest.mark.parametrize("at", ["writing", "renaming"])
def test_when_the_third_of_five_files_fails_an_earlier_report_stands_byte_for_byte(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier_report(tmp_path)
    stumbling(at, no_room, monkeypatch)
    with pytest.raises(OutputError, match=r"report\.pdf: the disk is full"):
        new_report(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("at", ["writing", "renaming"])
def test_ctrl_c_in_the_middle_leaves_an_earlier_report_as_it_was(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier_report(tmp_path)
    stumbling(at, ctrl_c, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        new_report(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("at", ["writing", "renaming"])
def test_ctrl_c_in_the_middle_of_a_first_report_leaves_nothing(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbling(at, ctrl_c, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        new_report(tmp_path / "2010" / "report")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_a_file_should_be_is_told_and_all_stays(tmp_path: Path) -> None:
    first, blocked = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text("old", encoding="utf-8")
    blocked.mkdir()
    with pytest.raises(OutputError, match=r"b\.md: this is a folder; expected a file, or none\."):
        write_all_whole({first: "new", blocked: "new"})
    assert first.read_text(encoding="utf-8") == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "b.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes that have a name here")
def test_what_is_no_ordinary_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "report.md"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="this is not an ordinary file"):
        write_whole(pipe, "new")
    assert pipe.is_fifo()


def test_a_text_that_cannot_be_encoded_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_all_whole({tmp_path / "a.md": "good", tmp_path / "b.md": "\ud800"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match=r"report\.md: a file stands where a folder should be"):
        write_whole(tmp_path / "out" / "report.md", "new")


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("x" * 255), "new")
    assert contents(tmp_path) == {"x" * 255: b"new"}


def test_a_new_file_has_the_rights_the_system_gives_new_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_whole(tmp_path / "report.md", "new")
    assert (tmp_path / "report.md").stat().st_mode == plain.stat().st_mode


def test_a_file_larger_than_the_system_allows_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    limits = pytest.importorskip("resource", reason="this system has no such limits")
    before = earlier_report(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-c", WRITES_MUCH, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: limits.setrlimit(limits.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert "report.pdf: the file is larger than this system lets files be" in ran.stdout
    assert ran.stderr == ""
    assert contents(tmp_path) == before


WRITES_MUCH = """
import signal, sys
from pathlib import Path
from ekrules.errors import OutputError
from ekrules.report.files import write_all_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
try:
    write_all_whole({folder / "report.html": "a", folder / "report.pdf": "b" * 5000})
except OutputError as error:
    print(error)
"""

_UNSHARE = shutil.which("unshare")


def on_a_disk_of_its_own(
    folder: Path, options: str, shell: str
) -> subprocess.CompletedProcess[str]:
    """Run shell lines that see `folder` as another disk; skip the test where none can be had."""
    if _UNSHARE is None:
        pytest.skip("no unshare here, so no disk of our own")
    own = [_UNSHARE, "--user", "--map-root-user", "--mount", "sh", "-c"]
    mount = f"mount -t tmpfs -o {options} none '{folder}' || exit 77"
    ran = subprocess.run([*own, f"{mount}\n{shell}"], capture_output=True, text=True, check=False)
    if ran.returncode in (1, 77) and ("mount" in ran.stderr or "unshare" in ran.stderr):
        pytest.skip("this system gives nobody a disk of their own")
    return ran


def test_on_a_full_disk_an_earlier_report_stands_and_the_sentence_says_so(tmp_path: Path) -> None:
    lines = f"""
    cd '{tmp_path}'
    echo earlier > report.html
    '{sys.executable}' -c '{WRITES_MUCH.replace("5000", "500000")}' .
    cat report.html
    ls -A
    """
    ran = on_a_disk_of_its_own(tmp_path, "size=64k", lines)
    told, *left = ran.stdout.splitlines()
    assert told.startswith("report.pdf: the disk is full, so the file can't be written; make room")
    assert left == ["earlier", "report.html"]


def test_a_disk_that_can_only_be_read_is_told_before_the_work(tmp_path: Path) -> None:
    code = "from ekrules.report.unwritable import refuse_unwritable as r; from pathlib import Path"
    ran = on_a_disk_of_its_own(
        tmp_path, "ro", f"""'{sys.executable}' -c '{code}; r(Path("{tmp_path}/a"))'"""
    )
    assert f"{tmp_path}/a: nothing can be written here; choose another folder." in ran.stderr


def test_a_folder_that_can_be_written_to_is_not_changed_by_the_trial(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path)
    refuse_unwritable(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("out", "out: this is a file; expected a folder."),
        ("out/below", "out/below: a file stands where a folder should be; choose another folder."),
        ("x" * 256, "the name is too long; choose a shorter one."),
        ("new/" + "x" * 256, "the name is too long; choose a shorter one."),
    ],
)
def test_a_folder_that_cannot_be_is_told_in_one_sentence_and_nothing_is_made(
    tmp_path: Path, folder: str, sentence: str
) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError) as told:
        refuse_unwritable(tmp_path / folder)
    assert str(told.value).endswith(sentence)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
@pytest.mark.parametrize("folder", ["/proc", "/proc/ekrules/report", "/sys"])
def test_a_folder_that_even_the_administrator_cannot_write_to_is_told(folder: str) -> None:
    with pytest.raises(
        OutputError, match=f"{folder}: (nothing can be written|you may not write) here"
    ):
        refuse_unwritable(Path(folder))


def test_a_folder_of_someone_else_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("whoever runs this may write anywhere, as an administrator may")
    with pytest.raises(OutputError, match="theirs: you may not write here"):
        refuse_unwritable(folder)
    assert list(folder.iterdir()) == []
