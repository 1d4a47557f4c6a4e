"""Quiet slips: what YAML reads without a word, and otherwise than the writer meant.

In: an unquoted word as the parser met it, with the text around it. Out: a Slip, or None.
Curly quotes become part of the text, "#" cuts it, a comma between braces ends it, and a key
without its colon becomes a key without a value.
"""

from __future__ import annotations

import re

from ekrules.yaml_reader.text_slips.telling import (
    CLOSING_QUOTES,
    ODD_SPACES,
    OPENING_QUOTES,
    Slip,
    compared,
    in_quotes,
    put_in_quotes,
    rest_of_line,
    shortened,
)

# Most keys and words are such, and nothing is wrong with them.
_PLAIN_KEY = re.compile(r"\w[\w-]*")
_PLAIN_WORD = re.compile(r"\w(?:[\w .%-]*[\w%])?")
_ODD_EDGE = re.compile(rf"^[{ODD_SPACES}]|[{ODD_SPACES}]$")
_ODD_AFTER_COLON = re.compile(rf"([\w-]+):[{ODD_SPACES}]+(.*)")
_CUT_BY_HASH = re.compile(r"[ ]+(#[^\s#!][^\r\n]*)|[ ](# ?[0-9]+)[ ]*$", re.MULTILINE)
_LONG_DASH_NUMBER = re.compile(r"[−–—‒‐‑](\s?)([0-9]+(?:[.,][0-9]+)?(?: ?%)?)")
_LONG_DASH_DATE = re.compile(r"([0-9]{4})[−–—‒‐‑]([0-9]{1,2})[−–—‒‐‑]([0-9]{1,2})")
_LONG_DASH_NAME = re.compile(r"([a-z][a-z0-9_]*)[−–—‒‐‑]([a-z0-9_-]+)")
_ITEM_WITHIN = re.compile(r"(?:\r|\n)[ ]*- ")
_KEY = r"[A-Za-z_][\w-]*"
_NO_SPACE = re.compile(rf"({_KEY}):(?!//)(\S.*)", re.DOTALL)
_EQUALS = re.compile(rf"({_KEY})\s*(=|:=|=>|->|→|(?<=\s)[–—-](?=\s))\s*(\S.*)", re.DOTALL)
_NO_COLON = re.compile(rf"({_KEY})\s+(\S.*)", re.DOTALL)
_KEY_AND_WORD = re.compile(rf"{_KEY}\s+(?:[^\W\d][\w-]*|[0-9.,]+(?: ?%)?)")


def word_slip(text: str, offset: int, end: int, word: str) -> Slip | None:
    """Return the slip in an unquoted word that takes text[offset:end]; else None."""
    # A text that goes on over several lines takes more signs than it has.
    if end - offset == len(word) and _PLAIN_WORD.fullmatch(word):
        return _hash_slip(text, end, word) if text.startswith(" ", end) else None
    if _ODD_EDGE.search(word):
        return _odd_space_slip(offset, word)
    if word and (word[0] in OPENING_QUOTES or word[-1] in CLOSING_QUOTES + "\"'"):
        slip = _curly_slip(text, offset, word)
        if slip is not None:
            return slip
    if long := _LONG_DASH_NUMBER.fullmatch(word):
        found = f'the dash in "{word}" is no hyphen, so this is no number'
        return Slip(offset, found, f"write -{long[2]} with an ordinary hyphen")
    if long := _LONG_DASH_DATE.fullmatch(word):
        written = f"{long[1]}-{long[2]:0>2}-{long[3]:0>2}"
        return Slip(offset, f'"{word}" with long dashes', f"write {written} with ordinary hyphens")
    if (long := _LONG_DASH_NAME.fullmatch(word)) is not None:
        found = f'a long dash in "{word}"'
        expected = f"write {long[1]}-{long[2]} with an ordinary hyphen, or '{word}' if it is a text"
        return Slip(offset, found, expected)
    # Phrases may end with a comma; single words do so where they were copied from JSON.
    if word[-1:] in (",", ";") and len(word) > 1 and " " not in word:
        what = "comma" if word[-1] == "," else "semicolon"
        found = f"a {what} at the end of the value"
        return Slip(end - 1, found, "delete it")
    if (slashes := re.search(r"\s(//\s.*)", word)) is not None:
        found = f'"{shortened(slashes[1])}" counts as part of the value'
        return Slip(offset + slashes.start(1), found, 'begin a comment with "#"')
    if (item := _ITEM_WITHIN.search(text, offset, end)) is not None:
        found = 'a "-" that counts as part of the text above it, for it stands further in'
        expected = "write it straight below the key or the hyphen it belongs with; or, if it is "
        return Slip(item.end() - 2, found, f"{expected}one text, put the text in quotes")
    return _hash_slip(text, end, word)


