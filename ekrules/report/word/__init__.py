"""Word: a Document as .docx for those who edit on, in an agency's own styles where they ask."""
