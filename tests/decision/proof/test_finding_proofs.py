"""What is proved of findings: which can never hold, and which always do."""

from __future__ import annotations

from ekrules.decision.conditions import All, AnyOf, Compare, Condition, IsUnknown
from ekrules.decision.from_yaml.conditions import finding_inputs
from ekrules.decision.proof.finding_proofs import condition_faults, prove_conditions
from ekrules.errors import Place

INPUTS = finding_inputs(
    {"minid": "share", "altinn": "share"}, ["nav-1"], ["geodata"], ["rare", "risk", "judged"]
)
RARE = Compare("measure:minid", "below", 0.15)
RED = Compare("goal:nav-1", "is", "red")


def proved(**conditions: Condition) -> tuple[tuple[str, ...], tuple[str, ...]]:
    proof = prove_conditions(conditions, INPUTS)
    assert not proof.undecided
    return proof.never, proof.always


def test_a_finding_that_figures_decide_is_sound() -> None:
    assert proved(rare=RARE, risk=All((RARE, RED))) == ((), ())


def test_bounds_that_exclude_each_other_make_a_finding_that_can_never_hold() -> None:
    assert proved(rare=All((RARE, Compare("measure:minid", "at_least", 0.15)))) == (("rare",), ())
    assert proved(rare=All((RED, Compare("goal:nav-1", "is", "green")))) == (("rare",), ())


def test_a_finding_is_held_against_the_findings_that_it_rests_on() -> None:
    often = Compare("measure:minid", "at_least", 0.5)
    on_rare = Compare("finding:rare", "is", True)
    assert proved(rare=RARE, risk=All((on_rare, often))) == (("risk",), ())
    assert proved(rare=RARE, risk=AnyOf((on_rare, Compare("measure:minid", "at_least", 0.15)))) == (
        (),
        ("risk",),
    )


def test_a_finding_by_judgement_may_hold_or_not() -> None:
    assert proved(risk=Compare("finding:judged", "is", True)) == ((), ())


def test_bounds_that_leave_nothing_out_make_a_finding_that_always_holds() -> None:
    assert proved(rare=AnyOf((RARE, Compare("measure:minid", "at_least", 0.1)))) == ((), ("rare",))
    assert proved(rare=Compare("measure:minid", "at_least", 0.0)) == ((), ("rare",))


def test_a_finding_that_asks_whether_a_measure_is_unknown_may_be_false() -> None:
    assert proved(rare=IsUnknown("measure:minid")) == ((), ())


def test_a_status_is_never_unknown() -> None:
    assert proved(rare=IsUnknown("goal:nav-1")) == (("rare",), ())


def test_faults_name_the_finding_at_its_place() -> None:
    proof = prove_conditions(
        {"rare": All((RED, Compare("goal:nav-1", "is", "green"))), "risk": All(())}, INPUTS
    )
    places = {"rare": Place("swot.yaml", 3, 5), "risk": Place("swot.yaml", 9, 5)}
    assert [str(one) for one in condition_faults(proof, places)] == [
        (
            'swot.yaml:3:5: the finding "rare" can never hold: no figures meet all that it '
            "asks for;"
            " mend its bounds, or take it out."
        ),
        (
            'swot.yaml:9:5: the finding "risk" always holds, whatever the figures are; '
            "narrow it, or"
            " sign it as a judgement."
        ),
    ]


def test_what_is_not_settled_in_time_is_named() -> None:
    assert prove_conditions({"rare": RARE}, INPUTS, seconds=0).undecided == ("rare",)
