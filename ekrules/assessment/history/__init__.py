"""History: records of several waves held beside each other, goal by goal.

In: the texts of records, which anyone may have written. Out: a History. Judges nothing anew: the
statuses are those of the records, and a change is named only where they can be compared.
"""
