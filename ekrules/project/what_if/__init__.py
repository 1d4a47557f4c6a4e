"""What if: what is typed after `ekrules whatif`, answered in words, tables and pictures.

In: a loaded project and what was asked. Out: steps to print, rows, JSON or a picture. English, as
the program is; bokmål in pictures, which are for readers. Works nothing out.
"""
