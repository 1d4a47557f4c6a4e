"""Evidence lines: what the figures of a sentence rest on, in words, each thing once.

In: a sentence of the narrative. Out: one line for each share, count or day that it gives, with its
counts, their base and source, and a link to where the whole table stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ekrules.assessment.assessed import FINDING_KINDS, Status
from ekrules.narrative.references import question_reference
from ekrules.narrative.runs import Run
from ekrules.narrative.sentences import Sentence
from ekrules.narrative.tendency_views import share_text
from ekrules.report.counts import source_text
from ekrules.report.material import Material
from ekrules.report.own_evidence import own_line, target_line
from ekrules.report.spans import Span, Text
from ekrules.survey.codebook import Question

_SURVEY_GROUPS: Mapping[str, str] = {
    "respondents": "answers",
    "frame": "answers",
    "response_rate": "answers",
    "questions": "codebook",
    "themes": "codebook",
    "date": "date",
}


@dataclass(frozen=True)
class EvidenceLines:
    """Says what references rest on, each once in a sentence however many figures it gave."""

    material: Material
    goal: str | None

    def sentence(self, sentence: Sentence) -> tuple[Text, ...]:
        """Return one line for each thing that the sentence's figures rest on."""
        lines: dict[str, Text] = {}
        for run in sentence.figures:
            name, line = self._line(run)
            if line:
                lines.setdefault(name, line)
        for name in [one for one in lines if one.startswith("goals:")]:
            # Goals that are told of one by one need not be listed as well.
            listed = name.removeprefix("goals:").split("+")
            if all(f"goal:{goal}:number" in lines for goal in listed):
                del lines[name]
        return tuple(lines.values())

    def _line(self, run: Run) -> tuple[str, Text]:
        """Return what the line is about, and itself; an empty one where nothing is known of it."""
        reference = run.ref or ""
        kind, _, name = reference.partition(":")
        first, _, second = name.partition(":")
        match kind:
            case "measure" if name in self.material.assessment.measures:
                return reference, self._measure(name)
            case "change":
                return reference, self._change(name)
            case "survey":
                group = _SURVEY_GROUPS.get(name, "")
                return f"survey:{group}", self._survey(group)
            case "strategy":
                return kind, self._strategy()
            case "rollup":
                is_firmness = bool(second) and second not in tuple(Status)
                about = "firm" if is_firmness else first
                return f"rollup:{about}", self._firm() if is_firmness else self._counted(first)
            case "findings":
                return kind, self._findings()
            case "goal" if first in self.material.strategy.goals:
                if second == "target":
                    return reference, target_line(self.material, first)
                line = self._status(first) if second == "number" else self._deadline(first)
                return reference, line
            case "goals":
                return reference, self._goals(name.split("+"))
            case "question":
                return reference, self._answers(reference)
            case "indicator" | "method":
                return reference, own_line(self.material, kind, first, second, self.goal)
            case "segment":
                segment = second.partition(":")[0]
                return f"segment:{first}:{segment}", self._segment(first, segment)
        return reference, ()

    def _measure(self, name: str) -> Text:
        measured = self.material.measure_text(name, self.goal)
        source = source_text(self.material, name)
        return self.material.phrases.text("evidence_measure", measured=measured, source=source)

    def _change(self, name: str) -> Text:
        material = self.material
        change = material.changes.measures.get(name) if material.changes else None
        if material.changes is None or change is None or change.then is None or change.now is None:
            return ()
        return material.phrases.text(
            "evidence_change",
            label=material.said(material.definition(name).label),
            earlier=self._linked(material.measured(name, change.then), f"change:{name}"),
            wave=str(material.changes.previous.wave),
            now=material.measured(name, change.now),
        )

    def _survey(self, group: str) -> Text:
        material, survey = self.material, self.material.survey
        if group == "answers" and not survey.frame_size:
            # Nobody was asked: a template of the strategy's own says of how many, all the same.
            return ()
        if group == "answers":
            counts = {"numerator": survey.respondents, "denominator": survey.frame_size}
            fraction = material.phrases.filled(
                "fraction", **{name: material.whole(count) for name, count in counts.items()}
            )
            return material.phrases.text(
                "evidence_answers",
                fraction=self._linked(fraction, "survey:respondents"),
                many=material.unit["many"],
                rate=material.ratio(survey.respondents, survey.frame_size),
            )
        if group == "codebook":
            questions, themes = len(survey.questions), len(survey.themes)
            places = {"questions": material.whole(questions), "themes": material.whole(themes)}
            return material.phrases.text("evidence_codebook", **places)
        if group == "date":
            day = material.day(survey.description.reference_date)
            return material.phrases.text("evidence_date", date=self._linked(day, "survey:date"))
        return ()

    def _strategy(self) -> Text:
        material, strategy = self.material, self.material.strategy
        derived = sum(goal.source == "derived" for goal in strategy.goals.values())
        return material.phrases.text(
            "evidence_strategy",
            goals=self._linked(material.whole(len(strategy.goals)), "strategy:goals"),
            themes=material.whole(len(strategy.themes)),
            published=material.whole(len(strategy.goals) - derived),
            derived=material.whole(derived),
        )

    def _counted(self, of_what: str) -> Text:
        """How many have each status: "Alle målene: 14 grønne, 28 gule, 5 røde."."""
        material = self.material
        counted = self.material.references.counted(of_what)
        if counted is None:
            return ()
        held = [(status, counted[status]) for status in Status if counted[status]]
        numbers = ", ".join(
            f"{material.whole(count)} {material.status_word(status, count)}"
            for status, count in held
        )
        label = self._named(of_what)
        linked = self._linked(numbers, f"rollup:{of_what}")
        return material.phrases.text("evidence_counted", of_what=label, counted=linked)

    def _named(self, of_what: str) -> str:
        phrases, themes = self.material.phrases, self.material.themes
        if of_what in themes:
            title = self.material.said(themes[of_what].title)
            return phrases.filled("evidence_theme", theme=title)
        sources = ("goals", "published", "derived")
        return phrases[f"evidence_{of_what if of_what in sources else 'themes'}"]

    def _firm(self) -> Text:
        origins = {
            place: self.material.references.origin(f"rollup:goals:{name}").value
            for place, name in (
                ("uncertain", "uncertain"),
                ("firm", "firm"),
                ("safe", "firm_in_bounds"),
            )
        }
        places = {name: self.material.whole(int(value or 0)) for name, value in origins.items()}
        return self.material.phrases.text("evidence_firm", **places)

    def _findings(self) -> Text:
        material = self.material
        held = [one.kind for one in material.assessment.findings if one.holds]
        numbers = []
        for kind in FINDING_KINDS:
            phrase, count = material.words.finding[kind], held.count(kind)
            word = phrase.one if count == 1 else phrase.many
            numbers.append(f"{material.whole(count)} {word[:1].lower()}{word[1:]}")
        counted = self._linked(", ".join(numbers), "findings")
        label = material.phrases["evidence_findings"]
        return material.phrases.text("evidence_counted", of_what=label, counted=counted)

    def _deadline(self, goal: str) -> Text:
        material = self.material
        deadline = material.strategy.goals[goal].deadline
        if not isinstance(deadline, date):
            return ()
        return material.phrases.text(
            "evidence_deadline",
            deadline=self._linked(material.day(deadline), f"goal:{goal}:deadline"),
            date=material.day(material.survey.description.reference_date),
        )

    def _status(self, goal: str) -> Text:
        """The goal by its number, what it is measured by, and its status."""
        status = self.material.assessment.goal(goal).status
        return (
            *self.material.goal_named(goal),
            Span(": "),
            self.material.status(status),
            Span("."),
        )

    def _goals(self, goals: list[str]) -> Text:
        known = [one for one in goals if one in self.material.strategy.goals]
        spans: list[Span] = []
        for one in known:
            spans += [Span(", ") if spans else Span(""), self.material.goal_link(one)]
        counted = self.material.whole(len(known))
        return self.material.phrases.text("evidence_of_goals", counted=counted, goals=tuple(spans))

    def _answers(self, reference: str) -> Text:
        """The share of one question's answers that a figure was counted from."""
        material = self.material
        name, item, answers, _ = question_reference(reference.partition(":")[2])
        question = material.survey.questions.get(name)
        if question is None:
            return ()
        source = material.phrases.filled(
            "source_question",
            section=material.survey.section_of(question.id),
            numbers=str(question.number),
        )
        to = material.anchors.of_reference(reference, self.goal)
        label = self._asked(question, item, answers)
        origin = material.references.origin(reference)
        measured: Text = (Span(label, to=to),)
        if origin.denominator and origin.numerator is not None and origin.base is not None:
            counts = self._fraction((origin.numerator, origin.denominator))
            share = material.share(origin.value) if isinstance(origin.value, float) else counts
            if origin.value != origin.numerator / origin.denominator:
                share = f"{share}, {material.words.weighted}"
            measured = material.phrases.text(
                "measure_stated",
                label=label,
                percent=Span(share, to=to),
                counts=f"{counts} {material.words.base[origin.base]}",
            )
        return material.phrases.text("evidence_measure", measured=measured, source=source)

    def _asked(self, question: Question, item: str, answers: tuple[str, ...]) -> str:
        """The question's label, and of a grid its row's, and the answers that were counted."""
        material = self.material
        options = {one.id: one.label for one in material.survey.options_of(question)}
        rows = [material.said(one.label) for one in question.items if one.id == item]
        quoted = [
            material.phrases.filled("quoted", text=material.said(options[one]))
            for one in answers
            if one in options
        ]
        last = f" {material.words.or_word} "
        return ", ".join([material.said(question.label), *rows, last.join(quoted)]).rstrip(", ")

    def _segment(self, breakdown: str, segment: str) -> Text:
        """How a segment stands on the goal; where the text is of several, the segment's name."""
        material = self.material
        tendency = material.references.tendency(breakdown, segment, self.goal)
        segments = {one.id: one.label for one in material.survey.breakdown(breakdown).segments}
        reference = f"segment:{breakdown}:{segment}"
        if tendency is None and self.goal is None and segment in segments:
            return (self._linked(material.said(segments[segment]), reference), Span("."))
        if tendency is None:
            return ()
        percent = share_text(tendency.exact[0], tendency, material.language)
        return material.phrases.text(
            "evidence_segment",
            segment=material.said(segments[segment]),
            percent=self._linked(percent, reference),
            counts=self._fraction(tendency.counts),
            others=share_text(tendency.exact[1], tendency, material.language),
            other_counts=self._fraction(tendency.other_counts),
        )

    def _fraction(self, counts: tuple[int, int]) -> str:
        numerator, denominator = map(self.material.whole, counts)
        return self.material.phrases.filled(
            "fraction", numerator=numerator, denominator=denominator
        )

    def _linked(self, text: str, reference: str) -> Span:
        return Span(text, to=self.material.anchors.of_reference(reference, self.goal))
