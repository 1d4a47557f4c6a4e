"""Names in templates: found missing in every branch, also in those that no goal takes today."""

from __future__ import annotations

import pytest

from ekrules.assessment.assessed import FINDING_KINDS
from ekrules.errors import Faults, Place
from ekrules.narrative.template_language import TemplateEnvironment
from ekrules.narrative.template_names import check_names
from ekrules.narrative.template_source import Source
from ekrules.narrative.view_shapes import FIGURE, PARAGRAPHS, names_below
from tests.docs.pages import MarkedTable, code_words, tables_of


def told(text: str, paragraph: str = "goal") -> list[str]:
    """Return what is told of the names of a template that stands in a file of its own."""
    faults, source = Faults(), Source(text, Place("goal.j2", 1, 1), is_whole_file=True)
    check_names(TemplateEnvironment().parse(text), paragraph, source, faults)
    return [str(fault) for fault in faults.found]


def loop(text: str) -> str:
    return f"{{% for m in goal.figures %}}\n{text}{{% endfor %}}"


GUARDED = {
    "where it is known": "{% if m.known %}{{ m.words }}{% endif %}",
    "with more to hold": '{% if m.known and m.combination == "mean_of" %}{{ m.label }}{% endif %}',
    "the branch after": "{% if not m.known %}{{ m.reason }}{% else %}{{ m.words }}{% endif %}",
    "after branches that ask more": "{% if m.known and m.part %}x{% elif m.known %}{{ m.words }}"
    "{% else %}{{ m.reason }}{% endif %}",
    "either of two": "{% if not m.known or m.from_outside %}x{% else %}{{ m.words }}{% endif %}",
    "within its own line": "{{ m.words if m.known else m.reason }}",
    "far within": "{% if m.known %}{% if goal.firm %}{% if not goal.passed %}{{ m.words }}"
    "{% endif %}{% endif %}{% endif %}",
    "a second loop": "{% for n in goal.figures if n.known %}{{ n.words }}{% endfor %}",
}


@pytest.mark.parametrize("text", GUARDED.values(), ids=GUARDED.keys())
def test_a_name_may_stand_where_its_flag_is_known_to_hold(text: str) -> None:
    assert told(loop(text)) == []


UNGUARDED = {
    "without asking": ("{{ m.words }}", 4),
    "where it is not known": ("{% if not m.known %}{{ m.words }}{% endif %}", 24),
    "in the branch after": ("{% if m.known %}x{% else %}{{ m.words }}{% endif %}", 31),
    "where either may hold": ("{% if m.known or goal.firm %}{{ m.words }}{% endif %}", 33),
    "in a branch that is always taken": (
        "{% if m.known %}x{% elif true %}{{ m.words }}{% endif %}", 36
    ),
    "where something else holds": ('{% if goal.status != "grey" %}{{ m.words }}{% endif %}', 34),
    "behind the branch": ("{% if m.known %}{{ m.words }}{% endif %}{{ m.words }}", 44),
    "in a condition": ("{% if m.words %}x{% endif %}", 7),
    "asked too late": ("{% if m.words and m.known %}x{% endif %}", 7),
    "in a second loop, of another's": (
        "{% if m.known %}{% for m in goal.figures %}{{ m.words }}{% endfor %}{% endif %}", 47
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "column"), UNGUARDED.values(), ids=UNGUARDED.keys())
def test_a_name_that_may_be_missing_is_told_with_the_question_to_ask(
    text: str, column: int
) -> None:
    (fault,) = told(loop(text))
    assert fault == (
        f'goal.j2:2:{column}: "m.words" exists only where m.known; '
        "put it inside {% if m.known %} ... {% endif %}."
    )


def test_a_reason_exists_only_where_the_figure_is_not_known() -> None:
    (fault,) = told(loop("{{ m.reason }}"))
    assert fault == (
        'goal.j2:2:4: "m.reason" exists only where m.known is not so; '
        "put it inside {% if not m.known %} ... {% endif %}."
    )


@pytest.mark.parametrize(
    "name",
    ["next.points", "next.counted", "turn.date", "change.same", "tendencies.ahead.segment"],
)
def test_what_a_goal_has_at_times_is_asked_for_by_exists(name: str) -> None:
    group = name.rpartition(".")[0]
    asked = name if name.endswith(("counted", "same")) else ""
    shown = f"{{% if goal.{name} %}}x{{% endif %}}" if asked else f"{{{{ goal.{name} }}}}"
    (fault,) = told(shown)
    assert f'"goal.{name}" exists only where goal.{group}.exists; ' in fault
    assert told(f"{{% if goal.{group}.exists %}}{shown}{{% endif %}}") == []


