"""Indicators: values that somebody published, beside surveys as a source of facts.

In: indicators.yaml and the files it names (CSV, XLSX, Parquet), or a dataframe. Out: frozen
Indicators, each value with its file and line, or every fault at once. Never judges a value.
"""
