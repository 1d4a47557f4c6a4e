"""Reading: a survey's folder to a Survey, with every fault of every file at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ekrules.errors import Faults, Place
from ekrules.survey.answer_reading import ANSWERS, BREAKDOWNS, with_answers
from ekrules.survey.claim_checks import check_claims
from ekrules.survey.claims import Claims
from ekrules.survey.codebook import CodebookTheme, SurveyDescription
from ekrules.survey.codebook_checks import add_repeated, check_codebook
from ekrules.survey.evidence import EvidenceFile, SourceNotes, check_evidence_date
from ekrules.survey.frame import Frame, ReferenceTable
from ekrules.survey.frame_checks import check_frame, check_reference
from ekrules.survey.integrity import check_notes, check_printed_tables, check_respondents
from ekrules.survey.printed import PrintedTheme
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import refuse_other_endings, shown_path
from ekrules.yaml_reader.models import Model, read_model

DESCRIPTION, PRINTED, INDICATORS = "survey.yaml", "printed", "indicators.yaml"
OPTIONAL = ("frame.yaml", "reference.yaml", "evidence.yaml", "source_notes.yaml", "claims.yaml")


def read_survey(
    folder: Path, faults: Faults, given: Any = None, *, strict: bool = False
) -> Survey | None:
    """Return the survey in `folder`, or None where its files can't be read as what they are.

    Every fault is added to `faults`. A survey with faults in it is still returned, so that what
    rests on it can be checked in the same run; nothing may be computed from it.

    survey.yaml and codebook/ are needed, and either printed/ or answers.yaml with a file of
    answers; the other files are read where they exist. given: a dataframe, or a file of answers,
    to read in place of the one that answers.yaml names. strict: a cell that is no answer is a
    fault, and not left out.
    """
    before = len(faults.found)
    if given is None and asks_nothing(folder):
        return _read_figures(folder, faults)
    if given is None and not (folder / ANSWERS).exists():
        return _read_printed(folder, faults)
    survey = read_questionnaire(folder, faults)
    if survey is None or len(faults.found) > before:
        return survey
    if (folder / PRINTED).exists() and given is None:
        found = f"both {PRINTED}/ and {ANSWERS}"
        faults.add(Place(shown_path(folder)), found, "a survey has one of them; take one out")
        return survey
    if given is not None:
        # What a report says of its own survey is not held against another's answers.
        survey = replace(survey, claims=())
    check_claims(survey, faults)
    return with_answers(survey, faults, given, strict=strict)


def asks_nothing(folder: Path) -> bool:
    """Whether a folder has indicators, and neither questions nor answers: figures of others alone.

    So it is where a strategy is followed by published series, and nobody was asked.
    """
    has_questions = any((folder / name).exists() for name in ("codebook", PRINTED, ANSWERS))
    return (folder / INDICATORS).exists() and not has_questions


def _read_figures(folder: Path, faults: Faults) -> Survey | None:
    """Return a survey that asks nothing: its description, and evidence where there is some."""
    survey = _questionnaire(folder, [], faults)
    if survey is not None:
        for key in ("respondents", "frame", "weighting"):
            if getattr(survey.description, key) is not None:
                found = f'"{key}", and there is no codebook/'
                place = survey.description.key_at(key)
                faults.add(place, found, "nobody was asked: take it out, or add the questions")
    return survey


def read_questionnaire(folder: Path, faults: Faults) -> Survey | None:
    """Return what a survey asks, without what was answered; None where it can't be read."""
    if not folder.is_dir():
        faults.add(
            Place(shown_path(folder)), "there is no such folder", "expected a survey's folder"
        )
        return None
    return _questionnaire(folder, None, faults)


def _questionnaire(
    folder: Path, themes: list[CodebookTheme] | None, faults: Faults
) -> Survey | None:
    """themes: the codebook's, where there is none to read."""
    before = len(faults.found)
    description = read_model(folder / DESCRIPTION, SurveyDescription, faults)
    if themes is None:
        themes = _read_folder(folder / "codebook", CodebookTheme, faults)
    frame = _read_optional(folder / "frame.yaml", Frame, faults)
    reference = _read_optional(folder / "reference.yaml", ReferenceTable, faults)
    evidence = _read_optional(folder / "evidence.yaml", EvidenceFile, faults)
    notes = _read_optional(folder / "source_notes.yaml", SourceNotes, faults)
    claims = _read_optional(folder / "claims.yaml", Claims, faults)
    if description is None or len(faults.found) > before:
        return None
    figures = evidence.evidence if evidence else ()
    survey = Survey(
        folder=folder,
        files=_files(folder),
        description=description,
        themes=tuple(sorted(themes, key=lambda theme: theme.number)),
        printed_themes=(),
        frame=frame,
        reference=reference,
        evidence={one.id: one for one in figures},
        notes=notes.notes if notes else (),
        claims=claims.claims if claims else (),
    )
    check_codebook(survey, faults)
    add_repeated("evidence", ((one.id, one.at("id")) for one in figures), faults)
    for one in figures:
        check_evidence_date(one, description.reference_date, faults)
    return survey


def _read_printed(folder: Path, faults: Faults) -> Survey | None:
    before = len(faults.found)
    survey = read_questionnaire(folder, faults)
    sound = len(faults.found) == before
    printed = _read_folder(folder / PRINTED, PrintedTheme, faults) if folder.is_dir() else []
    for key in ("respondents", "frame"):
        if survey is not None and getattr(survey.description, key) is None:
            expected = "it is needed beside printed tables"
            faults.add(survey.description.at(key), f'there is no "{key}"', expected)
            return None
    if survey is not None and survey.description.weighting is not None:
        place = survey.description.key_at("weighting")
        faults.add(place, '"weighting" beside printed tables', "only answers are weighted here")
    if survey is None or len(printed) < len(list((folder / PRINTED).glob("*.yaml"))) or not printed:
        return None
    whole = replace(survey, printed_themes=tuple(printed))
    _check(whole, faults, sound=sound)
    return whole


def _check(survey: Survey, faults: Faults, *, sound: bool) -> None:
    """sound: whether the codebook is; what is said of tables rests on it."""
    if not check_respondents(survey, faults):
        return  # each table and breakdown would say the same again
    if sound:
        check_printed_tables(survey, faults)
        check_notes(survey, faults)
        check_claims(survey, faults)
    check_frame(survey, faults)
    check_reference(survey, faults)


def _files(folder: Path) -> tuple[Path, ...]:
    names = (DESCRIPTION, *OPTIONAL, ANSWERS, BREAKDOWNS)
    single = [path for name in names if (path := folder / name).exists()]
    folders = [sorted((folder / name).glob("*.yaml")) for name in ("codebook", PRINTED)]
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
