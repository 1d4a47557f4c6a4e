"""Facts: measures and goals brought together, one flat and typed row per case.

In: a survey and a strategy. Out: every measure by name, and what each goal's table may ask about.
Absence is a fact with a named reason, never a zero.
"""
