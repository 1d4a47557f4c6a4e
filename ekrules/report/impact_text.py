"""Text: an Impact for a terminal, grouped, the colours of a reader first.

In: an Impact. Out: lines of plain text, the same for the same Impact. Statuses are words and
shapes; what is only in bokmål (goals, sentences) stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from ekrules.assessment.assessed import GoalAssessment, RollUp, Status
from ekrules.assessment.impact import FindingImpact, GoalImpact, RollUpImpact, row_of
from ekrules.assessment.impact_definitions import DefinitionChange
from ekrules.report.impact import CaseImpact, CaseOutcome, Impact, SurveyImpact, TableImpact
from ekrules.report.impact_methods_text import methods_text
from ekrules.report.impact_sentences import SentenceImpact
from ekrules.report.impact_values import seen_in_words
from ekrules.report.status_shapes import SHAPES
from ekrules.tables.measure import Measure

WIDTH = 100
_KINDS = {
    "goal": "table",
    "theme": "table of themes",
    "overall": "table of the whole",
    "method": "table of a method",
}
_ASPECTS = {"computed_status": "computed status", "row": "row", "reason": "reason"}
_FINDINGS = {
    "appears": "appears",
    "vanishes": "vanishes",
    "reworded": "is worded otherwise",
    "added": "is a new rule, and does not hold here",
    "removed": "is no rule any more, and did not hold here",
}

_Measures = tuple[Mapping[str, Measure], Mapping[str, Measure]]


def impact_text(impact: Impact) -> str:
    """Return the impact as text, closed by a newline."""
    lines = [f"{impact.title}: from {impact.old.label} to {impact.new.label}"]
    for survey in impact.surveys:
        lines += ["", *_survey(impact, survey)]
    if impact.methods:
        lines += ["", "What methods make of the indicators", *methods_text(impact.methods)]
    if impact.definitions:
        lines += ["", "What is written otherwise", *map(_definition, impact.definitions)]
    lines += ["", *_every_case(impact)]
    for note in impact.notes:
        lines += _wrapped(f"Note: {note}.", "")
    return "\n".join(lines) + "\n"


def summary_text(impact: Impact) -> str:
    """Return in one sentence how much differs."""
    if not impact.differs:
        return "Nothing differs."
    moved = sum(goal.changes_status for one in impact.surveys for goal in one.assessment.goals)
    sentences = sum(len(one.sentences) for one in impact.surveys)
    cases = sum(len(one.cases) for one in impact.tables or ())
    coloured = sum(one.moved for one in impact.methods)
    named = _many(coloured, "indicator or group", "indicators or groups")
    of_methods = f"{named} of another colour, " if coloured else ""
    return (
        f"{_many(moved, 'goal')} of another status, {of_methods}"
        f"{_many(sentences, 'passage')} of text, "
        f"{_many(len(impact.definitions), 'key')} written otherwise, "
        f"{_many(cases, 'kind')} of case decided otherwise."
    )


def _survey(impact: Impact, survey: SurveyImpact) -> Iterator[str]:
    yield f"{survey.folder} ({survey.wave}, {_many(survey.goals, 'goal')})"
    if not survey.differs:
        yield "  Nothing differs on this survey."
        return
    found = survey.assessment
    measures = (found.old_measures, found.new_measures)
    overall = [found.overall] if found.overall else []
    yield from _group("The whole", (_rolled(impact, one, measures) for one in overall))
    yield from _group("Themes", (_rolled(impact, one, measures) for one in found.themes))
    moved = [one for one in found.goals if one.changes_status]
    others = [one for one in found.goals if not one.changes_status]
    yield from _group("Goals of another status", (_goal(impact, one, measures) for one in moved))
    title = "Goals of the same status, decided otherwise"
    yield from _group(title, (_goal(impact, one, measures) for one in others))
    yield from _group("Findings", (_finding(one) for one in found.findings))
    segments = (
        [f"{one.breakdown} {one.segment}, {one.goal}: {_status(one.old)} → {_status(one.new)}"]
        for one in found.segments
    )
    yield from _group("Goals in segments", segments)
    yield from _group("Sentences", (_sentence(impact, one) for one in survey.sentences))


def _group(title: str, entries: Iterable[list[str]]) -> Iterator[str]:
    told = list(entries)
    if told:
        yield f"  {title} ({len(told)})"
    for first, *rest in told:
        yield from _wrapped(first, "    ")
        for line in rest:
            yield from _wrapped(line, "      ")


def _wrapped(line: str, indent: str) -> list[str]:
    # A word is never cut: it may be a file and its line. Only plain spaces may break.
    return wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent.rstrip()]


def _status(status: Status) -> str:
    return f"{SHAPES[status]} {status.value}"


def _goal(impact: Impact, goal: GoalImpact, measures: _Measures) -> list[str]:
    name = impact.names.goals[goal.goal]
    about = f"{name.number} {goal.goal}"
    if goal.old is None or goal.new is None:
        known = goal.new or goal.old
        word = "is new" if goal.old is None else "is gone"
        status = f": {_status(known.status)}" if known else ""
        return [f"{about} {word}{status}", *_told(goal.old, goal.new, measures)]
    lines = [f"{about}: {_moved(goal.old.status, goal.new.status)}"]
    if "computed_status" in goal.differs and (goal.old.override or goal.new.override):
        lines.append(f"by the rules alone: {_moved(goal.old.computed, goal.new.computed)}")
    return [*lines, *_told(goal.old, goal.new, measures)]


def _moved(old: Status, new: Status) -> str:
    return _status(new) if old == new else f"{_status(old)} → {_status(new)}"


def _rolled(impact: Impact, one: RollUpImpact, measures: _Measures) -> list[str]:
    about = impact.names.themes.get(one.id, impact.title)
    if one.old is None or one.new is None:
        return [f"{about} {'is new' if one.old is None else 'is gone'}"]
    told = _told(one.old, one.new, measures)
    return [f"{about}: {_moved(one.old.status, one.new.status)}", *told]


_Assessed = GoalAssessment | RollUp


def _told(old: _Assessed | None, new: _Assessed | None, measures: _Measures) -> list[str]:
    """What decided, and on which numbers: once where both sides say the same."""
    # A row that stands in another file, or some lines further down, is the same row.
    same_row = old is not None and new is not None and row_of(old) == row_of(new)
    rows = [_row(new), _row(new)] if same_row else [_row(old), _row(new)]
    lines = []
    for was, now in (rows, [_seen(old, measures[0]), _seen(new, measures[1])]):
        if was == now or not was:
            lines.append(now)
        elif not now:
            lines.append(was)
        else:
            lines += [f"was: {was}", f"now: {now}"]
    return [line for line in lines if line]


def _row(one: _Assessed | None) -> str:
    if one is None:
        return ""
    if one.decided_by is None:
        return f"no row decides ({(one.reason or 'no reason given').replace('_', ' ')})"
    decided = one.decided_by
    place = f"{decided.place.file}:{decided.place.line}"
    return f'row "{decided.row}" of "{decided.table}" ({place})'


def _seen(one: _Assessed | None, measures: Mapping[str, Measure]) -> str:
    inputs = one.inputs if one else ()
    return ", ".join(
        f"{seen.name.replace('_', ' ')} {seen_in_words(seen, measures, 'en')}" for seen in inputs
    )


def _finding(finding: FindingImpact) -> list[str]:
    known = finding.new or finding.old
    text = f"{known.kind}: {known.text.nb}" if known else ""
    return [f"{finding.id} {_FINDINGS[finding.change]}", text]


def _sentence(impact: Impact, sentence: SentenceImpact) -> list[str]:
    name = sentence.id or ""
    if sentence.part == "goal":
        name = f"{impact.names.goals[name].number} {name}"
    lines = [f"{sentence.part} {name}".rstrip()]
    lines += [f"- {sentence.old}"] if sentence.old else []
    return [*lines, *([f"+ {sentence.new}"] if sentence.new else [])]


def _definition(change: DefinitionChange) -> str:
    about = f"  {change.kind} {change.id}"
    if change.key is None:
        return f"{about} {'is new' if change.is_added else 'is gone'}"
    return f"{about}, {change.key}: {_value(change.old)} → {_value(change.new)}"


def _value(value: object) -> str:
    if value is None:
        return "(not written)"
    if isinstance(value, dict):
        return "; ".join(f"{key} {_value(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "(none)"
    return str(value)


def _every_case(impact: Impact) -> Iterator[str]:
    if impact.tables is None:
        return
    moved, total = impact.moved_tables, len(impact.tables)
    yield "Every case there is"
    if not moved:
        yield f"  No case differs: proved for all {total} tables and findings."
        return
    for table in moved:
        yield from _table(table)
    if total > len(moved):
        rest = _many(total - len(moved), "other table or finding", "other tables and findings")
        yield f"  No case differs in {rest}: proved."


def _table(table: TableImpact) -> Iterator[str]:
    about = f'  {_KINDS.get(table.kind, table.kind)} "{table.id}"'
    if table.state in ("added", "removed"):
        yield f"{about} {'is new' if table.state == 'added' else 'is gone'}"
        return
    yield f"{about}:" if table.cases else f"{about}: not settled"
    for case in table.cases:
        yield from _wrapped(case_text(case), "    ")
    if not table.is_complete:
        yield from _wrapped("; ".join(table.undecided) or "and more cases than these", "    ")


def case_text(case: CaseImpact) -> str:
    """Return a case and how it moves: "attainment 55 %, 3 years left: yellow by row ..."."""
    return f"{case.words}: {_outcome(case.old)} → {_outcome(case.new)}"


def _outcome(outcome: CaseOutcome) -> str:
    if outcome.concludes is None:
        return "no row"
    by = f' by row "{outcome.row}"' if outcome.row else ""
    return f"{outcome.concludes}{by}"


def _many(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
