"""Builders: a small strategy as staff write it, over the small survey."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from ekrules.errors import Faults
from ekrules.goals.checks import check_strategy
from ekrules.goals.reading import read_strategy
from ekrules.goals.strategy import Strategy
from ekrules.survey.survey import Survey
from tests.surveys import small_survey

DESCRIPTION = """\
strategy: liten2012
title: {nb: Liten}
adopted: 2008
horizon: 2012-12-31
owner: KS
"""

THEME = """\
theme: {theme}
number: {number}
title: {{nb: Tema}}
about: {{nb: Om temaet}}
measures:
{measures}
goals:
  - id: {theme}-1
    number: 1
    text: {{nb: Målet}}
    deadline: 2011-12-31
    target: 100 %
    coverage: full
    source: published
    section: "5.3"
    attainment: {attainment}
    judged_by: attainment-by-deadline
    published: {{status: red, firmness: inferred, because: {{nb: x}}}}
"""

# One measure of each origin, over the small survey.
MEASURES = """\
nett:
  label: {nb: Nett}
  says: {nb: er på nett}
  question: nett
  counts: [ja]
  base: asked
bruk: {label: {nb: Bruk}, says: {nb: bruker det}, question: bruk, counts: [ja], base: asked}
papir: {label: {nb: P}, says: {nb: har papir}, question: former, counts: [papir], base: asked}
epost:
  label: {nb: E-post}
  says: {nb: bruker e-post}
  question: kanaler
  item: epost
  counts: [ja]
  base: asked
kontorer: {label: {nb: Kontorer}, says: {nb: er åpnet}, evidence: nav_kontorer}
begge: {label: {nb: Begge}, says: {nb: har begge}, joint_of: [nett, bruk]}
svakest: {label: {nb: Svakest}, says: {nb: gjør det}, lowest_of: [nett, epost]}
sterkest: {label: {nb: Sterkest}, says: {nb: gjør det}, highest_of: [nett, epost]}
snitt: {label: {nb: Snitt}, says: {nb: gjør det}, mean_of: [nett, epost]}
"""


class StrategyFiles:
    """A strategy's folder on disk, to be edited as a tired person would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("strategy.yaml", DESCRIPTION)
        self.write_theme("helse", 1, MEASURES, "nett")

    def write(self, name: str, text: str) -> StrategyFiles:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self

    def write_theme(self, theme: str, number: int, measures: str, attainment: str) -> StrategyFiles:
        block = indent(dedent(measures), "  ").rstrip() if measures else "  {}"
        text = THEME.format(theme=theme, number=number, measures=block, attainment=attainment)
        return self.write(f"{number:02}-{theme}.yaml", text)

    def edit(self, old: str, new: str, name: str = "01-helse.yaml") -> StrategyFiles:
        """Put `new` for `old`, which stands in the file just once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f'"{old}" stands {text.count(old)} times in {name}'
        return self.write(name, text.replace(old, new))

    def add_measure(self, line: str) -> StrategyFiles:
        return self.edit("measures:\n", f"measures:\n  {line}\n")

    def faults(self, survey: Survey | None = None) -> list[str]:
        """Return the faults of reading and checking, by place, each with its file."""
        faults = Faults()
        strategy = read_strategy(self.folder, faults)
        if strategy is not None:
            check_strategy(strategy, survey or small_survey(), faults)
        every = sorted(faults.found, key=lambda fault: fault.order)
        return [str(fault).removeprefix(f"{self.folder}/") for fault in every]

    def pointed(self) -> list[str]:
        """Return the faults, each with the word it points at in place of its line and column."""
        told = []
        for fault in self.faults():
            name, line, column, rest = fault.split(":", 3)
            text = (self.folder / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            word = text[int(column) - 1 :].split("}")[0].split(",")[0].split("]")[0]
            told.append(f"<{word}>{rest}")
        return told

    def strategy(self) -> Strategy:
        """Return the strategy, which must be without faults."""
        assert self.faults() == []
        strategy = read_strategy(self.folder, Faults())
        assert strategy is not None
        return strategy
