"""The pages that a browser is shown: the real report in two languages, scores, and an impact."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ekrules.project.assessing import run_assessment
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.project.reporting import document_of
from ekrules.report.document import Document
from ekrules.report.html import html_text
from ekrules.report.impact_document import impact_document
from ekrules.report.score_report import compose_scores
from ekrules.report.standing_page import compose_standing
from tests.made_up_scores import made_up_scores
from tests.real_project import ROOT, STRATEGY, outcome
from tests.report.test_impact import changed


def _in_english() -> Document:
    return document_of(run_assessment(load(locate(ROOT, STRATEGY), "en")))


def _scores() -> Document:
    pages = {one: f"pages/{one}.html" for one in made_up_scores().scores.respondents}
    return compose_scores(made_up_scores().material(pages))


def _municipality() -> Document:
    scored = made_up_scores()
    middle = list(scored.ranking.rank)[120]
    return compose_standing(scored.material(), scored.standing(middle), "../score.html")


_COMPOSED: dict[str, Callable[[], Document]] = {
    "report_nb": lambda: document_of(outcome()),
    "report_en": _in_english,
    "scores": _scores,
    "municipality": _municipality,
    "impact": lambda: impact_document(changed()),
}
NAMES = tuple(_COMPOSED)


@cache
def document(name: str) -> Document:
    return _COMPOSED[name]()


@cache
def page_text(name: str) -> str:
    return html_text(document(name))
