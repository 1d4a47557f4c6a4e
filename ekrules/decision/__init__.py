"""Decision: conditions over typed inputs, tables of them, and two engines with one meaning.

In: rules and cases (one value for each input, or unknown). Out: which rule holds on which case,
and why. Knows nothing of surveys, goals or reports.
"""
