"""Comments in Word: each sentence with figures says beside it what it rests on, where asked for."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from ekrules.report.document import Document
from ekrules.report.settings import ReportSettings
from ekrules.report.spans import plain_text
from ekrules.report.word.docx import docx_bytes
from tests.report.builders import world
from tests.report.test_evidence import paragraphs

DAY = date(2009, 4, 1)
HOSTILE = "<script>alert(1)</script> & \ud7ff\ufdd0 \u202eabc\u202c ]]> " + "x" * 300
_OFFICE = shutil.which("soffice")


def commented(document: Document) -> Any:
    return docx.Document(BytesIO(docx_bytes(document, DAY, comments=True)))


def parts(written: bytes) -> list[str]:
    with ZipFile(BytesIO(written)) as opened:
        return opened.namelist()


def marked_text(opened: Any, number: int) -> str:
    """The text between a comment's two marks, wherever in links it stands."""
    text: list[str] = []
    inside = False
    for one in opened.element.body.iter():
        if one.tag == qn("w:commentRangeStart") and one.get(qn("w:id")) == str(number):
            inside = True
        elif one.tag == qn("w:commentRangeEnd") and one.get(qn("w:id")) == str(number):
            return "".join(text)
        elif inside and one.tag == qn("w:t"):
            text.append(one.text or "")
    raise AssertionError(f"comment {number} marks nothing")


def test_without_the_option_there_are_no_comments() -> None:
    assert "word/comments.xml" not in parts(docx_bytes(world().document(), DAY))


def test_each_sentence_with_figures_has_one_that_says_what_it_rests_on() -> None:
    document = world().document()
    opened = commented(document)
    expected = [
        (
            plain_text(paragraph.text[one.start : one.end]),
            "\n".join(plain_text(line) for line in one.lines),
        )
        for paragraph in paragraphs(document)
        for one in paragraph.evidence.sentences  # type: ignore[union-attr]
    ]
    found = [(marked_text(opened, one.comment_id), one.text) for one in opened.comments]
    assert found == expected
    assert len(found) > 5


def test_comments_bear_the_reports_author_and_day() -> None:
    settings = ReportSettings(author="Seksjon for analyse")
    for comment in commented(world().document(settings=settings)).comments:
        assert (comment.author, comment.initials) == ("Seksjon for analyse", "SFA")
        assert comment.timestamp == datetime(2009, 4, 1, tzinfo=UTC)
    assert {one.author for one in commented(world().document()).comments} == {"ekrules"}


def test_every_mark_stands_in_a_paragraph_and_never_in_a_link() -> None:
    opened = commented(world().document())
    for name in ("commentRangeStart", "commentRangeEnd"):
        marks = list(opened.element.body.iter(qn(f"w:{name}")))
        assert len(marks) == len(list(opened.comments))
        assert {one.getparent().tag for one in marks} == {qn("w:p")}


def test_the_text_itself_is_the_same_with_comments_and_without() -> None:
    document = world().document()
    plain = docx.Document(BytesIO(docx_bytes(document, DAY)))
    told = [one.text for one in commented(document).paragraphs]
    assert told == [one.text for one in plain.paragraphs]


def test_the_same_document_is_the_same_bytes() -> None:
    first, second = (docx_bytes(world().document(), DAY, comments=True) for _ in range(2))
    assert first == second


def test_texts_from_files_stay_texts() -> None:
    opened = commented(world(HOSTILE).document())
    assert any("<script>alert(1)</script>" in one.text for one in opened.comments)


def test_comments_of_a_style_file_are_not_taken_along() -> None:
    file = docx.Document()
    run = file.add_paragraph().add_run("Gammelt")
    file.add_comment(run, "Et gammelt notat", "Noen")
    saved = BytesIO()
    file.save(saved)
    plain = docx_bytes(world().document(), DAY, saved.getvalue())
    assert "word/comments.xml" not in parts(plain)
    asked = docx.Document(
        BytesIO(docx_bytes(world().document(), DAY, saved.getvalue(), comments=True))
    )
    assert "Et gammelt notat" not in [one.text for one in asked.comments]


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice here: install libreoffice-writer")
def test_libreoffice_reads_every_comment(tmp_path: Path) -> None:
    word = tmp_path / "report.docx"
    word.write_bytes(docx_bytes(world(HOSTILE).document(), DAY, comments=True))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--norestore", "--convert-to", "odt:writer8"]
    command += ["--outdir", str(tmp_path), str(word)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "error" not in (ran.stdout + ran.stderr).casefold()
    with ZipFile(tmp_path / "report.odt") as opened:
        content = opened.read("content.xml").decode("utf-8")
    assert content.count("<office:annotation ") == len(list(docx.Document(str(word)).comments))
