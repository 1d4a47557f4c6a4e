"""Options: what several commands take, each with its help said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class BaseChoice(StrEnum):
    """Who counts in a percentage."""

    ALL = "all"
    ASKED = "asked"
    ANSWERED = "answered"
    KNOWN = "known"


class EngineChoice(StrEnum):
    """Which engine decides."""

    AUTO = "auto"
    RETE = "rete"
    COLUMNAR = "columnar"


class LanguageChoice(StrEnum):
    """Which language a report is in."""

    BOKMAAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


class CheckFormatChoice(StrEnum):
    """How what was found is told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class FileFormat(StrEnum):
    """What a file of answers is written as."""

    CSV = "csv"
    XLSX = "xlsx"
    SAV = "sav"
    PARQUET = "parquet"


StrategyArgument = Annotated[
    str | None,
    typer.Argument(metavar="STRATEGY", help="The folder's name under goals/, as ekommune2012."),
]
StrategyOption = Annotated[
    str | None,
    typer.Option("--strategy", metavar="STRATEGY", help="The folder's name under goals/."),
]
SurveyOption = Annotated[
    Path | None,
    typer.Option(
        "--survey",
        metavar="FOLDER",
        help="The survey's folder, or its name under fixtures/, or its file of answers.",
    ),
]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict", help="Stop at a cell that is no answer; else it is left out and reported."
    ),
]
LanguageOption = Annotated[
    LanguageChoice,
    typer.Option("--lang", help="The report's language: nb (bokmål), nn (nynorsk) or en."),
]
EngineOption = Annotated[
    EngineChoice,
    typer.Option(
        "--engine",
        help="auto takes rete where it is installed, else columnar. Both give the same result.",
    ),
]
