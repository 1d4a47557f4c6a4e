"""The Word file in another office program: LibreOffice, where there is one, reads all of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdf
import pytest

from ekrules.report.document import Document
from ekrules.report.word.docx import docx_bytes
from tests.report.builders import world
from tests.report.test_formats_agree import bare, document, texts
from tests.report.test_hostile_texts import document as hostile

_OFFICE = shutil.which("soffice")


needs_office = pytest.mark.skipif(
    _OFFICE is None, reason="no LibreOffice here: install libreoffice-writer"
)


def as_pdf(document: Document, folder: Path) -> list[str]:
    """Return the text of each page, as LibreOffice lays out the Word file of a document."""
    word = folder / "report.docx"
    word.write_bytes(docx_bytes(document, date(2009, 4, 1)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--norestore", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), str(word)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "error" not in (ran.stdout + ran.stderr).casefold()
    return [page.extract_text() for page in pypdf.PdfReader(folder / "report.pdf").pages]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return as_pdf(document(), tmp_path_factory.mktemp("office"))


@needs_office
def test_libreoffice_makes_a_pdf_of_the_word_file_that_holds_every_text(pages: list[str]) -> None:
    # Each page ends with its number.
    held = bare("".join(re.sub(r"\n\d+\s*$", "", page) for page in pages))
    missing = [one for one in dict.fromkeys(texts(document())) if bare(one) not in held]
    assert missing == []


@needs_office
def test_libreoffice_fills_in_the_pages_of_the_contents_by_itself(pages: list[str]) -> None:
    listed = dict(re.findall(r"^(.+?) ?\.{3,} ?(\d+)$", "\n".join(pages[:3]), re.MULTILINE))
    sections = [one.title for one in document().sections]
    assert [one for one in sections if one not in listed] == []
    for title, page in listed.items():
        assert bare(title) in bare(pages[int(page) - 1]), (title, page)
    assert max(map(int, listed.values())) > 3


@needs_office
def test_libreoffice_breaks_a_text_of_ten_thousand_letters_and_loses_none(tmp_path: Path) -> None:
    held = re.sub(r"\s", "", "".join(as_pdf(hostile("long", "nb"), tmp_path)))
    # Lines of it may go over to the next page, which begins after the number of the last.
    assert len(re.findall(r"x{1000,}", held)) >= len(world().strategy.goals)
    assert held.count("x") >= 10_000 * len(world().strategy.goals)
