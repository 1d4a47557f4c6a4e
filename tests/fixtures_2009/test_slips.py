"""What a tired person does to the shipped files, and what they are then told."""

from __future__ import annotations

import random
import re
from pathlib import Path
from shutil import copytree

import pytest

from ekrules.errors import Fault, Faults
from ekrules.facts.measures import work_out_measures
from ekrules.goals.checks import check_strategy
from ekrules.goals.reading import read_strategy
from ekrules.survey.reading import read_survey
from tests.surveys import STRATEGY_2012, SURVEY_2009

PLACE = re.compile(r".+\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+; .+[.?]")


class Copies:
    """Copies of the shipped survey and strategy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copytree(SURVEY_2009, folder / "survey")
        copytree(STRATEGY_2012, folder / "goals")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def faults(self) -> list[Fault]:
        """Return what is told when all is read, checked and, where sound, counted."""
        faults = Faults()
        survey = read_survey(self.folder / "survey", faults)
        strategy = read_strategy(self.folder / "goals", faults)
        if survey is not None and strategy is not None:
            check_strategy(strategy, survey, faults)
            if not faults.found:
                work_out_measures(strategy, survey)
        return sorted(faults.found, key=lambda fault: fault.order)


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    return Copies(tmp_path)


def test_the_copies_are_as_sound_as_what_they_are_copies_of(copies: Copies) -> None:
    assert copies.faults() == []


HEALTH = "goals/03-helse.yaml"
CODES = "survey/codebook/03-helse.yaml"
TABLES = "survey/printed/03-helse.yaml"
NETT = "    question: helsenett\n    counts: [ja]\n    base: asked"

SLIPS = [
    # file, what stands there, what is typed instead, the word pointed at, what is told
    (HEALTH, "deadline: 2009-12-31", "deadlin: 2009-12-31", "deadlin", 'mean "deadline"'),
    (HEALTH, "deadline: 2009-12-31", "deadline: 31.12.2009", "31.12.2009", "written 2009-12-31"),
    (HEALTH, "deadline: 2009-12-31", "deadline: 2009-11-31", "2009-11-31", "has 30 days"),
    (HEALTH, "deadline: 2009-12-31", "deadline 2009-12-31", "deadline", "no colon after"),
    (HEALTH, "target: 100 %", "target: 100", "100", "(as 100 %)"),
    (HEALTH, "coverage: partial", "coverage: partly", "partly", 'mean "partial"'),
    (HEALTH, "attainment: epj", "attainment: ejp", "ejp", 'mean "epj"'),
    (HEALTH, "attainment: epj", "\tattainment: epj", "\t", "a tab at the start"),
    (HEALTH, "question: epj", "question: epjs", "epjs", 'mean "epj"'),
    (HEALTH, "counts: [ja]", "counts: ja", "ja", "expected a list"),
    (HEALTH, "counts: [ja]", "counts: [Ja]", "Ja", 'mean "ja"'),
    (HEALTH, "counts: [ja]", "counts: [ja", "[ja", "is never closed"),
    (HEALTH, "base: asked", "base: aksed", "aksed", 'mean "asked"'),
    (HEALTH, "question: helsenett_pleie\n    counts: [ja]\n    base: asked",
     "question: helsenett_pleie\n    counts: [ja]\n    base: all", "all", "was put only to some"),
    (HEALTH, NETT, f"{NETT}\n    base: asked", "base", "a second time"),
    (HEALTH, "item: helse", "item: helsa", "helsa", 'mean "helse"'),
    (HEALTH, "id: helse-2", "id: helse-1", "helse-1", "again; it stands at"),
    (HEALTH, "joint_of: [helsenett, meldinger_fastleger]",
     "joint_of: [meldinger_fastleger, helsenett]", "helsenett", "was not put to just those"),
    (HEALTH, "lowest_of: [helsenett_og_helseforetak, helsenett_og_fastleger]",
     "lowest_of: [helse_samhandling, helsenett_og_fastleger]", "label", "is made of itself"),
    (HEALTH, "measures:\n  epj:", "measures: &m\n  epj:", "&m", "gives a value a name"),
    (CODES, "options: nei_ja", "options: ja_nei", "ja_nei", 'option list is called "ja_nei"'),
    (CODES, "asked_if: {question: helsenett, is: ja}", "asked_if: {question: helsenet, is: ja}",
     "helsenet", 'mean "helsenett"'),
    (CODES, "kind: single", "kind: singel", "singel", 'mean "single"'),
    (CODES, 'section: "3.3"', "section: 3.3", "3.3", "expected a text (in quotes)"),
    (CODES, "missing: [dont_know, no_answer]", "missing: [dont_know, noanswer]", "noanswer",
     'mean "no_answer"'),
    (TABLES, "count: 162", "count: 126", "126", "expected 162"),
    (TABLES, "count: 162", "count: l62", "l62", "expected a whole number"),
    (TABLES, "percent: 65.1", "percent: 65,1", "65,1", "(as 65.1)"),
    (TABLES, "percent: 65.1", "percent: 56.1", "56.1", "expected 65.1"),
    (TABLES, "cumulative_percent: 92.0", "cumulative_percent: 29.0", "29.0", "expected 92.0"),
    (TABLES, "answer: delvis", "answer: delvid", "delvid", 'mean "delvis"'),
    (TABLES, "question: helsenett_pleie", "question: helsenet_pleie", "helsenet_pleie",
     'mean "helsenett_pleie"'),
    ("survey/frame.yaml", "respondents: 45", "respondents: 54", "id", "hold 258 respondents"),
    ("survey/survey.yaml", "respondents: 249", "respondents: 294", "294",
     "every printed table adds up to 249"),
    ("survey/evidence.yaml", "numerator: 429", "numerator: 492", "numerator", "no more"),
    ("survey/claims.yaml", "evidence: nav_kontorer", "evidence: nav_kontor",
      "nav_kontor", 'mean "nav_kontorer"'),
    ("survey/claims.yaml", "item: niva_4", "item: nivå_4", "nivå_4", 'mean "niva_4"'),
    ("survey/claims.yaml", "note: sms-60", "note: sms-66", "sms-66", 'mean "sms-60"'),
]  # fmt: skip


def word_at(fault: Fault) -> str:
    lines = Path(fault.place.file).read_text(encoding="utf-8").split("\n")
    return lines[fault.place.line - 1][fault.place.column - 1 :]


@pytest.mark.parametrize(("name", "old", "new", "word", "told"), SLIPS)
def test_a_slip_is_told_at_the_word_with_the_way_to_mend_it(
    copies: Copies, name: str, old: str, new: str, word: str, told: str
) -> None:
    copies.edit(name, old, new)
    faults = copies.faults()
    assert all(PLACE.fullmatch(str(fault)) for fault in faults)
    [first, *_] = [fault for fault in faults if told in str(fault)]
    assert word_at(first).startswith(word)


def test_slips_in_every_kind_of_file_are_told_in_one_go(copies: Copies) -> None:
    copies.edit(HEALTH, "coverage: partial", "coverage: partly")
    copies.edit("goals/04-nav.yaml", "coverage: ", "covrage: ")
    copies.edit(CODES, "kind: single", "kind: singel")
    copies.edit("survey/printed/04-nav.yaml", "count: ", "cuont: ")
    copies.edit("survey/survey.yaml", "wave: 2009", "wave: no")
    files = {Path(fault.place.file).name for fault in copies.faults()}
    assert files == {"03-helse.yaml", "04-nav.yaml", "survey.yaml"}
    assert len(copies.faults()) == 5  # one for each slip


def slip(text: str, chance: random.Random) -> str:
    """Return the text with one thing typed, lost, moved or doubled somewhere."""
    at, lines = chance.randrange(len(text)), text.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            return text[:at] + text[at + chance.randrange(1, 20) :]
        case 1:
            return text[:at] + chance.choice("{}[],:-#'\"&*!|>%@` \n0x\u00e6") + text[at:]
        case 2:
            return "".join([*lines[:line], *lines[line + 1 :]])
        case 3:
            return "".join([*lines[: line + 1], *lines[line:]])
        case 4:
            return re.sub(
                r"\d+", lambda _: chance.choice(["0", "-1", "7", "1e9", "999"]), text, count=line
            )
        case 5:
            return text[:at]
    words = re.findall(r"[a-z_]{3,}", text)
    return text.replace(chance.choice(words), chance.choice(words), chance.randrange(1, 3))


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_typed_reading_tells_of_it_and_never_breaks(copies: Copies, seed: int) -> None:
    chance = random.Random(seed)
    paths = sorted(copies.folder.rglob("*.yaml"))
    for _ in range(chance.randrange(1, 4)):
        path = chance.choice(paths)
        path.write_text(slip(path.read_text(encoding="utf-8"), chance), encoding="utf-8")
    for fault in copies.faults():
        assert fault.place.file.startswith(str(copies.folder))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_bytes_stand_there_reading_tells_of_it_and_never_breaks(
    copies: Copies, seed: int
) -> None:
    chance = random.Random(seed)
    for path in chance.sample(sorted(copies.folder.rglob("*.yaml")), 5):
        raw = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 5)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(bytes(raw))
    for fault in copies.faults():
        assert fault.found
        assert fault.expected
