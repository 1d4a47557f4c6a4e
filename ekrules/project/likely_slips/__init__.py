"""Likely slips: what reads well and may not mean what was meant.

In: a loaded project, and its assessment. Out: warnings and notes with places; only the files that
other commands read give errors, for a fault in them is one. Nothing here stops a run or judges
anything.
"""
