"""Text slips: what keeps a text from being YAML, or makes it say other than it seems to."""
