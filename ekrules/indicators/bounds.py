"""Bounds: how much is read at most, and how many faults of a kind are told.

A file's size in bytes, its columns and its rows are bounded where files are read
(ekrules/survey/answer_files/bounds.py: 2 GiB, 10 million rows a file).
"""

from __future__ import annotations

# In all files together; held in memory at some 60 bytes each: 1.2 GB.
MOST_VALUES = 20_000_000

# Every municipality of Europe, twice.
MOST_ENTITIES = 200_000

# The World Bank has published some 20,000 in all its databases together.
MOST_INDICATORS = 20_000

# Some editions of a file for each indicator: each is opened, and has a number of two bytes.
MOST_FILES = 20_000

# An id has 200 characters at most; a head has two of them, a period, and what stands between.
LONGEST_HEAD = 500

# Ids that a wrong one is held against, to tell the nearest.
MOST_COMPARED = 10_000

# A person mends the cause and not each row.
MOST_TOLD = 20

# The world's whole product in the smallest currency is some 1e18; beyond it a number is a slip.
LARGEST_VALUE = 1e18
