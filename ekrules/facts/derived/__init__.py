"""Derived inputs: what a series of values says of the way to its target, for tables to ask about.

In: a Series (observations by period, which way is better, target, band, limit, base rule,
milestones), the period that is now, and Options. Out: Derived: a number and the steps that it was
made of, or a named reason why there is none. All numbers are exact fractions, rounded once to the
nearest float; powers and logarithms are taken to 50 digits. Never fills a gap and never replaces a
value unless an option says so. docs/reference/derived-inputs.md has the formulas and their sources.
"""
