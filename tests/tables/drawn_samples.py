"""Drawn samples: made up at random by seed, as rows for ekrules and as a design for R.

Every combination of what a design can hold stands in SAMPLES, so that nobody can have fitted the
formulas to one set of data.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from ekrules.tables.design import Design
from tests.tables.samples import Respondent, design_of


@dataclass(frozen=True)
class MadeUp:
    """A sample drawn at random, with what R needs to see the same one."""

    name: str
    rows: list[Respondent]
    segment: list[bool]
    frame: dict[str, float | None]
    post_frame: dict[str, float] | None
    weighted: bool

    @property
    def design(self) -> Design:
        return design_of(self.rows, self.frame, self.post_frame, weighted=self.weighted)

    def part(self, *, inside: bool) -> list[Respondent]:
        """Return all rows, of which those of the segment (or the rest) count."""
        pairs = zip(self.rows, self.segment, strict=True)
        return [replace(row, counts=row.counts and one is inside) for row, one in pairs]

    def as_shares(self) -> MadeUp:
        """Return the same with yes for what lies above the middle."""
        rows = [replace(row, y=float(row.y > 52)) for row in self.rows]
        return replace(self, rows=rows)


def made_up(name: str, seed: int) -> MadeUp:
    """Return a sample as its name says: strata, weights, posts, endless, lonely, census."""
    draw = random.Random(seed)
    strata = {"a": 17, "b": 40, "c": 9, "d": 2} if "strata" in name else {"": 60}
    if "lonely" in name:
        strata |= {"e": 1, "f": 1}
    frame: dict[str, float | None] = {one: n * draw.randint(2, 9) for one, n in strata.items()}
    if "lonely" in name:
        frame["f"] = 1
    if "census" in name:
        frame["b"] = strata["b"]
    rows = [
        Respondent(
            y=round(draw.gauss(50 + 3 * len(one), 10), 3),
            counts=draw.random() < 0.8,
            stratum=one,
            post=draw.choice("xyz") if "posts" in name else "",
            weight=round(draw.uniform(0.5, 4), 2) if "weights" in name else 1.0,
        )
        for one, n in strata.items()
        for _ in range(n)
    ]
    post_frame = {"x": 200.0, "y": 75.0, "z": 310.0} if "posts" in name else None
    return MadeUp(
        name=name,
        rows=rows,
        segment=[draw.random() < 0.4 for _ in rows],
        frame=dict.fromkeys(frame, None) if "endless" in name else frame,
        post_frame=post_frame,
        weighted="weights" in name,
    )


SAMPLES = [
    made_up(name, seed)
    for seed, name in enumerate(
        (
            "simple",
            "simple endless",
            "simple weights",
            "simple weights endless",
            "simple posts",
            "simple posts weights",
            "strata",
            "strata endless",
            "strata weights",
            "strata posts",
            "strata posts weights",
            "strata posts weights endless",
            "strata lonely",
            "strata lonely posts weights",
            "strata census posts",
        ),
        start=2009,
    )
]


def r_setup(number: int, sample: MadeUp) -> str:
    """Return R that reads a sample as a design, with y, yes, and who counts (some, other)."""
    parts = ["id = ~1", f"data = d{number}"]
    if "strata" in sample.name:
        parts.append("strata = ~stratum")
    if "endless" not in sample.name:
        parts.append("fpc = ~there")
    if sample.weighted:
        parts.append("weights = ~weight")
    lines = [
        f'd{number} <- read.csv("d{number}.csv", colClasses = c(stratum = "character"))',
        f"s{number} <- svydesign({', '.join(parts)})",
    ]
    if sample.post_frame:
        totals = ", ".join(str(one) for one in sample.post_frame.values())
        names = ", ".join(f'"{one}"' for one in sample.post_frame)
        frame = f"data.frame(post = c({names}), Freq = c({totals}))"
        lines.append(f"s{number} <- postStratify(s{number}, ~post, {frame})")
    return "\n".join(lines)
