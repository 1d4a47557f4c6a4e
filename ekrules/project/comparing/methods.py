"""Methods: a method on two folders of indicators, or two methods, to why each colour differs.

In: two paths as typed, and the methods' names. Out: a PairsComparison; or every fault of either
side. Sequences; works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ekrules.assessment.comparison.causes import State
from ekrules.assessment.comparison.mixed_methods import MethodSide
from ekrules.assessment.comparison.pair_comparing import compare_methods
from ekrules.errors import EkrulesError, Fault, Faults, InputError, Place
from ekrules.project.judging import read_both
from ekrules.project.locating import METHODS, RULES
from ekrules.report.comparison import ComparedName
from ekrules.report.comparison_pairs import PairsComparison
from ekrules.survey.reading import INDICATORS
from ekrules.yaml_reader.wording import Language


@dataclass(frozen=True)
class MethodChoice:
    """Which method judges each side, and until which edition its values count (all if None)."""

    methods: tuple[str, str]
    editions: tuple[str | None, str | None] = (None, None)
    language: Language = "nb"


def read_pair(text: str, option: str) -> tuple[str, str]:
    """Return what is typed for both sides, or for OLD and NEW with a comma between.

    >>> read_pair("sdg-dashboard", "--method"), read_pair("a, b", "--method")
    (('sdg-dashboard', 'sdg-dashboard'), ('a', 'b'))
    """
    names = [one.strip() for one in text.split(",")]
    if len(names) > 2 or not all(names):
        expected = "expected one for both sides, or two with a comma between"
        raise InputError([Fault(Place(option), f'"{text}"', expected)])
    return names[0], names[-1]


def comparison_of_methods(
    old: str,
    new: str,
    choice: MethodChoice,
    doing: Callable[[State], None] = lambda _: None,
) -> PairsComparison:
    """Return why each pair has another colour; InputError with the faults of either side."""
    faults = Faults()
    sides = []
    words = (("OLD", old), ("NEW", new))
    for (which, typed), method, edition in zip(words, choice.methods, choice.editions, strict=True):
        try:
            sides.append(_side(typed, method, edition))
        except EkrulesError as error:
            for one in error.faults:
                faults.add(one.place, f"in {which}, {one.found}", one.expected, one.nearest)
    faults.stop_if_any()
    was, now = sides
    found = compare_methods(was, now, doing)
    return PairsComparison(
        language=choice.language,
        title=now.method.file.title.in_language(choice.language),
        methods=(was.method.id, now.method.id),
        old=_name(old, choice.editions[0]),
        new=_name(new, choice.editions[1]),
        labels=_labels(was, choice.language) | _labels(now, choice.language),
        comparison=found,
    )


def _name(typed: str, edition: str | None) -> ComparedName:
    return ComparedName(typed if edition is None else f"{typed} ({edition})", "indicators")


def _side(typed: str, method: str, edition: str | None) -> MethodSide:
    path = Path(typed)
    if not typed or not path.exists():
        found = "there is no such file or folder"
        expected = f"expected a folder with {INDICATORS}, or that file"
        raise InputError([Fault(Place(typed or '""'), found, expected)])
    return MethodSide(*read_both(_root_of(path), method, path, edition))


def _root_of(path: Path) -> Path:
    """The project that the indicators lie in, where it has methods; else the current folder."""
    for folder in path.resolve().parents:
        if (folder / RULES / METHODS).is_dir():
            return Path() if folder == Path.cwd().resolve() else folder
    return Path()


def _labels(side: MethodSide, language: Language) -> dict[str, str]:
    found = {one.id: one.label for one in side.indicators.catalogue.values()}
    found |= {one.id: one.label for one in side.indicators.entities.values()}
    return {name: label.in_language(language) for name, label in found.items()}
