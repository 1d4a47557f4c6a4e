"""Assessment: statuses of goals, themes and the whole, SWOT findings, overrides, the record.

In: facts and rules. Out: an Assessment where every status names the row that decided and every
unknown its reason. Never writes prose, never touches disk.
"""
