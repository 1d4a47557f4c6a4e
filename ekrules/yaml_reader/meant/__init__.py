"""Meant: which key or value a person had in mind, where another was written."""
