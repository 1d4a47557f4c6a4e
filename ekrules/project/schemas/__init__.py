"""Schemas: what each kind of YAML file may hold, written down for editors.

In: the models that the files are read with. Out: JSON Schemas (draft 2020-12), and the first line
of a file that names its own. Never reads a project's goals, rules or answers.
"""
