"""Stub views: what has passed the checks can be filled in, whichever way the flags turn."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.errors import Faults
from ekrules.narrative.runs import quotation
from ekrules.narrative.shape import Shapes
from ekrules.narrative.template_compiling import TEMPLATE_NAMES, NarrativeFile, compile_templates
from ekrules.narrative.template_compiling import shipped_templates as shipped
from ekrules.narrative.view_shapes import PARAGRAPHS
from ekrules.yaml_reader.wording import LANGUAGES, Language

PIECES = (
    "{{ goal.text }}", "{{ goal.next.points }}", "{{ goal.turn.date }}", "{{ goal.change.wave }}",
    "{{ goal.tendencies.ahead.segment }}", "{% if goal.next.exists %}", "{% if goal.turn.exists %}",
    "{% if goal.change.exists and goal.change.same %}", "{% if not goal.passed %}",
    "{% if goal.tendencies.ahead.exists or goal.firm %}", "{% if goal.status == 'grey' %}",
    "{% for m in goal.figures %}", "{% for m in goal.figures if m.known %}", "{{ m.words }}",
    "{{ m.reason }}", "{{ m.says | upper_first }}", "{% if m.known %}", "{% if not m.known %}",
    "{{ m.percent if m.known else m.reason }}", "{% elif m.known %}", "{% elif true %}",
    "{% else %}",
    "{% endif %}", "{% endfor %}", "{% if m.known and m.part %}", "{{ m.part or m.says }}",
)  # fmt: skip


@st.composite
def views(draw: st.DrawFn, shapes: Shapes) -> dict[str, object]:
    """A view with each flag one way or the other, and what exists only at times as they say."""
    flags = {name: draw(st.booleans()) for name, one in shapes.items() if one.kind == "flag"}
    view: dict[str, object] = {}
    for name, shape in shapes.items():
        if shape.needs is not None and flags.get(shape.needs[0]) != shape.needs[1]:
            continue
        if shape.kind == "flag":
            view[name] = flags[name]
        elif shape.kind == "text":
            view[name] = quotation(draw(st.sampled_from(["", "ord", "nivå 2"])))
        elif shape.kind == "group":
            view[name] = draw(views(shape.parts))
        else:
            view[name] = draw(st.lists(views(shape.parts), max_size=2))
    return view


VIEWS: Mapping[str, st.SearchStrategy[dict[str, object]]] = {
    name: views(shapes) for name, shapes in PARAGRAPHS.items()
}


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_shipped_template_can_be_filled_in_whichever_way_the_flags_turn(
    language: Language, data: st.DataObject
) -> None:
    for name in TEMPLATE_NAMES:
        shipped(language)[name].render(data.draw(VIEWS[name]))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.data())
@settings(max_examples=300, deadline=None)
def test_a_template_that_passes_never_trips_over_a_name_that_is_not_there(
    pieces: list[str], data: st.DataObject
) -> None:
    faults = Faults()
    file = NarrativeFile.model_validate({"narrative": "nb", "goal": "".join(pieces)})
    goal = compile_templates(file, faults).get("goal")
    assert (goal is None) == bool(faults.found)
    if goal is not None:
        goal.render(data.draw(VIEWS["goal"]))
