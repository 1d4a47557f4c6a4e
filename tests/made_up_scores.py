"""The scores of the made-up 249, worked out once."""

from __future__ import annotations

from functools import cache

from ekrules.project.scoring import Scored, score
from tests.made_up import wave_folder
from tests.real_project import ROOT


@cache
def made_up_scores() -> Scored:
    return score(ROOT, None, wave_folder())
