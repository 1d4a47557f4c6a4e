"""Earlier: this assessment held against the record of an earlier one, for the report.

In: the record's path, and what was loaded. Out: an EarlierComparison. The record's own hashes
decide whether its files are at hand; where they are not, the report says so, and nothing is raised.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ekrules.errors import EkrulesError
from ekrules.project.comparing.comparing import compared
from ekrules.project.comparing.record_sides import OtherFilesError
from ekrules.project.comparing.sides import Choice, OpenedSide, recorded_side
from ekrules.project.loading import Loaded
from ekrules.report.comparison import ComparedName
from ekrules.report.comparison_part import EarlierComparison
from ekrules.yaml_reader.files import shown_path


def compared_with_earlier(record: Path, loaded: Loaded) -> EarlierComparison:
    """Return why each status differs from the record's, or why that can't be told."""
    language = loaded.language
    name = ComparedName(shown_path(loaded.folders.survey), "survey")
    try:
        with TemporaryDirectory(prefix="ekrules-") as temporary:
            old = recorded_side("OLD", record, Path(temporary).resolve() / "old")
            new = OpenedSide("NEW", name, loaded)
            return EarlierComparison(language, compared(old, new, Choice(language=language)))
    except OtherFilesError as error:
        return EarlierComparison(language, reason="files", files=error.files)
    except EkrulesError:
        return EarlierComparison(language, reason="record")
