"""A logo beside report.yaml: read, checked and recorded with the rest of a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Ran, ekrules
from tests.real_project import RULES, copied_project
from tests.report.logos import SVG, png, svg

REPORT = "logo: logo.svg\nlogo_text: {nb: Etaten, nn: Etaten på nynorsk}\n"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copied_project(tmp_path / "prosjekt")
    monkeypatch.chdir(root)
    return root / RULES


def checked(rules: Path, report: str, **files: bytes) -> Ran:
    (rules / "report.yaml").write_text(report, encoding="utf-8")
    for name, content in files.items():
        (rules / name.replace("_", ".")).write_bytes(content)
    return ekrules("check", "--no-proofs", "--format", "json")


def errors(ran: Ran) -> list[str]:
    told = json.loads(ran.out)["told"]
    return [f"{one['line']}:{one['found']}" for one in told if one["level"] == "error"]


def test_a_sound_logo_is_no_stray_and_nothing_is_wrong(rules: Path) -> None:
    ran = checked(rules, REPORT, logo_svg=SVG.encode())
    assert (ran.code, errors(ran)) == (0, [])


@pytest.mark.parametrize(
    ("report", "files", "found"),
    [
        (REPORT, {}, '1:the logo "logo.svg": there is no such file'),
        (REPORT, {"logo_svg": svg("<script/>")}, '1:the logo "logo.svg": it holds a script'),
        (REPORT, {"logo_svg": png()[:-4]}, '1:the logo "logo.svg": this picture is damaged'),
        ("\nlogo: ../logo.svg\n", {}, '2:"../logo.svg" lies outside the folder of report.yaml'),
        ("titel: {nb: A}\nlogo: logo.svg\n", {"logo_svg": b""}, '1:the key "titel"'),
        ("logo_text: {nb: Etaten}\n", {}, "1:a text for a logo that is not named"),
        ("logo: logo.svg\nlogo_text: Etaten\n", {"logo_svg": SVG.encode()}, "2:"),
        ("date: 2026-11-02\n", {"logo_svg": SVG.encode()}, "None:this file is not read"),
    ],
    ids=range(8),
)
def test_check_tells_of_a_logo_with_one_fault(
    rules: Path, report: str, files: dict[str, bytes], found: str
) -> None:
    ran = checked(rules, report, **files)
    assert ran.code == 1
    [told] = errors(ran)
    assert told.startswith(found)


def test_the_report_shows_the_logo_and_the_record_names_its_file(rules: Path) -> None:
    (rules / "report.yaml").write_text(REPORT, encoding="utf-8")
    (rules / "logo.svg").write_bytes(SVG.encode())
    ran = ekrules("assess", "--format", "html", "--lang", "nn", "--out", "ut")
    assert ran.code == 0, ran.err
    assert 'alt="Etaten på nynorsk"' in Path("ut/report.html").read_text(encoding="utf-8")
    record = json.loads(Path("ut/assessment.json").read_text(encoding="utf-8"))
    assert f"{RULES}/logo.svg" in [one["path"] for one in record["inputs"]]
