"""Made layouts: a folder with one file of values, however it is laid out, and what is read."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from ekrules.indicators.indicators import Indicators

NORWAY = 'entities:\n  - {id: "NO", label: {nb: Norge}}\n  - {id: SE, label: {nb: Sverige}}\n'
ONLINE = "indicators: [{id: online, label: {nb: På nett}, unit: percent, better: up}]\n"
WIDE = 'values: values.csv\nindicator: online\nvalue_columns: "{period}"\n' + NORWAY + ONLINE


def folder(where: Path, yaml: str, name: str, content: str, encoding: str = "utf-8") -> Path:
    """Write an indicators.yaml and its file of values, and return the former."""
    (where / "indicators.yaml").write_text(dedent(yaml), encoding="utf-8")
    (where / name).write_bytes(dedent(content).encode(encoding))
    return where / "indicators.yaml"


def told(indicators: Indicators) -> dict[tuple[str, str, str], float | str]:
    """Return each value, or the reason why it is unknown, by entity, indicator and period."""
    values = [
        one
        for entity in indicators.entities
        for indicator in indicators.catalogue
        for one in indicators.series(entity, indicator)
    ]
    return {
        (one.entity, one.indicator, str(one.period)): one.reason or one.value or 0.0
        for one in values
    }
