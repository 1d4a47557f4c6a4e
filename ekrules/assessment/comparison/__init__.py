"""Comparison: two assessments by other rules, on other data, and which difference moved a status.

In: two sides, each a strategy, its rules, a survey and its overrides. Out: each status that
differs, with what differs behind it and which of that suffices to move it.
"""
