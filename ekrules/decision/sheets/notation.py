"""Notation: what a cell says of one input, in Norwegian signs and words.

In: an input's conditions in YAML, or the text of a cell. Out: the other of the two. A cell that
can't be read is a fault with what to write instead; whether its bounds make sense is told by
`from_yaml.conditions`, which reads what comes out of here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ekrules.decision.inputs import Input
from ekrules.decision.sheets.quoting import ANY, REFERENCE, cell_value, pieces, unquoted
from ekrules.errors import Faults, Place
from ekrules.yaml_reader.nodes import ListNode, MapNode, Node, ScalarNode
from ekrules.yaml_reader.scalars import meaning
from ekrules.yaml_reader.units import NUMERIC_UNITS, share_of

_SIGNS = {"at_least": ">= ", "more_than": "> ", "at_most": "<= ", "below": "< "}
# Longest first, so that ">=" is not read as ">".
_WRITTEN_SIGNS = {
    ">=": "at_least",
    "=>": "at_least",
    "≥": "at_least",
    "<=": "at_most",
    "=<": "at_most",
    "≤": "at_most",
    "<>": "is_not",
    "!=": "is_not",
    "≠": "is_not",
    ">": "more_than",
    "<": "below",
    "=": "is",
}
_WORDS = {
    "minst": "at_least",
    "over": "more_than",
    "mer enn": "more_than",
    "høyst": "at_most",
    "maks": "at_most",
    "under": "below",
    "mindre enn": "below",
    "ikke": "is_not",
    "er": "is",
}
_WORD = re.compile(rf"({'|'.join(_WORDS)})\s+(.+)", re.IGNORECASE | re.DOTALL)
_ONE_OF = re.compile(r"[eé]n av\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = r"[+-]?[0-9]+(?:[.,][0-9]+)?"
_BARE = re.compile(_NUMBER)
_RANGE = re.compile(rf"({_NUMBER})\s*(%?)\s*(?:-|–|—|til|\.\.)\s*({_NUMBER})\s*(%?)")
_TRUTH = {
    "ja": "true",
    "sann": "true",
    "true": "true",
    "nei": "false",
    "usann": "false",
    "false": "false",
}
_EXPECTED = "write it as >= 60 %; < 90 %, or - where any value will do"


def cell_text(declared: Input, tests: Node | None) -> str:
    """Return an input's conditions, as `when` holds them, as the text of a cell.

    >>> from ekrules.yaml_reader.parsing import parse
    >>> tests = parse("{at_least: 60 %, below: 90 %}", "f.yaml", Faults())
    >>> cell_text(Input("attainment", "share"), tests)
    '>= 60 %; < 90 %'
    """
    if not isinstance(tests, MapNode):
        return ANY
    return "; ".join(_piece(declared, word, bound) for word, bound in tests.values.items())


def _piece(declared: Input, word: str, bound: Node) -> str:
    if word == "unknown":
        return "ukjent" if isinstance(bound, ScalarNode) and bound.value is True else "kjent"
    if word == "is_one_of":
        items = bound.items if isinstance(bound, ListNode) else ()
        return "en av: " + ", ".join(cell_value(declared, one) for one in items)
    value = cell_value(declared, bound)
    if word == "is_not":
        return f"ikke {value}"
    return _SIGNS.get(word, "") + value


def read_cell(declared: Input, text: str, place: Place, faults: Faults) -> MapNode | None:
    """Return what the cell says as `when` holds it; None where it asks nothing, or can't be read.

    >>> from ekrules.yaml_reader.flow import flow_text
    >>> read = read_cell(Input("a", "share"), "minst 12,5 %", Place("Tabell!B2"), Faults())
    >>> flow_text(read)
    '{at_least: 12.5 %}'
    """
    text = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if text in ("", ANY, "–", "—"):
        return None
    tests = MapNode(place)
    before = len(faults.found)
    for piece in pieces(text, ";"):
        read = _test(declared, piece, place, faults)
        if read is None:
            continue
        word, bound = read
        if word in tests.values:
            faults.add(place, f'"{text}"', "the same comparison stands twice: keep one of them")
        tests.values[word], tests.key_places[word] = bound, place
    return tests if len(faults.found) == before else None


def _test(declared: Input, piece: str, place: Place, faults: Faults) -> tuple[str, Node] | None:
    if piece.casefold() in ("ukjent", "kjent"):
        is_unknown = piece.casefold() == "ukjent"
        return "unknown", ScalarNode(place, str(is_unknown).lower(), is_unknown)
    if (listed := _ONE_OF.fullmatch(piece)) is not None:
        values = [read_bound(declared, one, place, faults) for one in pieces(listed[1], ",")]
        return "is_one_of", ListNode(place, tuple(one for one in values if one is not None))
    operator, rest = _operator(piece)
    bound = read_bound(declared, rest, place, faults)
    return None if bound is None else (operator, bound)


def _operator(piece: str) -> tuple[str, str]:
    """Return the comparison that a piece begins with, and what is left; a bare value: is."""
    for sign, operator in _WRITTEN_SIGNS.items():
        if piece.startswith(sign):
            return operator, piece.removeprefix(sign).strip()
    if (word := _WORD.fullmatch(piece)) is not None:
        return _WORDS[word[1].casefold()], word[2].strip()
    return "is", piece


def read_bound(declared: Input, text: str, place: Place, faults: Faults) -> Node | None:
    """Return one value as a cell writes it, or {input: name}; None with the reason in `faults`."""
    if not text:
        faults.add(place, "a comparison without a value", _EXPECTED)
        return None
    if text.casefold().startswith(REFERENCE):
        name = text[len(REFERENCE) :].strip()
        return MapNode(place, {"input": ScalarNode(place, name, name)}, {"input": place})
    if declared.type == "text":
        plain = unquoted(text)
        return ScalarNode(place, plain, plain)
    if (problem := _number_problem(declared, text)) is not None:
        faults.add(place, f'"{text}"', problem)
        return None
    if declared.type == "boolean":
        text = _TRUTH.get(text.casefold(), text)
    if _BARE.fullmatch(text.removesuffix("%").strip()):
        text = text.replace(",", ".").removeprefix("+")
    if share_of(text) is not None:
        text = f"{text.removesuffix('%').strip()} %"
    return ScalarNode(place, text, meaning(text))


def _number_problem(declared: Input, text: str) -> str | None:
    """Say what to write where a number is of the wrong form; None where nothing is wrong."""
    between = _RANGE.fullmatch(text)
    if between is not None and declared.type in NUMERIC_UNITS:
        low, high = (f"{number} %" if "%" in text else number for number in between.group(1, 3))
        return f"write both bounds: >= {low}; < {high} (or <= {high} where {high} belongs to it)"
    if declared.type == "share" and _BARE.fullmatch(text):
        number = Decimal(text.replace(",", "."))
        percent = number.scaleb(2) if abs(number) <= 1 else number
        return (
            f"a share is written with a % sign; Excel may have made a number of it: "
            f"write >= {percent.normalize():f} % (or < {percent.normalize():f} %) as text"
        )
    return None
