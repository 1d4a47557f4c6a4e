"""Attribution: which causes suffice to move a status, and which it can't move without.

In: the causes that differ, and what each mix of them comes to. Out: an Attribution, with every
mix, so that anyone can check what is said. Nothing is weighed or shared out: a cause suffices or
it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ekrules.assessment.comparison.causes import OLD, Cause, State, in_order, states_of


@dataclass(frozen=True)
class Verdict:
    """What a mix comes to: a status or "holds"; None where the mix can't be judged.

    computed: the status by the rules alone, where a person may have set another. row: what
    decided. reason: why it is grey, or why the mix can't be judged.
    """

    comes_to: str | None
    computed: str | None = None
    row: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Run:
    """One mix: the causes taken from the new side, and what it comes to."""

    causes: tuple[Cause, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Sufficient:
    """Causes that, taken from the new side alone, suffice; and no fewer of them do.

    comes_to: what they bring. undone_by: each smallest set of further causes beside which they no
    longer bring it; empty where they always do.
    """

    causes: tuple[Cause, ...]
    comes_to: str
    undone_by: tuple[tuple[Cause, ...], ...] = ()


@dataclass(frozen=True)
class Attribution:
    """Every mix of the causes that differ, and what follows from them.

    sufficient: the smallest sets that bring the new status; where both sides have the same, those
    that would have moved it. necessary: the causes that no mix does without that brings it.
    """

    causes: tuple[Cause, ...]
    runs: tuple[Run, ...]
    sufficient: tuple[Sufficient, ...]
    necessary: tuple[Cause, ...]

    @property
    def old(self) -> str | None:
        """What the old side comes to."""
        return self.runs[0].verdict.comes_to

    @property
    def new(self) -> str | None:
        """What the new side comes to."""
        return self.runs[-1].verdict.comes_to

    @property
    def moved(self) -> bool:
        """Whether the two differ."""
        return self.old != self.new

    @property
    def cancels(self) -> bool:
        """Whether both come to the same although some of the causes alone would move it."""
        return not self.moved and bool(self.sufficient)

    def verdict(self, causes: Iterable[Cause]) -> Verdict:
        """Return what a mix comes to; of the causes that differ here, no others."""
        wanted = in_order(set(causes) & set(self.causes))
        return next(one.verdict for one in self.runs if one.causes == wanted)

    @property
    def turned(self) -> tuple[tuple[Cause, str], ...]:
        """The causes that alone would have brought a third status, with that."""
        alone = [(one, self.verdict([one]).comes_to) for one in self.causes]
        return tuple(
            (one, found)
            for one, found in alone
            if found is not None and found not in (self.old, self.new)
        )


def attribute(causes: Iterable[Cause], judge: Callable[[State], Verdict]) -> Attribution:
    """Return what the causes do, by judging every mix of them."""
    ordered = in_order(causes)
    judged = {state: judge(state) for state in states_of(ordered)}
    old, new = judged[OLD].comes_to, judged[frozenset(ordered)].comes_to
    found = {state: one.comes_to for state, one in judged.items()}
    reaching = [state for state, to in found.items() if to is not None and _reaches(to, old, new)]
    smallest = [one for one in reaching if not any(other < one for other in reaching)]
    return Attribution(
        ordered,
        tuple(Run(in_order(state), one) for state, one in judged.items()),
        tuple(_sufficient(one, found) for one in smallest),
        in_order(set(ordered).intersection(*reaching)) if reaching else (),
    )


def _reaches(comes_to: str, old: str | None, new: str | None) -> bool:
    return comes_to == new if old != new else comes_to != old


def _sufficient(smallest: State, found: dict[State, str | None]) -> Sufficient:
    comes_to = found[smallest]
    assert comes_to is not None  # it was chosen for what it comes to
    undoing = [one - smallest for one, to in found.items() if one > smallest and to != comes_to]
    least = [one for one in undoing if not any(other < one for other in undoing)]
    return Sufficient(in_order(smallest), comes_to, tuple(in_order(one) for one in least))
