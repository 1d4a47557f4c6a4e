"""ekrules: goals, answers and rules in; statuses, findings and a narrative anyone can check out.

The public names, imported when first used so that the command line starts quickly:
`locate`, `load` and `run_assessment` are the whole path, `write_report` puts it on disk,
`check_project` finds faults, and `EkrulesError` is the root of what they raise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ekrules.errors import EkrulesError
    from ekrules.project.assessing import run_assessment
    from ekrules.project.checking import check_project
    from ekrules.project.loading import load
    from ekrules.project.locating import locate
    from ekrules.project.reporting import write_report

__all__ = [
    "EkrulesError",
    "check_project",
    "load",
    "locate",
    "run_assessment",
    "write_report",
]

_HOMES = {
    "EkrulesError": "ekrules.errors",
    "check_project": "ekrules.project.checking",
    "load": "ekrules.project.loading",
    "locate": "ekrules.project.locating",
    "run_assessment": "ekrules.project.assessing",
    "write_report": "ekrules.project.reporting",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
