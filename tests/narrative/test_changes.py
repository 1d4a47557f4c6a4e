"""What a goal's paragraph says of its change: only what is clear is told as one."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from ekrules.assessment.changed import Changes, Hindrance, MeasureChange
from ekrules.assessment.engines import EngineRoom
from ekrules.assessment.what_if.calendar import next_turns
from ekrules.narrative.change_views import change_view, hindrance_text
from ekrules.narrative.phrases import read_phrases
from ekrules.narrative.runs import unmarked
from ekrules.narrative.writing import write_narrative
from ekrules.project.assessing import Outcome
from ekrules.yaml_reader.wording import Wording
from tests.real_project import outcome, real
from tests.waves import asked_otherwise, assessed_again, changes_in, earlier, survey_again

SPACE = "\u00a0"


def goal_text(made: Outcome, goal: str = "helse-1") -> str:
    return made.narrative.goals[goal].text


def with_yes(yes: int) -> Outcome:
    """Return the next survey, in which this many of 249 answered yes about patient journals."""
    return assessed_again(survey_again({("epj", None, "ja"): yes, ("epj", None, "delvis"): 0}))


def test_a_clear_rise_and_fall_are_told_with_their_points_and_the_year() -> None:
    rise = goal_text(with_yes(192))
    assert (
        "Andelen målet vurderes etter, har gått opp 12,0 prosentpoeng siden 2009, "
        f"fra 65,1{SPACE}%." in rise
    )
    fall = goal_text(with_yes(132))
    assert "har gått ned 12,0 prosentpoeng siden 2009, " in fall


def test_a_change_that_chance_could_give_is_told_as_such_and_not_as_a_change() -> None:
    text = goal_text(with_yes(165))
    assert (
        f"Andelen målet vurderes etter, var 65,1{SPACE}% i 2009. Forskjellen kan skyldes "
        "tilfeldigheter." in text
    )
    assert "har gått" not in text


def test_no_change_is_told_as_none() -> None:
    assert "er den samme som i 2009." in goal_text(with_yes(162))


def test_what_is_not_comparable_is_told_with_the_reason() -> None:
    survey = asked_otherwise(
        survey_again(), "epj", earlier=earlier(False, because={"nb": "bare sykehjem ble spurt."})
    )
    text = goal_text(assessed_again(survey))
    assert "kan ikke sammenlignes med 2009: bare sykehjem ble spurt." in text
    worded = asked_otherwise(survey_again(), "epj", asks=Wording(nb="Noe annet?"))
    assert "kan ikke sammenlignes med 2009: spørsmålet er formulert på en annen måte." in goal_text(
        assessed_again(worded)
    )


def test_every_paragraph_of_a_later_survey_is_whole_sentences_with_traced_figures() -> None:
    made = with_yes(192)
    for name, paragraph in made.narrative.goals.items():
        for slip in ("  ", " .", " ,", "..", "()", "None", ": ."):
            assert slip not in paragraph.text, name
        for run in paragraph.runs:
            assert run.kind != "words" or not re.search(r"\d", run.text), name
    changed = [run for run in made.narrative.goals["helse-1"].runs if run.ref == "change:epj"]
    assert [run.text for run in changed] == ["12,0", f"65,1{SPACE}%"]


def test_without_an_earlier_assessment_nothing_is_said() -> None:
    made, loaded = outcome(), real()
    for paragraph in made.narrative.goals.values():
        assert "siden 2009" not in paragraph.text
        assert "tilfeldigheter" not in paragraph.text
    assert change_view(None, "epj", "nb") == {"exists": False}
    on = loaded.survey.description.reference_date
    measures, rules = made.assessment.measures, loaded.rules.status
    turns = next_turns(loaded.strategy, measures, rules, on, EngineRoom("columnar"))
    again = write_narrative(
        made.assessment, loaded.strategy, loaded.survey, loaded.templates, "nb", None, turns
    )
    assert again == made.narrative


def view(change: MeasureChange) -> dict[str, object]:
    changes = changes_in(with_yes(162))
    held = Changes(changes.previous, {"m": change}, {}, (), (), changes.themes, changes.overall)
    return dict(change_view(held, "m", "nb"))


def test_a_change_that_rounds_to_nothing_is_told_as_none() -> None:
    seen = view(MeasureChange("m", Fraction(1, 2), Fraction(50001, 100000), Fraction(1, 1000)))
    assert (seen["is_clear"], seen["same"]) == (False, True)


def test_nothing_is_said_of_the_change_of_what_is_unknown_now() -> None:
    assert (
        view(MeasureChange("m", Fraction(1, 2), None, hindrance=Hindrance("unknown_now", "m")))[
            "exists"
        ]
        is False
    )
    assert change_view(changes_in(with_yes(162)), None, "nb") == {"exists": False}


def test_figures_of_a_change_are_rounded_from_exact_counts() -> None:
    # 4.05 points round up; the float nearest to 4.05 lies below it.
    seen = view(MeasureChange("m", Fraction(1, 8), Fraction(331, 2000), Fraction(81, 20)))
    assert "4,1" in unmarked(str(seen["points"]))


@pytest.mark.parametrize("reason", list(read_phrases("nb").not_compared))
def test_every_reason_has_its_words(reason: str) -> None:
    text = hindrance_text(Hindrance(reason, "m"), "nb")  # type: ignore[arg-type]
    assert text
    assert not text.endswith(".")
