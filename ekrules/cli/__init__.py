"""Command line: one command for each job, in words a policy officer uses.

In: what is typed. Out: text on the terminal, files in --out, an exit code. Prints and asks the
project; computes nothing.
"""

from ekrules.cli.application import main

__all__ = ["main"]
