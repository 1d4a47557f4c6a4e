"""Inks: the colours of pictures, and which of black and white can be read upon each.

In: how many steps a scale has. Out: colours as #rrggbb. Statuses have the report's own colours and
shapes, so that a picture and the text beside it tell one thing in one way.
"""

from __future__ import annotations

from ekrules.assessment.assessed import Status

STATUS_INKS = {
    Status.GREEN: "#1b7f3b",
    Status.YELLOW: "#8a5a00",
    Status.RED: "#b3261e",
    Status.GREY: "#555555",
}
# Names of Vega's own, alike to those of report/status_shapes.py.
STATUS_SHAPES = {
    Status.GREEN: "circle",
    Status.YELLOW: "triangle-up",
    Status.RED: "square",
    Status.GREY: "diamond",
}
# From the most of a scale to the least: one hue, so that it prints in black and white too.
_MOST, _LEAST = (18, 58, 102), (205, 222, 240)
# Those who gave no answer are no part of the scale.
MISSING_INKS = ("#8c8c8c", "#b5b5b5", "#dadada")
# Of pure black and white one always reaches 4.5:1.
_BLACK, _WHITE = "#000000", "#ffffff"


def scale_inks(steps: int) -> tuple[str, ...]:
    """Return a colour for each step of a scale, the most first.

    >>> scale_inks(1), scale_inks(3)
    (('#123a66',), ('#123a66', '#6f8cab', '#cddef0'))
    """
    if steps == 1:
        return (_hex(_MOST),)
    return tuple(
        _hex(tuple(a + (b - a) * step // (steps - 1) for a, b in zip(_MOST, _LEAST, strict=True)))
        for step in range(steps)
    )


def ink_upon(background: str) -> str:
    """Return the text colour that stands out the most from a background.

    >>> ink_upon("#123a66"), ink_upon("#cddef0")
    ('#ffffff', '#000000')
    """
    return max((_BLACK, _WHITE), key=lambda ink: contrast(ink, background))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1..21) of two colours, as WCAG 2.1 defines it.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(ink: str) -> float:
    red, green, blue = (_linear(int(ink[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _hex(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{one:02x}" for one in channels)
