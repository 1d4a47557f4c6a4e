"""Narrative: sentences from templates and a lexicon, every figure in them traced.

In: an Assessment and the templates staff edit. Out: paragraphs whose figures name their source.
A digit that no measure gives stops the run. Never judges and never writes files.
"""
