"""ekrules: goals, answers and rules in; statuses, findings and a narrative anyone can check out."""

__all__: list[str] = []
