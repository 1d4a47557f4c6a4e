"""Finding rules: swot.yaml as staff write it, read and checked.

In: a file and the names there are to ask about. Out: findings with their conditions, or faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from ekrules.assessment.assessed import FindingKind
from ekrules.assessment.signatures import Signer
from ekrules.decision.conditions import Condition
from ekrules.decision.from_yaml.condition_maps import FindingConditionMap
from ekrules.decision.from_yaml.conditions import finding_inputs, read_finding_condition
from ekrules.decision.inputs import InputType
from ekrules.decision.order import names_after
from ekrules.errors import Faults
from ekrules.survey.codebook import IDENTIFIER
from ekrules.survey.codebook_checks import add_repeated
from ekrules.yaml_reader.models import Placed, read_model
from ekrules.yaml_reader.wording import Wording, add_stated_shares


class Judgement(Placed):
    """Who says so where no figure does."""

    by: Signer
    """Whose judgement it is: a person, a role or a project."""
    on: date
    """The day it was made."""
    because: Wording
    """On what grounds; printed in the report."""


def _signed(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError("sign it: write {by: ..., on: 2009-05-01, because: {nb: ...}}")
    return value


class FindingRule(Placed):
    """One finding as staff write it."""

    finding: str = Field(pattern=IDENTIFIER)
    """The finding's id, as plans-not-practised; other findings may name it."""
    kind: FindingKind
    """Where it stands in the SWOT."""
    theme: str
    """The id of the theme it belongs to."""
    section: str | None = None
    """Where the source says something like it, in quotes, as "2.1"; may be left out."""
    text: Wording
    """The finding in words, without figures; printed in the report."""
    when: FindingConditionMap | None = None
    """When the finding is made. A finding has this or a judgement, never both."""
    judgement: Annotated[Judgement, BeforeValidator(_signed)] | None = None
    """Who says so, where no figure does. A finding has this or `when`, never both."""
    rest_on: tuple[str, ...] = ()
    """Ids of measures to show beside a judgement; left out where there is a `when`."""

    @model_validator(mode="after")
    def _by_rule_or_judgement(self) -> Self:
        if self.when is not None and self.judgement is not None:
            raise ValueError('"judgement" beside "when"; keep one of them')
        if self.when is None and self.judgement is None and "when" in self.model_fields_set:
            raise ValueError(
                '"when" without a condition; write one (as {measure: m, at_least: 60 %})'
            )
        if self.when is None and self.judgement is None:
            raise ValueError('neither "when" nor "judgement"; write when the finding is made')
        if self.rest_on and self.judgement is None:
            raise ValueError('"rest_on" without a judgement; a rule rests on what it reads')
        return self


class FindingsFile(Placed):
    """swot.yaml."""

    findings: tuple[FindingRule, ...]
    """The findings, in the order the report prints them."""


@dataclass(frozen=True)
class ReadFinding:
    """A finding with its condition read; None where a judgement stands in its place."""

    written: FindingRule
    condition: Condition | None

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures the finding reads, or a judgement rests on."""
        read = names_after("measure:", self.condition) if self.condition else ()
        return (*read, *self.written.rest_on)


def read_findings(
    path: Path,
    measures: Mapping[str, InputType],
    goals: Iterable[str],
    themes: Iterable[str],
    faults: Faults,
) -> tuple[ReadFinding, ...]:
    """Return the findings of swot.yaml; every unknown name and unsound condition is in `faults`.

    measures: measure id -> what a condition on it is: share, or number where it has another unit.
    """
    file = read_model(path, FindingsFile, faults)
    if file is None:
        return ()
    theme_ids, measure_ids = tuple(themes), tuple(measures)
    ids = [one.finding for one in file.findings]
    add_repeated("finding", ((one.finding, one.at("finding")) for one in file.findings), faults)
    inputs = finding_inputs(measures, goals, theme_ids, ids)
    found = []
    for written in file.findings:
        if written.theme not in theme_ids:
            faults.add_unknown_name(written.at("theme"), "theme", written.theme, theme_ids)
        for position, name in enumerate(written.rest_on):
            if name not in measure_ids:
                place = written.at("rest_on", position)
                faults.add_unknown_name(place, "measure", name, measure_ids)
        because = written.judgement.because if written.judgement else None
        add_stated_shares((written.text, because), faults)
        when = written.when
        condition = None if when is None else read_finding_condition(when.node, inputs, faults)
        found.append(ReadFinding(written, condition))
    return tuple(found)
