"""ekrules: goals, answers and rules in; statuses, findings and a narrative that can be checked out."""

__all__: list[str] = []
