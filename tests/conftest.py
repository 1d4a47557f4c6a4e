"""For every test: how long an example takes is nobody's failure; machines differ."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ekrules", deadline=None)
settings.load_profile("ekrules")
