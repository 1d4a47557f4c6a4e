"""Claims checked: each percent of the source's prose held against the counts.

In: the survey's claims, its tallies and its evidence. Out: whether each follows from the base that
its words name, and which other base gives what is printed. Every share is an exact fraction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ekrules.survey.claims import Claim
from ekrules.survey.evidence import Evidence
from ekrules.tables.bases import BASES, Base
from ekrules.tables.measure import UnknownReason
from ekrules.tables.tallies import Tallies

# How far a figure may be from a hedged percent, in points: either way; on the side that is named.
NEAR = 1
NEXT_TEN = 10


@dataclass(frozen=True)
class ClaimFigure:
    """A share that a claim is held against: its base, and its counts where it has them.

    base: None for evidence. share: 0..1; numerator / denominator where both are there.
    """

    base: Base | None
    share: Fraction
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class CheckedClaim:
    """A claim, the figure that its words name, and the bases that give its percent instead.

    figure: None where nothing can check it; reason then says why, unless the claim itself does.
    instead: figures of other bases; only of a claim that does not follow.
    """

    claim: Claim
    figure: ClaimFigure | None
    follows: bool = False
    instead: tuple[ClaimFigure, ...] = ()
    reason: UnknownReason | None = None

    @property
    def is_share_of_all(self) -> bool:
        """Whether the percent is of all, where the words name some of them."""
        return any(one.base == "all" for one in self.instead)


def check_each(
    claims: Sequence[Claim], tallies: Tallies, evidence: Mapping[str, Evidence]
) -> tuple[CheckedClaim, ...]:
    """Return each claim checked, in their order; what they name must be there."""
    return tuple(_checked(claim, tallies, evidence) for claim in claims)


def agrees(claim: Claim, share: Fraction) -> bool:
    """Say whether a share (0..1) may be stated as the claim's percent.

    A plain percent is the share rounded to as many decimals as are stated, a half either up or to
    even. A hedged one is within NEAR points of it. One that names a side has it on that side, by
    less than NEXT_TEN points.
    """
    stated, exact = Fraction(str(claim.percent)), share * 100
    if claim.side is not None:
        beyond = exact - stated if claim.side == "over" else stated - exact
        return 0 < beyond < NEXT_TEN
    if claim.about:
        return abs(exact - stated) <= NEAR
    unit = Fraction(1, 10 ** decimals_of(claim))
    above_by_half = exact - stated == unit / 2
    return -unit / 2 <= exact - stated < unit / 2 or (above_by_half and stated / unit % 2 == 0)


def decimals_of(claim: Claim) -> int:
    """Return with how many decimals the percent is stated."""
    exponent = Decimal(str(claim.percent)).as_tuple().exponent
    assert isinstance(exponent, int)  # the model lets in no infinity
    return max(0, -exponent)


def _checked(claim: Claim, tallies: Tallies, evidence: Mapping[str, Evidence]) -> CheckedClaim:
    if claim.evidence is not None:
        return _of_evidence(claim, evidence[claim.evidence])
    if claim.question is None:
        return CheckedClaim(claim, None)
    tally = tallies.of(claim.question, claim.item)
    if tally is None:
        return CheckedClaim(claim, None, reason="not_in_survey")
    counted = sum(tally.counts[option] for option in claim.counts)
    size = tally.base_n(claim.named_base)
    if not size:
        return CheckedClaim(claim, None, reason="base_is_zero")
    named = _figure(claim.named_base, counted, size)
    if agrees(claim, named.share):
        return CheckedClaim(claim, named, follows=True)
    others: dict[int, ClaimFigure] = {}
    for base in BASES:
        # Two bases of one size give one figure, told by the wider of them.
        if tally.base_n(base) not in (0, size):
            others.setdefault(tally.base_n(base), _figure(base, counted, tally.base_n(base)))
    fitting = tuple(one for one in others.values() if agrees(claim, one.share))
    return CheckedClaim(claim, named, instead=fitting)


def _figure(base: Base, counted: int, size: int) -> ClaimFigure:
    return ClaimFigure(base, Fraction(counted, size), counted, size)


def _of_evidence(claim: Claim, counted: Evidence) -> CheckedClaim:
    share = Fraction(counted.numerator, counted.denominator)
    figure = ClaimFigure(None, share, counted.numerator, counted.denominator)
    return CheckedClaim(claim, figure, follows=agrees(claim, figure.share))
