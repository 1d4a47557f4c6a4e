"""Narratives: the sentences in every language that a strategy has written some in.

In: a project's folders, and a finished run where there is one. Out: faults. A run reads one
language; who changes the files of the others learns here whether they hold.
"""

from __future__ import annotations

from ekrules.errors import EkrulesError, Fault, Faults
from ekrules.narrative.writing import has_own_templates, read_templates, write_narrative
from ekrules.project.assessing import Outcome
from ekrules.project.locating import ProjectFolders
from ekrules.yaml_reader.wording import LANGUAGES, Language


def faults_in_other_languages(
    folders: ProjectFolders, language: Language, outcome: Outcome | None = None
) -> tuple[Fault, ...]:
    """Return what is wrong with the narratives in other languages than the run's.

    outcome: a run to write them for as well; None where there is none.
    """
    faults = Faults()
    for other in LANGUAGES:
        if other == language or not has_own_templates(folders.rules, other):
            continue
        templates = read_templates(folders.rules, other, faults)
        if templates is None or outcome is None:
            continue
        loaded = outcome.loaded
        try:
            write_narrative(outcome.assessment, loaded.strategy, loaded.survey, templates, other)
        except EkrulesError as error:
            faults.extend(error)
    return tuple(faults.found)
