"""ekrules narrative: a part's sentences as they are written, to copy into a file of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ekrules.narrative.template_compiling import TEMPLATE_NAMES, shipped_templates
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.narrative_parts import as_yaml, narrative_parts
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.cli.running import ekrules
from tests.narrative.small_project import small_project

OWN = "narrative: nb\nswot: |\n  Egne ord.\n\n    Med luft.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = small_project(tmp_path)
    monkeypatch.chdir(made)
    return made


def own(project: Path) -> Path:
    return project / "rules/lesing/narrative.nb.yaml"


def test_without_a_part_it_lists_them_all_and_says_where_each_stands(project: Path) -> None:
    own(project).write_text(OWN, "utf-8")
    lines = dict(line.split(maxsplit=1) for line in ekrules("narrative").out.splitlines())
    assert tuple(lines) == TEMPLATE_NAMES
    assert lines["swot"] == "rules/lesing/narrative.nb.yaml:2"
    assert {one for name, one in lines.items() if name != "swot"} == {"ships with ekrules"}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_prints_for_a_file_is_the_shipped_part_itself(language: Language) -> None:
    for name, template in shipped_templates(language).items():
        ran = ekrules("narrative", name, "--lang", language)
        assert ran.code == 0
        printed = yaml.safe_load(ran.out)
        assert list(printed) == [name]
        assert printed[name].rstrip("\n") == template.source.text.rstrip("\n")


def test_a_copied_part_is_sound_in_the_strategys_own_file(project: Path) -> None:
    printed = "".join(ekrules("narrative", name).out for name in TEMPLATE_NAMES)
    own(project).write_text(f"narrative: nb\n{printed}", "utf-8")
    assert load(locate(project)).templates["goal"].place.file.endswith("narrative.nb.yaml")


def test_the_strategys_own_is_printed_and_the_shipped_one_where_asked_for(project: Path) -> None:
    own(project).write_text(OWN, "utf-8")
    assert ekrules("narrative", "swot").out == OWN.removeprefix("narrative: nb\n")
    shipped = ekrules("narrative", "swot", "--shipped").out
    assert shipped == as_yaml(narrative_parts(project, "nb", shipped=True)["swot"])
    assert "Egne ord" not in shipped


def test_a_text_that_begins_with_blanks_reads_back(project: Path) -> None:
    own(project).write_text("narrative: nb\nswot: |2\n    Luft først.\n  Så ord.\n", "utf-8")
    printed = yaml.safe_load(ekrules("narrative", "swot").out)
    assert printed == {"swot": "  Luft først.\nSå ord.\n"}


def test_in_a_folder_that_is_no_project_it_prints_what_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ekrules("narrative", "theme").out.startswith("theme: |\n")


@pytest.mark.usefixtures("project")
def test_a_mistyped_part_or_strategy_is_told() -> None:
    ran = ekrules("narrative", "sowt")
    assert ran.code == 2
    assert 'there is no part called "sowt". Did you mean "swot"?' in ran.err
    ran = ekrules("narrative", "swot", "--strategy", "lesning")
    assert ran.code == 1
    assert 'there is no strategy called "lesning"' in ran.err


def test_a_broken_file_of_ones_own_is_told_at_its_line(project: Path) -> None:
    own(project).write_text("narrative: nb\nswoot: |\n  Ord.\n", "utf-8")
    ran = ekrules("narrative", "swot")
    assert ran.code == 1
    assert "narrative.nb.yaml:2" in ran.err
