"""Logo: the agency's own sign on the front of a report, read with care and never run."""
