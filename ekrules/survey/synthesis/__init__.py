"""Synthesis: made-up respondents whose counts equal a survey's printed tables.

In: a survey with printed tables, and a seed. Out: answers in the canonical layout, the frame they
are drawn from, a next wave, any number of respondents, and the texts of a survey's folder. All of
it is labelled as made up, wherever it goes. Never reads or writes a respondent's real answers.
"""
