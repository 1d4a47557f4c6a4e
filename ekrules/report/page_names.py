"""Page names: a file name for each respondent's page, safe on every file system.

In: ids as a file of answers has them, whatever stands there. Out: names of lower-case letters,
digits and "-_.", each id its own, and the same for an id whoever else is there.
"""

from __future__ import annotations

import re
from hashlib import sha256

# The ids that are names as they are; no other name is without a full stop before its ending.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
# Names that Windows keeps for itself, whatever their ending.
_KEPT = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_LONGEST_STEM, _DIGITS = 40, 20


def page_name(respondent: str) -> str:
    """Return the file name of a respondent's page.

    >>> page_name("0101"), page_name("../Å")
    ('0101.html', 'x.3df6e71bc3d41ba42d31.html')
    """
    if _PLAIN.fullmatch(respondent) and not _KEPT.fullmatch(respondent):
        return f"{respondent}.html"
    stem = re.sub(r"[^a-z0-9]+", "-", respondent.lower()).strip("-")[:_LONGEST_STEM]
    if not stem or _KEPT.fullmatch(stem):
        stem = f"x{stem}"
    digest = sha256(respondent.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{stem}.{digest}.html"
