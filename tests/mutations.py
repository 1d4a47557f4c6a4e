"""Mutations: the slips of people and of transmission, drawn at random."""

from __future__ import annotations

import random
import re

# What people and transmission put where something else stood.
PUT = (
    "60", '"x"', "[a]", "{a: b}", "null", "-1", "1e999", "true", "2011-02-30", "<<<<<<< HEAD",
    "\t", "“x”", "&a", "*a", "!!python/object", "60,5 %", ">=60%", "ja", "{input: attainment}",
    "{", "}", "]", ": ", "- ", "#", "%", "9" * 400, "\x00", "\u200b", "none", "unknown", "",
    "'", "|", ">", "«", "\u00a0", "−", "{{", "{%", "<b>", "0x10", "1_000", "12 %", "NaN", ";", ",",
)  # fmt: skip


def mutated(content: bytes, drawn: random.Random) -> bytes:
    """Return the file with one slip, or in one case of five with two or three."""
    for _ in range(drawn.choice((1, 1, 1, 1, drawn.choice((2, 3))))):
        content = drawn.choice(_SLIPS)(content, drawn)
    return content


def _line_lost(lines: list[str], at: int, drawn: random.Random) -> None:
    del lines[at : at + drawn.choice((1, 1, 2, 5))]


def _line_doubled(lines: list[str], at: int, drawn: random.Random) -> None:
    upto = at + drawn.choice((1, 1, 2, 5))
    lines[at:at] = lines[at:upto]


def _lines_swapped(lines: list[str], at: int, drawn: random.Random) -> None:
    other = drawn.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _line_shifted_in(lines: list[str], at: int, drawn: random.Random) -> None:
    lines[at] = " " * drawn.randrange(1, 5) + lines[at]


def _line_shifted_out(lines: list[str], at: int, drawn: random.Random) -> None:
    lines[at] = lines[at][drawn.randrange(1, 4) :]


def _line_broken(lines: list[str], at: int, drawn: random.Random) -> None:
    sign = drawn.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:sign], lines[at][sign:]]


def _lines_joined(lines: list[str], at: int, _: random.Random) -> None:
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


def _put_in(lines: list[str], at: int, drawn: random.Random) -> None:
    sign = drawn.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:sign] + drawn.choice(PUT) + lines[at][sign:]


def _value_replaced(lines: list[str], at: int, drawn: random.Random) -> None:
    lines[at] = re.sub(r": .*", lambda _: f": {drawn.choice(PUT)}", lines[at])


def _sign_lost(lines: list[str], at: int, drawn: random.Random) -> None:
    sign = drawn.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:sign] + lines[at][sign + 1 :]


def _signs_swapped(lines: list[str], at: int, drawn: random.Random) -> None:
    sign, line = drawn.randrange(len(lines[at]) + 1), lines[at]
    lines[at] = line[:sign] + line[sign + 1 : sign + 2] + line[sign : sign + 1] + line[sign + 2 :]


def _word_from_elsewhere(lines: list[str], at: int, drawn: random.Random) -> None:
    words = re.findall(r"[\w-]+", lines[drawn.randrange(len(lines))]) or ["x"]
    there = list(re.finditer(r"[\w-]+", lines[at]))
    if there:
        chosen = drawn.choice(there)
        start, end = chosen.span()
        lines[at] = lines[at][:start] + drawn.choice(words) + lines[at][end:]


def _case_changed(lines: list[str], at: int, _: random.Random) -> None:
    lines[at] = lines[at].swapcase()


def _figure_changed(lines: list[str], at: int, drawn: random.Random) -> None:
    lines[at] = re.sub(r"\d+", lambda _: str(drawn.choice((0, 1, 7, 60, 101, 10**9))), lines[at])


_LINE_SLIPS = (
    _line_lost, _line_doubled, _lines_swapped, _line_shifted_in, _line_shifted_out, _line_broken,
    _lines_joined, _put_in, _put_in, _value_replaced, _value_replaced, _sign_lost, _signs_swapped,
    _word_from_elsewhere, _word_from_elsewhere, _case_changed, _figure_changed,
)  # fmt: skip


def _in_a_line(content: bytes, drawn: random.Random) -> bytes:
    text = content.decode("utf-8", errors="surrogateescape")
    lines = text.split("\n")
    drawn.choice(_LINE_SLIPS)(lines, drawn.randrange(len(lines)), drawn)
    return "\n".join(lines).encode("utf-8", errors="surrogateescape")


def _cut_short(content: bytes, drawn: random.Random) -> bytes:
    return content[: drawn.randrange(len(content) + 1)]


def _byte_changed(content: bytes, drawn: random.Random) -> bytes:
    at = drawn.randrange(len(content) + 1)
    return content[:at] + bytes([drawn.randrange(256)]) + content[at + 1 :]


def _other_encoding(content: bytes, drawn: random.Random) -> bytes:
    text = content.decode("utf-8", errors="replace")
    return text.encode(drawn.choice(("latin-1", "utf-16", "utf-8-sig")), errors="replace")


def _other_line_ends(content: bytes, drawn: random.Random) -> bytes:
    return content.replace(b"\n", drawn.choice((b"\r\n", b"\r", b"\n\n")))


_SLIPS = (*(_in_a_line,) * 12, _cut_short, _byte_changed, _other_encoding, _other_line_ends)
