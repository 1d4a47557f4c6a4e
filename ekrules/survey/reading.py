"""Reading: a survey's folder to a Survey, with every fault of every file at once."""

from __future__ import annotations

from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.survey.codebook import CodebookTheme, SurveyDescription
from ekrules.survey.codebook_checks import add_repeated, check_codebook
from ekrules.survey.evidence import EvidenceFile, SourceNotes
from ekrules.survey.frame import Frame, ReferenceTable
from ekrules.survey.frame_checks import check_frame, check_reference
from ekrules.survey.integrity import check_notes, check_printed_tables, check_respondents
from ekrules.survey.printed import PrintedTheme
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import refuse_other_endings, shown_path
from ekrules.yaml_reader.models import Model, read_model

DESCRIPTION = "survey.yaml"
OPTIONAL = ("frame.yaml", "reference.yaml", "evidence.yaml", "source_notes.yaml")


def read_survey(folder: Path, faults: Faults) -> Survey | None:
    """Return the survey in `folder`, or None where its files can't be read as what they are.

    Every fault is added to `faults`. A survey with faults in it is still returned, so that what
    rests on it can be checked in the same run; nothing may be computed from it.

    survey.yaml, codebook/ and printed/ are needed; frame.yaml, reference.yaml, evidence.yaml and
    source_notes.yaml are read where they exist.
    """
    before = len(faults.found)
    if not folder.is_dir():
        faults.add(
            Place(shown_path(folder)), "there is no such folder", "expected a survey's folder"
        )
        return None
    description = read_model(folder / DESCRIPTION, SurveyDescription, faults)
    themes = _read_folder(folder / "codebook", CodebookTheme, faults)
    printed = _read_folder(folder / "printed", PrintedTheme, faults)
    frame = _read_optional(folder / "frame.yaml", Frame, faults)
    reference = _read_optional(folder / "reference.yaml", ReferenceTable, faults)
    evidence = _read_optional(folder / "evidence.yaml", EvidenceFile, faults)
    notes = _read_optional(folder / "source_notes.yaml", SourceNotes, faults)
    if description is None or len(faults.found) > before:
        return None
    figures = evidence.evidence if evidence else ()
    survey = Survey(
        folder=folder,
        files=_files(folder),
        description=description,
        themes=tuple(sorted(themes, key=lambda theme: theme.number)),
        printed_themes=tuple(printed),
        frame=frame,
        reference=reference,
        evidence={one.id: one for one in figures},
        notes=notes.notes if notes else (),
    )
    _check(survey, faults)
    add_repeated("evidence", ((one.id, one.at("id")) for one in figures), faults)
    return survey


def _check(survey: Survey, faults: Faults) -> None:
    before = len(faults.found)
    check_codebook(survey, faults)
    if not check_respondents(survey, faults):
        return  # each table and breakdown would say the same again
    if len(faults.found) == before:
        check_printed_tables(survey, faults)
        check_notes(survey, faults)
    check_frame(survey, faults)
    check_reference(survey, faults)


def _files(folder: Path) -> tuple[Path, ...]:
    single = [path for name in (DESCRIPTION, *OPTIONAL) if (path := folder / name).exists()]
    folders = [sorted((folder / name).glob("*.yaml")) for name in ("codebook", "printed")]
    return (*single, *folders[0], *folders[1])


def _read_folder(folder: Path, model: type[Model], faults: Faults) -> list[Model]:
    paths = sorted(folder.glob("*.yaml"))
    refuse_other_endings(folder, faults)
    if not paths:
        faults.add(Place(shown_path(folder)), "there are no .yaml files here", "they are needed")
    read = [read_model(path, model, faults) for path in paths]
    return [one for one in read if one is not None]


def _read_optional(path: Path, model: type[Model], faults: Faults) -> Model | None:
    return read_model(path, model, faults) if path.exists() else None
