"""Telling: what was found, as text with the line itself, as JSON, and as GitHub annotations.

In: things told, with places. Out: lines of text. Reads the lines they are about, and nothing else.
"""
