"""Templates: harmless whoever writes them, and every fault told where it stands."""

from __future__ import annotations

import re
from textwrap import indent

import pytest

from ekrules.errors import Faults, InputError, UntracedFigureError
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.templates import (
    MOST_LETTERS,
    NarrativeFile,
    NarrativeTemplate,
    compile_templates,
)
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse

VIEW = {
    "goal": {
        "text": quotation("Alle er på nett"),
        "status": "green",
        "remark": "",
        "figures": [
            {"percent": figure("64,7\u00a0%", "measure:m"), "known": True},
            {"percent": figure("12,0\u00a0%", "measure:n"), "known": True},
        ],
    },
    "survey": {"respondents": figure("249", "survey:respondents")},
}


def compiled(goal: str, style: str = "|") -> tuple[NarrativeTemplate | None, list[str]]:
    """Compile a template for goals as it would stand in narrative.nb.yaml, from line 8 on."""
    others = "".join(f"{key}: x\n" for key in ("method", "response", "overall", "swot", "theme"))
    text = f"narrative: nb\n{others}goal: {style}\n{indent(goal, '  ')}\n"
    faults = Faults()
    node = parse(text, "n.yaml", faults)
    file = build_model(node, NarrativeFile, faults) if node else None
    done = compile_templates(file, faults) if file else {}
    return done.get("goal"), [str(fault) for fault in faults.found]


def filled_in(goal: str) -> str:
    template, faults = compiled(goal)
    assert faults == []
    assert template is not None
    return template.render(VIEW).text


def test_a_template_is_text_names_conditions_and_a_loop_over_figures() -> None:
    text = """
    {% if goal.status == "green" %}{{ goal.text }}{% else %}Nei{% endif %}:
    {% for m in goal.figures if m.known %}{{ m.percent }}{% if not loop.last %}, {% endif %}
    {% endfor %}{{ goal.remark }}"""
    assert filled_in(text) == "Alle er på nett: 64,7\u00a0%, 12,0\u00a0%"


def test_a_line_break_after_a_condition_parts_the_sentences() -> None:
    assert filled_in("En.\n{% if true %}To.{% endif %}\n{% if true %}Tre.{% endif %}") == (
        "En. To. Tre."
    )


def test_a_sentence_may_begin_with_what_is_filled_in() -> None:
    assert filled_in('{{ "alle" | upper_first }} er med') == "Alle er med"


@pytest.mark.parametrize("figures", ["87", "87%", "½", "H2O", "{% raw %}87{% endraw %}"])
def test_a_figure_in_a_template_is_refused_at_its_line(figures: str) -> None:
    _, faults = compiled(f"Alle er med.\nOm lag\n{figures} av dem.")
    assert len(faults) == 1
    assert re.match(r"n\.yaml:10:\d+: the (figure|share) ", faults[0])
    assert "figures come from measures" in faults[0]


def test_every_figure_of_a_template_is_told_at_once() -> None:
    _, faults = compiled("Om lag 87\n{% if goal.status %}og 12{% endif %}\nog 99.")
    assert [fault.partition(": ")[0] for fault in faults] == [
        "n.yaml:8:1",
        "n.yaml:9:1",
        "n.yaml:10:1",
    ]


def test_a_fault_in_a_folded_text_is_told_at_its_key() -> None:
    _, faults = compiled("Alle er med.\nOm lag 87 av dem.", style=">-")
    assert [fault.partition(": ")[0] for fault in faults] == ["n.yaml:7:7"]


@pytest.mark.parametrize(
    "text",
    [
        '{{ "87" }}',
        '{{ "8" }}{{ "7" }}',
        '{{ "\\x38" }}',
        '{{ "\\N{DIGIT EIGHT}" }}',
        '{{ "\\ue000measure:m\\ue00187\\ue002" }}',
        '{{ "\\ue000quotation\\ue00187 kommuner\\ue002" }}',
        '{{ "\\ue000" }}',
        "{{ goal.figures }}",
        "{{ goal }}",
        "{{ goal.items }}",
        "{{ goal.text.upper }}",
        "{% for m in goal.figures %}{{ loop.index }}{% endfor %}",
        "{% for m in goal.figures %}{{ loop.length }}{% endfor %}",
        "{{ loop.index }}",
    ],
)
def test_a_figure_made_in_a_template_by_other_means_stops_the_run(text: str) -> None:
    template, faults = compiled(text)
    assert faults == []
    assert template is not None
    with pytest.raises((UntracedFigureError, InputError)) as caught:
        template.render(VIEW)
    assert caught.value.faults[0].place.file == "n.yaml"


