"""A logo: a picture's bytes, its kind and its form; and what it says to those who do not see it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Literal

LogoKind = Literal["svg", "png", "jpeg"]
_MEDIA_TYPES: dict[LogoKind, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class LogoPicture:
    """A picture that may stand on the front. width, height: in dots, or an SVG's own lengths."""

    kind: LogoKind
    content: bytes
    width: float
    height: float

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Return how large the picture is where it fills the room there is, and keeps its form.

        >>> LogoPicture("png", b"", 400, 100).within(60, 18)
        (60.0, 15.0)
        """
        factor = min(width / self.width, height / self.height)
        return self.width * factor, self.height * factor

    @property
    def address(self) -> str:
        """The picture itself as an address, so that a page need fetch nothing."""
        return f"data:{_MEDIA_TYPES[self.kind]};base64,{b64encode(self.content).decode('ascii')}"


@dataclass(frozen=True)
class Logo:
    """A logo as a report shows it; alternative: in its place for some, empty where decorative."""

    picture: LogoPicture
    alternative: str
