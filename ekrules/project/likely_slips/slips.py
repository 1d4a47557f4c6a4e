"""Slips: every kind of likely slip, looked for one after another."""

from __future__ import annotations

from ekrules.project.likely_slips.counted_answers import oddly_counted
from ekrules.project.likely_slips.dates import far_off_days
from ekrules.project.likely_slips.finding_themes import of_other_themes
from ekrules.project.likely_slips.findings import unlike_their_rule
from ekrules.project.likely_slips.goals import odd_goals
from ekrules.project.likely_slips.measures import same_measures, unusual_bases
from ekrules.project.likely_slips.names import differing_names
from ekrules.project.likely_slips.numbering import out_of_order
from ekrules.project.likely_slips.other_files import crosswalks
from ekrules.project.likely_slips.tables import without_direction
from ekrules.project.likely_slips.texts import odd_texts
from ekrules.project.likely_slips.usual_bounds import unusual_bounds
from ekrules.project.likely_slips.weights import odd_weights
from ekrules.project.loading import Loaded
from ekrules.project.told import Told


def likely_slips(loaded: Loaded) -> list[Told]:
    """Return what is likely a slip in the files as they stand, before anything is counted."""
    return [
        *odd_weights(loaded.folders, loaded.survey),
        *crosswalks(loaded.folders),
        *oddly_counted(loaded),
        *same_measures(loaded),
        *unusual_bases(loaded),
        *odd_goals(loaded),
        *out_of_order(loaded),
        *unlike_their_rule(loaded),
        *unusual_bounds(loaded),
        *of_other_themes(loaded),
        *without_direction(loaded),
        *differing_names(loaded),
        *far_off_days(loaded),
        *odd_texts(loaded),
    ]
