"""Peer bars: one's own part of the most there is, drawn beside what the others have.

A block of a Document. Shares are 0..1 of the most there is; every text is written out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PeerBar:
    """One row of the picture.

    own: one's own share. low, high: where the middle half of the others begins and ends; mean:
    their mean. value: one's own figure in words. alternative: all that the picture shows.
    """

    label: str
    own: float
    low: float
    high: float
    mean: float
    value: str
    alternative: str


@dataclass(frozen=True)
class PeerBars:
    """Bars under each other, and how to read them."""

    bars: tuple[PeerBar, ...]
    key: str
