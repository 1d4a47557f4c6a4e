"""What the shipped templates compile to is kept for the next run, and used only while it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ekrules.narrative import shipped_code
from ekrules.narrative.shipped_code import keep_code, kept_code
from ekrules.narrative.template_compiling import shipped_templates
from ekrules.yaml_reader.wording import Language

TEXTS = ["En {{ goal.text }}.", "To."]
COMPILED = (
    ({0: 4, 1: 2}, compile("first = 1", "<template>", "exec")),
    ({0: 1}, compile("second = 2", "<template>", "exec")),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The files lie in a folder of the test's own, and Python keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    shipped_templates.cache_clear()
    yield tmp_path
    shipped_templates.cache_clear()


def only_file(folder: Path) -> Path:
    [found] = folder.rglob("*.code")
    return found


def test_what_was_kept_is_given_back() -> None:
    keep_code("nb", TEXTS, COMPILED)
    assert kept_code("nb", TEXTS) == COMPILED


def test_nothing_is_given_of_other_texts_or_of_another_language() -> None:
    keep_code("nb", TEXTS, COMPILED)
    assert kept_code("nb", [*TEXTS, ""]) is None
    assert kept_code("nb", ["En {{ goal.text }}!", "To."]) is None
    assert kept_code("nn", TEXTS) is None


@pytest.mark.parametrize("length", [0, 1, 31, 64, 65, 100])
def test_a_file_that_was_cut_short_is_not_used(folder: Path, length: int) -> None:
    keep_code("nb", TEXTS, COMPILED)
    file = only_file(folder)
    file.write_bytes(file.read_bytes()[:length])
    assert kept_code("nb", TEXTS) is None


def test_it_holds_for_one_release_of_the_template_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_code("nb", TEXTS, COMPILED)
    monkeypatch.setattr("jinja2.__version__", "0.0")
    assert kept_code("nb", TEXTS) is None


def test_nothing_is_kept_where_python_was_told_to_keep_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_code("nb", TEXTS, COMPILED)
    assert [*folder.rglob("*.code")] == []


def test_a_folder_that_takes_no_file_stops_nothing(folder: Path) -> None:
    blocked = folder / Path(shipped_code.__file__).parent.relative_to("/")
    blocked.parent.mkdir(parents=True)
    blocked.write_text("no folder")
    keep_code("nb", TEXTS, COMPILED)
    assert kept_code("nb", TEXTS) is None


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_kept_templates_are_the_compiled_ones(folder: Path, language: Language) -> None:
    compiled = shipped_templates(language)
    assert only_file(folder).name.startswith(language)
    shipped_templates.cache_clear()
    kept = shipped_templates(language)
    assert [*kept] == [*compiled]
    for name, one in kept.items():
        assert (one.name, one.source, one.steps) == (
            name,
            compiled[name].source,
            compiled[name].steps,
        )
        assert one.template is not compiled[name].template
        code = one.template.root_render_func.__code__
        assert code == compiled[name].template.root_render_func.__code__
