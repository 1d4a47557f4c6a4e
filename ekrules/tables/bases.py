"""Bases: who counts in a percentage."""

from __future__ import annotations

from typing import Literal

# all: every respondent. asked: those the routing led to the question. answered: asked less those
# who gave no answer. known: answered less those who did not know.
Base = Literal["all", "asked", "answered", "known"]
BASES: tuple[Base, ...] = ("all", "asked", "answered", "known")
