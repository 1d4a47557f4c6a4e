"""Bounds: how much of a file is read at most, and why.

They refuse what would eat the machine before it is read, with a sentence; no real survey is near.
"""

from __future__ import annotations

# A million respondents x 105 columns of codes is 0.2 GB; of labels written out, about 1.5.
MOST_BYTES = 2 * 1024**3

# Text in another encoding than UTF-8 is held twice while it is rewritten.
MOST_REWRITTEN_BYTES = 512 * 1024**2

# The widest real surveys (panel files, one column per wave and item) have some thousands.
MOST_COLUMNS = 20_000

# A country's whole adult population fits.
MOST_ROWS = 10_000_000

# A cell of text costs 16 bytes in memory at the least: 3.2 GB.
MOST_CELLS = 200_000_000

# A question's whole text is a name in some tools; beyond this it is no name.
MOST_NAME = 5_000

# MOST_COLUMNS names of 400 characters, in two bytes each.
MOST_HEADER_BYTES = 16 * 1024**2

# The longest comment that anyone types; beyond it a quote was opened and never closed.
MOST_RECORD_BYTES = 1024**2

# Excel's own file for 1,048,576 rows x 20 columns unpacks to about this.
MOST_UNPACKED_BYTES = 1024**3

# Real sheets pack 10 to 60 times; a bomb about 1000. Small files may pack well and are no danger.
MOST_PACKING = 200
SMALLEST_BOMB_BYTES = 64 * 1024**2

# The sheet reader makes room for every cell of the rectangle in use, blank or not: about 1.5 GB.
MOST_SHEET_CELLS = 40_000_000

# Excel has no more; an address beyond is no Excel's.
MOST_SHEET_ROWS = 1_048_576

# Parts of a workbook that list sheets and styles; a workbook of thousands of styles has 5 MB.
MOST_PART_BYTES = 32 * 1024**2

# The list of columns at a Parquet file's end: MOST_COLUMNS x some hundred row groups x 50 bytes.
MOST_FOOTER_BYTES = 64 * 1024**2

# Faulty rows that are told one by one; a person mends the cause and not each row.
MOST_ROWS_TOLD = 20

# A .sav is read in a process of its own: a damaged one can make its library run on without end
# or crash. Real files read at over 20 MB a second, and Python starts within some seconds.
SAV_SECONDS = 60
SAV_BYTES_PER_SECOND = 2 * 1024**2
SAV_MEMORY_BYTES = 8 * 1024**3
