"""Models: YAML maps to typed, frozen values; every fault of a file at once, each with its place.

In: a MapNode and a pydantic model. Out: the model, or faults in the words of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails

from ekrules.errors import Faults, Place, listed, nearest_name
from ekrules.yaml_reader.files import read_map
from ekrules.yaml_reader.nodes import (
    NOWHERE,
    ListNode,
    MapNode,
    Node,
    PlacedMap,
    ScalarNode,
    node_at,
    place_at,
)


class Placed(BaseModel):
    """A value read from a map in a YAML file; knows where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    _node: MapNode = PrivateAttr(default=NOWHERE)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(
        cls, value: Any, validate: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        if isinstance(value, PlacedMap) and info.context is not None:
            # pydantic's report of an unknown key does not say which keys there are.
            info.context[id(value.node)] = cls.keys()
        model = validate(value)
        if isinstance(value, PlacedMap):
            model._node = value.node
        return model

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that a map of this kind may hold, as written in YAML."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @property
    def place(self) -> Place:
        """Where the map begins."""
        return self._node.place

    def at(self, *steps: str | int) -> Place:
        """Where the value at `steps` (keys and list indexes) stands."""
        return place_at(self._node, steps)


Model = TypeVar("Model", bound=Placed)
KnownKeys = dict[int, tuple[str, ...]]


def read_model(path: Path, model: type[Model], faults: Faults) -> Model | None:
    """Return the file as `model`, or None with every fault of the file added to `faults`."""
    node = read_map(path, faults)
    return None if node is None else build_model(node, model, faults)


def build_model(node: MapNode, model: type[Model], faults: Faults) -> Model | None:
    """Return the node as `model`, or None with every fault added to `faults`."""
    known_keys: KnownKeys = {}
    try:
        return model.model_validate(PlacedMap(node), context=known_keys)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _add_fault(details, node, known_keys, faults)
        return None


_EXPECTED = {
    "string_type": "expected a text",
    "int_type": "expected a whole number",
    "float_type": "expected a number (with a point, as 12.5)",
    "bool_type": "expected true or false",
    "date_type": "expected a date (as 2011-12-31)",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
    "dict_type": "expected keys with values",
    "model_type": "expected keys with values",
    "model_attributes_type": "expected keys with values",
}


def _add_fault(details: ErrorDetails, root: MapNode, known: KnownKeys, faults: Faults) -> None:
    steps, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        _add_unknown_key(steps, root, known, faults)
    elif kind == "missing":
        parent = node_at(root, steps[:-1])
        faults.add(parent.place, f'there is no "{steps[-1]}" here', "it is required")
    else:
        here = node_at(root, steps)
        faults.add(here.place, shown(here), _EXPECTED.get(kind) or _reason(details))


def _add_unknown_key(
    steps: tuple[int | str, ...], root: MapNode, known: KnownKeys, faults: Faults
) -> None:
    key = str(steps[-1])
    parent = node_at(root, steps[:-1])
    names = known.get(id(parent), ())
    place = (
        parent.key_places.get(key, parent.place) if isinstance(parent, MapNode) else parent.place
    )
    expected = f"expected one of {listed(names)}" if names else "no such key is used here"
    faults.add(place, f'the key "{key}"', expected, nearest_name(key, names))


def _reason(details: ErrorDetails) -> str:
    context = details.get("ctx") or {}
    if details["type"] in ("literal_error", "enum"):
        return f"expected {context['expected']}"
    if details["type"] == "value_error":
        return str(context["error"])
    return details["msg"][:1].lower() + details["msg"][1:]


def shown(node: Node) -> str:
    """Return what stands at a node, in a few words."""
    if isinstance(node, ListNode):
        return f"a list of {len(node.items)}"
    if isinstance(node, MapNode):
        return f"keys {listed(node.values, most=4)}" if node.values else "an empty map"
    if node.value is None:
        return "nothing"
    text = node.text if len(node.text) <= 60 else node.text[:57] + "..."
    return f'"{text}"'
