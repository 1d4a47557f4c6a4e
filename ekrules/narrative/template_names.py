"""Template names: every name that a template uses, held against what its paragraph has.

In: a template's tree. Out: a fault for a name that is not there, for one that is there only at
times and stands where it may be missing, and for what can't be shown as text. Every branch is gone
through, also those that no goal of this survey takes. Runs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from ekrules.errors import Faults, Place, nearest_name
from ekrules.narrative.shape import Shape, Shapes
from ekrules.narrative.template_slips import dotted
from ekrules.narrative.template_source import Source
from ekrules.narrative.view_shapes import (
    LOOP,
    PARAGRAPHS,
    lists_in,
    names_below,
)

# Flags whose values are known at a point of the template: {("m.known", True)}.
_Known = frozenset[tuple[str, bool]]
_NOTHING: _Known = frozenset()


def check_names(tree: nodes.Template, paragraph: str, source: Source, faults: Faults) -> None:
    """Add a fault for each name that may not be there when the paragraph is written."""
    walk = _Walk(paragraph, source, faults)
    walk.body(tree.body, PARAGRAPHS[paragraph], _NOTHING)


@dataclass
class _Walk:
    """One walk through a template, in the order in which it is written."""

    paragraph: str
    source: Source
    faults: Faults
    seen: Counter[tuple[int, str]] = field(default_factory=Counter)
    nearest: dict[str, str | None] = field(default_factory=dict)

    def body(self, body: Iterable[nodes.Node], scope: Shapes, known: _Known) -> _Known:
        """Go through nodes in order; return what is known at their end, told needs among it."""
        for node in body:
            # What one name was told to need is taken as given for the rest: one slip, one fault.
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    known |= self.shown(part, scope, known)
            elif isinstance(node, nodes.If):
                self._choice(node, scope, known)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, known)
        return known

    def _choice(self, node: nodes.If, scope: Shapes, known: _Known) -> None:
        for branch in (node, *node.elif_):
            known |= self.asked(branch.test, scope, known)
            where_so, where_not = _implied(branch.test)
            within = known | where_so
            told = self.body(branch.body, scope, within) - within
            # A branch that asks too little leaves the next ones with too little, too.
            known |= where_not | {(flag, value) for flag, _ in told for value in (True, False)}
        self.body(node.else_, scope, known)

    def _loop(self, node: nodes.For, scope: Shapes, known: _Known) -> None:
        shape = self._listed(node, scope, known)
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        self.seen[node.lineno, name] += 1
        inner = {**scope, name: Shape("group", shape.parts if shape else {}), "loop": LOOP}
        if shape is None:
            return
        within = frozenset(one for one in known if not one[0].startswith((f"{name}.", "loop.")))
        if node.test is not None:
            within |= self.asked(node.test, inner, within) | _implied(node.test)[0]
        self.body(node.body, inner, within)
        self.body(node.else_, scope, known)

    def _listed(self, node: nodes.For, scope: Shapes, known: _Known) -> Shape | None:
        name = dotted(node.iter)
        before = len(self.faults.found)
        shape = self._shape(name, node.lineno, scope, known)[0] if name else None
        if shape is not None and shape.kind == "list":
            return shape
        if len(self.faults.found) == before:
            lists = lists_in(PARAGRAPHS[self.paragraph])
            expected = f"expected {lists[0]}" if lists else "there is no list in this paragraph"
            place = self.source.name(node.lineno, name or "for")
            self.faults.add(place, "a loop over what is no list", expected)
        return None

    def shown(self, node: nodes.Node, scope: Shapes, known: _Known) -> _Known:
        """Check what is put into the text; return what it was told to need."""
        if isinstance(node, nodes.CondExpr):
            needed = self.asked(node.test, scope, known)
            where_so, where_not = _implied(node.test)
            needed |= self.shown(node.expr1, scope, known | needed | where_so)
            if node.expr2 is not None:
                needed |= self.shown(node.expr2, scope, known | needed | where_not)
            return needed
        if isinstance(node, nodes.And | nodes.Or):
            where_so, where_not = _implied(node.left)
            needed = self.shown(node.left, scope, known)
            met = where_so if isinstance(node, nodes.And) else where_not
            return needed | self.shown(node.right, scope, known | needed | met)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self.shown(node.node, scope, known)
        name = dotted(node)
        if name is not None:
            return self._named(name, node.lineno, scope, known, is_shown=True)
        if isinstance(node, nodes.Not | nodes.Compare):
            self._refuse_yes_or_no("this", self.source.sign(node.lineno, r"\{\{"))
        if isinstance(node, nodes.Const) and not isinstance(node.value, str):
            word = str(node.value).lower()
            self._refuse_yes_or_no(f'"{word}"', self.source.name(node.lineno, word))
        return self._below(node, scope, known)

    def asked(self, node: nodes.Node, scope: Shapes, known: _Known) -> _Known:
        """Check what a condition asks about; return what it was told to need."""
        if isinstance(node, nodes.And | nodes.Or):
            where_so, where_not = _implied(node.left)
            needed = self.asked(node.left, scope, known)
            met = where_so if isinstance(node, nodes.And) else where_not
            return needed | self.asked(node.right, scope, known | needed | met)
        if isinstance(node, nodes.Filter):
            return self.shown(node, scope, known)
        name = dotted(node)
        if name is not None:
            return self._named(name, node.lineno, scope, known, is_shown=False)
        return self._below(node, scope, known)

    def _below(self, node: nodes.Node, scope: Shapes, known: _Known) -> _Known:
        needed = _NOTHING
        for inner in node.iter_child_nodes():
            needed |= self.asked(inner, scope, known | needed)
        return needed

    def _named(
        self, name: str, line: int, scope: Shapes, known: _Known, *, is_shown: bool
    ) -> _Known:
        shape, needed = self._shape(name, line, scope, known)
        if shape is None:
            return needed
        place = self.source.name(line, name, self.seen[line, name] - 1)
        if shape.kind == "group":
            below = next((f"{name}.{one}" for one in ("exists", "known") if one in shape.parts), "")
            expected = f"write {below}" if below and not is_shown else "write one of them"
            self.faults.add(place, f'"{name}" is no text, but holds names', expected)
        elif shape.kind == "list" and is_shown:
            expected = f"write {{% for m in {name} %}} and the names of m"
            self.faults.add(place, f'"{name}" is a list', expected)
        elif shape.kind == "flag" and is_shown:
            self._refuse_yes_or_no(f'"{name}"', place, name)
        return needed

    def _refuse_yes_or_no(self, what: str, place: Place, name: str = "...") -> None:
        self.faults.add(place, f"{what} is yes or no, and no text", f"write {{% if {name} %}}")

    def _shape(
        self, name: str, line: int, scope: Shapes, known: _Known
    ) -> tuple[Shape | None, _Known]:
        """Return what a name holds, None with a fault where it is not there; and what it needs."""
        self.seen[line, name] += 1
        shapes, path, shape = scope, "", None
        needed = _NOTHING
        for step in name.split("."):
            shape = shapes.get(step)
            if shape is None:
                self._missing(name, line, scope)
                return None, needed
            if shape.needs is not None:
                flag, value = f"{path}.{shape.needs[0]}", shape.needs[1]
                if (flag, value) not in known | needed:
                    self._unguarded(name, line, flag, value)
                    needed |= {(flag, value)}
            path = f"{path}.{step}" if path else step
            shapes = shape.parts if shape.kind == "group" else {}
        return shape, needed

    def _missing(self, name: str, line: int, scope: Shapes) -> None:
        first = name.partition(".")[0]
        expected = "expected a name that this kind of paragraph has"
        owners = [one for one, shapes in PARAGRAPHS.items() if first in shapes]
        if first not in scope and owners:
            expected = f'"{first}" is only there in the template "{owners[0]}"'
        place = self.source.name(line, name, self.seen[line, name] - 1)
        if name not in self.nearest:
            self.nearest[name] = nearest_name(name, names_below(scope))
        self.faults.add(place, f'there is no "{name[:60]}" here', expected, self.nearest[name])

    def _unguarded(self, name: str, line: int, flag: str, value: bool) -> None:
        place = self.source.name(line, name, self.seen[line, name] - 1)
        where = flag if value else f"{flag} is not so"
        test = flag if value else f"not {flag}"
        found = f'"{name}" exists only where {where}'
        self.faults.add(place, found, f"put it inside {{% if {test} %}} ... {{% endif %}}")


def _implied(test: nodes.Node) -> tuple[_Known, _Known]:
    """Return what is known of flags where a condition holds, and where it does not."""
    if isinstance(test, nodes.Not):
        where_so, where_not = _implied(test.node)
        return where_not, where_so
    if isinstance(test, nodes.And | nodes.Or):
        left, right = _implied(test.left), _implied(test.right)
        if isinstance(test, nodes.And):
            return left[0] | right[0], left[1] & right[1]
        return left[0] & right[0], left[1] | right[1]
    name = dotted(test)
    if name is None:
        return _NOTHING, _NOTHING
    return frozenset({(name, True)}), frozenset({(name, False)})


def steps_by_loops(tree: nodes.Template) -> Mapping[int, int]:
    """Return how many parts of a template stand within no loop, one loop, two: {0: 40, 1: 12}."""
    counted: Counter[int] = Counter()

    def count(node: nodes.Node, loops: int) -> None:
        counted[loops] += 1
        inside = loops + isinstance(node, nodes.For)
        for inner in node.iter_child_nodes():
            count(inner, inside)

    count(tree, 0)
    return counted
