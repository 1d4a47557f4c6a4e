"""Survey: codebook, frame, printed tables, reference table and outside evidence, as read.

In: a folder under fixtures/. Out: a Survey whose counts have been held against their totals.
Knows nothing of goals, rules or reports.
"""
