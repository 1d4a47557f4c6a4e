from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import InputError, OutputError
from ekrules.project.importing import ImportRequest, import_answers
from ekrules.project.schemas.first_lines import first_line, named_in_a_wave, with_first_line
from ekrules.project.schemas.kinds import KINDS, files_by_kind, kind_named
from ekrules.project.schemas.writing import write_schemas
from ekrules.project.synthesizing import synthesize
from tests.editor_view import editor_finds
from tests.real_project import GOALS, SURVEY, copied_project

LINE = "# yaml-language-server: $schema=../../schemas/theme.schema.json"


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path, _ in files_by_kind(root)}


def test_a_file_of_the_project_keeps_all_else_that_stands_in_it(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    before = contents(root)
    for path, text in before.items():
        path.write_bytes(text.partition(b"\n")[2])  # without its first line
    written = write_schemas(root, first_lines=True)
    assert set(written.first_lines) == set(before)
    assert contents(root) == before


def test_first_lines_that_are_right_are_left_alone(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    assert write_schemas(root, first_lines=True).first_lines == ()


def test_a_line_that_names_another_folder_is_mended(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    written = write_schemas(root, root / "editor" / "schemas", first_lines=True)
    assert len(written.first_lines) == len(contents(root))
    first = (root / GOALS / "03-helse.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == LINE.replace("../../schemas", "../../editor/schemas")


def test_one_kind_alone_is_written_and_named(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    out = root / "elsewhere"
    written = write_schemas(root, out, kind="weights", first_lines=True)
    assert [path.name for path in out.iterdir()] == ["weights.schema.json"]
    assert [path.name for path in written.first_lines] == ["weights.yaml"]


def test_without_the_option_no_file_of_the_project_is_touched(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    path = root / GOALS / "03-helse.yaml"
    path.write_text("theme: helse\n", encoding="utf-8")
    assert write_schemas(root).first_lines == ()
    assert path.read_text(encoding="utf-8") == "theme: helse\n"


def test_nothing_is_written_where_a_file_is_no_text(tmp_path: Path) -> None:
    root = copied_project(tmp_path)
    path = root / GOALS / "03-helse.yaml"
    path.write_bytes("theme: grønn".encode("latin-1"))
    with pytest.raises(InputError, match="not saved as UTF-8"):
        write_schemas(root, first_lines=True)
    assert not (root / "schemas").exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "schemas").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="this is a file; expected a folder"):
        write_schemas(tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"{LINE}\n"),
        ("theme: a\n", f"{LINE}\ntheme: a\n"),
        ("theme: a\r\nnumber: 1\r\n", f"{LINE}\r\ntheme: a\r\nnumber: 1\r\n"),
        ("# On health.\n\ntheme: a\n", f"{LINE}\n# On health.\n\ntheme: a\n"),
        ("# yaml-language-server: $schema=old.json\ntheme: a\n", f"{LINE}\ntheme: a\n"),
        ("#yaml-language-server:$schema=old.json\r\ntheme: a", f"{LINE}\r\ntheme: a"),
        (
            "# On health.\n# yaml-language-server: $schema=old.json\ntheme: a\n",
            f"# On health.\n{LINE}\ntheme: a\n",
        ),
        (
            "theme: a\n# yaml-language-server: $schema=too/late.json\n",
            f"{LINE}\ntheme: a\n# yaml-language-server: $schema=too/late.json\n",
        ),
    ],
)
def test_the_line_comes_first_or_in_the_place_of_another(text: str, expected: str) -> None:
    assert with_first_line(text, LINE) == expected


@given(st.text(alphabet="# \r\ntheme:yaml-lguservr$=.j\t"))
def test_naming_the_schema_twice_is_naming_it_once(text: str) -> None:
    once = with_first_line(text, LINE)
    assert LINE in once
    assert with_first_line(once, LINE) == once


@given(st.text(alphabet="# \r\ntheme:"))
def test_a_text_that_names_no_schema_stays_whole_below_the_line(text: str) -> None:
    named = with_first_line(text, LINE)
    assert named.endswith(text)
    assert named.removesuffix(text).strip() == LINE


def test_the_line_leads_from_the_file_to_its_schema() -> None:
    path = Path("fixtures/k2009/codebook/03-helse.yaml")
    expected = "# yaml-language-server: $schema=../../../schemas/codebook.schema.json"
    assert first_line(path, "codebook", Path("schemas")) == expected


def a_wave(folder: Path) -> dict[Path, str | bytes]:
    return {
        folder / "survey.yaml": "wave: 2026\n",
        folder / "answers.yaml": b"file: a.csv\n",
        folder / "codebook/03-helse.yaml": b"theme: helse\n",
        folder / "a.csv": b"id;q1\n",
    }


def test_a_new_wave_names_the_schemas_that_its_project_has(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    folder = tmp_path / "fixtures" / "k2026"
    named = named_in_a_wave(a_wave(folder), tmp_path)
    start = "# yaml-language-server: $schema="
    assert named == {
        folder / "survey.yaml": f"{start}../../schemas/survey.schema.json\nwave: 2026\n",
        folder / "answers.yaml": f"{start}../../schemas/answers.schema.json\nfile: a.csv\n",
        folder / "codebook/03-helse.yaml": (
            f"{start}../../../schemas/codebook.schema.json\ntheme: helse\n"
        ),
        folder / "a.csv": b"id;q1\n",
    }


def test_a_new_wave_names_no_schema_that_is_not_there(tmp_path: Path) -> None:
    wave = a_wave(tmp_path / "fixtures" / "k2026")
    assert named_in_a_wave(wave, tmp_path) == wave


def test_a_new_wave_outside_the_project_names_no_schema(tmp_path: Path) -> None:
    write_schemas(tmp_path / "project")
    wave = a_wave(tmp_path / "elsewhere")
    assert named_in_a_wave(wave, tmp_path / "project") == wave


def test_the_files_of_a_new_wave_are_of_kinds_that_there_are(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    wave = a_wave(tmp_path / "fixtures" / "k2026")
    found = {f"{kind.name}.schema.json" for kind in KINDS}
    lines = [str(one).partition("\n")[0] for one in named_in_a_wave(wave, tmp_path).values()]
    named = {line.rpartition("/")[2] for line in lines if line.startswith("# yaml")}
    assert len(named) == 3
    assert named <= found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with schemas, made-up waves, and a new wave imported from one of them."""
    root = copied_project(tmp_path_factory.mktemp("project"))
    write_schemas(root)
    first, _ = synthesize(root, None, root / "synthetic", seed=2009)
    answers = root / "answers-2010.csv"
    shutil.copy(first.folder / "answers.csv", answers)
    survey, into = root / "fixtures" / SURVEY, root / "fixtures" / "ekommune2010"
    import_answers(root, ImportRequest(answers, survey, into, date(2010, 4, 1)))
    return root


def test_the_files_that_the_program_makes_name_schemas_that_are_there(made: Path) -> None:
    folders = (*(made / "synthetic").iterdir(), made / "fixtures" / "ekommune2010")
    paths = [path for folder in folders for path in folder.rglob("*.yaml")]
    assert {path.name for path in paths} >= {"survey.yaml", "answers.yaml", "breakdowns.yaml"}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        schema = path.parent / text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        name = schema.name.removesuffix(".schema.json")
        assert schema.resolve() == made / "schemas" / schema.name
        assert editor_finds(kind_named(name), text) == []
