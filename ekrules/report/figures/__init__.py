"""Figures: what a report draws: which numbers, in which order, and what the picture says in words.

In: material of an assessment. Out: Figure blocks. How they look is for ekrules/charts.
"""
