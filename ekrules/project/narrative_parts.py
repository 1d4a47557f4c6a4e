"""Narrative parts: the template of each kind of paragraph as it stands, to copy and change.

In: a project's folder, or any other. Out: each part's text and where it stands: the strategy's own
where it has written one, else the one that ships with ekrules. Compiles nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.narrative.template_compiling import TEMPLATE_NAMES, NarrativeFile, shipped_templates
from ekrules.narrative.writing import has_own_templates, template_path
from ekrules.project.locating import locate_rules
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class NarrativePart:
    """One part's template; is_own: whether the strategy has written it itself."""

    name: str
    text: str
    place: Place
    is_own: bool


def narrative_parts(
    root: Path, language: Language, strategy: str | None = None, *, shipped: bool = False
) -> dict[str, NarrativePart]:
    """Return part name -> template; raise InputError where the strategy's own can't be read.

    shipped: those of ekrules alone. In a folder that is no project there are no others either.
    """
    parts = {
        name: NarrativePart(name, one.source.text, one.place, is_own=False)
        for name, one in shipped_templates(language).items()
    }
    rules = None if shipped else locate_rules(root, strategy)
    if rules is None or not has_own_templates(rules, language):
        return parts
    faults = Faults()
    file = read_model(template_path(rules, language), NarrativeFile, faults)
    faults.stop_if_any()
    assert file is not None
    for name in TEMPLATE_NAMES:
        text = getattr(file, name)
        if text is not None:
            parts[name] = NarrativePart(name, text, file.at(name), is_own=True)
    return parts


def as_yaml(part: NarrativePart) -> str:
    """Return a part as it stands in narrative.<language>.yaml, closed by a newline.

    >>> print(as_yaml(NarrativePart("swot", "Egne ord.\\n", Place("swot.j2"), False)), end="")
    swot: |
      Egne ord.
    """
    lines = part.text.rstrip("\n").split("\n")
    # A first line that is indented itself would hide how far the block is.
    sign = "|2" if lines[0].startswith(" ") else "|"
    return "\n".join([f"{part.name}: {sign}", *(f"  {one}".rstrip() for one in lines)]) + "\n"
