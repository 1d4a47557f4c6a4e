"""A logo is read from beside report.yaml; what is no plain picture is told, with what to do."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekrules.errors import Faults, Place
from ekrules.report.logo.dots import PNG_START
from ekrules.report.logo.logo import LogoPicture
from ekrules.report.logo.reading import MOST_BYTES, read_logo
from tests.report.logos import JPEG, SVG, chunk, png, svg

PLACE = Place("rules/demo/report.yaml", 3, 7)


def read(folder: Path, name: str = "logo.svg") -> tuple[LogoPicture | None, list[str]]:
    faults = Faults()
    return read_logo(folder, name, PLACE, faults), [str(one) for one in faults.found]


def read_bytes(folder: Path, content: bytes) -> tuple[LogoPicture | None, list[str]]:
    (folder / "logo.svg").write_bytes(content)
    return read(folder)


@pytest.mark.parametrize(
    ("content", "picture"),
    [
        (SVG.encode(), ("svg", 200, 50)),
        (b"\xef\xbb\xbf" + svg(root='viewBox="-1 -.5 30 10"'), ("svg", 30, 10)),
        (svg(root='width="100%" height="100%" viewBox="0,0,30,10"'), ("svg", 30, 10)),
        (svg(root='width="2in" height="96px"'), ("svg", 192, 96)),
        (png(), ("png", 8, 2)),
        (JPEG, ("jpeg", 200, 50)),
    ],
    ids=range(6),
)
def test_the_kind_is_told_by_the_bytes_and_not_by_the_name(
    tmp_path: Path, content: bytes, picture: tuple[str, int, int]
) -> None:
    read_picture, faults = read_bytes(tmp_path, content)
    assert faults == []
    assert read_picture is not None
    assert (read_picture.kind, read_picture.width, read_picture.height) == picture
    assert read_picture.content == content


@pytest.mark.parametrize(
    "within",
    [
        "<title>Etaten</title><metadata><a:b xmlns:a='urn:x' a:resource='http://x.no'/></metadata>",
        "<style>.st0{fill:#17324f}</style><path class='st0' d='M0 0h9v9z'/>",
        "<g id='a'><path d='M0 0h9v9z'/></g><use href='#a' x='9'/><use xlink:href='#a'/>",
        "<clipPath id='b'><rect width='9' height='9'/></clipPath><g clip-path='url(#b)'/>",
    ],
)
def test_what_drawing_programs_write_is_taken(tmp_path: Path, within: str) -> None:
    assert read_bytes(tmp_path, svg(within))[1] == []


DRAWINGS = [
    ("<script>alert(1)</script>", "it holds a script (on line 1)"),
    ("\n<rect onclick='alert(1)'/>", "it holds an instruction to run (onclick) (on line 2)"),
    ("<rect ONLOAD='alert(1)'/>", "an instruction to run (ONLOAD)"),
    ("<foreignObject/>", "a piece of a web page (foreignObject)"),
    ("<g xmlns='http://www.w3.org/1999/xhtml'/>", "it holds <g>"),
    ("<use href='http://x.no/a.svg#b'/>", 'an address outside itself ("http://x.no/a.svg#b")'),
    ("<use xlink:href='data:image/svg+xml,a'/>", "an address outside itself"),
    ("<g xml:base='http://x.no/'><use href='#a'/></g>", "an address outside itself"),
    ("<rect fill='url(http://x.no)'/>", "an address outside itself"),
    ("<rect style='fill:url( \"//x.no\")'/>", "an address outside itself"),
    ("<rect style='fill:u\\rl(x)'/>", "an address outside itself"),
    ("<style>@import 'x.css';</style>", "a style that names something outside itself"),
    ("<style>a{fill:u</style><style>a{fill:url(x)}</style>", "a style that names something"),
    ("<style>a{fill:<![CDATA[url(]]>http://x.no)}</style>", "a style that names something"),
    ("<image href='#a'/>", "a picture within the picture"),
    ("<text>Etaten</text>", "text, which looks different on each machine"),
    ("<animate/>", "it holds <animate>"),
    ("<a href='#x'/>", "it holds <a>"),
    ("<?xml-stylesheet href='x.css'?>", "an instruction to fetch a style sheet"),
    ("<g>" * 50 + "</g>" * 50, "more than a logo needs"),
    ("<g/>" * 20_001, "more than a logo needs"),
    ("<g id='a'>" + "<g/>" * 999 + "</g>" + "<use href='#a'/>" * 20, "more than a logo needs"),
    ("<g id='a'><use href='#b'/></g><use href='#a'/>", "copies of what has copies in it"),
    ("<use id='a' href='#a'/>", "copies of what has copies in it"),
    ("<g", "this SVG is damaged (on line 1)"),
]


@pytest.mark.parametrize(("within", "found"), DRAWINGS, ids=range(len(DRAWINGS)))
def test_a_drawing_that_acts_or_fetches_is_told_where_it_is_named(
    tmp_path: Path, within: str, found: str
) -> None:
    picture, faults = read_bytes(tmp_path, svg(within))
    assert picture is None
    [fault] = faults
    assert fault.startswith('rules/demo/report.yaml:3:7: the logo "logo.svg": ')
    assert found in fault


PICTURES = [
    (
        svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.no/svg11.dtd">'),
        "it holds a DOCTYPE (on line 1); delete it, from <!DOCTYPE to the > that ends it.",
    ),
    (svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "it holds a DOCTYPE"),
    (svg(before="<?xml-stylesheet href='x.css'?>"), "an instruction to fetch a style sheet"),
    (svg(root=""), "does not say how large it is; give it a viewBox, or a width and height."),
    (svg(root='width="9" height="9" viewBox="0 0 -9 9"'), "does not say how large it is"),
    (svg(root='width="0" height="9"'), "does not say how large it is"),
    (svg(root='width="1e9" height="9"'), "does not say how large it is"),
    (svg(root='width="2100" height="100"'), "it is far longer one way than the other"),
    (SVG.encode("utf-16"), "this SVG is not saved as UTF-8; save it anew as UTF-8."),
    (b"<html><body/></html>", "this file is no SVG; expected an SVG, PNG or JPEG picture."),
    (b"<svg/>", "this file is no SVG"),
    (b"", "this is no picture that can be shown; expected an SVG, PNG or JPEG picture."),
    (b"GIF89a..", "this is a GIF picture; expected an SVG, PNG or JPEG picture."),
    (b"%PDF-1.7 <<", "this is a PDF;"),
    (b"\x1f\x8b\x08", "this is a packed file; an SVG must be saved without packing;"),
    (png()[:-5], "this picture is damaged or cut short; save it anew."),
    (png()[:-12], "damaged or cut short"),
    (png().replace(b"IDAT", b"IDAX"), "damaged or cut short"),
    (png(rows=b"short"), "damaged or cut short"),
    (png(rows=b"\0" * 1_000_000), "damaged or cut short"),
    (PNG_START, "damaged or cut short"),
    (png(5000, 300), "5000 x 300 dots, and a logo has at most 4000 each way; save it smaller."),
    (JPEG[:-2], "damaged or cut short"),
    (JPEG[:4] + b"\xff\xd9", "damaged or cut short"),
    (b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x10\x00\x10\x04" + b"\0" * 9 + b"\xff\xd9", "CMYK"),
    (b"<" + b" " * MOST_BYTES, f"the file holds {MOST_BYTES + 1} bytes"),
]


@pytest.mark.parametrize(("content", "fault"), PICTURES, ids=range(len(PICTURES)))
def test_what_is_no_whole_picture_is_told_with_what_to_do(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    picture, faults = read_bytes(tmp_path, content)
    assert picture is None
    [told] = faults
    assert told.startswith('rules/demo/report.yaml:3:7: the logo "logo.svg": ')
    assert fault in told


@pytest.mark.parametrize(("depth", "colour"), [(3, 2), (8, 3), (8, 5)])
def test_a_picture_whose_dots_mean_nothing_is_told(tmp_path: Path, depth: int, colour: int) -> None:
    head = struct.pack(">IIBBBBB", 8, 2, depth, colour, 0, 0, 0)
    whole = png().replace(png()[8:33], chunk(b"IHDR", head))
    assert "damaged" in read_bytes(tmp_path, whole)[1][0]


def test_a_damaged_sum_in_a_picture_is_told(tmp_path: Path) -> None:
    broken = bytearray(png())
    broken[45] ^= 1
    assert "damaged" in read_bytes(tmp_path, bytes(broken))[1][0]


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../logo.svg", "a/../../logo.svg", "C:/logo.svg", "C:logo.svg", "circle"],
)
def test_a_logo_outside_the_folder_is_refused_unread(tmp_path: Path, name: str) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (tmp_path / "logo.svg").write_bytes(SVG.encode())
    (rules / "circle").symlink_to("circle")
    picture, faults = read(rules, name)
    assert picture is None
    [fault] = faults
    assert fault.startswith(f'rules/demo/report.yaml:3:7: "{name}" lies outside the folder of ')
    assert fault.endswith("; write the name of a file beside report.yaml, as logo.svg.")


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (tmp_path / "theirs.svg").write_bytes(SVG.encode())
    (rules / "logo.svg").symlink_to("../theirs.svg")
    assert "lies outside the folder" in read(rules)[1][0]


def test_a_path_of_windows_is_told(tmp_path: Path) -> None:
    [fault] = read(tmp_path, "bilder\\logo.svg")[1]
    assert fault.endswith('"bilder\\logo.svg"; write "/" between a folder and a file.')


def test_a_logo_that_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder" / "logo.svg").touch()
    [fault] = read(tmp_path, "bilder/lgo.svg")[1]
    assert fault == (
        'rules/demo/report.yaml:3:7: the logo "bilder/lgo.svg": there is no such file; '
        'it is needed. Did you mean "bilder/logo.svg"?'
    )


def test_a_folder_is_no_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").mkdir()
    assert read(tmp_path)[1][0].endswith("this is a folder; expected a file.")


@given(st.sampled_from([SVG.encode(), png(), JPEG]), st.data())
def test_any_damage_is_a_fault_or_a_picture_and_never_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(content)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        damaged[at] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.getbasetemp()
    picture, faults = read_bytes(folder, bytes(damaged[: data.draw(st.integers(0, len(content)))]))
    assert (picture is None) == (len(faults) == 1)
