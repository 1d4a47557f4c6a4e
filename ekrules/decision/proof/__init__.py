"""Proofs: what holds of a table on every case there is, not only on those that were tried.

In: tables and conditions. Out: what is wrong with them, each with a case that shows it. The one
door to z3, which is imported when something is to be proved. Never changes or decides anything.
"""
