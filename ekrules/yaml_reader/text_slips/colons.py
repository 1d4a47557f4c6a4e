"""Colon slips: a line without a key, and a colon in a text that stands without quotes.

In: what stands on a line. Raises Slipped with the line as it is written.
"""

from __future__ import annotations

import re

from ekrules.yaml_reader.text_slips.quiet import colon_written, odd_key_slip
from ekrules.yaml_reader.text_slips.telling import OPENING_QUOTES, Slipped, put_in_quotes, shortened

NAME = re.compile(r"[^\W\d][\w-]*")
_COMMENT = re.compile(r"[ ]+#")
_LOOSE = re.compile(r"([\w-]+) +:(\S.*)")
_WIDE = re.compile(r"([\w-]+) ?：\s*(.*)")
_DRAWN = re.compile(r"([-=_*~#+])\1{2,}")
_MAIL = re.compile(r">+ ?(?=[\w-]+:(?: |$))")
_KEY_BEGINS = re.compile(r"[a-z][a-z0-9_]*[ :=\-→≥<>]")


def refuse_no_colon(offset: int, words: str, leads_on: bool, after_text: bool) -> None:
    """Refuse a line that is neither a key with a colon nor an item of a list.

    leads_on: the lines below may belong to it; after_text: a text begun with "|" stands above.
    """
    bare = _COMMENT.split(words)[0].rstrip()
    if (slip := odd_key_slip(offset, bare)) is not None:
        raise Slipped(slip.offset, slip.found, slip.expected)
    _refuse_other_signs(offset, bare)
    if NAME.fullmatch(bare) and leads_on:
        sign, name = ": |" if after_text else ":", shortened(bare)
        raise Slipped(offset, f'no colon after "{name}"', f'write "{name}{sign}"')
    written = colon_written(bare)
    if written is not None and _KEY_BEGINS.match(bare):
        raise Slipped(offset, *written)
    found = f'"{shortened(bare, 30)}" is neither a key with a colon nor an item of a list'
    expected = 'write "key: value"; or, if it is a note to readers, begin the line with "#"'
    raise Slipped(offset, found, expected)


def _refuse_other_signs(offset: int, bare: str) -> None:
    """Refuse what is written as elsewhere: comments, colons, lines drawn, quoted e-mails."""
    if bare.startswith("//"):
        raise Slipped(offset, 'a comment that begins with "//"', 'begin it with "#"')
    if wide := _WIDE.match(bare):
        at = offset + bare.index("：")
        raise Slipped(at, 'a wide colon ("：")', f'write "{wide[1]}: {shortened(wide[2])}"')
    if loose := _LOOSE.fullmatch(bare):
        found = "a space before the colon and none after it"
        expected = f'write "{loose[1]}: {shortened(loose[2])}"'
        raise Slipped(offset + bare.index(":"), found, expected)
    if _DRAWN.fullmatch(bare):
        found = f'a line drawn with "{bare[0]}"'
        raise Slipped(offset, found, 'delete it, or begin it with "#"')
    if mail := _MAIL.match(bare):
        found = f'"{mail.group().strip()}" at the start of the line, as mail programs quote'
        raise Slipped(offset, found, "delete it, here and on the lines below")


def refuse_colon_in_text(offset: int, value: str, key: str) -> None:
    """Refuse a colon with a space after it in an unquoted text that is the value of `key`."""
    bare = _COMMENT.split(value)[0].rstrip()
    colon = re.search(r":(?= |$)", bare)
    if colon is None:
        return
    at = offset + colon.start()
    if bare[0] in OPENING_QUOTES:
        found = f"a text in {bare[0]}, which counts as a letter, with a colon in it"
        inner = bare.strip("".join(OPENING_QUOTES))
        raise Slipped(offset, found, f'write straight quotes: "{shortened(inner)}"')
    if bare.endswith("}") and bare.count("{") < bare.count("}"):
        expected = f'write "{{" before "{shortened(key, 30)}"'
        raise Slipped(offset + len(bare) - 1, 'a "}" that nothing opened', expected)
    if bare[0] == "(" and bare.endswith(")"):
        expected = f"write {{{shortened(bare[1:-1])}}}"
        raise Slipped(offset, "round brackets in place of { and }", expected)
    if re.search(r"[,;] *[a-z_]+: ", bare) and re.match(r"[\w.% -]+[,;]", bare):
        found = "several keys on one line without { and }"
        raise Slipped(at, found, "write { before the first of them and } after the last")
    tail = re.search(r"[ ]([a-z][a-z0-9_]*): ", bare)
    if tail is not None and re.fullmatch(r"[\w.%-]+(?: ?%)?", bare[: tail.start()]):
        found = f'two keys on one line ("{shortened(key, 30)}" and "{tail[1]}")'
        expected = f'begin a new line before "{tail[1]}"; or, if it is one text, '
        raise Slipped(offset + tail.start(1), found, expected + put_in_quotes(bare))
    raise Slipped(at, "a colon in a text without quotes", put_in_quotes(bare))
