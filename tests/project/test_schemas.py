from __future__ import annotations

import ast
import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ekrules.decision.from_yaml.entries import TableBody
from ekrules.errors import Faults
from ekrules.narrative.template_compiling import NarrativeFile, compile_templates
from ekrules.project.schemas.condition_language import definitions
from ekrules.project.schemas.generating import as_editors_see, example_of, schema_of, schema_text
from ekrules.project.schemas.kinds import KINDS, FileKind, files_by_kind, kind_named
from ekrules.yaml_reader.models import Placed
from tests.editor_view import as_an_editor_reads, editor_finds, program_finds
from tests.real_project import ROOT

SHIPPED = dict(files_by_kind(ROOT))
EXAMPLES = ROOT / "ekrules/project/schemas/examples"
PATHS = [path.relative_to(ROOT).as_posix() for path in SHIPPED]
FOLDERS = ("ekrules", "fixtures", "goals", "rules")

every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


def example_text(kind: FileKind) -> str:
    return (EXAMPLES / f"{kind.name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PATHS)
def test_an_independent_validator_finds_no_fault_in_a_shipped_file(path: str) -> None:
    kind = SHIPPED[ROOT / path]
    assert editor_finds(kind, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_shipped_file_names_the_schema_of_its_kind_in_its_first_line(path: str) -> None:
    first = (ROOT / path).read_text(encoding="utf-8").splitlines()[0]
    start = "# yaml-language-server: $schema="
    assert first.startswith(start)
    named = ((ROOT / path).parent / first.removeprefix(start)).resolve()
    assert named == ROOT / "schemas" / SHIPPED[ROOT / path].file_name
    assert named.is_file()


def test_every_shipped_yaml_file_is_of_some_kind() -> None:
    there = {path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml")}
    assert {path for path in there if path.parent != EXAMPLES} == set(SHIPPED)


def test_every_model_that_a_file_is_read_as_has_a_kind() -> None:
    known = {kind.model.__name__ for kind in KINDS}
    read = set(models_that_files_are_read_as())
    assert read
    assert read <= known


def models_that_files_are_read_as() -> Iterator[str]:
    """The models in calls of read_model, and in those that pass them on (_read_folder, ...)."""
    for path in (ROOT / "ekrules").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                reads = node.func.id in ("read_model", "_read_folder", "_read_optional")
                named = node.args[1] if reads and len(node.args) == 3 else None
                if isinstance(named, ast.Name) and named.id != "model":
                    yield named.id


@every_kind
def test_the_schema_in_the_project_is_the_one_that_the_program_writes(kind: FileKind) -> None:
    written = (ROOT / "schemas" / kind.file_name).read_bytes()
    assert written == schema_text(kind).encode("utf-8"), "run: ekrules schema"


def test_the_schemas_folder_holds_nothing_else() -> None:
    there = {path.name for path in (ROOT / "schemas").iterdir()}
    assert there == {kind.file_name for kind in KINDS}


@every_kind
def test_a_schema_is_itself_sound(kind: FileKind) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@every_kind
def test_a_schema_has_a_title_a_description_and_an_example(kind: FileKind) -> None:
    schema = schema_of(kind)
    assert schema["title"] == kind.title
    assert schema["description"] == kind.about
    assert schema["examples"] == [as_editors_see(example_of(kind))]
    assert schema["examples"] == [as_an_editor_reads(example_text(kind))]


@every_kind
def test_editor_and_program_find_no_fault_in_an_example(kind: FileKind) -> None:
    assert editor_finds(kind, example_text(kind)) == []
    assert program_finds(kind, example_text(kind)) == []


def test_the_templates_of_the_example_narrative_can_be_compiled() -> None:
    faults = Faults()
    values = as_an_editor_reads(example_text(kind_named("narrative")))
    compile_templates(NarrativeFile(**values), faults)
    assert faults.found == []


def with_properties(schema: Any) -> Iterator[dict[str, Any]]:
    """The schema and those below it that stand for a map with known keys."""
    if isinstance(schema, dict):
        if "properties" in schema and "title" in schema:
            yield schema
        for key, one in schema.items():
            if key not in ("examples", "default", "enum", "const"):
                yield from with_properties(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from with_properties(one)


@every_kind
def test_every_key_has_a_description_that_is_a_sentence(kind: FileKind) -> None:
    bare = [
        (schema["title"], key, told.get("description"))
        for schema in with_properties(schema_of(kind))
        for key, told in schema["properties"].items()
        if not told.get("description", "").endswith((".", ")", "?"))
    ]
    assert bare == []


@every_kind
def test_every_definition_has_a_title_and_a_description(kind: FileKind) -> None:
    definitions = schema_of(kind).get("$defs", {})
    assert [name for name, one in definitions.items() if not one.get("description")] == []
    assert [name for name, one in definitions.items() if not one.get("title")] == []


def models_in(model: type[Placed]) -> Iterator[type[Placed]]:
    """The model and those that its fields hold, each as often as it is met."""
    yield model
    for field in model.model_fields.values():
        for one in classes_in(field.annotation):
            if one is not model:
                yield from models_in(one)


def classes_in(annotation: Any) -> Iterator[type[Placed]]:
    if isinstance(annotation, type) and issubclass(annotation, Placed):
        yield annotation
    for one in typing.get_args(annotation):
        yield from classes_in(one)


@every_kind
def test_the_keys_of_a_schema_are_those_of_its_model(kind: FileKind) -> None:
    schema = schema_of(kind)
    for model in models_in(kind.model):
        held = schema if model is kind.model else schema["$defs"][model.__name__]
        assert tuple(held["properties"]) == model.keys()
        assert held["additionalProperties"] is False
        fields = model.model_fields.items()
        needed = {one.alias or name for name, one in fields if one.is_required()}
        assert set(held.get("required", ())) == needed


def test_a_table_in_a_goal_has_the_keys_of_any_table_and_may_have_an_id() -> None:
    held = schema_of(kind_named("theme"))["$defs"]["TableInGoal"]
    assert set(held["properties"]) == {*TableBody.keys(), "decision"}
    assert "decision" not in held["required"]


@every_kind
def test_no_key_may_hold_just_anything(kind: FileKind) -> None:
    schema = schema_of(kind)
    anything = {"a key": {"that nobody": ["knows"]}}
    for held in with_properties(schema):
        for key, one in held["properties"].items():
            validator = Draft202012Validator({**one, "$defs": schema.get("$defs", {})})
            assert not validator.is_valid(anything), f"{held['title']}: {key}"


def test_every_definition_of_the_condition_language_is_pointed_to() -> None:
    used = {name for kind in KINDS for name in schema_of(kind).get("$defs", {})}
    assert set(definitions()) <= used


@every_kind
def test_a_schema_is_the_same_at_every_run(kind: FileKind) -> None:
    assert schema_text(kind) == schema_text(kind)
    assert json.loads(schema_text(kind)) == schema_of(kind)


def test_a_file_of_two_patterns_is_of_the_first_kind() -> None:
    kinds = {path.relative_to(ROOT).as_posix(): kind.name for path, kind in SHIPPED.items()}
    assert kinds["goals/ekommune2012/weights.yaml"] == "weights"
    assert kinds["goals/ekommune2012/03-helse.yaml"] == "theme"


def test_the_patterns_lie_in_a_project() -> None:
    patterns = [pattern for kind in KINDS for pattern in kind.patterns]
    assert len(patterns) == len(set(patterns))
    assert not any(Path(pattern).is_absolute() for pattern in patterns)
