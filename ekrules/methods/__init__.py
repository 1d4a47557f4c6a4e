"""Methods: ways of judging indicators that somebody published, stated in YAML alone.

In: a method file and Indicators. Out: a frame of statuses and scores for each level (indicators,
then the groups of them), each with the row that decided, or every fault at once. Prints nothing.
"""