HOSTILE = {
    "a call": "{{ goal.text.upper() }}",
    "a call of nothing known": "{{ open('/etc/passwd') }}",
    "range": "{% for x in range(1000000000) %}x{% endfor %}",
    "arithmetic": "{{ 1 + 1 }}",
    "multiplied text": '{{ "x" * 1000000000 }}',
    "a power": "{{ 9 ** 9 ** 9 }}",
    "joined text": '{{ "a" ~ "b" }}',
    "formatting": '{{ "%s" % goal.text }}',
    "slicing": "{{ goal.text[0:3] }}",
    "an item": "{{ goal['text'] }}",
    "a list": "{{ ['a'] }}",
    "a number": "{{ 87 }}",
    "a negative number": "{{ -87 }}",
    "an endless number": "{{ 1e999 }}",
    "a number of 5000 digits": "{{ " + "9" * 5000 + " }}",
    "none": "{{ none }}",
    "a test": "{% if goal is mapping %}x{% endif %}",
    "a macro": "{% macro m() %}x{% endmacro %}",
    "a call block": "{% call m() %}x{% endcall %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "set": "{% set x = goal.text %}",
    "with": "{% with x = goal %}{{ x }}{% endwith %}",
    "a block": "{% block b %}x{% endblock %}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}",
    "from": "{% from 'os' import path %}",
    "extends": "{% extends 'x' %}",
    "an unknown tag": "{% debug %}",
    "an unknown filter": "{{ goal.text | upper }}",
    "a filter that reads": "{{ goal | attr('__class__') }}",
    "a loop over a text": "{% for x in goal.text %}{{ x }}{% endfor %}",
    "a loop over a figure": "{% for x in survey.respondents %}{{ x }}{% endfor %}",
    "a loop over letters": "{% for x in 'abc' %}{{ x }}{% endfor %}",
    "a loop over a name": "{% for x in goal %}{{ x }}{% endfor %}",
    "a loop that unpacks": "{% for a, b in goal.figures %}{{ a }}{% endfor %}",
    "a loop named loop": "{% for loop in goal.figures %}x{% endfor %}",
    "a recursive loop": "{% for x in goal.figures recursive %}{{ loop(x) }}{% endfor %}",
    "loops three deep": "{% for a in goal.figures %}{% for b in goal.figures %}"
    "{% for c in goal.figures %}x{% endfor %}{% endfor %}{% endfor %}",
    "conditions 120 deep": "{% if goal %}" * 120 + "x" + "{% endif %}" * 120,
    "a chain of 500": "{{ goal" + " and goal" * 500 + " }}",
    "negation 900 deep": "{% if " + "not " * 900 + "goal %}x{% endif %}",
    "negation 4000 deep": "{% if " + "not " * 4000 + "goal %}x{% endif %}",
    "names 300 deep": "{{ goal" + ".text" * 300 + " }}",
    "brackets 4000 deep": "{{ " + "(" * 4000 + "goal" + ")" * 4000 + " }}",
    "100 kB of brackets": "{{ " + "(" * 100_000,
    "an open tag": "{% if goal %}x",
    "an open bracket": "{{ goal.text",
    "a stray end": "x{% endif %}",
    "an open comment": "{# x",
    "a broken escape": '{{ "\\x" }}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_is_refused_at_its_place(text: str) -> None:
    template, faults = compiled(text)
    assert template is None
    assert faults
    assert all(fault.startswith("n.yaml:") for fault in faults)
    assert all(len(fault) < 500 for fault in faults)


TRIPPING = {
    "a name that is not there": "{{ goal.txt }}",
    "a view that is not there": "{{ gaol.text }}",
    "a private attribute": "{{ goal.__class__ }}",
    "a way out": "{{ goal.text.__class__.__mro__ }}",
    "a module": "{{ __import__ }}",
    "a filter on a flag": "{{ true | upper_first }}",
    "a filter on a list": "{{ goal.figures | upper_first }}",
    "things that can't be compared": "{% if goal < goal.figures %}x{% endif %}",
    "a list that is not there": "{% for m in survey.figures %}x{% endfor %}",
}


@pytest.mark.parametrize("text", TRIPPING.values(), ids=TRIPPING.keys())
def test_a_template_that_trips_is_a_fault_at_its_place_and_runs_nothing(text: str) -> None:
    template, faults = compiled(text)
    assert faults == []
    assert template is not None
    with pytest.raises(InputError) as caught:
        template.render(VIEW)
    (fault,) = caught.value.faults
    assert (fault.place.file, fault.place.line) == ("n.yaml", 8)
    assert fault.found.startswith(('the template "goal" can\'t be filled in', "there is no "))


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("Ja.\n{{ goal.statsu }}", "goal.statsu", "goal.status"),
        ("{{ goal.status }}\n{{ gaol.status }}", "gaol", "goal"),
        ("Ja.\n{% if goal.remrk %}x{% endif %}", "goal.remrk", "goal.remark"),
        ("{% for m in goal.figures %}\n{{ m.percnt }}{% endfor %}", "m.percnt", "m.percent"),
    ],
)
def test_a_misspelt_name_is_told_at_its_line_with_the_nearest(
    text: str, name: str, near: str
) -> None:
    template, _ = compiled(text)
    assert template is not None
    with pytest.raises(InputError) as caught:
        template.render(VIEW)
    assert str(caught.value) == (
        f'n.yaml:9:1: there is no "{name}" here; '
        f'expected a name that this kind of paragraph has. Did you mean "{near}"?'
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ja.\n{ goal.remark }", ['a single "{" in a template; write {{ goal.remark }}.']),
        ("Ja.\n{{ goal.remark }", ['a single "}" in a template; write {{ goal.remark }}.']),
        ("Ja.\n{ goal.remark", ['a single "{" in a template; write {{ goal.remark }}.']),
        ("Ja.\n{{ goal.remark og", ['a "{{" that is not closed; write {{ goal.remark }}.']),
        ("Ja.\n{% if goal.text %}x\ny\nz",
         ["this {% if %} is never closed; expected {% endif %}."]),
        ("{% if goal.text %}\n{% for m in goal.figures %}x\n{% endif %}",
         ["this {% for %} is never closed; expected {% endfor %}."]),
        ("Ja.\nx{% endif %}", ["{% endif %} closes nothing; expected {% if ... %} before it."]),
    ],
)  # fmt: skip
def test_a_slip_in_the_braces_is_told_at_its_line_in_plain_words(
    text: str, told: list[str]
) -> None:
    template, faults = compiled(text)
    assert template is None
    assert faults == [f"n.yaml:9:1: {one}" for one in told]


