"""Comparing: two sets of rules and data as they were typed, to why each status differs.

In: two words: a survey's folder, a project, a git revision or a record. Out: a SurveyComparison,
and its files. Sequences what the rooms below work out; never changes a file of the project, nor
anything in its repository.
"""
