"""Impact: what a change to goals and rules does, on every survey at hand and on none.

In: two rule sets, each a folder or a git revision. Out: an Impact, and its files. Sequences what
the rooms below work out; never changes a file of the project, nor anything in its repository.
"""
