"""Answer reading: a survey's questionnaire and its file of answers brought together.

In: a questionnaire, answers.yaml, the file it names (or a dataframe), breakdowns.yaml and the frame
list. Out: the Survey with its answers in their layout and with who answered by each breakdown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from ekrules.errors import Faults, Place
from ekrules.survey.answer_layout import breakdown_column
from ekrules.survey.breakdowns import Breakdown, BreakdownsFile
from ekrules.survey.codebook_checks import add_repeated
from ekrules.survey.coded_answers import CodedAnswers
from ekrules.survey.response import Respondents, response_of
from ekrules.survey.survey import Survey
from ekrules.survey.units import ID, FrameUnit, frame_totals, read_units
from ekrules.yaml_reader.models import read_model
from ekrules.yaml_reader.nodes import short

if TYPE_CHECKING:
    from ekrules.survey.answer_files.table import RawTable
    from ekrules.survey.answers.mapping import AnswerMapping

ANSWERS, BREAKDOWNS = "answers.yaml", "breakdowns.yaml"
# What a breakdown may not be called: words for other columns of the frame list and of the answers,
# and what --by takes for no breakdown.
TAKEN = (ID, "name", "respondent", "weight", "none")
# The keys of a survey's weighting that name a breakdown.
DIVIDING = ("strata", "post_stratify")
# A strict run tells the first faulty cells and how many there are.
MOST_CELLS_TOLD = 50


def with_answers(
    survey: Survey, faults: Faults, given: Any = None, *, strict: bool = False
) -> Survey:
    """Return the survey with its answers, its frame and who answered of it.

    given: a dataframe, or a file, to read in place of the one that answers.yaml names. strict: a
    cell that is no answer is a fault. What is wrong is added to `faults`, and then nothing may be
    computed from it.
    """
    before = len(faults.found)
    framed, section = with_frame(survey, faults)
    read = _read(framed, faults, given, is_framed=len(faults.found) == before)
    if read is None or len(faults.found) > before:
        return framed
    raw, mapping = read
    answers = _coded(raw, mapping, framed)
    if strict or not answers.respondents:
        _add_cells(answers, raw, faults)
    answered = replace(framed, answers=answers)
    answered = _with_files(answered, _file(survey.folder, mapping), given)
    _check_sizes(answered, raw.source, faults)
    if given is None:
        _check_rows(answered, raw.source, faults)
    if not answered.respondents or len(faults.found) > before:
        return answered
    respondents = _respondents(answers, answered.breakdowns)
    _check_segments(answered, respondents, faults)
    response = response_of(
        answered.breakdowns,
        respondents,
        answered.units,
        section,
        answered.respondents,
        answered.frame_size,
    )
    return replace(answered, frame=response)


def _with_files(survey: Survey, named: Path | None, given: Any) -> Survey:
    """Return the survey with the file that was read; named: the one in answers.yaml."""
    read = named if given is None else given if isinstance(given, Path) else None
    files = survey.files if read is None else (*survey.files, read)
    passed_over = () if named is None or read == named else (named,)
    return replace(survey, files=files, passed_over=passed_over)


def with_frame(survey: Survey, faults: Faults) -> tuple[Survey, str]:
    """Return the survey with its breakdowns and its frame list, and the section they come from.

    Unchanged where it has no breakdowns.yaml.
    """
    path = survey.folder / BREAKDOWNS
    file = read_model(path, BreakdownsFile, faults) if path.exists() else BreakdownsFile()
    if file is None:
        return survey, ""
    before = len(faults.found)
    _check_breakdowns(file.breakdowns, faults)
    if len(faults.found) > before:
        return survey, ""
    units: tuple[FrameUnit, ...] = ()
    files = survey.files
    if file.units is not None and _check_inside(file.units, file.at("units"), faults):
        path = survey.folder / file.units
        units, files = read_units(path, file.breakdowns, faults, file.sheet), (*files, path)
    framed = replace(survey, breakdowns=file.breakdowns, units=units, files=files)
    _check_weighting(framed, faults)
    return framed, file.section


def _check_breakdowns(breakdowns: Sequence[Breakdown], faults: Faults) -> None:
    add_repeated("breakdown", ((one.id, one.at("id")) for one in breakdowns), faults)
    for one in breakdowns:
        add_repeated("segment", ((part.id, part.at("id")) for part in one.segments), faults)
        if one.id in TAKEN:
            found, expected = f'a breakdown called "{one.id}"', "that word is taken; use another"
            faults.add(one.at("id"), found, expected)


def _check_weighting(survey: Survey, faults: Faults) -> None:
    """What the answers are weighted by is a breakdown, and its frame is known."""
    weighting = survey.description.weighting
    known = [one.id for one in survey.breakdowns]
    for key in DIVIDING:
        name = getattr(weighting, key, None)
        if weighting is None or name is None:
            continue
        if name not in known:
            faults.add_unknown_name(weighting.at(key), "breakdown", name, known)
        elif frame_totals(survey.units, survey.breakdown(name)) is None:
            found = f'nothing says how many the segments of "{name}" have in all'
            faults.add(weighting.at(key), found, f'expected "units" or "frame" in {BREAKDOWNS}')


def _read(
    survey: Survey, faults: Faults, given: Any, *, is_framed: bool
) -> tuple[RawTable, AnswerMapping] | None:
    """Return the file and how it is read; is_framed: whether its breakdowns are known."""
    from ekrules.survey.answers.mapping import read_mapping
    from ekrules.survey.answers.mapping_checks import check_mapping

    mapping = read_mapping(survey.folder / ANSWERS, faults)
    if mapping is None:
        return None
    raw = _raw(survey.folder, mapping, faults, given)
    if raw is None:
        return None
    if is_framed:
        check_mapping(mapping, raw, survey, faults)
    return raw, mapping


def _raw(folder: Path, mapping: AnswerMapping, faults: Faults, given: Any) -> RawTable | None:
    if given is not None and not isinstance(given, Path):
        from ekrules.survey.answer_files.dataframes import from_dataframe

        return from_dataframe(given, faults)
    from ekrules.survey.answer_files.reading import read_answer_file

    path = given or _file(folder, mapping)
    if path is None:
        expected = "expected the name of a file beside this one"
        faults.add(mapping.place, 'there is no "file"', expected)
        return None
    if given is None and not _check_inside(mapping.file or "", mapping.at("file"), faults):
        return None
    return read_answer_file(path, faults, mapping.sheet)


def _file(folder: Path, mapping: AnswerMapping) -> Path | None:
    return folder / mapping.file if mapping.file else None


def _check_inside(name: str, place: Place, faults: Faults) -> bool:
    """Return whether a file named in a survey's folder is in it; add a fault if not.

    A folder that somebody else made must not make this program read, and quote, any file there is.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive:
        expected = "expected a file in it; copy the file there, or move the folder to the file"
        faults.add(place, f'"{short(name)}" leads out of the survey\'s folder', expected)
        return False
    return True


