"""Views: what a template may say about a measure, a goal, a theme, the survey and the whole.

In: an assessment and what it rests on. Out: plain maps of marked texts, flags and lists of them.
A view holds no objects, so there is nothing in it to call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ekrules.assessment.assessed import RollUp, Status
from ekrules.narrative.goal_views import GoalViews
from ekrules.narrative.numbers import date_text, percent_text, rounded_percent
from ekrules.narrative.phrases import joined
from ekrules.narrative.runs import figure, quotation
from ekrules.narrative.template_slips import View
from ekrules.tables.tallies import Tallies, tallies_of


@dataclass(frozen=True)
class Views(GoalViews):
    """Builds every view of one assessment: of its measures, and of all that they serve.

    already_counted: the tallies of all respondents, where they are at hand.
    """

    already_counted: Tallies | None = None

    @cached_property
    def tallies(self) -> Tallies:
        """The tallies of all respondents."""
        return tallies_of(self.survey) if self.already_counted is None else self.already_counted

    def survey_view(self) -> View:
        """respondents, frame, response_rate, questions, wave, title, date, publisher."""
        about = self.survey.description
        # Where nobody was asked there is no rate of response.
        whole = self.survey.frame_size or 1
        rate = rounded_percent(Fraction(self.survey.respondents, whole))
        return {
            "title": quotation(about.title.in_language(self.language)),
            "publisher": quotation(about.publisher),
            "unit": quotation(about.unit.one.in_language(self.language)),
            "units": quotation(about.unit.many.in_language(self.language)),
            "printed": self.survey.answers is None,
            "synthetic": self.survey.is_synthetic,
            "asked": bool(self.survey.questions),
            "wave": quotation(str(about.wave)),
            "respondents": self.counted(self.survey.respondents, "survey:respondents"),
            "frame": self.counted(self.survey.frame_size, "survey:frame"),
            "response_rate": figure(percent_text(rate, self.language), "survey:response_rate"),
            "questions": self.counted(len(self.survey.questions), "survey:questions"),
            "themes": self.counted(len(self.survey.themes), "survey:themes"),
            "date": figure(date_text(about.reference_date, self.language), "survey:date"),
        }

    def strategy_view(self) -> View:
        """title, owner, goals, derived_goals, themes."""
        goals = self.strategy.goals.values()
        derived = sum(goal.source == "derived" for goal in goals)
        return {
            "title": quotation(self.strategy.description.title.in_language(self.language)),
            "owner": quotation(self.strategy.description.owner),
            "goals": self.counted(len(self.strategy.goals), "strategy:goals"),
            "published_goals": self.counted(
                len(self.strategy.goals) - derived, "strategy:published_goals"
            ),
            "derived_goals": self.counted(derived, "strategy:derived_goals"),
            "has_derived": derived > 0,
            "themes": self.counted(len(self.strategy.themes), "strategy:themes"),
        }

    def roll_up(self, rolled: RollUp) -> View:
        """One theme or the whole: status, why, how many of each colour."""
        says = rolled.decided_by.says if rolled.decided_by else None
        total = sum(rolled.counted.values())
        # Grey gives a reason, which the sentence for one colour has no room for.
        uniform = rolled.status != Status.GREY and rolled.counted.get(rolled.status, 0) == total
        return {
            **self.status_view(rolled.status),
            "why": quotation(says.in_language(self.language)) if says else "",
            "reason": quotation(self.phrases.reason[rolled.reason]) if rolled.reason else "",
            "total": self.counted(total, f"rollup:{rolled.id}"),
            "single": total == 1 and uniform,
            "uniform": uniform,
            "status_many": self.phrases.status[rolled.status.value].many,
            "colours": self.colours(rolled.counted, f"rollup:{rolled.id}"),
            **{f"any_{one.value}": rolled.counted.get(one, 0) > 0 for one in Status},
            **{f"one_{one.value}": rolled.counted.get(one, 0) == 1 for one in Status},
        }

    def colours(self, counted: Mapping[Status, int], ref: str) -> str:
        """Return how many of each colour there are: "1 grønt og 2 gule"."""
        parts = []
        for status in Status:
            number, phrase = counted.get(status, 0), self.phrases.status[status.value]
            if number:
                word = phrase.one if number == 1 else phrase.many
                parts.append(f"{self.counted(number, f'{ref}:{status.value}')} {word}")
        return joined(parts, self.phrases.and_word)

    def theme_titles(self, status: Status) -> str:
        """Return the titles of the themes with a status, in order, as one list in words."""
        titles = {one.theme: one.title for one in self.strategy.themes}
        chosen = [
            quotation(titles[theme.id].in_language(self.language))
            for theme in self.assessment.themes
            if theme.status == status
        ]
        return joined(chosen, self.phrases.and_word)
