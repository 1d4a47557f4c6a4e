"""Loading: everything a run reads, read and checked together, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ekrules.assessment.overrides import OVERRIDES, Override, read_overrides
from ekrules.assessment.rules import Rules, read_rules
from ekrules.decision.engine import choose_engine
from ekrules.decision.examples import run_examples
from ekrules.errors import Faults, Place, nearest_name
from ekrules.facts.measure_units import check_like_units
from ekrules.goals.checks import check_strategy
from ekrules.goals.reading import read_strategy
from ekrules.goals.strategy import Strategy
from ekrules.goals.target_checks import check_targets
from ekrules.narrative.template_rendering import NarrativeTemplate
from ekrules.narrative.writing import has_own_templates, read_templates, template_path
from ekrules.project.indicators_beside import (
    read_indicators_beside,
    units_of,
    with_indicators,
)
from ekrules.project.locating import ProjectFolders
from ekrules.project.strays import refuse_strays
from ekrules.report.logo.logo import LogoPicture
from ekrules.report.logo.reading import read_logo
from ekrules.report.settings import AS_SHIPPED, REPORT, ReportSettings, read_report_settings
from ekrules.survey.reading import read_survey
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class Loaded:
    """A strategy, its rules and templates, and the survey it is judged by, all sound."""

    folders: ProjectFolders
    language: Language
    survey: Survey
    strategy: Strategy
    rules: Rules
    templates: Mapping[str, NarrativeTemplate]
    overrides: tuple[Override, ...]
    report: ReportSettings = AS_SHIPPED
    logo: LogoPicture | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was read."""
        rules, own = self.folders.rules, []
        if has_own_templates(rules, self.language):
            own.append(template_path(rules, self.language))
        optional = (self.folders.survey / OVERRIDES, self.folders.rules / REPORT)
        own += [path for path in optional if path.exists()]
        own += [rules / self.report.logo] if self.report.logo is not None else []
        return (*self.survey.files, *self.strategy.files, *self.rules.files, *own)

    @property
    def unused_measures(self) -> tuple[str, ...]:
        """Measures that no goal, combination or finding uses."""
        used: set[str] = set()
        for goal in self.strategy.goals.values():
            used |= {*goal.measures, *goal.inputs.values(), goal.attainment or ""}
        for definition in self.strategy.measures.values():
            used |= set(definition.parts)
        for finding in self.rules.findings:
            used |= set(finding.measures)
        return tuple(name for name in self.strategy.measures if name not in used)


def try_examples(rules: Rules, faults: Faults) -> None:
    """Add a fault for each example that its table does not decide as the example says."""
    for table in rules.tables:
        engine = choose_engine("auto", table.rules, len(table.examples))
        faults.found.extend(run_examples(table, engine).failures)


def _check_rules_folder(folders: ProjectFolders, faults: Faults) -> None:
    """Stop where the strategy has no rules: each of their files would be told missing."""
    if folders.rules.is_dir():
        return
    beside = folders.rules.parent
    there = [one.name for one in beside.iterdir() if one.is_dir()] if beside.is_dir() else []
    found = f'there is no such folder, where the rules of "{folders.goals.name}" stand'
    near = nearest_name(folders.rules.name, there)
    faults.add(Place(shown_path(folders.rules)), found, "it bears the strategy's name", near)
    faults.stop_if_any()


def load(
    folders: ProjectFolders,
    language: Language = "nb",
    *,
    answers: Any = None,
    strict: bool = False,
) -> Loaded:
    """Return all that a run reads; raise InputError with every fault of every file.

    answers: a dataframe of any kind that Narwhals takes, read in place of the file that the
    survey's answers.yaml names. strict: a cell that is no answer stops the run.
    """
    faults = Faults()
    _check_rules_folder(folders, faults)
    survey = read_survey(
        folders.survey, faults, folders.answers if answers is None else answers, strict=strict
    )
    strategy = read_strategy(folders.goals, faults)
    templates = read_templates(folders.rules, language, faults)
    overrides = read_overrides(folders.survey, faults)
    report = read_report_settings(folders.rules, faults)
    logo = None
    if report.logo is not None:
        logo = read_logo(folders.rules, report.logo, report.at("logo"), faults)
    beside = read_indicators_beside(folders.survey, faults)
    units: Mapping[str, str] = {}
    if strategy is not None and beside.is_sound:
        units = units_of(strategy, beside)
        check_like_units(strategy, units, faults)
        check_targets(strategy, units, faults)
    if survey is not None and strategy is not None:
        survey = with_indicators(survey, strategy, beside, faults)
        check_strategy(strategy, survey, faults)
    # Where nobody knows the units, what rules ask about measures can't be told right from wrong.
    judged = strategy if beside.is_sound else None
    series = survey.series if survey is not None else {}
    rules = read_rules(folders.rules, judged, faults, units, series)
    refuse_strays(folders, survey if beside.is_sound else None, faults, report.logo)
    faults.stop_if_any()
    if rules is not None:
        try_examples(rules, faults)
        faults.stop_if_any()
    assert survey is not None
    assert strategy is not None
    assert rules is not None
    assert templates is not None
    return Loaded(folders, language, survey, strategy, rules, templates, overrides, report, logo)
