"""Builders: small surveys, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ekrules.survey.codebook import (
    CodebookTheme,
    Item,
    Option,
    Question,
    QuestionKind,
    Routing,
    SurveyDescription,
    Unit,
)
from ekrules.survey.evidence import Evidence
from ekrules.survey.integrity import LAYOUTS
from ekrules.survey.printed import TOTAL, PrintedCell, PrintedTable, PrintedTheme
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import Wording

ROOT = Path(__file__).parents[1]
SURVEY_2009 = ROOT / "fixtures" / "ekommune2009"
STRATEGY_2012 = ROOT / "goals" / "ekommune2012"
TEXT = Wording(nb="tekst")
Counts = Mapping[str, int]


def question(
    name: str,
    kind: QuestionKind = "single",
    options: Sequence[str] = ("nei", "ja"),
    items: Sequence[str] = (),
    asked_if: tuple[str, ...] = (),
) -> Question:
    """Return a question; asked_if: the earlier question and the answers that lead here."""
    routing = Routing(question=asked_if[0], is_one_of=asked_if[1:]) if asked_if else None
    return Question(
        id=name,
        number=1,
        kind=kind,
        label=TEXT,
        asks=TEXT,
        options=tuple(Option(id=one, label=TEXT) for one in options),
        items=tuple(Item(id=one, label=TEXT) for one in items),
        asked_if=routing,
        asked_of=TEXT if routing else None,
    )


def table(asked: Question, counts: Counts | Mapping[str, Counts]) -> PrintedTable:
    """Return the question's table; counts by answer, or by item and answer for a grid."""
    cells = []
    for key, value in counts.items():
        rows = {key: value} if isinstance(value, int) else value
        item = None if isinstance(value, int) else key
        cells += [PrintedCell(item=item, answer=a, count=n, percent=0.0) for a, n in rows.items()]
    return PrintedTable(question=asked.id, layout=LAYOUTS[asked.kind], cells=tuple(cells))


def survey_of(
    *asked: tuple[Question, Counts | Mapping[str, Counts]],
    respondents: int = 100,
    frame: int = 200,
    evidence: Sequence[Evidence] = (),
) -> Survey:
    """Return a survey of one theme that asked these questions and printed these counts."""
    questions = tuple(one for one, _ in asked)
    tables = tuple(table(one, counts) for one, counts in asked if counts)
    return Survey(
        folder=Path(),
        files=(),
        description=SurveyDescription(
            survey="liten2009",
            title=TEXT,
            wave=2009,
            reference_date=date(2009, 4, 1),
            publisher="KS",
            language="nb",
            respondents=respondents,
            frame=frame,
            unit=Unit(one=TEXT, many=TEXT, every=TEXT),
        ),
        themes=(
            CodebookTheme(theme="helse", number=1, section="3.1", title=TEXT, questions=questions),
        ),
        printed_themes=(PrintedTheme(theme="helse", section="3.1", tables=tables),),
        frame=None,
        reference=None,
        evidence={one.id: one for one in evidence},
        notes=(),
    )


NETT = question("nett")
BRUK = question("bruk", asked_if=("nett", "ja"))
FORMER = question("former", "multi", ("papir", "epost"), asked_if=("nett", "ja"))
KANALER = question("kanaler", "grid", items=("epost", "sms"))
NETT_COUNTS = {"nei": 30, "ja": 60, "dont_know": 10, TOTAL: 100}
BRUK_COUNTS = {"nei": 25, "ja": 20, "unanswered": 45, "dont_know": 10, TOTAL: 100}
FORMER_COUNTS = {"papir": 30, "epost": 25, "dont_know": 5, TOTAL: 55}
KANALER_COUNTS = {
    "epost": {"nei": 10, "ja": 80, "unanswered": 4, "dont_know": 6, TOTAL: 100},
    "sms": {"nei": 50, "ja": 50, "unanswered": 0, "dont_know": 0, TOTAL: 100},
}


def small_survey() -> Survey:
    """Return one question of each kind: 60 of 100 were asked the two follow-ups."""
    return survey_of(
        (NETT, NETT_COUNTS),
        (BRUK, BRUK_COUNTS),
        (FORMER, FORMER_COUNTS),
        (KANALER, KANALER_COUNTS),
        evidence=[
            Evidence(
                id="nav_kontorer", label=TEXT, publisher="NAV", date=date(2008, 12, 31),
                numerator=293, denominator=457, unit="share", section="5.4",
            )
        ],
    )  # fmt: skip
