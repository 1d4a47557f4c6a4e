"""Weights: weights.yaml, which only `score` uses, read and held against the codebook."""

from __future__ import annotations

from ekrules.errors import Faults
from ekrules.goals.reading import WEIGHTS
from ekrules.goals.weight_checks import check_weights
from ekrules.goals.weights import read_weights
from ekrules.project.locating import SURVEYS, ProjectFolders
from ekrules.project.told import Told, told
from ekrules.survey.reading import DESCRIPTION, read_questionnaire
from ekrules.survey.survey import Survey


def odd_weights(folders: ProjectFolders, survey: Survey | None = None) -> list[Told]:
    """Return the faults of weights.yaml, and what in it may not mean what was meant.

    survey: None where the project could not be loaded; the weights are held against its codebook
    all the same, where that can be read.
    """
    if not (folders.goals / WEIGHTS).exists():
        return []
    faults, misfits, warnings = Faults(), Faults(), Faults()
    weights = read_weights(folders.goals, faults)
    asked = survey or _sound_questionnaire(folders)
    if weights is not None and asked is not None:
        check_weights(weights, asked, misfits, warnings)
    # Weights fit one codebook; where there are more surveys it may be another's.
    is_only_survey = len(list((folders.root / SURVEYS).glob(f"*/{DESCRIPTION}"))) <= 1
    misfitting = (
        told("error", "fault", misfits.found)
        if is_only_survey
        else told("warning", "weights-odd", misfits.found)
    )
    return [
        *told("error", "fault", faults.found),
        *misfitting,
        *told("warning", "weights-odd", warnings.found),
    ]


def _sound_questionnaire(folders: ProjectFolders) -> Survey | None:
    """What the survey asks; None where its files have faults, which are told already."""
    silent = Faults()
    survey = read_questionnaire(folders.survey, silent)
    return None if silent.found else survey
