"""Answers: one row per respondent, from a file's columns and codes to the codebook's.

In: a raw table, its mapping and the codebook. Out: a frame in the layout of answer_layout.py, and
every cell that could not be read as an answer, with what was expected. Never drops a cell unseen.
"""
