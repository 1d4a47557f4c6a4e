"""Answer files: any file or dataframe of answers to one table of texts, and tables to files.

In: CSV, XLSX, SPSS, Parquet, or a dataframe. Out: a RawTable with each cell as it was written, or
faults that say what is wrong and where. Knows no codebook: what a code means is read elsewhere.
"""
