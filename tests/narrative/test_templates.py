"""Templates: harmless whoever writes them, and every fault told where it stands."""

from __future__ import annotations

import re
from textwrap import indent

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from ekrules.errors import Faults, InputError
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_compiling import (
    MOST_LETTERS_WRITTEN,
    NarrativeFile,
    compile_templates,
)
from ekrules.narrative.template_language import TemplateEnvironment
from ekrules.narrative.template_rendering import MOST_LETTERS, MOST_STEPS, NarrativeTemplate
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse

VIEW = {
    "goal": {
        "text": quotation("Alle er på nett"),
        "status": "green",
        "remark": "",
        "passed": False,
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
    done = compile_templates(file, faults, text.splitlines()) if file else {}
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
    assert filled_in("Ja.\n{% if true %}Nei.{% endif %}\n{% if true %}Jo.{% endif %}") == (
        "Ja. Nei. Jo."
    )


def test_a_sentence_may_begin_with_what_is_filled_in() -> None:
    assert filled_in('{{ "skolene" | upper_first }} er med') == "Skolene er med"


@pytest.mark.parametrize("figures", ["87", "87%", "½", "H2O", "{% raw %}87{% endraw %}"])
def test_a_figure_in_a_template_is_refused_at_its_line(figures: str) -> None:
    _, faults = compiled(f"Skolene er med.\nOm lag\n{figures} av dem.")
    assert len(faults) == 1
    column = 3 + figures.startswith("{") * len("{% raw %}")
    assert re.match(rf"n\.yaml:10:{column}: the (figure|share) ", faults[0])
    assert "figures come from measures" in faults[0]


def test_every_figure_of_a_template_is_told_at_once() -> None:
    _, faults = compiled("Om lag 87\n{% if goal.status %}og 12{% endif %}\nog 99.")
    assert [fault.partition(": ")[0] for fault in faults] == [
        "n.yaml:8:10",
        "n.yaml:9:26",
        "n.yaml:10:6",
    ]


def test_a_fault_in_a_folded_text_is_told_at_its_key() -> None:
    _, faults = compiled("Skolene er med.\nOm lag 87 av dem.", style=">-")
    assert [fault.partition(": ")[0] for fault in faults] == ["n.yaml:7:7"]


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
    "a figure between quotes": '{{ "87" }}',
    "a figure in two halves": '{{ "8" }}{{ "7" }}',
    "a figure by its code": '{{ "\\x38" }}',
    "a figure by its name": '{{ "\\N{DIGIT EIGHT}" }}',
    "a figure that poses as measured": '{{ "\\ue000measure:m\\ue00187\\ue002" }}',
    "a figure that poses as quoted": '{{ "\\ue000quotation\\ue00187 kommuner\\ue002" }}',
    "half a mark": '{{ "\\ue000" }}',
    "a figure of another script": "{{ '٨' }}",
    "a figure of another script in the text": "Om lag ८७ av dem",
    "a figure to choose by": "{{ 'x' if goal.status == '87' else 'y' }}",
    "a list of figures as a text": "{{ goal.figures }}",
    "a whole view as a text": "{{ goal }}",
    "a method of a view": "{{ goal.items }}",
    "a method of a text": "{{ goal.text.upper }}",
    "the number of a turn": "{% for m in goal.figures %}{{ loop.index }}{% endfor %}",
    "how many turns": "{% for m in goal.figures %}{{ loop.length }}{% endfor %}",
    "a turn outside a loop": "{{ loop.index }}",
    "formatting by name": "{{ goal.text.format(goal) }}",
    "formatting by a map": "{{ '{0.__class__}'.format(goal) }}",
    "the class of a text": "{{ ''.__class__ }}",
    "the class of a name": "{{ goal.text.__class__.__base__.__subclasses__() }}",
    "the globals of a call": "{{ goal.__init__.__globals__ }}",
    "the program's environment": "{{ self.__init__ }}",
    "a namespace": "{% set n = namespace(x=goal) %}{{ n.x }}",
    "a cycler": "{{ cycler('a', 'b').next() }}",
    "lorem ipsum": "{{ lipsum(n=goal) }}",
    "a huge width": "{{ goal.text | center(1000000000) }}",
    "a huge indent": "{{ goal.text | indent(1000000000) }}",
    "a huge width by a sign": "{{ '%1000000000d' % goal.text }}",
    "a filter that repeats": "{{ goal.text | list }}",
    "a filter that runs filters": "{{ goal.figures | map('upper_first') | join }}",
    "a filter with a number": "{{ goal.text | upper_first(87) }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a template within itself": "{% include self %}",
    "a loop over letters of a text in another": "{% for m in goal.figures %}"
    "{% for x in m.says %}x{% endfor %}{% endfor %}",
    "an order of figures": "{% if goal.status > 'a' %}x{% endif %}",
    "yes or no as a text": "{{ goal.passed }}",
    "yes as a text": "{{ true }}",
    "what a comparison gives": "{{ goal.status == 'green' }}",
    "a name in an attribute of a text": "{{ ('x').upper }}",
    "an await": "{% for x in goal.figures async %}x{% endfor %}",
    "a line statement": "# for x in goal.figures\n{{ x }}\n# endfor",
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


UNKNOWN = {
    "a name that is not there": "{{ goal.txt }}",
    "a view that is not there": "{{ gaol.text }}",
    "a private attribute": "{{ goal.__class__ }}",
    "a way out": "{{ goal.text.__class__.__mro__ }}",
    "a module": "{{ __import__ }}",
    "a list that is not there": "{% for m in survey.figures %}x{% endfor %}",
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_name_that_no_paragraph_has_is_refused_before_anything_is_filled_in(text: str) -> None:
    template, (fault,) = compiled(text)
    assert template is None
    assert re.match(r'n\.yaml:8:(6|15): there is no "', fault)


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("Ja.\n{{ goal.statsu }}", "goal.statsu", "goal.status"),
        ("{{ goal.status }}\n{{ gaol.status }}", "gaol.status", "goal.status"),
        ("Ja.\n{% if goal.remrk %}x{% endif %}", "goal.remrk", "goal.remark"),
        ("{% for m in goal.figures %}\n{{ m.knonw }}{% endfor %}", "m.knonw", "m.known"),
    ],
)
def test_a_misspelt_name_is_told_at_its_place_with_the_nearest(
    text: str, name: str, near: str
) -> None:
    _, faults = compiled(text)
    column = 3 + text.splitlines()[1].index(name)
    assert f'n.yaml:9:{column}: there is no "{name}" here' in faults[0]
    assert faults[0].endswith(f'Did you mean "{near}"?')
    assert len(faults) == 1


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
    assert [re.sub(r"^n\.yaml:9:\d+: ", "", fault) for fault in faults] == told


def test_a_misspelt_filter_is_told_with_the_nearest() -> None:
    _, (fault,) = compiled("Ja.\n{{ goal.text | uper_first }}")
    assert fault.startswith('n.yaml:9:18: no filter is called "uper_first"')
    assert fault.endswith('Did you mean "upper_first"?')


WORDED = {
    "{% if goal.text %}x{% elseif goal.why %}y{% endif %}":
        '20: "elseif" in a template; write elif for elseif.',
    "{% if goal.text %}x{% else if goal.why %}y{% endif %}":
        '20: "else if" in a template; write elif for it.',
    "{% hvis goal.text %}x{% endif %}": '1: "hvis" in a template; write if for hvis.',
    "{% iff goal.text %}x{% endif %}":
        "1: there is no {% iff %}; expected one of if, elif, else, endif, for, endfor. "
        'Did you mean "if"?',
    "x{% else %}y": "2: {% else %} stands in no {% if %}; expected {% if ... %} before it.",
    "Ja, {% set x = goal.text %}{{ x }}":
        "5: {% set %} can't stand in a template; expected text, names, {% if %} and {% for %}.",
    "{% if goal.status = 'green' %}x{% endif %}":
        '19: the sign "=" in a template; write "==" for it.',
    "{% if goal.passed && goal.firm %}x{% endif %}":
        '19: the sign "&&" in a template; write "and" for it.',
    "{% if !goal.passed %}x{% endif %}": '7: the sign "!" in a template; write "not" for it.',
    "{% if goal.passed %}x{% endif}": '22: a "{%" closed by "}"; write {% endif %}.',
    "{{ goal.figures }}":
        '4: "goal.figures" is a list; write {% for m in goal.figures %} and the names of m.',
    "{{ goal.passed }}": '4: "goal.passed" is yes or no, and no text; write {% if goal.passed %}.',
    "{% if goal.next %}x{% endif %}":
        '7: "goal.next" is no text, but holds names; write goal.next.exists.',
    "{{ theme.colours }}":
        '4: there is no "theme.colours" here; "theme" is only there in the template "theme".',
    "Mål: {{ goal.text }} {{ 1 + 1 }}":
        '27: the sign "+" can\'t stand in a template; '
        "expected a name: a template only shows and chooses.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WORDED.items())
def test_a_slip_is_told_in_plain_words_and_at_its_column(text: str, told: str) -> None:
    column, _, sentence = told.partition(": ")
    _, faults = compiled(f"Ja.\n{text}")
    assert faults == [f"n.yaml:9:{int(column) + 2}: {sentence}"]


def test_a_paragraph_can_not_grow_without_bound() -> None:
    long = quotation("x" * (MOST_LETTERS // 2))
    template, _ = compiled("{% for m in goal.figures %}{{ goal.text }}{% endfor %}")
    assert template is not None
    with pytest.raises(InputError, match=rf"n\.yaml:8:\d+: .* more than {MOST_LETTERS} letters"):
        template.render({"goal": {"text": long, "figures": VIEW["goal"]["figures"]}})  # type: ignore[index]


def test_html_in_a_template_is_told_to_be_left_out() -> None:
    _, faults = compiled("Skoler\n<b>{{ goal.text }}</b>")
    assert faults == [
        'n.yaml:9:3: "<b>" in a template; a text is printed as it stands, so leave it out.',
        'n.yaml:9:21: "</b>" in a template; a text is printed as it stands, so leave it out.',
    ]


def test_html_in_a_text_stays_a_text() -> None:
    view = {"goal": {**VIEW["goal"], "text": quotation("<b>87</b> & ü")}}  # type: ignore[dict-item]
    template, _ = compiled("{{ goal.text }}")
    assert template is not None
    (run,) = template.render(view).runs
    assert (run.kind, run.text) == ("quotation", "<b>87</b> & ü")


ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ goal.text.__class__.__base__.__subclasses__() }}",
    "{{ goal.__init__.__globals__ }}",
    "{{ goal['__class__'] }}",
    "{{ goal.figures.append }}",
    "{{ goal.keys() }}",
    "{{ goal.text.format(goal) }}",
    "{{ goal.text.zfill(1000000000) }}",
    "{{ goal.text.join(goal) }}",
    "{% for m in goal.figures %}{{ loop.index }}{% endfor %}",
    "{% for m in goal.figures %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{{ goal }}",
    "{{ goal.figures }}",
    "{{ goal.passed }}",
    "{{ range(9) }}",
    "{{ cycler }}",
    "{{ lipsum }}",
    "{{ namespace }}",
)


@pytest.mark.parametrize("text", ESCAPES)
def test_what_would_run_or_show_an_object_fails_even_where_no_check_has_seen_it(text: str) -> None:
    template = TemplateEnvironment().from_string(text)
    with pytest.raises((UndefinedError, SecurityError, TypeError)):
        template.render(VIEW)


def fill(part: str, before: str = "", after: str = "") -> str:
    """Return the longest template that repeats a part between two ends."""
    room = MOST_LETTERS_WRITTEN - len(before) - len(after) - 1
    return before + part * (room // len(part)) + after


LOOPS = "{% for a in goal.figures %}{% for b in goal.figures %}", "{% endfor %}{% endfor %}"
ENDLESS = {
    "names that give nothing": fill("{{ goal.remark }}", *LOOPS),
    "questions": fill("{% if a.known %}{% endif %}", *LOOPS),
    "comparisons": fill("{% if goal.text in goal.status %}{% endif %}", *LOOPS),
    "chains of filters": fill(
        f"{{% if goal.text{' | upper_first' * 30} %}}{{% endif %}}", *LOOPS
    ),
    "text": fill("æ", *LOOPS),
}  # fmt: skip


def with_figures(number: int) -> dict[str, object]:
    goal = VIEW["goal"]
    figures = [{"known": True, "says": "x"} for _ in range(number)]
    return {"goal": {**goal, "figures": figures}}  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_the_longest_template_is_bounded_in_steps_or_in_letters_before_it_has_grown(
    text: str,
) -> None:
    template, faults = compiled(text)
    assert faults == []
    assert template is not None
    assert template.steps[2] <= MOST_LETTERS_WRITTEN
    with pytest.raises(InputError) as caught:
        template.render(with_figures(1000))
    (fault,) = caught.value.faults
    assert fault.place.line == 8
    assert "repeats too much over 1000 figures" in fault.found or "letters" in fault.found


def test_an_order_of_figures_is_told_at_its_own_line() -> None:
    _, faults = compiled("Ja.\nJa.\n{% if goal.status > 'a' %}x{% endif %}")
    assert faults == [
        (
            'n.yaml:10:21: ">" in a template, which knows figures only as texts; '
            "judge figures in the rules, and ask for their result here."
        )
    ]


def test_what_repeats_too_much_is_never_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    template, _ = compiled(ENDLESS["questions"])
    assert template is not None
    monkeypatch.setattr(template.template, "generate", None)
    with pytest.raises(InputError, match="repeats too much"):
        template.render(with_figures(100))


@pytest.mark.parametrize("number", [0, 1, 10, 40])
def test_steps_are_reckoned_from_the_figures_there_are(number: int) -> None:
    template, faults = compiled(LOOPS[0] + "{% if a.known %}x{% endif %}" * 10 + LOOPS[1])
    assert faults == []
    assert template is not None
    steps = sum(count * number**loops for loops, count in template.steps.items())
    assert steps <= MOST_STEPS
    assert template.render(with_figures(number)).text == "x" * 10 * number**2


def test_the_line_that_makes_a_paragraph_too_long_is_told() -> None:
    template, _ = compiled("Ja.\n{{ goal.text }}\n{{ goal.remark }}\n{{ goal.text }}\nNei.")
    assert template is not None
    long = quotation("x" * (MOST_LETTERS // 2))
    with pytest.raises(InputError, match=r"n\.yaml:11:3: the template .goal. gives more than"):
        template.render({"goal": {**VIEW["goal"], "text": long}})  # type: ignore[dict-item]