def _coded(raw: RawTable, mapping: AnswerMapping, survey: Survey) -> CodedAnswers:
    from ekrules.survey.answers.coding import code_answers

    return code_answers(raw, mapping, survey)


def _add_cells(answers: CodedAnswers, raw: RawTable, faults: Faults) -> None:
    from ekrules.survey.answers.cell_faults import stopping_counts

    stopping = [one for one in answers.faults if not one.is_notice]
    for one in stopping[:MOST_CELLS_TOLD]:
        row = one.row or 0
        place = Place(raw.source, row, 1) if row else Place(raw.source)
        column = f'column "{one.column}": ' if one.column else ""
        faults.add(place, f"{column}{one.found}", one.expected, one.nearest)
    every = sum(stopping_counts(answers.counts).values())
    if len(stopping) > MOST_CELLS_TOLD:
        found = f"{every} cells and rows that are no answers"
        faults.add(Place(raw.source), found, f"the first {MOST_CELLS_TOLD} are told here")


def _check_sizes(survey: Survey, source: str, faults: Faults) -> None:
    """What survey.yaml says of how many there are is what the files hold."""
    about, answers = survey.description, survey.answers
    if answers is None:
        return
    if not answers.respondents:
        found = "no row of the file stands as a respondent"
        faults.add(Place(source), found, "expected answers; each row says why it was left out")
        return
    if survey.units and about.frame is not None and about.frame != len(survey.units):
        found = f"a frame of {about.frame}, but the frame list holds {len(survey.units)}"
        faults.add(
            about.at("frame"), found, "expected the same; leave it out where there is a list"
        )
    if not survey.units and about.frame is None:
        found = "nothing says how many could have answered"
        faults.add(about.place, found, f'expected "frame" here, or "units" in {BREAKDOWNS}')
    elif survey.frame_size < answers.respondents:
        found = f"{answers.respondents} answered of {survey.frame_size} who could"
        faults.add(about.place, found, "expected a frame that holds all who answered")


def _check_rows(survey: Survey, source: str, faults: Faults) -> None:
    """A file that was cut short holds fewer than survey.yaml says."""
    from ekrules.survey.answers.cell_faults import left_out_rows

    said, answers = survey.description.respondents, survey.answers
    if said is None or answers is None:
        return
    if not 0 <= said - answers.respondents <= left_out_rows(answers.counts):
        found = f"{said} respondents, but {source} holds {answers.respondents}"
        expected = "expected the same; leave it out where there is a file"
        faults.add(survey.description.at("respondents"), found, expected)


def _check_segments(survey: Survey, respondents: Respondents, faults: Faults) -> None:
    """A segment holds no more respondents than it could, and weights know where all belong."""
    for one in survey.breakdowns:
        totals = frame_totals(survey.units, one)
        if totals is None:
            continue
        everyone = sum(totals.values())
        if everyone != survey.frame_size:
            found = f'{everyone} in the segments of "{one.id}", but a frame of {survey.frame_size}'
            faults.add(one.place, found, "expected the same")
        for part in one.segments:
            answered = respondents[one.id].get(part.id, 0)
            if answered > totals[part.id]:
                found = f'{answered} of "{part.id}" answered of {totals[part.id]} who could'
                faults.add(part.place, found, "expected a frame that holds all who answered")
    weighting = survey.description.weighting
    for key in DIVIDING:
        name = getattr(weighting, key, None)
        missing = survey.respondents - sum(_known(survey, name, respondents)) if name else 0
        if weighting is not None and missing:
            found = f'{missing} of the respondents are in no segment of "{name}"'
            faults.add(weighting.at(key), found, "expected all to be: it is what they weigh by")


def _known(survey: Survey, breakdown: str, respondents: Respondents) -> list[int]:
    counts = respondents[breakdown]
    return [counts.get(one, 0) for one in survey.breakdown(breakdown).segment_ids]


def _respondents(answers: CodedAnswers, breakdowns: Sequence[Breakdown]) -> Respondents:
    """Return breakdown -> segment -> how many answered; asked at once, of a database too."""
    import narwhals as nw

    if not breakdowns:
        return {}
    columns = [breakdown_column(one.id) for one in breakdowns]
    counted = answers.frame.group_by(*columns).agg(nw.len().alias("|n"))
    eager = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    found: dict[str, Counter[str]] = {one.id: Counter() for one in breakdowns}
    for *segments, number in eager.select(*columns, "|n").iter_rows():
        for one, segment in zip(breakdowns, segments, strict=True):
            found[one.id][str(segment)] += int(number)
    return found
