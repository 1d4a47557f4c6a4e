"""Report: one document of blocks, and the writers that put it on paper and screen.

In: an Assessment, its Narrative, and the strategy and survey they rest on.
Out: a Document (no format in it), and HTML or Markdown text of it. Computes no status and no
share: it says what was found, with the counts and the places it was found in.
"""
