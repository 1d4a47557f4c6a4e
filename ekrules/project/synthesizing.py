"""Synthesizing: a made-up wave's folder, and the next one's, to try the program on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.project.locating import locate_survey
from ekrules.project.schemas.first_lines import named_in_a_wave
from ekrules.report.files import Content, write_all_whole
from ekrules.survey.answer_files.writing import FRAME_ENDINGS, file_names, frame_bytes
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.survey.synthesis.answers import SyntheticAnswers, synthesize_answers
from ekrules.survey.synthesis.frame_details import shipped_frame_details
from ekrules.survey.synthesis.moving import move_on
from ekrules.survey.synthesis.scaling import scaled, scaled_totals, scaled_units
from ekrules.survey.synthesis.tables import file_frame
from ekrules.survey.synthesis.texts import (
    breakdowns_text,
    mapping_text,
    wave_description_text,
    wave_folder,
)
from ekrules.yaml_reader.files import shown_path

EVIDENCE = "evidence.yaml"


@dataclass(frozen=True)
class Synthesized:
    """One made-up wave on disk: its folder, and how many answer of how many."""

    folder: Path
    respondents: int
    frame: int


def synthesize(
    root: Path,
    survey: Path | None,
    out: Path,
    seed: int,
    respondents: int | None = None,
    ending: str = "csv",
) -> tuple[Synthesized, ...]:
    """Write a made-up wave that gives the survey's printed tables, and the wave after it.

    respondents: how many; as many as the survey had where None, and then every printed count comes
    out exactly. Raises InputError with every fault, and writes nothing then.
    """
    faults = Faults()
    if ending not in FRAME_ENDINGS:
        faults.add_unknown_name(Place("--format"), "format", ending, FRAME_ENDINGS)
        faults.stop_if_any()
    folder = locate_survey(root, survey)
    read = read_survey(folder, faults)
    faults.stop_if_any()
    assert read is not None
    if read.answers is not None:
        found = f"{read.description.survey} has answers already"
        expected = "expected a survey with printed tables, for the answers to follow"
        faults.add(Place(shown_path(folder)), found, expected)
    details = shipped_frame_details(read, faults)
    faults.stop_if_any()
    first = synthesize_answers(read, seed, details)
    waves = (first, move_on(first, read, seed, first.wave + 1))
    contents: dict[Path, Content] = {}
    written = []
    for answers in waves:
        into = out / wave_folder(read, answers)
        many = respondents or len(answers.respondents)
        files = wave_files(read, answers, many, ending)
        contents |= {into / name: content for name, content in files.items()}
        written.append(Synthesized(into, *scaled_totals(answers, many)))
    write_all_whole(named_in_a_wave(contents, root))
    return tuple(written)


def wave_files(
    survey: Survey, answers: SyntheticAnswers, respondents: int, ending: str
) -> dict[str, Content]:
    """Return what a wave's folder holds: file name -> content."""
    totals = scaled_totals(answers, respondents)
    file = f"answers.{ending}"
    table = file_frame(answers, survey, scaled(answers, respondents))
    names = dict(zip(table.columns, file_names(table.columns, ending), strict=True))
    contents: dict[str, Content] = {
        "survey.yaml": wave_description_text(survey, answers, totals),
        "answers.yaml": mapping_text(answers, survey, file, names),
        file: frame_bytes(table, ending),
        "breakdowns.yaml": breakdowns_text(answers),
        "frame.csv": frame_bytes(scaled_units(answers, respondents), "csv"),
    }
    for path in sorted((survey.folder / "codebook").glob("*.yaml")):
        contents[f"codebook/{path.name}"] = path.read_bytes()
    if (evidence := survey.folder / EVIDENCE).exists():
        contents[EVIDENCE] = evidence.read_bytes()
    return contents
