"""Unseen slips: what is wrong with a text before YAML has any say in it.

In: the text of a file. Out: faults for characters that nobody sees, tabs, letters that were read
in the wrong encoding, and the marks of two versions that were never joined.
"""

from __future__ import annotations

import re

from ekrules.errors import Faults
from ekrules.yaml_reader.text_slips.telling import (
    LINE_END,
    line_number,
    place_of_offset,
    rest_of_line,
)

# What YAML forbids (control characters, and what is no character at all); the line ends that YAML
# knows and most editors don't, which would move every line number below them; and what turns or
# hides the text around it (marks of direction, soft and zero-width signs, private use).
_UNSEEN = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\uf900-\ufefe"
    r"\uff00-\ufffd\U00010000-\U000dffff\U000e0100-\U000effff]"
)
_NAMES = {
    0x00: "an empty byte",
    0x0B: "a line break of Word",
    0x0C: "a page break",
    0x1A: "an end-of-file mark",
    0x85: "a line break that most editors don't show",
    0xAD: "a soft hyphen",
    0x200B: "a space without width",
    0x200C: "a mark without width",
    0x200D: "a mark without width",
    0x200E: "a mark of writing direction",
    0x200F: "a mark of writing direction",
    0x2028: "a line break that most editors don't show",
    0x2029: "a line break that most editors don't show",
    0x2060: "a mark without width",
    0xFEFF: "a mark that belongs first in a file",
}
# UTF-8 read as Windows-1252 and saved again: "ø" has become "Ã¸".
_MISREAD = re.compile(
    r"[ÃÂ][\x80-\xbf¦¸¥†˜…©¨¶¤–]|â€[\x80-\xbf\u0152\u0153\u2018-\u203a\u2122\u02dc]"
)
_MERGE_MARK = re.compile(
    r"^(?:<{7} [^\r\n]*|<{7}|\|{7}[^\r\n]*|={7}|>{7} [^\r\n]*|>{7})$", re.MULTILINE
)


def refuse_unseen(text: str, file: str, faults: Faults) -> None:
    """Add a fault for the first thing of each kind that is wrong with the text itself."""
    before = len(faults.found)
    _refuse_merge_marks(text, file, faults)
    _refuse_misread(text, file, faults)
    if len(faults.found) > before:
        return
    if unseen := _UNSEEN.search(text):
        code = ord(unseen.group())
        name = f", {_NAMES[code]}" if code in _NAMES else ""
        found = f"a character that can't be seen (U+{code:04X}{name}){_more(_UNSEEN, text)}"
        expected = "delete it" if len(_UNSEEN.findall(text)) == 1 else "delete them"
        faults.add(place_of_offset(text, unseen.start(), file), found, expected)
    elif (tab := text.find("\t")) >= 0:
        _add_tab(text, tab, file, faults)


def _more(sought: re.Pattern[str], text: str) -> str:
    lines = [line for line in LINE_END.split(text) if sought.search(line)]
    if len(lines) > 1:
        return f", and more on {len(lines) - 1} other {'lines' if len(lines) > 2 else 'line'}"
    return ", more than once" if lines and len(sought.findall(lines[0])) > 1 else ""


def _add_tab(text: str, tab: int, file: str, faults: Faults) -> None:
    begins = max(text.rfind("\n", 0, tab), text.rfind("\r", 0, tab)) + 1
    before, after = text[begins:tab], rest_of_line(text, tab)
    others = len([one for one in LINE_END.split(text) if "\t" in one]) - 1
    more = f" (and on {others} other {'lines' if others > 1 else 'line'})" if others else ""
    if before.strip() and ":" not in before + after and (before + after).count("\t") > 1:
        found = "a row of a table, with tabs between its columns"
        expected = "write the row as those beside it, with keys and colons"
    elif not after.strip():
        found, expected = "a tab at the end of the line", "delete it"
    elif not before.strip():
        found = "a tab at the start of the line"
        expected = "write spaces in its place, as many as on the lines beside it"
    else:
        found, expected = "a tab within the line", "write a space in its place"
    faults.add(place_of_offset(text, tab, file), found + more, expected)


def _refuse_misread(text: str, file: str, faults: Faults) -> None:
    misread = _MISREAD.search(text)
    if misread is None:
        return
    try:
        meant = misread.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        meant = ""
    was = f' where "{meant}" was meant' if meant.strip() else ""
    found = f'"{misread.group()}" stands{was}{_more(_MISREAD, text)}'
    expected = "the file was opened in another encoding and saved so: take the file as it was "
    expected += "before, or write these letters anew, and save as UTF-8"
    faults.add(place_of_offset(text, misread.start(), file), found, expected)


def _refuse_merge_marks(text: str, file: str, faults: Faults) -> None:
    """Add a fault for each place where two versions of the file stand under one another."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    marks: list[re.Match[str]] = []
    for mark in _MERGE_MARK.finditer(text):
        if marks and mark.group().startswith("<"):
            _add_merge_fault(marks, text, file, faults)
            marks = []
        marks.append(mark)
    # A row of "=" alone may be a line that someone drew.
    if any(mark.group()[0] in "<>" for mark in marks):
        _add_merge_fault(marks, text, file, faults)


def _add_merge_fault(marks: list[re.Match[str]], text: str, file: str, faults: Faults) -> None:
    lines = [str(line_number(text, mark.start())) for mark in marks]
    listed = f"lines {', '.join(lines[:-1])} and {lines[-1]}" if lines[1:] else f"line {lines[0]}"
    signs = ", ".join(dict.fromkeys(mark.group()[:7] for mark in marks))
    found = f"two versions of the file were put together and not joined ({signs} on {listed})"
    expected = "keep the lines that are right, and delete these marks and the other lines"
    faults.add(place_of_offset(text, marks[0].start(), file), found, expected)
