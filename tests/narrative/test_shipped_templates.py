"""The shipped sentences: good for any strategy, and for what a strategy has not written itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

from ekrules.errors import Faults, InputError
from ekrules.narrative.template_compiling import (
    TEMPLATE_NAMES,
    faults_in_shipped,
    shipped_templates,
)
from ekrules.narrative.writing import Narrative, read_templates, write_narrative
from ekrules.project.assessing import run_assessment
from ekrules.project.checking import check_project
from ekrules.project.loading import load
from ekrules.project.locating import locate
from ekrules.yaml_reader.wording import LANGUAGES, Language
from tests.narrative.small_project import small_project
from tests.real_project import outcome

# A sentence with nothing where something was to be filled in, or with a blank too many.
EMPTY = re.compile(r"\b(?:er|are|is|temaet|temaa|temaene) [.;]|[:;] ?[.;]|\(\)|\s[.,;:)]|\(\s")
OWN_WORD = re.compile(r"kommune|municipal|eKommune|ekommune", re.IGNORECASE)
CASES: tuple[Mapping[str, object], ...] = (
    {},
    {"yes": 5},
    {"yes": 23},
    {"yes": 40},
    {"source": "derived", "synthetic": "true", "deadline": "2020-12-31"},
    {"deadline": "none"},
)


def paragraphs(narrative: Narrative) -> Iterator[str]:
    for _, _, paragraph in narrative.paragraphs():
        yield paragraph.text


@cache
def templates_alone(language: Language) -> Narrative:
    """The real project told by the shipped sentences and no others."""
    loaded, done = outcome().loaded, outcome().assessment
    templates = shipped_templates(language)
    return write_narrative(done, loaded.strategy, loaded.survey, templates, language)


@pytest.mark.parametrize(("language", "name"), list(product(LANGUAGES, TEMPLATE_NAMES)))
def test_every_kind_of_paragraph_has_a_shipped_template_in_every_language(
    language: Language, name: str
) -> None:
    path = files("ekrules.narrative") / "templates" / language / f"{name}.j2"
    assert path.read_text(encoding="utf-8") == shipped_templates(language)[name].source.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_template_is_without_what_one_of_staff_would_be_told_of(
    language: Language,
) -> None:
    assert faults_in_shipped(language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_shipped_template_speaks_of_one_kind_of_respondent(language: Language) -> None:
    for template in shipped_templates(language).values():
        assert OWN_WORD.search(template.source.text) is None, template.place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_templates_tell_the_real_project_without_a_gap(language: Language) -> None:
    for text in paragraphs(templates_alone(language)):
        assert text
        assert EMPTY.search(text) is None, text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_project_without_sentences_of_its_own_is_sound_and_told_in_every_language(
    case: Mapping[str, object], tmp_path: Path
) -> None:
    project = small_project(tmp_path, **case)  # type: ignore[arg-type]
    report = check_project(project, proofs=False)
    assert report.of_level("error") == ()
    for language in LANGUAGES:
        narrative = run_assessment(load(locate(project), language)).narrative
        for text in paragraphs(narrative):
            assert text
            assert EMPTY.search(text) is None, text


def test_a_small_project_is_told_in_its_own_words_and_in_the_right_number(tmp_path: Path) -> None:
    narrative = run_assessment(load(locate(small_project(tmp_path)))).narrative
    assert narrative.response.text.startswith("40 av 60 skoler svarte, det vil si 66,7\u00a0%.")
    assert "Temaet Bøker er i rute." in narrative.overall.text
    assert "Reglene gir 1 styrke, 0 svakheter," in narrative.swot.text
    assert "Målet er grønt: de fleste er i mål." in narrative.goals["bok-1"].text


def test_a_part_of_ones_own_stands_in_place_of_the_shipped_one_alone(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    own = project / "rules/lesing/narrative.nb.yaml"
    own.write_text("narrative: nb\nswot: |\n  Egne ord.\n", encoding="utf-8")
    narrative = run_assessment(load(locate(project))).narrative
    assert narrative.swot.text == "Egne ord."
    assert narrative.response.text.startswith("40 av 60 skoler svarte")


def test_a_key_with_no_text_behind_it_is_a_fault_and_no_shipped_text(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    own = project / "rules/lesing/narrative.nb.yaml"
    own.write_text("narrative: nb\nswot:\n", encoding="utf-8")
    with pytest.raises(InputError, match=r'narrative\.nb\.yaml:2:\d+: "swot" without a value'):
        load(locate(project))


def test_check_reads_the_sentences_of_every_language_that_has_some(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    rules = project / "rules/lesing"
    (rules / "narrative.nn.yaml").write_text("narrative: nn\nswot: |\n  Om lag 87.\n", "utf-8")
    (rules / "narrative.en.yaml").write_text(
        "narrative: en\ngoal: |\n  Now: {{ goal.txt }}\n", "utf-8"
    )
    told = [str(one) for one in check_project(project, proofs=False).of_level("error")]
    assert len(told) == 2
    assert 'narrative.en.yaml:3:11: there is no "goal.txt" here' in told[0]
    assert 'narrative.nn.yaml:3:10: the figure "87." in a template' in told[1]


def test_check_tells_of_other_languages_also_where_something_else_is_wrong(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    rules = project / "rules/lesing"
    (rules / "narrative.nn.yaml").write_text("narrative: nn\nswot: |\n  Om lag 87.\n", "utf-8")
    (rules / "narrative.nb.yaml").write_text("narrative: nb\nswot: |\n  Om lag 88.\n", "utf-8")
    told = " ".join(str(one) for one in check_project(project, proofs=False).of_level("error"))
    assert "narrative.nn.yaml:3:10" in told
    assert "narrative.nb.yaml:3:10" in told


def test_a_link_that_leads_nowhere_is_told_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "narrative.nb.yaml").symlink_to(tmp_path / "gone.yaml")
    faults = Faults()
    assert read_templates(tmp_path, "nb", faults) is None
    assert "there is no such file" in str(faults.found[0])


def test_check_tells_of_a_word_for_how_many_in_every_language(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    texts = {"nb": "Samtlige er i mål.", "nn": "Dei fleste er i mål.", "en": "Most of it is done."}
    for language, text in texts.items():
        own = project / f"rules/lesing/narrative.{language}.yaml"
        own.write_text(f"narrative: {language}\nswot: |\n  Her: {text}\n", "utf-8")
    told = sorted(str(one) for one in check_project(project, proofs=False).of_level("error"))
    words = {"nb": "Samtlige", "nn": "Dei fleste", "en": "Most of"}
    assert [one.partition("; ")[0].partition("rules/")[2] for one in told] == [
        f'lesing/narrative.{language}.yaml:3:8: the quantity "{words[language]}" in a template'
        for language in ("en", "nb", "nn")
    ]
