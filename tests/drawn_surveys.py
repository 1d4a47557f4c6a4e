"""Drawn surveys: a frame and a sample made up by seed, and the same as rows for R.

Each respondent is drawn as plain words. drawn_folders.py writes them as a survey tool would; the
rows here say, measure by measure, who counts and who said yes, by none of the code that is tested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

SEGMENTS: Mapping[str, Sequence[str]] = {
    "region": ("nord", "sor", "vest"),
    "size": ("liten", "stor"),
    "type": ("by", "bygd", "kyst"),
}
# Some groups answer more often than others, and say yes more often.
RESPONSE = {"nord": 0.35, "sor": 0.6, "vest": 0.45, "liten": -0.1, "stor": 0.25}
LEANING = {"nord": 0.1, "sor": -0.1, "vest": 0.0, "liten": -0.1, "stor": 0.2}
MISSING_CODES = {"dont_know": "9", "no_answer": "", "left_out": "hm"}

Words = dict[str, str]


@dataclass(frozen=True)
class Design:
    """How a survey was drawn and is weighted, by what survey.yaml and answers.yaml say."""

    name: str
    strata: str | None = None
    post: str | None = None
    weighted: bool = False
    # Whether the frame is a list; else the file of answers holds the segments.
    listed: bool = True


DESIGNS = (
    Design("simple"),
    Design("strata", strata="size"),
    Design("posts", post="region"),
    Design("weights", weighted=True),
    Design("weights and posts", post="region", weighted=True),
    Design("strata and posts", strata="size", post="region"),
    Design("strata, weights and posts", strata="region", post="size", weighted=True),
    Design("strata that are posts too", strata="region", post="region"),
    Design("simple without a list", listed=False),
    Design("posts without a list", post="size", listed=False),
)


@dataclass(frozen=True)
class Respondent:
    """One respondent: segments by breakdown, weight, answers as words, numbers where given."""

    id: str
    segments: Words
    weight: float
    answers: Words
    numbers: dict[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """A measure of the strategy: of which question and item, what it counts, of which base."""

    question: str
    yes: str
    base: str
    item: str | None = None
    followed_by: Share | None = None

    @property
    def column(self) -> str:
        return self.question if self.item is None else f"{self.question}:{self.item}"


BASES: Mapping[str, Sequence[str]] = {
    "known": ("dont_know", "no_answer", "left_out", "not_asked"),
    "answered": ("no_answer", "left_out", "not_asked"),
    "asked": ("not_asked",),
    "all": (),
}
NETT, BRUK = Share("nett", "ja", "asked"), Share("bruk", "ja", "asked")
SHARES: Mapping[str, Share] = {
    **{f"nett-{base}": Share("nett", "ja", base) for base in BASES},
    **{f"bruk-{base}": Share("bruk", "ja", base) for base in ("known", "answered", "asked")},
    **{f"epost-{base}": Share("kanaler", "ja", base, "epost") for base in ("known", "asked")},
    **{f"papir-{base}": Share("former", "papir", base) for base in ("known", "asked")},
    "begge": Share("nett", "ja", "asked", followed_by=BRUK),
}
NUMBERS = ("alder", "timer")


def frame_of(seed: int, size: int = 260) -> list[tuple[str, Words]]:
    """Return everyone who could have answered."""
    draw = Random(seed)
    return [
        (f"u{number:03}", {name: draw.choice(ids) for name, ids in SEGMENTS.items()})
        for number in range(size)
    ]


def respondents_of(frame: Sequence[tuple[str, Words]], seed: int) -> list[Respondent]:
    """Return who answered, and what."""
    draw = Random(seed)
    found = []
    for name, segments in frame:
        chance = RESPONSE[segments["region"]] + RESPONSE[segments["size"]]
        if draw.random() < chance:
            found.append(_respondent(name, segments, draw))
    return found


def _respondent(name: str, segments: Words, draw: Random) -> Respondent:
    leaning = 0.5 + LEANING[segments["region"]] + LEANING[segments["size"]]

    def said() -> str:
        if draw.random() < 0.15:
            return draw.choice(list(MISSING_CODES))
        return "ja" if draw.random() < leaning else "nei"

    answers = {"nett": said(), "kanaler:epost": said(), "kanaler:sms": said()}
    asked = answers["nett"] == "ja"
    answers["bruk"] = said() if asked else "not_asked"
    former = draw.choice(["papir", "epost", "papir epost", "", "no_answer"])
    answers["former"] = former if asked else "not_asked"
    alder = None if draw.random() < 0.1 else round(draw.gauss(40, 12), 1)
    timer = round(draw.uniform(0, 40), 2) if asked and draw.random() < 0.9 else None
    weight = round(draw.uniform(0.5, 6), 2)
    return Respondent(name, segments, weight, answers, {"alder": alder, "timer": timer})


@dataclass(frozen=True)
class DrawnSurvey:
    """A survey that was drawn: its design, frame and respondents."""

    design: Design
    frame: list[tuple[str, Words]]
    respondents: list[Respondent]

    def held(self, breakdown: str) -> dict[str, int]:
        """Return segment -> how many there are in the frame."""
        return {
            one: sum(segments[breakdown] == one for _, segments in self.frame)
            for one in SEGMENTS[breakdown]
        }

    def frame_is_known(self, breakdown: str) -> bool:
        """Whether the folder says how many there are by segment: not of type, without a list."""
        return self.design.listed or breakdown != "type"


def drawn_survey(design: Design, seed: int = 2009) -> DrawnSurvey:
    """Return a survey of this design."""
    frame = frame_of(seed)
    return DrawnSurvey(design, frame, respondents_of(frame, seed + 1))


def counts_and_yes(one: Respondent, share: Share) -> tuple[bool, bool]:
    """Return whether a respondent is in the base of a share, and whether it counts them."""
    said = one.answers[share.column]
    if share.followed_by is not None:
        return said != "not_asked", one.answers[share.followed_by.column] == share.followed_by.yes
    counts = said not in BASES[share.base]
    return counts, counts and share.yes in said.split()


def rows_for_r(drawn: DrawnSurvey) -> list[dict[str, object]]:
    """Return one row a respondent: c1, y1 for the first of SHARES, and so on; segments; sizes."""
    rows: list[dict[str, object]] = []
    for one in drawn.respondents:
        row: dict[str, object] = {**one.segments, "weight": one.weight, "all": len(drawn.frame)}
        for name in SEGMENTS:
            row[f"all_{name}"] = drawn.held(name)[one.segments[name]]
        for number, share in enumerate(SHARES.values(), 1):
            counts, yes = counts_and_yes(one, share)
            row |= {f"c{number}": int(counts), f"y{number}": int(yes)}
        for name in NUMBERS:
            value = one.numbers[name]
            row |= {f"c_{name}": int(value is not None), f"y_{name}": value or 0}
        rows.append(row)
    return rows


def r_design(drawn: DrawnSurvey, name: str, rows: str) -> str:
    """Return R that makes the design `name` of the data frame `rows`."""
    design = drawn.design
    parts = ["id = ~1", f"data = {rows}"]
    parts.append(f"fpc = ~all_{design.strata}" if design.strata else "fpc = ~all")
    if design.strata:
        parts.append(f"strata = ~{design.strata}")
    if design.weighted:
        parts.append("weights = ~weight")
    lines = [f"{name} <- svydesign({', '.join(parts)})"]
    if design.post:
        held = drawn.held(design.post)
        groups = ", ".join(f'"{one}"' for one in held)
        sizes = ", ".join(str(one) for one in held.values())
        frame = f"data.frame({design.post} = c({groups}), Freq = c({sizes}))"
        lines.append(f"{name} <- postStratify({name}, ~{design.post}, {frame})")
    return "\n".join(lines)
