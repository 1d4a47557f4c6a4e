"""Typesetting: a Document as PDF for the archive (PDF/A-2a) that everyone can read (PDF/UA-1)."""
