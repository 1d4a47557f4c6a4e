"""Methods: what a change to published methods, or to a catalogue of indicators, does.

In: two sides, opened. Out: for each method and indicators.yaml that differ, what becomes of every
entity and indicator; the tables of methods that differ, to be proved; and what to know of it. The
values are those of NEW on both sides; the method and the catalogue are each side's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ekrules.assessment.impact_methods import compare_method_results
from ekrules.errors import Faults, InputError
from ekrules.indicators.catalogue_reading import read_catalogue
from ekrules.indicators.indicator import Indicator
from ekrules.indicators.indicators import Indicators
from ekrules.indicators.indicators_file import IndicatorsFile
from ekrules.indicators.reading import read_indicators
from ekrules.methods.method import Method
from ekrules.methods.reading import read_method
from ekrules.methods.running import MethodResult, run_method
from ekrules.project.impact.sides import Side
from ekrules.project.locating import METHODS, RULES, SURVEYS, indicator_files
from ekrules.report.impact_methods import IndicatorsImpact, MethodImpact, MethodState
from ekrules.survey.reading import INDICATORS
from ekrules.yaml_reader.files import shown_path
from ekrules.yaml_reader.models import read_model

ENDING = ".yaml"
Catalogue = Mapping[str, Indicator]


@dataclass(frozen=True)
class MethodPair:
    """One method by both sides; None where that side has none that can be read."""

    id: str
    old: Method | None
    new: Method | None
    is_same: bool


@dataclass(frozen=True)
class MethodsOfSides:
    """Every method of either side, and each catalogue that differs, by the folder it is in."""

    pairs: tuple[MethodPair, ...]
    catalogues: Mapping[str, tuple[Catalogue, Catalogue]]
    impacts: tuple[MethodImpact, ...]
    notes: tuple[str, ...]

    @property
    def differing(self) -> tuple[MethodPair, ...]:
        """The methods whose files differ."""
        return tuple(one for one in self.pairs if not one.is_same)


def compare_methods(old: Side, new: Side, old_rules: Path, new_rules: Path) -> MethodsOfSides:
    """Return what differs. old_rules, new_rules: the folders that hold each side's strategies."""
    notes: list[str] = []
    pairs = tuple(_pairs((old, _folder(old, old_rules)), (new, _folder(new, new_rules)), notes))
    catalogues: dict[str, tuple[Catalogue, Catalogue]] = {}
    found: dict[str, list[IndicatorsImpact]] = {}
    for path in indicator_files(new.root):
        folder = new.shown(shown_path(path.parent))
        before = _old_catalogue(old, path)
        wanted = [one for one in pairs if before is not None or not one.is_same]
        wanted = [one for one in wanted if one.old and one.new]
        if not wanted:
            continue
        indicators = read_indicators(path, faults := Faults())
        if indicators is None:
            notes.append(f"{folder} is left out: it has {len(faults.found)} faults")
            continue
        earlier = _with_catalogue(indicators, before)
        if earlier is not indicators:
            catalogues[folder] = (earlier.catalogue, indicators.catalogue)
        for pair in wanted:
            if pair.is_same and earlier is indicators:
                continue
            impact = _judged(pair, earlier, indicators, folder, notes)
            if impact is not None:
                found.setdefault(pair.id, []).append(impact)
    impacts = tuple(_impacts(pairs, found))
    return MethodsOfSides(pairs, catalogues, impacts, tuple(dict.fromkeys(notes)))


def _folder(side: Side, rules: Path) -> Path:
    """Return where a side's methods are; the project's, beside a folder of one strategy's rules."""
    own = rules / METHODS
    return own if own.is_dir() or side.name.kind != "rules" else side.root / RULES / METHODS


def _pairs(
    old: tuple[Side, Path], new: tuple[Side, Path], notes: list[str]
) -> Iterator[MethodPair]:
    names = {one.stem for _, folder in (old, new) for one in folder.glob(f"*{ENDING}")}
    for name in sorted(names):
        paths = [folder / f"{name}{ENDING}" for _, folder in (old, new)]
        before, after = (one.read_bytes() if one.is_file() else None for one in paths)
        methods = [
            _read(side, path, notes) for (side, _), path in zip((old, new), paths, strict=True)
        ]
        yield MethodPair(name, methods[0], methods[1], is_same=before == after)


def _read(side: Side, path: Path, notes: list[str]) -> Method | None:
    if not path.is_file():
        return None
    faults = Faults()
    method = read_method(path, faults)
    if faults.found:
        shown = side.shown(shown_path(path))
        count = f"{len(faults.found)} {'fault' if len(faults.found) == 1 else 'faults'}"
        notes.append(f"{shown} of {side.which} is left out: it has {count}")
    return method


def _old_catalogue(old: Side, new_path: Path) -> Catalogue | None:
    """Return the catalogue as OLD has it; None where it has none, or none that can be read."""
    path = old.root / SURVEYS / new_path.parent.name / INDICATORS
    if not path.is_file() or path.resolve() == new_path.resolve():
        return None
    faults = Faults()
    file = read_model(path, IndicatorsFile, faults)
    read = None if file is None else read_catalogue(path.parent, file, faults)
    return None if read is None else {one.id: one for one in read[0]}


def _with_catalogue(indicators: Indicators, old: Catalogue | None) -> Indicators:
    """Return the indicators with each entry as it was; the same ones where none differs."""
    if old is None:
        return indicators
    catalogue = {name: old.get(name, one) for name, one in indicators.catalogue.items()}
    were, are = (
        {name: one.model_dump() for name, one in each.items()}
        for each in (catalogue, indicators.catalogue)
    )
    return indicators if were == are else replace(indicators, catalogue=catalogue)


def _judged(
    pair: MethodPair, old: Indicators, new: Indicators, folder: str, notes: list[str]
) -> IndicatorsImpact | None:
    """Return both versions on one folder; None with a note where only one of them can judge it."""
    before, after = _run(pair.old, old), _run(pair.new, new)
    if before is None and after is None:
        # Most methods ask for what most catalogues have not.
        return None
    if before is None or after is None:
        which = "OLD" if before is None else "NEW"
        notes.append(f'"{pair.id}" of {which} can\'t judge {folder}: ekrules method says why')
        return None
    return IndicatorsImpact(folder, compare_method_results(before, after))


def _run(method: Method | None, indicators: Indicators) -> MethodResult | None:
    if method is None:
        return None
    try:
        return run_method(method, indicators)
    except InputError:
        return None


def _impacts(
    pairs: tuple[MethodPair, ...], found: Mapping[str, list[IndicatorsImpact]]
) -> Iterator[MethodImpact]:
    for one in pairs:
        if one.is_same and one.id not in found:
            continue
        yield MethodImpact(one.id, _state(one), tuple(found.get(one.id, ())))


def _state(pair: MethodPair) -> MethodState:
    if pair.is_same:
        return "same"
    return "added" if pair.old is None else "removed" if pair.new is None else "differs"
