"""A small assessment with one of everything a report shows, built without files.

`spice` is put into every text a person could have written, to see what a writer makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ekrules.assessment.assessed import (
    AppliedOverride,
    Assessment,
    DecidedBy,
    FindingAssessment,
    GoalAssessment,
    Ground,
    NextStatus,
    Robustness,
    RollUp,
    SeenInput,
    SignedJudgement,
    Status,
)
from ekrules.assessment.rules import Rules
from ekrules.errors import Place
from ekrules.facts.measures import work_out_measures
from ekrules.goals.strategy import Strategy, StrategyDescription, StrategyTheme
from ekrules.narrative.runs import Paragraph, Run
from ekrules.narrative.writing import Narrative
from ekrules.report.composing import Provenance, compose
from ekrules.report.document import Document
from ekrules.report.settings import AS_SHIPPED, ReportSettings
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import Wording
from tests.report.sample_rules import sample_rules
from tests.report.sample_survey import ON, sample_survey, spiced

PLACE = Place("rules/demo/status.yaml", 14, 5)
PROVENANCE = Provenance("rete", "0.1.0", (("rules/demo/status.yaml", "ab" * 32),))


@dataclass(frozen=True)
class World:
    """Everything `compose` takes."""

    assessment: Assessment
    narrative: Narrative
    strategy: Strategy
    survey: Survey
    rules: Rules | None = None

    def document(
        self, provenance: Provenance | None = PROVENANCE, settings: ReportSettings = AS_SHIPPED
    ) -> Document:
        return compose(
            self.assessment,
            self.narrative,
            self.strategy,
            self.survey,
            self.rules,
            provenance,
            settings=settings,
        )

    def with_goal(self, goal: str, **changes: Any) -> World:
        """Return the world with one goal assessed otherwise."""
        goals = tuple(
            replace(one, **changes) if one.goal == goal else one for one in self.assessment.goals
        )
        return replace(self, assessment=replace(self.assessment, goals=goals))


def world(spice: str = "") -> World:
    """Return a survey of 10 out of 20, two themes, three goals and three findings."""
    survey, strategy = sample_survey(spice), _strategy(spice)
    assessment = _assessment(spice, strategy, survey)
    return World(assessment, _narrative(spice), strategy, survey, sample_rules(spice))


def _strategy(spice: str) -> Strategy:
    def text(words: str) -> Wording:
        return spiced(words, spice)

    def measure(label: str, **origin: object) -> dict[str, object]:
        return {"label": text(label), "says": text("er på nett"), **origin}

    answered = {"counts": ("ja",), "base": "asked"}
    alfa = {
        "theme": "alfa",
        "number": 1,
        "title": text("Alfa"),
        "about": text("Om alfa."),
        "measures": {
            "nett": measure("På nett", question="nett", **answered),
            "brev": measure("Brev", question="brev", **answered),
            "svakest": measure("Det svakeste", lowest_of=("nett", "brev")),
            "begge": measure("Begge", joint_of=("nett", "brev")),
            "kontorer": measure("Kontorer", evidence="kontorer"),
            "former": measure("Former", question="former", **answered),
        },
        "goals": (
            _goal(
                "alfa-1",
                1,
                spice,
                attainment="svakest",
                inputs={"rollout": "kontorer"},
                measures=("svakest", "nett", "brev", "begge"),
            ),
            _goal("alfa-2", 2, spice, coverage="none", deadline="none"),
        ),
    }
    beta = {
        "theme": "beta",
        "number": 2,
        "title": text("Beta"),
        "about": text("Om beta."),
        "measures": {
            "skole": measure("Skole", question="omrader", item="skole", **answered),
            "helse": measure("Helse", question="omrader", item="helse", **answered),
            "snitt": measure("Snitt", mean_of=("skole", "helse")),
        },
        "goals": (_goal("beta-1", 1, spice, attainment="snitt", source="derived"),),
    }
    return Strategy(
        folder=Path("goals/demo"),
        files=(),
        description=StrategyDescription.model_validate(
            {
                "strategy": "demo",
                "title": text("Strategien"),
                "adopted": 2008,
                "horizon": date(2012, 12, 31),
                "owner": "KS" + spice,
            }
        ),
        themes=(StrategyTheme.model_validate(alfa), StrategyTheme.model_validate(beta)),
    )


def _goal(goal_id: str, number: int, spice: str, **more: object) -> dict[str, object]:
    because = spiced("Ingenting sagt.", spice)
    published: dict[str, object] = {"firmness": "none", "because": because}
    if goal_id == "alfa-1":
        because = spiced("Tviler.", spice)
        published = {"status": "red", "firmness": "inferred", "because": because}
    return {
        "id": goal_id,
        "number": number,
        "text": spiced(f"Målet {goal_id}", spice),
        "deadline": date(2009, 12, 31),
        "target": "100 %",
        "coverage": "full",
        "coverage_note": spiced("Dekker det meste.", spice),
        "source": "published",
        "section": "5.1",
        "judged_by": "attainment-by-deadline",
        "published": published,
        **more,
    }


def _assessment(spice: str, strategy: Strategy, survey: Survey) -> Assessment:
    says = Wording.model_construct(nb="for få er i mål" + spice)
    decided = DecidedBy("attainment-by-deadline", "final-year-moving", PLACE, says)
    measures = work_out_measures(strategy, survey)
    goals = (
        GoalAssessment(
            goal="alfa-1",
            theme="alfa",
            status=Status.YELLOW,
            computed=Status.RED,
            reason=None,
            decided_by=decided,
            inputs=(
                SeenInput("attainment", measures["svakest"].value, "svakest"),
                SeenInput("rollout", 0.75, "kontorer"),
                SeenInput("years_left", 0.75),
                SeenInput("coverage", "full"),
            ),
            override=AppliedOverride(
                "Kari" + spice,
                Wording.model_construct(nb="Nye tall." + spice),
                ON,
                Status.RED,
                date(2010, 12, 31),
            ),
            robust=Robustness((Status.YELLOW, Status.RED), (Status.GREEN, Status.RED)),
            to_next=NextStatus(Status.GREEN, 0.9, 56.7, 4),
        ),
        GoalAssessment(
            "alfa-2",
            "alfa",
            Status.GREY,
            Status.GREY,
            "not_in_survey",
            None,
            (SeenInput("attainment", None, reason="not_in_survey"),),
            None,
            None,
            None,
        ),
        GoalAssessment(
            "beta-1",
            "beta",
            Status.GREEN,
            Status.GREEN,
            None,
            decided,
            (SeenInput("attainment", measures["snitt"].value, "snitt"),),
            None,
            Robustness((Status.GREEN,), (Status.GREEN,)),
            None,
        ),
    )
    return Assessment(
        strategy="demo",
        survey="demo",
        wave=2009,
        engine="rete",
        measures=measures,
        goals=goals,
        themes=(
            _roll_up("alfa", Status.YELLOW, decided, ("alfa-1",), yellow=1, grey=1),
            _roll_up("beta", Status.GREEN, decided, (), green=1),
        ),
        findings=_findings(spice),
        overall=_roll_up("demo", Status.YELLOW, decided, ("alfa-1",), green=1, yellow=1),
    )


def _roll_up(
    name: str, status: Status, decided: DecidedBy, overridden: tuple[str, ...], **counted: int
) -> RollUp:
    inputs = (SeenInput("goals_assessed", 1), SeenInput("share_green", 1 / 3))
    colours = {one: counted.get(one.value, 0) for one in Status}
    return RollUp(name, status, None, decided, inputs, colours, overridden)


def _findings(spice: str) -> tuple[FindingAssessment, ...]:
    place = Place("rules/demo/swot.yaml", 9, 3)
    grounds = (
        Ground("measure", "former", 0.5),
        Ground("goal", "alfa-1", "yellow"),
        Ground("theme", "beta", "green"),
        Ground("finding", "signert", True),
    )
    because = Wording.model_construct(nb="Ingen har spurt om dette." + spice)
    text = Wording.model_construct(nb="Et funn" + spice)
    return (
        FindingAssessment("styrke", "strength", "alfa", text, True, grounds, place, None),
        FindingAssessment(
            "signert",
            "threat",
            "beta",
            text,
            True,
            (),
            place,
            SignedJudgement("Prosjektet" + spice, ON, because),
        ),
        FindingAssessment("falt", "weakness", "alfa", text, False, grounds[:1], place, None),
    )


def _narrative(spice: str) -> Narrative:
    def said(*refs: str) -> Paragraph:
        runs = [Run("Tekst" + spice, "quotation")]
        for ref in refs:
            runs += [Run("om lag en tredel", "figure", ref), Run(" (")]
            runs += [Run("33,3\u00a0%", "figure", ref), Run(", ")]
            runs += [Run("2 av 6 spurte", "figure", ref), Run(")")]
        return Paragraph(tuple(runs))

    return Narrative(
        language="nb",
        method=said("strategy:goals"),
        response=said("survey:respondents"),
        overall=said("rollup:goals"),
        outlook=said("rollup:goals"),
        judgement={"well": said("rollup:goals")},
        swot=said("findings"),
        themes={"alfa": said("rollup:alfa"), "beta": said("rollup:beta")},
        goals={
            "alfa-1": said("measure:svakest", "measure:brev", "goal:alfa-1:deadline"),
            "alfa-2": said(),
            "beta-1": said("measure:snitt", "measure:former"),
        },
        questions={
            "nett": said("question:nett:=ja/asked"),
            "brev": said("question:brev:=ja/asked", "question:brev:=nei/asked"),
            "omrader": said("question:omrader:skole=ja/asked"),
            "former": said("question:former:=ja/asked"),
        },
    )
