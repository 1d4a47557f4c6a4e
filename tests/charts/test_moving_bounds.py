"""Pictures of moving bounds: the same bytes twice, words for those who do not see them."""

from __future__ import annotations

import builtins
import sys
from xml.etree import ElementTree

import pytest

from ekrules.charts.drawing import require_charts
from ekrules.charts.moving_bounds import Panel, PictureWords, moving_bounds
from ekrules.errors import InputError

SVG = "{http://www.w3.org/2000/svg}"
WORDS = PictureWords(
    "Tittel", ("Undertittel.",), "Grensen, prosent", "Antall mål", "To ruter & én."
)
CURVE = tuple((40.0 + step, step % 5) for step in range(41))
PANELS = [
    Panel("Grønn fra 60 %", ("23 mål",), 60.0, "nå 60 %", CURVE),
    Panel("Gul fra 12,5 %", ("1 mål",), 12.5, "nå 12,5 %", ((12.5, 0), (13.5, 0))),
]


def texts(svg: bytes) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_same_panels_give_the_same_bytes() -> None:
    assert moving_bounds(PANELS, WORDS, "svg") == moving_bounds(PANELS, WORDS, "svg")


def test_a_picture_begins_with_its_title_and_description() -> None:
    root = ElementTree.fromstring(moving_bounds(PANELS, WORDS, "svg"))
    assert [one.tag for one in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert [one.text for one in root][:2] == ["Tittel", "To ruter & én."]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"


def test_every_panel_says_its_bound_and_where_it_stands_now() -> None:
    found = texts(moving_bounds(PANELS, WORDS, "svg"))
    for panel in PANELS:
        assert panel.title in found
        assert panel.now_label in found
        assert found.count("Grensen, prosent") == len(PANELS)


def test_how_many_change_at_the_ends_is_written_there() -> None:
    one = Panel("Grønn fra 60 %", (), 60.0, "nå", ((59.0, 17), (60.0, 0), (61.0, 0)))
    assert "17" in texts(moving_bounds([one], WORDS, "svg"))


def test_a_picture_can_be_png() -> None:
    assert moving_bounds(PANELS, WORDS, "png").startswith(b"\x89PNG\r\n")


def test_without_the_library_the_message_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real_import = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name in ("altair", "vl_convert"):
            raise ImportError(name)
        return real_import(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "altair", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r'pip install "ekrules\[reports\]"'):
        require_charts()