def odd_key_slip(offset: int, key: str) -> Slip | None:
    """Return the slip in an unquoted key; else None."""
    if _PLAIN_KEY.fullmatch(key):
        return None
    bare = key.strip(OPENING_QUOTES + CLOSING_QUOTES)
    if bare != key and bare:
        found = f'the key "{shortened(key)}" stands in quotes that are not straight'
        return Slip(offset, found, f"write {bare} without them")
    if odd := _ODD_AFTER_COLON.fullmatch(key):
        expected = f'write an ordinary space there: "{odd[1]}: {odd[2]}"'
        return Slip(offset + len(odd[1]) + 1, "a no-break space after the colon", expected)
    if _ODD_EDGE.search(key):
        return _odd_space_slip(offset, key)
    if key.endswith(":") and len(key) > 1:
        bare = shortened(key.rstrip(": "))
        return Slip(offset, f'more than one colon after "{bare}"', f'write "{bare}:"')
    if braces := re.match(rf"({_KEY})(:?)\s*([{{\[])", key):
        missing = "space after the colon" if braces[2] else "colon"
        found = f'no {missing} of "{braces[1]}"' if braces[2] else f'no colon after "{braces[1]}"'
        return Slip(offset, found, f'write "{braces[1]}: {braces[3]}"')
    if re.fullmatch(rf"[0-9]+[.:|)]?\s+{_KEY}", key):
        found = "a line number in front of a key"
        return Slip(offset, found, "delete the numbers in front of the lines")
    if re.match(r"[-+](?=[^\W\d])", key):
        sign = "hyphen" if key[0] == "-" else "plus sign"
        expected = f'write "- {key[1:]}" if it begins an item of a list; if not, delete the {sign}'
        return Slip(offset, f'a {sign} right before "{key[1:]}"', expected)
    return None


def _odd_space_slip(offset: int, word: str) -> Slip:
    bare = word.strip()
    if re.match(rf"[{ODD_SPACES}]", word):
        found = f'a no-break space before "{shortened(bare)}" (as copied from Word or a web page)'
        return Slip(offset, found, "delete it and write ordinary spaces")
    found = f'a no-break space after "{shortened(bare)}" (as copied from Word or a web page)'
    return Slip(offset + len(word.rstrip()), found, "delete it")


def _curly_slip(text: str, offset: int, word: str) -> Slip | None:
    """Return the slip where curly or angled quotes stand round the word as straight ones would."""
    first, last, inner = word[0], word[-1], word[1:-1]
    curly = first in OPENING_QUOTES
    if curly and len(word) > 1 and last in CLOSING_QUOTES + "\"'":
        # "«Ja» eller «nei»" is a text with two quotations, not a text in quotes.
        if any(one in CLOSING_QUOTES for one in inner if one != "’" or first in "‘‚‛"):
            return None
        return Slip(offset, _not_straight(first, last), _straight(inner, first, last))
    if curly and first in "“”„«" and not any(one in CLOSING_QUOTES for one in word[1:]):
        whole = _to_closing(text, offset)
        if whole is None:
            return None
        inner = whole[1:-1].strip()
        return Slip(offset, _not_straight(first, whole[-1]), _straight(inner, first, whole[-1]))
    if last in '"”' and not curly and word.count(last) == 1 and not set(inner) & set("“„«"):
        found = f"a quote ({last}) that ends this text, and none that begins it"
        return Slip(
            offset, found, f'write "{shortened(word[:-1].strip())}", with two straight quotes'
        )
    return None


