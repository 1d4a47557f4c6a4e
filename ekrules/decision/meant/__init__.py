"""Meant: which condition a person had in mind, where it was written in words or signs."""
