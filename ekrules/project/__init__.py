"""Project: the whole path from a folder to an assessment, a report and a record.

Sequences what the rooms below do; computes nothing itself.
"""
