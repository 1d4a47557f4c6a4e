"""Importing: a file of answers held against a questionnaire: a mapping for a person to correct."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ekrules.errors import Faults, Place
from ekrules.project.locating import locate_survey
from ekrules.project.new_wave import breakdowns_text, printed_breakdowns, wave_text
from ekrules.project.schemas.first_lines import named_in_a_wave
from ekrules.report.files import Content, write_all_whole
from ekrules.survey.answer_files.reading import read_answer_file
from ekrules.survey.answer_reading import ANSWERS, BREAKDOWNS, with_frame
from ekrules.survey.answers.proposed import ProposedMapping
from ekrules.survey.answers.proposed_text import mapping_text
from ekrules.survey.answers.proposing import propose_mapping
from ekrules.survey.reading import DESCRIPTION, PRINTED, read_questionnaire
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import shown_path

EVIDENCE = "evidence.yaml"


@dataclass(frozen=True)
class ImportRequest:
    """What was asked for.

    file: the answers. survey: whose questionnaire they answer. into: the folder of a new wave,
    which is made from that survey's; None where `survey` is the wave itself. on: the new wave's
    date. replace: whether a mapping that is there may be written over.
    """

    file: Path
    survey: Path | None = None
    into: Path | None = None
    on: date | None = None
    sheet: str | None = None
    replace: bool = False


@dataclass(frozen=True)
class Imported:
    """What was written, and what was found of the file."""

    folder: Path
    written: tuple[Path, ...]
    proposed: ProposedMapping


def import_answers(root: Path, request: ImportRequest) -> Imported:
    """Write the mapping, and a new wave's folder where one was asked for; InputError otherwise."""
    faults = Faults()
    is_new = request.into is not None and not (request.into / DESCRIPTION).exists()
    named = request.survey if is_new or request.into is None else request.into
    source = locate_survey(root, named)
    survey = read_questionnaire(source, faults)
    folder = request.into or source
    if survey is not None:
        _check_request(request, folder, is_new, faults)
    raw = read_answer_file(request.file, faults, request.sheet)
    faults.stop_if_any()
    assert survey is not None
    assert raw is not None
    framed = _with_breakdowns(survey, faults)
    faults.stop_if_any()
    lists = [path for path in framed.files if path not in survey.files]
    taken_over = _new_wave(framed, lists, request) if is_new else {}
    proposed = propose_mapping(raw, _in_wave(framed, request.on), request.sheet)
    # Not every disk tells capitals apart.
    own = {name.casefold(): name for name in taken_over}.get(request.file.name.casefold())
    if own is not None:
        found = f'the new wave has a file called "{own}" of its own'
        faults.add(Place(shown_path(request.file)), found, "expected another name; rename the file")
        faults.stop_if_any()
    contents = {folder / name: content for name, content in taken_over.items()}
    contents[folder / ANSWERS] = mapping_text(proposed)
    copied = folder / request.file.name
    if copied.resolve() != request.file.resolve():
        contents[copied] = request.file.read_bytes()
    write_all_whole(named_in_a_wave(contents, root))
    return Imported(folder, tuple(contents), proposed)


def _check_request(request: ImportRequest, folder: Path, is_new: bool, faults: Faults) -> None:
    place = Place(shown_path(folder))
    if not is_new and (folder / PRINTED).exists():
        found = "this survey has printed tables"
        expected = "expected --into FOLDER for the new wave, as --into fixtures/<survey><year>"
        faults.add(place, found, expected)
    if is_new and request.on is None:
        expected = "expected the day it was asked for, as --date 2010-04-01"
        faults.add(place, "a new wave without a date", expected)
    if is_new and folder.exists() and any(folder.iterdir()):
        faults.add(place, "the folder is not empty, and is no survey", "expected a new folder")
    if (folder / ANSWERS).exists() and not request.replace:
        place = Place(shown_path(folder / ANSWERS))
        faults.add(place, "the mapping is there already", "expected --replace to write it anew")
    copied = folder / request.file.name
    if copied.exists() and copied.resolve() != request.file.resolve() and not request.replace:
        place = Place(shown_path(copied))
        expected = "expected --replace, or a file of another name"
        faults.add(place, "a file of that name is there already", expected)


def _with_breakdowns(survey: Survey, faults: Faults) -> Survey:
    """The survey with its breakdowns and its list of the frame, or those of its printed tables."""
    if (survey.folder / BREAKDOWNS).exists():
        return with_frame(survey, faults)[0]
    return replace(survey, breakdowns=printed_breakdowns(survey))


def _in_wave(survey: Survey, on: date | None) -> Survey:
    """The survey as of the new wave, whose year stands in the file's rows."""
    if on is None:
        return survey
    about = survey.description.model_copy(update={"wave": on.year, "reference_date": on})
    return replace(survey, description=about)


def _new_wave(survey: Survey, lists: Iterable[Path], request: ImportRequest) -> dict[str, Content]:
    """Return what a new wave's folder takes from the survey before it: name -> content.

    lists: the files that say who is in the frame.
    """
    assert request.into is not None
    assert request.on is not None
    text = (survey.folder / DESCRIPTION).read_text(encoding="utf-8")
    about = survey.description
    contents: dict[str, Content] = {
        DESCRIPTION: wave_text(text, about, request.into.name, request.on),
        BREAKDOWNS: breakdowns_text(survey.breakdowns),
    }
    if (own := survey.folder / BREAKDOWNS).exists():
        contents[BREAKDOWNS] = own.read_bytes()
    contents |= {path.name: path.read_bytes() for path in lists}
    for path in sorted((survey.folder / "codebook").glob("*.yaml")):
        contents[f"codebook/{path.name}"] = path.read_bytes()
    if (evidence := survey.folder / EVIDENCE).exists():
        contents[EVIDENCE] = evidence.read_bytes()
    return contents
