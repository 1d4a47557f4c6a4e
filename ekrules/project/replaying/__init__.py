"""Replaying: a record made anew from the project it stands in, and held against what it says.

In: an assessment.json. Out: a Replay: what differs, or nothing to the byte.
"""
