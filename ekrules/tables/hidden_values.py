"""Hidden values: what a reader can work out of counts that are left out of a table.

In: counts that add up, drawn as a network: each count flows along an edge, and what flows into a
node flows out of it. The counts of a row add up to its total, the totals of the rows to the grand
total, which flows back to where it came from. Out: which more counts to hide until none can be
worked out, at the least loss.

A hidden count has more than one possible value exactly where a circle of hidden edges leads
through it along which every count can move by one: up, or down where it is not 0 already. So a
count that stands alone in a row, and one that no negative number could make up for, are found by
the same search. Never shows or alters a count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

NEVER_SMALL = range(0)


@dataclass(frozen=True)
class Edge:
    """One count, flowing from tail to head.

    loss: what a reader loses where it is hidden. small: the values for which it would have been
    hidden on its own account; a reader knows that rule.
    """

    tail: Hashable
    head: Hashable
    value: int
    loss: int
    small: range = NEVER_SMALL

    @property
    def ends(self) -> tuple[Hashable, Hashable]:
        """Where the count comes from, and where it goes."""
        return self.tail, self.head

    def far_end(self, node: Hashable) -> Hashable:
        """The node at the other end."""
        return self.head if node == self.tail else self.tail


@dataclass(frozen=True)
class _Step:
    """Along edge number `edge`, whose count goes up (+1) or down (-1)."""

    edge: int
    change: int


# Loss so far, a number that keeps the order, the node, the step that led to it, the node before.
_Arrival = tuple[int, int, Hashable, _Step, Hashable]


class HiddenValues:
    """The counts of one table, and which of them are hidden.

    secret: edges to hide from the start. told: nodes of which the reader knows why their counts are
    hidden; each with the edge whose published count says so, or None where it is known anyway.
    """

    def __init__(
        self,
        edges: Sequence[Edge],
        secret: Sequence[int],
        told: Mapping[Hashable, int | None] | None = None,
    ) -> None:
        self._edges = edges
        self._told = dict(told or {})
        self._at: dict[Hashable, list[int]] = defaultdict(list)
        for number, edge in enumerate(edges):
            self._at[edge.tail].append(number)
            self._at[edge.head].append(number)
        self.hidden = dict.fromkeys(secret)

    def protect(self) -> tuple[int, ...]:
        """Hide more until no hidden count can be worked out; return all that are hidden, in order.

        Where even hiding everything leaves one value that fits the rule, everything is hidden.
        """
        self._close_circles()
        while True:
            wider = next(self._given_away(), None)
            if wider is None:
                return tuple(sorted(self.hidden))
            self.hidden[wider] = None
            self._close_circles()

    def _close_circles(self) -> None:
        """Hide what is cheapest until a circle leads through each hidden count."""
        values = {number: edge.value for number, edge in enumerate(self._edges)}
        safe: set[int] = set()
        for number in tuple(self.hidden):
            if number in safe:
                continue
            circles = [self._circle(_Step(number, change), values) for change in (1, -1)]
            _, steps = min((one for one in circles if one), key=lambda one: one[0])
            safe |= {step.edge for step in steps}
            self.hidden |= dict.fromkeys(step.edge for step in steps)

    def _given_away(self) -> Iterator[int]:
        """Give what to hide next, for each group of hidden counts that the rule gives away.

        A reader knows that something in each group is hidden for being small. Of all tables that
        add up, only those with a small count in the group are possible.
        """
        for group in self._groups():
            nodes = {node for one in group for node in self._edges[one].ends}
            if self._is_told(nodes) or not self._fixed_by_rule(group):
                continue
            near = sorted({one for node in nodes for one in self._at[node]} - set(self.hidden))
            if near:
                yield min(near, key=lambda number: self._edges[number].loss)

    def _is_told(self, nodes: Collection[Hashable]) -> bool:
        return any(node in nodes and by not in self.hidden for node, by in self._told.items())

    def _fixed_by_rule(self, group: Sequence[int]) -> set[int]:
        """The counts of a group with one possible value, given that one of the group is small."""
        fixed = set(group)
        for small in sorted(group, key=lambda one: self._edges[one].value not in self._rule(one)):
            values = self._with_small(small, group)
            if values is None:
                continue
            bounds = {small: self._rule(small)}
            for number in sorted(fixed):
                moved = values[number] != self._edges[number].value
                if moved or any(
                    self._circle(_Step(number, change), values, bounds) for change in (1, -1)
                ):
                    fixed.discard(number)
            if not fixed:
                break
        return fixed

    def _rule(self, number: int) -> range:
        return self._edges[number].small

    def _with_small(self, small: int, group: Sequence[int]) -> dict[int, int] | None:
        """Return counts of the group that add up and of which `small` is small, if there are any.

        Only hidden counts are returned, so that no circle leads through published ones.
        """
        rule = self._rule(small)
        values = {number: self._edges[number].value for number in group}
        if not rule:
            return None
        while values[small] not in rule:
            change = 1 if values[small] < rule.start else -1
            found = self._circle(_Step(small, change), values)
            if found is None:
                return None
            end = rule.start if change > 0 else rule.stop - 1
            falling = [values[one.edge] for one in found[1][1:] if one.change < 0]
            by = min([abs(end - values[small]), *falling])
            for step in found[1]:
                values[step.edge] += step.change * by
        return values

    def _groups(self) -> list[list[int]]:
        """The hidden counts that hang together; groups share no row, column or total."""
        left, groups = dict.fromkeys(self.hidden), []
        while left:
            first, _ = left.popitem()
            group, open_ends = [first], [*self._edges[first].ends]
            while open_ends:
                for number in [one for one in self._at[open_ends.pop()] if one in left]:
                    del left[number]
                    group.append(number)
                    open_ends += self._edges[number].ends
            groups.append(sorted(group))
        return sorted(groups)

    def _circle(
        self, first: _Step, values: Mapping[int, int], bounds: Mapping[int, range] | None = None
    ) -> tuple[int, tuple[_Step, ...]] | None:
        """Return the cheapest circle that begins with a step, and its loss; None if there is none.

        values: the counts that may move. bounds: those of them that must stay in a range.
        """
        bounds = bounds or {}
        if not _may_move(first, values, bounds):
            return None
        edge = self._edges[first.edge]
        start, goal = (edge.head, edge.tail)[:: first.change]
        turn = count()
        queue: list[_Arrival] = [(0, next(turn), start, first, None)]
        came: dict[Hashable, tuple[_Step, Hashable]] = {}
        while queue:
            loss, _, node, step, before = heappop(queue)
            if node in came:
                continue
            came[node] = (step, before)
            if node == goal:
                return loss, _steps_to(node, came)
            for number in self._at[node]:
                edge = self._edges[number]
                onward = _Step(number, 1 if node == edge.tail else -1)
                far = edge.far_end(node)
                if number == first.edge or far in came or not _may_move(onward, values, bounds):
                    continue
                more = 0 if number in self.hidden else edge.loss
                heappush(queue, (loss + more, next(turn), far, onward, node))
        return None


def _may_move(step: _Step, values: Mapping[int, int], bounds: Mapping[int, range]) -> bool:
    if step.edge not in values:
        return False
    moved = values[step.edge] + step.change
    return moved >= 0 and (step.edge not in bounds or moved in bounds[step.edge])


def _steps_to(node: Hashable, came: Mapping[Hashable, tuple[_Step, Hashable]]) -> tuple[_Step, ...]:
    steps = []
    while node is not None:
        step, node = came[node]
        steps.append(step)
    return tuple(reversed(steps))
