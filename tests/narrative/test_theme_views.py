"""Theme and judgement views: what stands apart, what is due, and what no goal tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from ekrules.assessment.assessed import Assessment, Status
from ekrules.narrative.judgement_views import SIDES, due_view, judgement_view
from ekrules.narrative.measure_views import is_apart
from ekrules.narrative.runs import unmarked
from ekrules.narrative.shape import Shape
from ekrules.narrative.theme_views import all_of, theme_view
from ekrules.narrative.view_shapes import PARAGRAPHS
from ekrules.narrative.views import Views
from ekrules.tables.measure import Measure
from tests.made_up import made_up_outcome
from tests.real_project import outcome, real


def views(done: Assessment | None = None) -> Views:
    loaded = real()
    return Views(done or outcome().assessment, loaded.strategy, loaded.survey, "nb")


def theme(name: str, seen: Views | None = None) -> Mapping[str, object]:
    used = seen or views()
    rolled = next(one for one in used.assessment.themes if one.id == name)
    return theme_view(used, next(one for one in used.strategy.themes if one.theme == name), rolled)


def text(value: object) -> str:
    """Return a marked text as a reader sees it, without where its figures come from."""
    read = str(value)
    for mark in ("\ue000", "\ue002"):
        read = read.replace(mark, "|")
    pieces = read.split("|")
    return unmarked("".join(piece.rpartition("\ue001")[2] for piece in pieces)).replace("\xa0", " ")


def listed(value: object) -> list[Mapping[str, object]]:
    assert isinstance(value, list)
    return value


def slips(view: Mapping[str, object], shapes: Mapping[str, Shape], path: str) -> Iterator[str]:
    """Yield each name that a view has and its shape has not, or the other way."""
    there = {
        name
        for name, shape in shapes.items()
        if shape.needs is None or view.get(shape.needs[0]) == shape.needs[1]
    }
    yield from (f"{path}.{name}" for name in there ^ view.keys())
    for name in there & view.keys():
        value, shape = view[name], shapes[name]
        parts = value if shape.kind == "list" else [value] if shape.kind == "group" else []
        for part in parts:  # type: ignore[attr-defined]
            yield from slips(part, shape.parts, f"{path}.{name}")


@pytest.mark.parametrize("answered", [False, True])
def test_every_view_has_just_the_names_of_its_shape(answered: bool) -> None:
    made = made_up_outcome() if answered else outcome()
    loaded = made.loaded
    seen = Views(made.assessment, loaded.strategy, loaded.survey, "nb")
    shapes = {name: PARAGRAPHS[name][name].parts for name in ("goal", "theme", "judgement")}
    found = [
        slip for one in made.assessment.goals for slip in slips(seen.goal(one), shapes["goal"], "")
    ]
    for one in loaded.strategy.themes:
        found += slips(theme(one.theme, seen), shapes["theme"], "theme")
    judged = {**judgement_view(seen), "side": "well"}
    found += slips(judged, shapes["judgement"], "judgement")
    assert found == []


def test_a_goal_is_furthest_only_where_its_interval_meets_no_other() -> None:
    seen = theme("lokaldemokrati")
    assert text(seen["ahead"]["number"]) == "1.3"  # type: ignore[index]
    assert text(seen["behind"]["number"]) == "1.2"  # type: ignore[index]
    # Minside, Altinn and level 4 lie within their uncertainty of one another.
    assert theme("tjenester")["ahead"] == theme("tjenester")["behind"] == {"exists": False}


def test_the_nearest_deadline_is_told_with_the_goals_that_are_not_on_track() -> None:
    due = theme("lokaldemokrati")["due"]
    assert isinstance(due, dict)
    assert text(due["date"]) == "31. desember 2009"
    assert text(due["goals"]) == "1.1 og 1.3"
    assert (text(due["off_track"]), due["one_off_track"], due["one"]) == ("1.1", True, False)


def test_a_passed_deadline_is_told_with_what_was_missed() -> None:
    overdue = theme("sikkerhet")["overdue"]
    assert isinstance(overdue, dict)
    assert (text(overdue["missed"]), overdue["all_missed"]) == ("9.1", True)
    assert theme("geodata")["overdue"]["any_missed"] is False  # type: ignore[index]
    assert theme("bredband")["overdue"]["exists"] is False  # type: ignore[index]


def test_a_finding_that_someone_judged_is_not_told_as_the_themes() -> None:
    held = {one.id: one for one in outcome().assessment.findings}
    assert held["learning-resources-in-use"].judgement is not None
    assert theme("grunnopplaering")["strength"] == {"exists": False}
    assert "Feide" in text(theme("grunnopplaering")["weakness"]["text"])  # type: ignore[index]


def test_a_question_that_no_measure_counts_is_told_by_its_yes_or_its_commonest_answer() -> None:
    (mobile,) = listed(theme("helse")["answers"])
    assert (text(mobile["label"]), mobile["yes"]) == ("Mobile enheter i hjemmetjenesten", True)
    assert (text(mobile["percent"]), text(mobile["counts"])) == ("22,1 %", "55 av 249 spurte")
    (organised,) = listed(theme("samarbeid")["answers"])
    assert (text(organised["answer"]), organised["yes"]) == ("Vertskommune", False)


def test_a_measure_that_no_goal_rests_on_is_told_under_its_theme() -> None:
    (training,) = listed(theme("samarbeid")["others"])
    assert text(training["says"]) == "samarbeider om opplæring"


def test_all_goals_are_both_or_all_with_their_number() -> None:
    assert text(all_of(views(), 2, "rollup:x")) == "begge"
    assert text(all_of(views(), 3, "rollup:x")) == "alle 3"


def test_every_side_of_the_judgement_has_something_to_say_of_2009() -> None:
    told = judgement_view(views())
    assert tuple(told) == SIDES
    assert all(view["exists"] for view in told.values())
    assert text(told["lags"]["goals_numbers"]) == "2.1, 2.2, 7.1, 9.1 og 9.2"
    assert text(told["due"]["off_track_numbers"]).startswith("1.1, 2.1, 2.2, 3.1")
    assert text(told["change"]["first"]["number"]) == "1.1"  # type: ignore[index]


def test_a_side_with_nothing_to_say_is_not_there() -> None:
    done = outcome().assessment
    grey = tuple(replace(one, status=Status.GREY, robust=None, to_next=None) for one in done.goals)
    told = judgement_view(views(replace(done, goals=grey)))
    assert [side for side, view in told.items() if view["exists"]] == ["due", "coverage"]


def test_what_is_due_is_counted_from_the_day_of_the_survey() -> None:
    due = due_view(views())
    assert (text(due["passed"]), text(due["missed_numbers"])) == ("2", "9.1")
    soon = [
        one.id
        for one in real().strategy.goals.values()
        if isinstance(one.deadline, date) and date(2009, 4, 1) <= one.deadline < date(2010, 4, 1)
    ]
    assert text(due["soon"]) == str(len(soon))


def test_shares_are_apart_where_their_intervals_do_not_meet() -> None:
    low, high = Measure("a", 0.2, low=0.1, high=0.3), Measure("b", 0.5, low=0.4, high=0.6)
    assert is_apart(low, high)
    assert is_apart(high, low)
    assert not is_apart(low, Measure("c", 0.3, low=0.3, high=0.5))
    assert not is_apart(low, Measure("d", 0.9))
