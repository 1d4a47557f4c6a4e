"""Goals: the strategy as staff write it: themes, goals, deadlines, targets and measures.

In: a folder under goals/. Out: a Strategy whose names have been held against the survey.
Never counts, never judges.
"""
