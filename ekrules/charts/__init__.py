"""Charts: pictures from counts, for readers of reports; the one door to Altair and vl-convert.

In: numbers and words, finished. Out: SVG or PNG, the same bytes for the same numbers, with a title
and a description for those who do not see it. Counts nothing, and words nothing itself.
"""