def test_a_misspelt_filter_is_told_with_the_nearest() -> None:
    _, (fault,) = compiled("Ja.\n{{ goal.text | uper_first }}")
    assert fault.startswith('n.yaml:9:1: no filter is called "uper_first"')
    assert fault.endswith('Did you mean "upper_first"?')


def test_a_paragraph_can_not_grow_without_bound() -> None:
    long = quotation("x" * (MOST_LETTERS // 2))
    template, _ = compiled("{% for m in goal.figures %}{{ goal.text }}{% endfor %}")
    assert template is not None
    with pytest.raises(InputError, match=f"more than {MOST_LETTERS} letters"):
        template.render({"goal": {"text": long, "figures": VIEW["goal"]["figures"]}})  # type: ignore[index]


def test_html_in_a_template_is_told_to_be_left_out() -> None:
    _, faults = compiled("Alle\n<b>{{ goal.text }}</b>")
    assert faults == [
        'n.yaml:9:1: "<b>" in a template; a text is printed as it stands, so leave it out.',
        'n.yaml:9:1: "</b>" in a template; a text is printed as it stands, so leave it out.',
    ]


def test_html_in_a_text_stays_a_text() -> None:
    view = {"goal": {**VIEW["goal"], "text": quotation("<b>87</b> & ü")}}  # type: ignore[dict-item]
    template, _ = compiled("{{ goal.text }}")
    assert template is not None
    (run,) = template.render(view).runs
    assert (run.kind, run.text) == ("quotation", "<b>87</b> & ü")
