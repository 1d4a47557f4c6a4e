"""YAML reader: YAML text in, values with file:line:column out; strict, bounded, inert.

The one door to PyYAML. Knows nothing of surveys or rules.
"""
