"""Entity: what the values are of, as a country or a municipality, with its attributes.

In: a row of the file of entities, or a map of indicators.yaml. Out: a frozen Entity.
"""

from __future__ import annotations

from collections.abc import Mapping

from ekrules.indicators.file_texts import FileText, Id
from ekrules.yaml_reader.models import Placed
from ekrules.yaml_reader.wording import Wording


class Entity(Placed):
    """One country, municipality or other unit that has values."""

    id: Id
    """The entity's id, as the values call it."""
    label: Wording
    """Its name as a reader sees it."""
    attributes: Mapping[str, FileText] = {}
    """What is known of it, by attribute, as {oecd: 1, region: Africa}. May be left out."""
