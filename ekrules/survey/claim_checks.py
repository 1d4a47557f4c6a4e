"""Claim checks: what the prose's percents are to be held against is there, by the names they use.

In: a Survey whose codebook is sound. Out: faults, each at the name that leads nowhere.
"""

from __future__ import annotations

from ekrules.errors import Faults
from ekrules.survey.codebook_checks import add_repeated
from ekrules.survey.counted_answers import check_counted_answers
from ekrules.survey.survey import Survey


def check_claims(survey: Survey, faults: Faults) -> None:
    """Add a fault for a claim with another's id, or one that names what is not there."""
    add_repeated("claim", ((one.id, one.at("id")) for one in survey.claims), faults)
    notes = [note.id for note in survey.notes]
    for one in survey.claims:
        if one.question is not None:
            check_counted_answers(one, survey, faults)
        if one.evidence is not None and one.evidence not in survey.evidence:
            faults.add_unknown_name(one.at("evidence"), "evidence", one.evidence, survey.evidence)
        if one.note is not None and one.note not in notes:
            faults.add_unknown_name(one.at("note"), "note", one.note, notes)
