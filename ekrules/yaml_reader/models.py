"""Models: YAML maps to typed, frozen values; every fault of a file at once, each with its place.

In: a MapNode and a pydantic model. Out: the model, or faults in the words of the file.
"""

from __future__ import annotations

from functools import cache
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

from ekrules.errors import Faults, Place
from ekrules.yaml_reader.complaints import KnownKeys, add_faults, shown
from ekrules.yaml_reader.files import read_map
from ekrules.yaml_reader.nodes import NOWHERE, MapNode, PlacedMap, node_at, place_at

__all__ = ["Model", "Placed", "build_model", "read_model", "shown"]


class Placed(BaseModel):
    """A value read from a map in a YAML file; knows where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    # A factory, because a default would be copied in depth for every model.
    _node: MapNode = PrivateAttr(default_factory=lambda: NOWHERE)

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
    @cache
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

    def key_at(self, *steps: str | int) -> Place:
        """Where the key that ends `steps` stands; where it has none, its value."""
        above = node_at(self._node, steps[:-1])
        places = above.key_places if isinstance(above, MapNode) else {}
        return places.get(str(steps[-1])) or self.at(*steps)


Model = TypeVar("Model", bound=Placed)


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
        add_faults(error, node, known_keys, faults)
        return None
