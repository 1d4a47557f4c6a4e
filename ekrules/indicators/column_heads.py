"""Column heads: what the header says of a column of values, where a row has several.

In: the columns of a file, and how a column of values is headed ("{indicator} {period}"). Out: a
Head for each such column, or faults: a pattern that says nothing, a head that fits no pattern. So
no column of values is passed over unseen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekrules.errors import Faults, listed, nearest_name
from ekrules.indicators.bounds import LONGEST_HEAD, MOST_TOLD
from ekrules.indicators.period_cells import PERIOD_EXPECTED, period_of
from ekrules.indicators.source_tables import SourceTable
from ekrules.indicators.value_layouts import Layout
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    from ekrules.errors import Place

HEADED = ("entity", "period", "indicator")
_KEY = re.compile(r"\{([^{}]*)\}")
# A period has no blank in it, but before the letter of a quarter or month: 2019 Q1.
_TEXTS = {"period": r"[0-9]{4} [QqKkMm][0-9]{1,2}|\S+", "entity": ".+", "indicator": ".+"}


@dataclass(frozen=True)
class Head:
    """A column of values: its name, its number in the file, and what its header says by key."""

    column: str
    number: int
    said: Mapping[str, str]


class HeadPattern:
    """How a column of values is headed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys = tuple(dict.fromkeys(_KEY.findall(text)))
        parts, seen, end = [], set[str](), 0
        for match in _KEY.finditer(text):
            parts.append(re.escape(text[end : match.start()]))
            key, end = match[1], match.end()
            # What stands twice, as in "2015 [YR2015]", is the same both times.
            parts.append(f"(?P={key})" if key in seen else f"(?P<{key}>{_TEXTS.get(key, '.+')})")
            seen.add(key)
        self._pattern = "".join([*parts, re.escape(text[end:])])

    @property
    def wrong_keys(self) -> list[str]:
        """The keys that say nothing of a value."""
        return [key for key in self.keys if key not in HEADED]

    @property
    def twice(self) -> list[str]:
        """The keys but the period's that stand more than once: a name is told once."""
        found = _KEY.findall(self.text)
        return [key for key in self.keys if key != "period" and found.count(key) > 1]

    def read(self, name: str) -> dict[str, str] | None:
        """Return what a header says by key, or None where it is not of this pattern."""
        # Longer ones are no heads, and looking for several names in them would take long.
        match = re.fullmatch(self._pattern, name) if len(name) <= LONGEST_HEAD else None
        return None if match is None else {key: match[key].strip() for key in self.keys}


def pattern_of(layout: Layout, faults: Faults) -> HeadPattern | None:
    """Return how a column of values is headed; None where a row has one value, or with a fault."""
    text = layout.value_columns
    if text is None:
        return None
    pattern, place = HeadPattern(text), layout.at("value_columns")
    expected = f"expected one of {listed(f'{{{key}}}' for key in HEADED)} in it"
    if not pattern.keys:
        faults.add(place, f'"{short(text)}" says nothing of a column', expected)
    for key in pattern.wrong_keys:
        near = nearest_name(key, HEADED)
        faults.add(place, f'"{{{short(key)}}}" in "{short(text)}"', expected, near)
    for key in pattern.twice:
        faults.add(place, f'"{{{key}}}" stands twice in "{short(text)}"', "keep one of them")
    if "}{" in text:
        expected = "expected some text between, else nobody can tell where one ends"
        faults.add(place, f'two follow each other in "{short(text)}"', expected)
    return pattern


def heads_in(
    table: SourceTable,
    pattern: HeadPattern,
    layout: Layout,
    passed_over: Collection[str],
    faults: Faults,
) -> tuple[Head, ...] | None:
    """Return every column of values, or None with faults.

    passed_over: columns that say something else, or are named as not used. Columns before the first
    that tells a period are of no concern, as those of a long table that nobody names.
    """
    before = len(faults.found)
    heads: list[Head] = []
    for name in table.names:
        if name in passed_over:
            continue
        said = pattern.read(name)
        if said is not None:
            said = {key: layout.meaning(key, text) for key, text in said.items()}
        place = table.place(table.header_line, name)
        if said is not None and ("period" not in said or period_of(said["period"]) is not None):
            heads.append(Head(name, table.number(name), said))
        elif heads or "period" not in pattern.keys:
            _add_other(name, said, pattern, place, faults)
    if not heads and len(faults.found) == before:
        found = f'no column of {table.source} is headed as "{short(pattern.text)}"'
        expected = f"expected at least one (it has {listed(table.names)})"
        faults.add(layout.at("value_columns"), found, expected)
    told = faults.found[before:]
    if len(told) > MOST_TOLD:
        faults.found[before:] = told[:MOST_TOLD]
        found = f"{len(told)} columns that are headed otherwise"
        faults.add(table.place(0, table.names[0]), found, f"the first {MOST_TOLD} are told")
    return None if told else tuple(heads)


def _add_other(
    name: str, said: Mapping[str, str] | None, pattern: HeadPattern, place: Place, faults: Faults
) -> None:
    rest = 'or the column under "not_used", "columns"'
    if said is None:
        found = f'the column "{short(name)}" stands among those of values'
        faults.add(place, found, f'expected a head as "{short(pattern.text)}", {rest}')
    else:
        found = f'"{short(said["period"])}" over a column of values'
        faults.add(place, found, f"{PERIOD_EXPECTED}, {rest}")
