"""Untraced figures that come from a name: told at the line of the template that put them in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from jinja2 import Environment

from ekrules.errors import Place, UntracedFigureError
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_rendering import NarrativeTemplate
from ekrules.narrative.template_source import Source

TEXT = (
    "Av alle {{ whole }}\n"
    "er {% if so %}det\n"
    "{{ first }} og {{ second }}{% endif %}\n"
    "{% for m in figures %}\n"
    "  her: {{ m.text }}.\n"
    "{% endfor %}\n"
    "{{ last }}\n"
)
SOUND = {
    "whole": figure("64,7\u00a0%", "measure:m"),
    "so": True,
    "first": quotation("nivå 4"),
    "second": "to",
    "figures": [{"text": figure("12", "measure:n")}, {"text": "ord"}],
    "last": "slutt",
}


def from_yaml(text: str) -> Source:
    lines = ["narrative: nb", "swot: |", *(f"  {line}" for line in text.splitlines())]
    return Source(text, Place("narrative.nb.yaml", 2, 7), lines)


def own_file(text: str) -> Source:
    return Source(text, Place("goal.j2", 1, 1), is_whole_file=True)


SOURCES: dict[int, Callable[[str], Source]] = {2: from_yaml, 0: own_file}


@pytest.mark.parametrize("before", SOURCES)
@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("whole", "87 prosent", 1),
        ("first", "87", 3),
        ("second", "½", 3),
        ("figures", [{"text": "ord"}, {"text": "om lag 9"}], 5),
        ("last", "\ue001", 7),
    ],
)
def test_a_figure_that_no_measure_gives_is_told_at_its_line(
    before: int, name: str, value: object, line: int
) -> None:
    source = SOURCES[before](TEXT)
    template = NarrativeTemplate("swot", source, Environment().from_string(TEXT))
    assert template.render(SOUND).text.endswith("slutt")
    with pytest.raises(UntracedFigureError) as caught:
        template.render(SOUND | {name: value})
    place = caught.value.faults[0].place
    assert (place.file, place.line) == (source.place.file, before + line)
