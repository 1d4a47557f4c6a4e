"""Builders: raw tables and mappings by hand, on every kind of frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from ekrules.errors import Faults
from ekrules.survey.answer_files.table import RawCell, RawColumn, RawTable
from ekrules.survey.answers.coding import code_answers
from ekrules.survey.answers.mapping import AnswerMapping
from ekrules.survey.answers.mapping_checks import check_mapping
from ekrules.survey.breakdowns import Breakdown, BreakdownSegment
from ekrules.survey.codebook import CodebookTheme, Item, MissingKind, Option, Question, Routing
from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.survey import Survey
from ekrules.survey.units import FrameUnit
from ekrules.yaml_reader.models import build_model
from ekrules.yaml_reader.parsing import parse
from ekrules.yaml_reader.wording import Wording
from tests.surveys import survey_of

Cells = Mapping[str, Sequence[str | None]]
KINDS = ("polars", "polars lazy", "pandas", "pyarrow", "duckdb")


def text(nb: str, en: str | None = None) -> Wording:
    return Wording(nb=nb, en=en)


def options(**labels: str) -> tuple[Option, ...]:
    return tuple(Option(id=one, label=text(label)) for one, label in labels.items())


def items(**labels: str) -> tuple[Item, ...]:
    return tuple(Item(id=one, label=text(label)) for one, label in labels.items())


NEI_JA = (
    Option(id="nei", label=text("Nei", "No")),
    Option(id="ja", label=text("Ja", "Yes")),
)
BOTH: tuple[MissingKind, ...] = ("dont_know", "no_answer")
NETT = Question(
    id="nett", number=1, kind="single", label=text("Nett i kommunen"), asks=text("Har dere nett?"),
    options=NEI_JA, missing=BOTH,
)  # fmt: skip
BRUK = Question(
    id="bruk", number=2, kind="single", label=text("Bruk av nett"), asks=text("Brukes nettet?"),
    options=options(nei="Nei", noe="Ja, noe", mye="Ja, mye"), missing=BOTH,
    asked_if=Routing(question="nett", is_one_of=("ja",)), asked_of=text("de med nett"),
)  # fmt: skip
FORMER = Question(
    id="former", number=3, kind="multi", label=text("Former for svar"), asks=text("Hvilke former?"),
    options=options(papir="Papir", epost="E-post", annet="På annen måte, som SMS"), missing=BOTH,
    asked_if=Routing(question="nett", is_one_of=("ja",)), asked_of=text("de med nett"),
)  # fmt: skip
KANALER = Question(
    id="kanaler", number=4, kind="grid", label=text("Kanaler til folk"),
    asks=text("Hvor mye brukes kanalene?"), options=options(ikke="Ikke i bruk", stor="Stor grad"),
    items=items(sms="SMS", chat="Chat"), missing=("dont_know",),
)  # fmt: skip
ALDER = Question(
    id="alder", number=5, kind="number", label=text("Alder på nettstedet"),
    asks=text("Hvor gammelt er nettstedet?"), missing=BOTH,
    asked_if=Routing(question="nett", is_one_of=("ja",)), asked_of=text("de med nett"),
)  # fmt: skip
QUESTIONS = (NETT, BRUK, FORMER, KANALER, ALDER)

REGION = Breakdown(
    id="region",
    label=text("Landsdel"),
    segments=(
        BreakdownSegment(id="nord", label=text("Nord-Norge")),
        BreakdownSegment(id="sor", label=text("Sørlandet")),
    ),
)
UNITS = (
    FrameUnit("0301", "Oslo", {"region": "sor"}),
    FrameUnit("1902", "Tromsø", {"region": "nord"}),
    FrameUnit("1804", "Bodø", {"region": "nord"}),
    FrameUnit("0904", "Grimstad", {"region": "sor"}),
)


def survey(
    *asked: Question, units: Sequence[FrameUnit] = (), breakdowns: Sequence[Breakdown] = ()
) -> Survey:
    """Return a survey of these questions, or of one question of each kind."""
    whole = survey_of()
    theme = CodebookTheme(
        theme="nett", number=1, section="1", title=text("Nett"), questions=asked or QUESTIONS
    )
    fields = {**whole.__dict__, "themes": (theme,), "printed_themes": ()}
    fields |= {"units": tuple(units), "breakdowns": tuple(breakdowns)}
    return Survey(**{name: fields[name] for name in Survey.__dataclass_fields__})


def native(cells: Cells, kind: str) -> Any:
    """Return the cells as a frame of one kind, every column text."""
    import polars as pl

    frame = pl.DataFrame(dict(cells), schema=dict.fromkeys(cells, pl.String()))
    if kind == "polars":
        return frame
    if kind == "polars lazy":
        return frame.lazy()
    if kind == "pandas":
        return frame.to_pandas().astype("str")
    if kind == "pyarrow":
        return frame.to_arrow()
    if kind == "duckdb":
        import duckdb

        return duckdb.from_arrow(frame.to_arrow())
    raise AssertionError(kind)


def raw_table(
    cells: Cells,
    kind: str = "polars",
    columns: Sequence[RawColumn] = (),
    odd_cells: Sequence[RawCell] = (),
    first_row: int = 2,
) -> RawTable:
    named = {one.name: one for one in columns}
    return RawTable(
        source="svar.csv",
        columns=tuple(named.get(name, RawColumn(name)) for name in cells),
        frame=nw.from_native(native(cells, kind)),
        first_row=first_row,
        odd_cells=tuple(odd_cells),
    )


def mapping_faults(yaml: str, raw: RawTable, asked: Survey) -> list[str]:
    """Return the faults of a mapping, by place."""
    faults = Faults()
    mapping = read_text(yaml, faults)
    if mapping is not None:
        check_mapping(mapping, raw, asked, faults)
    return [str(one) for one in sorted(faults.found, key=lambda fault: fault.order)]


def read_text(yaml: str, faults: Faults) -> AnswerMapping | None:
    node = parse(yaml, "answers.yaml", faults)
    return None if node is None else build_model(node, AnswerMapping, faults)


def mapping(yaml: str, raw: RawTable, asked: Survey) -> AnswerMapping:
    """Return a mapping, which must be without faults."""
    assert mapping_faults(yaml, raw, asked) == []
    found = read_text(yaml, Faults())
    assert found is not None
    return found


def coded(yaml: str, raw: RawTable, asked: Survey) -> CodedAnswers:
    return code_answers(raw, mapping(yaml, raw, asked), asked)


def cells_of(answers: CodedAnswers) -> dict[str, list[Any]]:
    """Return the cells by column; a database's rows by respondent."""
    frame = answers.frame
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    eager = eager.sort("@respondent") if eager.shape[0] else eager
    return {
        name: [
            None if value is None or value != value else value for value in eager[name].to_list()
        ]
        for name in eager.columns
    }