def test_five_names_of_one_question_not_asked_are_one_fault() -> None:
    names = ("words", "says", "percent", "counts", "source")
    assert len(told(loop(" ".join(f"{{{{ m.{name} }}}}" for name in names)))) == 1


def test_a_branch_that_asks_too_little_is_told_and_not_the_one_after_it() -> None:
    (fault,) = told(
        loop("{% if m.says %}x{% elif true %}{{ m.words }}{% else %}{{ m.reason }}{% endif %}")
    )
    assert '"m.words" exists only where m.known' in fault


def test_the_same_slip_twice_on_a_line_is_told_at_both_places() -> None:
    faults = told("Målet {{ goal.txt }} og {{ goal.txt }}")
    assert [fault.partition(": ")[0] for fault in faults] == ["goal.j2:1:10", "goal.j2:1:28"]


def test_a_word_in_the_sentence_is_not_taken_for_the_name() -> None:
    (fault,) = told("The gaol {{ gaol }}", "goal")
    assert fault.startswith("goal.j2:1:13: ")


def test_a_loops_name_is_gone_behind_the_loop() -> None:
    (fault,) = told("{% for m in goal.figures %}{{ m.says }}{% endfor %}{{ m.says }}")
    assert fault.startswith('goal.j2:1:55: there is no "m.says" here')


@pytest.mark.parametrize("paragraph", ["method", "response", "overall", "outlook", "swot"])
def test_a_paragraph_of_the_whole_has_no_list_to_repeat_over(paragraph: str) -> None:
    (fault,) = told("{% for m in survey.title %}x{% endfor %}", paragraph)
    assert "a loop over what is no list; there is no list in this paragraph" in fault


OFTEN = "theme.tendencies."
# Groups that the page tells of in a table of their own: those of which paragraph, or of a figure.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "taken": ("m", ("taken",)),
    "standing": ("theme", ("ahead", "behind")),
    "dates": ("theme", ("due", "overdue")),
    "finding": ("theme", FINDING_KINDS),
    "theme answer": ("theme", ("answers",)),
    "well": ("judgement", ("well",)),
    "lags": ("judgement", ("lags",)),
    "coverage": ("judgement", ("coverage",)),
    "firmness": ("judgement", ("firmness",)),
    "steps": ("judgement", ("change",)),
    "answer": ("question", ("yes", "no", "together")),
    "ends": ("question", ("most", "least")),
    "mean": ("question", ("mean",)),
    "missing": ("question", ("missing",)),
    "indicator goal": ("indicator_goal", ()),
    "published figure": ("indicator_goal", ("figures",)),
}


def group_names(about: str) -> set[str]:
    paragraph, groups = GROUPS[about]
    if paragraph == "indicator_goal":
        parts = PARAGRAPHS[paragraph]["goal"].parts
        if groups:
            return set(names_below(parts["figures"].parts, "m."))
        of_any_goal = PARAGRAPHS["goal"]["goal"].parts.keys() - {"target", "next", "change"}
        return set(
            names_below({name: parts[name] for name in parts if name not in of_any_goal}, "goal.")
        )
    shapes = FIGURE.parts if paragraph == "m" else PARAGRAPHS[paragraph][paragraph].parts
    prefix = "a" if about == "theme answer" else ""
    return {
        f"{prefix or f'{paragraph}.{group}'}.{name}"
        for group in groups
        for name in shapes[group].parts
    }


def shape_names(about: str) -> set[str]:
    """Return the names of one table of the reference page, by the shapes."""
    goal = PARAGRAPHS["goal"]["goal"].parts
    if about == "figure":
        return {f"m.{name}" for name in goal["figures"].parts}
    if about in GROUPS:
        return group_names(about)
    if about in ("next", "turn", "change", "target"):
        return {f"goal.{about}.{name}" for name in goal[about].parts}
    if about == "tendencies":
        return {f"goal.tendencies.{name}" for name in goal["tendencies"].parts}
    if about == "tendency":
        parts = goal["tendencies"].parts["ahead"].parts
        return {f"goal.tendencies.ahead.{name}" for name in parts}
    if about == "often":
        return set(names_below(PARAGRAPHS["theme"]["theme"].parts["tendencies"].parts, OFTEN))
    if about in ("survey", "strategy"):
        return {f"{about}.{name}" for name in PARAGRAPHS["method"][about].parts}
    own = {name: one for name, one in PARAGRAPHS[about].items() if name not in PARAGRAPHS["method"]}
    return {f"{name}.{part}" for name, one in own.items() for part in one.parts}


# Another test holds the page against what paragraphs are given in a run.
@pytest.mark.parametrize("table", tables_of("view"))
def test_the_shapes_have_the_names_that_the_page_has(table: MarkedTable) -> None:
    written = {name for row in table.rows for name in code_words(row[0])}
    assert written == shape_names(table.mark.about)
