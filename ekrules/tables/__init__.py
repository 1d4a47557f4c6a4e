"""Tables: tallies, bases, measures and their uncertainty.

In: a survey. Out: counts with missing kinds kept apart, and measures on a named base.
Knows nothing of goals or statuses.
"""