def _to_closing(text: str, offset: int) -> str | None:
    rest = rest_of_line(text, offset)
    ends = [index for index, one in enumerate(rest) if index and one in CLOSING_QUOTES]
    return rest[: ends[0] + 1] if ends else None


def _not_straight(first: str, last: str) -> str:
    return f"this text stands in {first} and {last}, which count as letters of the text"


def _straight(inner: str, first: str, last: str) -> str:
    if '"' in inner or "\\" in inner:
        return f"write straight quotes: {in_quotes(inner)}"
    shown = (
        f", or '{first}{shortened(inner, 20)}{last}' to show them"
        if first + last in ("«»", "“”")
        else ""
    )
    return f'write straight quotes: "{shortened(inner)}"{shown}'


def _hash_slip(text: str, end: int, word: str) -> Slip | None:
    """Return the slip where "#" cuts what is likely one text, as "Mål #1"."""
    cut = _CUT_BY_HASH.match(text, end)
    if cut is None:
        return None
    written = (cut[1] or cut[2]).rstrip()
    tail = re.split(r"[}\]]", written)[0] if re.search(r"[}\]]+$", written) else written
    blanks = cut.group().index("#")
    whole = f"{word}{cut.group()[:blanks]}{tail}" if word else tail
    at = end + cut.group().index("#")
    found = f'"{shortened(tail)}" is left out, for " #" begins a comment'
    expected = f"{put_in_quotes(whole)}; or, if it is a comment, write a space after the #"
    if cut[2]:
        expected = f"{put_in_quotes(whole)}; or, if it is a comment, write it on a line of its own"
    return Slip(at, found, expected)


def bare_key_slip(offset: int, key: str, follows_text: bool) -> Slip | None:
    """Return the slip where a key between braces has neither colon nor value; else None.

    Told here is only what is the same for every kind of map. A key that follows an unquoted text
    may be the end of that text, cut at a comma; which it is, only the map's known keys can say.
    """
    if compared(key) is not None:
        return None
    tight = _NO_SPACE.fullmatch(key) or (
        _EQUALS.fullmatch(key) and not re.search(r"=\s*[0-9]", key)
    )
    if not tight and (follows_text or not _KEY_AND_WORD.fullmatch(key)):
        return None
    written = colon_written(key)
    return Slip(offset, *written) if written else None


def colon_written(words: str) -> tuple[str, str] | None:
    """Return what is wrong with a key and value that lack their colon, and how they are written.

    >>> colon_written("status = green")
    ('"=" in place of a colon', 'write "status: green"')
    """
    if (comparison := compared(words)) is not None:
        return f'"{shortened(words)}" compares with a sign', f'write "{comparison}"'
    if sign := _EQUALS.fullmatch(words):
        return f'"{sign[2]}" in place of a colon', _line(sign[1], sign[3])
    if sign := _NO_SPACE.fullmatch(words):
        found = f'no space after the colon in "{shortened(words)}"'
        return found, _line(sign[1], sign[2])
    if sign := _NO_COLON.fullmatch(words):
        found = f'no colon after "{shortened(sign[1])}"'
        return found, _line(sign[1], sign[2])
    return None


def _line(key: str, value: str) -> str:
    """Return the advice to write a key and its value; in no quotes where it holds some."""
    line = f"{shortened(key)}: {shortened(value)}"
    return f"write {line}" if '"' in line else f'write "{line}"'


def list_slip(offset: int, word: str) -> Slip | None:
    """Return the slip in an unquoted item between [ and ]: semicolons in place of commas."""
    if not re.fullmatch(r"[\w-]+(?:; ?[\w-]+)+", word):
        return None
    written = ", ".join(re.split(r"; ?", word))
    at = offset + word.index(";")
    return Slip(at, "a semicolon in place of a comma", f'write "{shortened(written)}"')
