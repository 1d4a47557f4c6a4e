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

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

NEVER_SMALL = range(0)


@dataclass(frozen=True)
class Edge:
    """One count, flowing from tail to head.

    loss: what a reader loses where it is hidden. small: the values for which something would have
    been hidden on its account; a reader knows that rule. is_size: of a group that holds sizes, a
    size is the reason, and no cell is.
    """

    tail: Hashable
    head: Hashable
    value: int
    loss: int
    small: range = NEVER_SMALL
    is_size: bool = False

    @property
    def ends(self) -> tuple[Hashable, Hashable]:
        """Where the count comes from, and where it goes."""
        return self.tail, self.head


class _Step(NamedTuple):
    """Along edge number `edge`, whose count goes up (+1) or down (-1), to the node `to`."""

    edge: int
    change: int
    to: Hashable


_Steps = tuple[_Step, ...]
_Ways = dict[Hashable, list[_Step]]


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
        nodes = dict.fromkeys(node for edge in edges for node in edge.ends)
        self._ways: _Ways = {node: [] for node in nodes}
        self._hidden_ways: _Ways = {node: [] for node in nodes}
        for number in range(len(edges)):
            self._open(number, self._ways)
        self.hidden: dict[int, None] = {}
        self._hide(secret)

    def _open(self, number: int, ways: _Ways) -> None:
        edge = self._edges[number]
        ways[edge.tail].append(_Step(number, 1, edge.head))
        ways[edge.head].append(_Step(number, -1, edge.tail))

    def _hide(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            if number not in self.hidden:
                self.hidden[number] = None
                self._open(number, self._hidden_ways)

    def protect(self) -> tuple[int, ...]:
        """Hide more until no hidden count can be worked out; return all that are hidden, in order.

        Where even hiding everything leaves one value that fits the rule, everything is hidden.
        """
        self._close_circles()
        while True:
            wider = next(self._given_away(), None)
            if wider is None:
                return tuple(sorted(self.hidden))
            self._hide([wider])
            self._close_circles()

    def _close_circles(self) -> None:
        """Hide what is cheapest until a circle leads through each hidden count."""
        values = {number: edge.value for number, edge in enumerate(self._edges)}
        safe: set[int] = set()
        for number in tuple(self.hidden):
            if number not in safe:
                found = self._circle(number, values, self._hidden_ways)
                _, steps = found or self._cheapest_circle(number, values)
                safe |= {step.edge for step in steps}
                self._hide([step.edge for step in steps])

    def _cheapest_circle(self, number: int, values: Mapping[int, int]) -> tuple[int, _Steps]:
        """Return the circle to hide around a count. There is always one, by way of the totals."""
        up, down = (self._circle(number, values, self._ways, (change,)) for change in (1, -1))
        return min((one for one in (up, down) if one), key=lambda one: one[0])

    def _given_away(self) -> Iterator[int]:
        """Give what to hide next, for each group of hidden counts that the rule gives away.

        A reader knows that something in each group is hidden for being small. Of all tables that
        add up, only those with a small count in the group are possible.
        """
        values = {number: edge.value for number, edge in enumerate(self._edges)}

        def loss(number: int) -> int:
            return self._edges[number].loss + self._cheapest_circle(number, values)[0]

        for group in self._groups():
            nodes = {node for one in group for node in self._edges[one].ends}
            if self._is_told(nodes) or not self._fixed_by_rule(group):
                continue
            near = {step.edge for node in nodes for step in self._ways[node]} - set(self.hidden)
            if near:
                yield min(sorted(near), key=loss)

    def _is_told(self, nodes: set[Hashable]) -> bool:
        return any(node in nodes and by not in self.hidden for node, by in self._told.items())

    def _fixed_by_rule(self, group: Sequence[int]) -> set[int]:
        """The counts of a group with one possible value, given that one of the group is small."""
        fixed = set(group)
        for small in self._reasons(group):
            values = self._with_small(small, group)
            if values is None:
                continue
            bounds = {small: self._edges[small].small}
            for number in sorted(fixed):
                moved = values[number] != self._edges[number].value
                if moved or self._circle(number, values, self._hidden_ways, bounds=bounds):
                    fixed.discard(number)
            if not fixed:
                break
        return fixed

    def _reasons(self, group: Sequence[int]) -> list[int]:
        """The counts that may be why a group is hidden, those that are small to begin with."""
        ruled = [number for number in group if self._edges[number].small]
        sizes = [number for number in ruled if self._edges[number].is_size]
        edges = self._edges
        return sorted(sizes or ruled, key=lambda one: edges[one].value not in edges[one].small)

    def _with_small(self, small: int, group: Sequence[int]) -> dict[int, int] | None:
        """Return counts of the group that add up and of which `small` is small, if there are any.

        Only those of the group are returned: a circle of hidden counts never leaves it.
        """
        rule = self._edges[small].small
        values = {number: self._edges[number].value for number in group}
        while values[small] not in rule:
            change = 1 if values[small] < rule.start else -1
            found = self._circle(small, values, self._hidden_ways, (change,))
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
                for step in self._hidden_ways[open_ends.pop()]:
                    if step.edge in left:
                        del left[step.edge]
                        group.append(step.edge)
                        open_ends.append(step.to)
            groups.append(sorted(group))
        return sorted(groups)

    def _circle(
        self,
        number: int,
        values: Mapping[int, int],
        ways: _Ways,
        changes: Sequence[int] = (1, -1),
        bounds: Mapping[int, range] | None = None,
    ) -> tuple[int, _Steps] | None:
        """Return a circle that moves a count, and its loss; None if there is none.

        values: the counts as they are. ways: along which they may move. changes: which way the
        first goes; the first that there is a circle for is taken. bounds: the counts that must
        stay in a range.
        """
        edge = self._edges[number]
        for change in changes:
            goal, start = (edge.tail, edge.head)[::change]
            first = _Step(number, change, start)
            if _may_move(first, values, bounds):
                found = self._cheapest_way(first, goal, values, ways, bounds)
                if found is not None:
                    return found
        return None

    def _cheapest_way(
        self,
        first: _Step,
        goal: Hashable,
        values: Mapping[int, int],
        ways: _Ways,
        bounds: Mapping[int, range] | None,
    ) -> tuple[int, _Steps] | None:
        turn = count()  # nodes reached at the same loss are taken in the order they were found
        queue: list[tuple[int, int, _Step, Hashable]] = [(0, next(turn), first, None)]
        came: dict[Hashable, tuple[_Step, Hashable]] = {}
        while queue:
            loss, _, step, before = heappop(queue)
            node = step.to
            if node in came:
                continue
            came[node] = (step, before)
            if node == goal:
                return loss, _steps_to(node, came)
            for onward in ways[node]:
                if onward.to in came or onward.edge == first.edge:
                    continue
                if _may_move(onward, values, bounds):
                    more = 0 if onward.edge in self.hidden else self._edges[onward.edge].loss
                    heappush(queue, (loss + more, next(turn), onward, node))
        return None


def _may_move(step: _Step, values: Mapping[int, int], bounds: Mapping[int, range] | None) -> bool:
    moved = values[step.edge] + step.change
    return moved >= 0 and (not bounds or step.edge not in bounds or moved in bounds[step.edge])


def _steps_to(node: Hashable, came: Mapping[Hashable, tuple[_Step, Hashable]]) -> _Steps:
    steps = []
    while node is not None:
        step, node = came[node]
        steps.append(step)
    return tuple(reversed(steps))
