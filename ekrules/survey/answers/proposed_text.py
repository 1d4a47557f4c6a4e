"""Proposed text: a proposed mapping as the YAML that a person corrects.

In: a ProposedMapping. Out: the text of answers.yaml, with the ground of each entry beside it and
"# sjekk" wherever a person should look. Writes no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from ekrules.survey.answers.proposed import (
    ProposedCodes,
    ProposedColumn,
    ProposedMapping,
    ProposedQuestion,
)
from ekrules.yaml_reader.nodes import short
from ekrules.yaml_reader.scalars import meaning

CHECK = "sjekk"
_PLAIN = re.compile(r"[a-zæøå][a-zæøå0-9_]*(?:[.-][a-zæøå0-9_]+)*", re.IGNORECASE)
# Other readers of YAML take these for true and false.
_NOT_TEXT = ("yes", "no", "on", "off", "y", "n")
_LIST = "ikke funnet; skriv kolonnen her, eller rammelisten under units i breakdowns.yaml"
_HEAD = """\
# Forslag til hvordan filen leses. Se over linjene merket «sjekk», rett dem og fjern merket.
# Et spørsmål som ikke er i filen, føres opp under not_in_file: [...]; en kolonne som ingen leser,
# under not_used: [...].
"""


def mapping_text(proposed: ProposedMapping) -> str:
    """Return answers.yaml; what was not found stands in it as a comment."""
    lines = [f"file: {_word(proposed.file)}"]
    if proposed.sheet is not None:
        lines.append(f"sheet: {_word(proposed.sheet)}")
    if proposed.respondent is None:
        lines.append(f"# respondent: ...  # {CHECK}: fant ingen kolonne som sier hvem som svarte")
    for key in ("respondent", "name", "wave", "weight"):
        column: ProposedColumn | None = getattr(proposed, key)
        lines += [] if column is None else [f"{key}: {_word(column.column)}{_why(column)}"]
    lines += _breakdowns(proposed)
    lines.append("questions:" if proposed.questions else "questions: {}")
    lines += [line for one in proposed.questions for line in _question(one)]
    lines += [f"  # {_word(one)}: ...  # {CHECK}: ikke funnet" for one in proposed.not_found]
    lines += _not_used(proposed)
    return _HEAD + "\n".join(lines) + "\n"


def _breakdowns(proposed: ProposedMapping) -> list[str]:
    found = [f"  {_word(k)}: {_word(c.column)}{_why(c)}" for k, c in proposed.breakdowns.items()]
    absent = [f"{_word(one)}: ...  # {CHECK}: {_LIST}" for one in proposed.without_segments]
    if found:
        return ["breakdowns:", *found, *(f"  # {line}" for line in absent)]
    return ["# breakdowns:", *(f"#   {line}" for line in absent)] if absent else []


def _question(one: ProposedQuestion) -> Iterator[str]:
    name, rest = _word(one.question), _codes(one.codes)
    notes = [f"{CHECK}: {_comment(note)}" for note in one.codes.notes]
    notes = [_comment(one.codes.ground), *notes] if one.codes.ground else notes
    if None in one.columns:
        column = one.columns[None]
        inner = ", ".join([f"column: {_word(column.column)}", *rest])
        why = [_why(column).removeprefix("  # "), *notes]
        yield f"  {name}: {{{inner}}}  # {'; '.join(why)}"
        return
    yield f"  {name}:" + (f"  # {'; '.join(notes)}" if notes else "")
    yield "    columns:"
    for part, column in one.columns.items():
        yield f"      {_word(part or '')}: {_word(column.column)}{_why(column)}"
    for part in one.absent:
        yield f"      # {_word(part)}: ...  # {CHECK}: ikke funnet"
    yield from (f"    {line}" for line in rest)


def _codes(codes: ProposedCodes) -> list[str]:
    lines = []
    if codes.separator is not None:
        lines.append(f"separator: {json.dumps(codes.separator)}")
    if codes.codes:
        lines.append(f"codes: {_flow(codes.codes)}")
    if codes.chosen:
        lines.append(f"chosen: {_list(codes.chosen)}")
    if codes.not_chosen:
        lines.append(f"not_chosen: {_list(codes.not_chosen)}")
    return lines


def _not_used(proposed: ProposedMapping) -> list[str]:
    lines = [f"  - {_word(one)}" for one in proposed.repeated]
    lines += [f"  - {_word(one)}  # {CHECK}: leses ikke" for one in proposed.not_used]
    return ["not_used:", *lines] if lines else []


def _why(column: ProposedColumn) -> str:
    mark = f"{CHECK}: " if column.unsure else ""
    return f"  # {mark}{_comment(column.ground)}"


def _comment(text: str) -> str:
    """Return a text on one line, without signs that end a line somewhere."""
    return short("".join(one if one.isprintable() else " " for one in text), most=120)


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(key)}: {_word(value)}" for key, value in values.items()) + "}"


def _list(words: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(one) for one in words) + "]"


def _word(text: str) -> str:
    """Return the text as a YAML scalar that is read as text, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and meaning(text) == text and text.casefold() not in _NOT_TEXT:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())
