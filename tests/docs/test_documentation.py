"""The documentation says what the product does: every command, example, link and key in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ekrules import load, locate
from ekrules.goals.strategy import Strategy
from tests.docs.examples import (
    ALSO_RUN,
    NOT_RUN,
    apply_edit,
    commands,
    copy_project,
    read_yaml,
    run_console,
    run_python,
    stands_in,
)
from tests.docs.pages import PAGES, ROOT, Fence, Mark, anchors, fences, links, name_of

EVERY_FENCE = [fence for page in PAGES for fence in fences(page)]
YAML = [fence for fence in EVERY_FENCE if fence.language == "yaml"]
CONSOLE = [fence for fence in EVERY_FENCE if fence.language == "console"]
# An example marked "run" stands on the page's files, and is run among its commands.
PYTHON = [
    fence
    for fence in EVERY_FENCE
    if fence.language == "python" and not (fence.mark and fence.mark.kind == "run")
]
LANGUAGES = ("yaml", "console", "diff", "python", "text", "json", "jinja")

each_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


def _places(found: list[Fence]) -> list[str]:
    return [fence.place for fence in found]


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return load(locate(ROOT)).strategy


@pytest.mark.parametrize("fence", YAML, ids=_places(YAML))
def test_yaml_example_is_read_by_the_product(fence: Fence, strategy: Strategy) -> None:
    assert fence.mark is not None, f"{fence.place}: no mark says what this YAML is"
    if fence.mark.kind == "yaml":
        assert read_yaml(fence, fence.mark.about, strategy) == []
    elif fence.mark.kind == "from":
        shipped = (ROOT / fence.mark.about).read_text(encoding="utf-8")
        assert stands_in(fence.text, shipped), f"{fence.place}: not in {fence.mark.about}"
    else:
        known = fence.mark.kind in ("new", "written")
        assert known, f"{fence.place}: {fence.mark.kind} is no mark of YAML"


@each_page
def test_commands_and_edits_of_a_page_do_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    monkeypatch.chdir(project)
    names: dict[str, object] = {}
    for fence in fences(page):
        mark = fence.mark or Mark("", "")
        if mark.kind == "edit":
            apply_edit(fence, project, mark.about)
        elif mark.kind == "new":
            (project / mark.about).parent.mkdir(parents=True, exist_ok=True)
            (project / mark.about).write_text(fence.text, encoding="utf-8")
        elif fence.language == "console":
            run_console(fence, monkeypatch)
        elif mark.kind == "run":
            run_python(fence, names)
        elif mark.kind == "written":
            written = (project / mark.about).read_text(encoding="utf-8")
            assert stands_in(fence.text, written), f"{fence.place}: not in {mark.about}"
        else:
            assert fence.language != "diff", f"{fence.place}: a diff without an edit mark"


@pytest.mark.parametrize("fence", CONSOLE, ids=_places(CONSOLE))
def test_make_targets_exist(fence: Fence) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands(fence):
        for word in command.words[1:] if command.words[0] == "make" else ():
            name, is_variable, _ = word.partition("=")
            there = rf"^{name} \?=" if is_variable else rf"^{name}:"
            assert re.search(there, makefile, re.MULTILINE), f"{fence.place}: make {word}"
        assert command.words[0] in (*NOT_RUN, *ALSO_RUN), f"{fence.place}: {command.words}"


@pytest.mark.parametrize("fence", PYTHON, ids=_places(PYTHON))
def test_python_example_gives_what_it_shows(fence: Fence) -> None:
    run_python(fence, {})


@each_page
def test_every_fence_names_its_language(page: Path) -> None:
    strange = [one.place for one in fences(page) if one.language not in LANGUAGES]
    assert strange == []


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for line, target in links(page):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        told = f"{name_of(page)}:{line}: {target}"
        assert there.exists(), told
        assert there.is_relative_to(ROOT), told
        assert not anchor or anchor in anchors(there), told


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        waiting += [(page.parent / target.partition("#")[0]).resolve() for _, target in links(page)]
    assert {name_of(page) for page in PAGES} - {name_of(page) for page in reached} == set()
