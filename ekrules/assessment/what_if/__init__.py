"""What if: what other answers, another day or other rules would have come to.

In: a strategy, its measures and tables. Out: the smallest changes that give another status, the
days on which colours change by themselves, an imagined assessment, and how many goals hang on a
bound. Always asks the tables themselves, and changes nothing.
"""
