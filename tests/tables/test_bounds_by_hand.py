"""Bounds by hand: every way that those who did not answer could have answered, tried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ekrules.survey.answer_layout import DONT_KNOW, LEFT_OUT, NO_ANSWER, NOT_ASKED
from ekrules.tables.bases import Base
from ekrules.tables.combination import joint_of
from ekrules.tables.measure import Measure, survey_share
from ekrules.tables.tallies import tallies_of
from tests.answered import answered
from tests.surveys import BRUK, NETT, question
from tests.tables.samples import near

SUB = question("del", asked_if=("bruk", "ja"))
UNKNOWN = (DONT_KNOW, NO_ANSWER, LEFT_OUT)
# What one says to the three questions, each put to those who said yes to the one before.
Said = tuple[str, str, str]
EVERYTHING: tuple[Said, ...] = (
    ("nei", NOT_ASKED, NOT_ASKED),
    ("ja", "nei", NOT_ASKED),
    ("ja", "ja", "nei"),
    ("ja", "ja", "ja"),
)
ANSWERS: tuple[Said, ...] = (
    *EVERYTHING,
    *((kind, NOT_ASKED, NOT_ASKED) for kind in UNKNOWN),
    *(("ja", kind, NOT_ASKED) for kind in UNKNOWN),
    *(("ja", "ja", kind) for kind in UNKNOWN),
)


def completions(said: Sequence[Said], outside: int) -> Iterator[tuple[Said, ...]]:
    """Yield the whole frame in every way it could be, given what was said."""
    could = [
        [
            one
            for one in EVERYTHING
            if all(
                known == then
                for known, then in zip(row, one, strict=True)
                # What is not asked for want of an answer may have been asked.
                if known in ("ja", "nei")
            )
        ]
        for row in said
    ]
    yield from product(*could, *[EVERYTHING] * outside)


def measures(said: Sequence[Said], outside: int, base: Base = "asked") -> list[Measure]:
    """Return the share of yes to each question, and of yes to the last of those asked the first."""
    columns = {name: [row[at] for row in said] for at, name in enumerate(("nett", "bruk", "del"))}
    frame = len(said) + outside
    tallies = tallies_of(answered(columns, NETT, BRUK, SUB, frame=frame))
    found = []
    for name in ("nett", "bruk", "del"):
        tally = tallies.of(name)
        assert tally is not None
        found.append(survey_share(name, tally, ["ja"], base, frame, "s"))
    return [
        *found,
        joint_of("begge", found[1:], len(said), frame),
        joint_of("alle", found, len(said), frame),
    ]


# In a completed frame: who is asked, and who says yes.
def asked(one: Said, at: int) -> bool:
    return at == 0 or one[at - 1] == "ja"


ENDS = ((0, 0), (1, 1), (2, 2), (1, 2), (0, 2))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=4),
    st.integers(0, 2),
    st.sampled_from(["asked", "answered", "known"]),
)
def test_the_bounds_are_the_ends_of_all_that_could_be(
    said: list[Said], outside: int, base: Base
) -> None:
    found = measures(said, outside, base)
    wanted = found if base == "asked" else found[:3]
    frames = list(completions(said, outside))
    for one, (first, last) in zip(wanted, ENDS, strict=False):
        if one.value is None:
            continue
        shares = [
            sum(unit[last] == "ja" for unit in frame) / held
            for frame in frames
            if (held := sum(asked(unit, first) for unit in frame))
        ]
        assert one.lowest == near(min(shares)), one
        assert one.highest == near(max(shares)), one


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(EVERYTHING), min_size=1, max_size=6))
def test_a_census_that_knows_everything_has_no_bounds_apart(said: list[Said]) -> None:
    for one in measures(said, 0):
        assert one.value is None or one.lowest == one.value == one.highest


def test_bounds_of_a_follow_up_with_cells_left_out() -> None:
    said: list[Said] = [
        *[("ja", "ja", "ja")] * 6,
        *[("ja", "nei", NOT_ASKED)] * 10,
        *[("ja", LEFT_OUT, NOT_ASKED)] * 2,
        *[("ja", DONT_KNOW, NOT_ASKED)] * 2,
        *[("nei", NOT_ASKED, NOT_ASKED)] * 15,
        *[(LEFT_OUT, NOT_ASKED, NOT_ASKED)] * 3,
        *[(NO_ANSWER, NOT_ASKED, NOT_ASKED)] * 2,
    ]
    _, bruk, last, both, _ = measures(said, 60)
    # 20 were asked and 4 of them are unknown; 5 may have been asked, and 60 took no part.
    assert (bruk.numerator, bruk.denominator) == (6, 20)
    assert (bruk.missing, bruk.unheard) == (4, 65)
    assert (bruk.lowest, bruk.highest) == (6 / 85, 75 / 85)
    # 6 were asked, and 9 may have been: nobody knows whether the 4 would have led here.
    assert (last.numerator, last.denominator, last.missing, last.unheard) == (6, 6, 0, 69)
    assert (last.lowest, last.highest) == (6 / 75, 1.0)
    assert (both.numerator, both.denominator, both.missing, both.unheard) == (6, 20, 4, 65)
    assert (both.lowest, both.highest) == (6 / 85, 75 / 85)


def test_those_whom_no_routing_kept_from_a_question_may_have_said_anything() -> None:
    columns = {"nett": ["ja", "nei", NOT_ASKED, NOT_ASKED]}
    tally = tallies_of(answered(columns, NETT, frame=10)).of("nett")
    assert tally is not None
    shares: dict[Base, float] = {"asked": 0.5, "known": 0.5, "all": 0.25}
    for base, value in shares.items():
        one = survey_share("nett", tally, ["ja"], base, 10, "s")
        assert (one.value, one.lowest, one.highest) == (value, 1 / 10, 9 / 10)
