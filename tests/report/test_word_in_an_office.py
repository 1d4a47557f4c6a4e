"""The Word file in another office program: LibreOffice, where there is one, reads all of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdf
import pytest

from ekrules.report.word.docx import docx_bytes
from tests.report.test_formats_agree import bare, document, texts

_OFFICE = shutil.which("soffice")


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice here: install libreoffice-writer")
def test_libreoffice_makes_a_pdf_of_the_word_file_that_holds_every_text(tmp_path: Path) -> None:
    word = tmp_path / "report.docx"
    word.write_bytes(docx_bytes(document(), date(2009, 4, 1)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--norestore", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), str(word)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "error" not in (ran.stdout + ran.stderr).casefold()
    pages = pypdf.PdfReader(tmp_path / "report.pdf").pages
    # Each page ends with its number.
    held = bare("".join(re.sub(r"\n\d+\s*$", "", page.extract_text()) for page in pages))
    missing = [one for one in dict.fromkeys(texts(document())) if bare(one) not in held]
    assert missing == []
