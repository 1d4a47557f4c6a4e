"""Sheets: one decision table as rows of texts that people edit, and what they changed.

In: a table, or the texts that came back. Out: texts by column, or edits of the table's YAML and
faults by cell. Knows no workbook and writes no file.
"""
