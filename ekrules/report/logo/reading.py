"""Reading: a logo from beside report.yaml, or one fault that says what to write.

In: the folder of report.yaml, the path written there, and its place. Out: a LogoPicture. The kind
is told by the bytes, never by the name; a path that leaves the folder is refused.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from ekrules.errors import Fault, Faults, Place
from ekrules.report.logo.dots import JPEG_START, PNG_START, jpeg_size, png_size
from ekrules.report.logo.logo import LogoPicture
from ekrules.report.logo.vector import Unfit, svg_size
from ekrules.yaml_reader.files import read_bytes

# It is put whole into each report; a logo is some kB.
MOST_BYTES = 500_000
# The longer side, where the shorter is 1: a line is no logo.
_MOST_STRETCHED = 20
_BESIDE = "write the name of a file beside report.yaml, as logo.svg"
_PICTURE = "expected an SVG, PNG or JPEG picture"
_OTHER_KINDS = (
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a file for a printer (EPS)"),
    (b"\x1f\x8b", "a packed file; an SVG must be saved without packing"),
    (b"PK\x03\x04", "a packed file, as those of Word are"),
)


def read_logo(folder: Path, name: str, place: Place, faults: Faults) -> LogoPicture | None:
    """Return the picture `name` in the folder, or None with the reason at `place`."""
    path = _within(folder, name, place, faults)
    if path is None:
        return None
    unread = Faults()
    content = read_bytes(path, unread, MOST_BYTES)
    if content is None:
        faults.found += [_at(place, name, one) for one in unread.found]
        return None
    try:
        return _picture(content)
    except Unfit as unfit:
        faults.add(place, f'the logo "{name}": {unfit.found}', unfit.expected)
        return None


def _within(folder: Path, name: str, place: Place, faults: Faults) -> Path | None:
    if "\\" in name:
        faults.add(place, f'"{name}"', 'write "/" between a folder and a file')
        return None
    is_elsewhere = Path(name).is_absolute() or bool(PureWindowsPath(name).drive)
    path = folder / name
    try:
        is_elsewhere = is_elsewhere or ".." in Path(name).parts
        is_elsewhere = is_elsewhere or not _real(path).is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links that lead in a circle
        is_elsewhere = True
    if is_elsewhere:
        faults.add(place, f'"{name}" lies outside the folder of report.yaml', _BESIDE)
        return None
    return path


def _real(path: Path) -> Path:
    """Return the path with its links followed; a circle of links raises, on every Python."""
    try:
        return path.resolve(strict=True)
    except FileNotFoundError:
        return path.resolve()


def _at(place: Place, name: str, fault: Fault) -> Fault:
    """Return what is wrong with the file, told where the file is named."""
    near = (
        None if fault.nearest is None else PurePosixPath(name).with_name(fault.nearest).as_posix()
    )
    return Fault(place, f'the logo "{name}": {fault.found}', fault.expected, near)


def _picture(content: bytes) -> LogoPicture:
    if content.startswith(PNG_START):
        picture = LogoPicture("png", content, *png_size(content))
    elif content.startswith(JPEG_START):
        picture = LogoPicture("jpeg", content, *jpeg_size(content))
    else:
        for start, what in _OTHER_KINDS:
            if content.startswith(start):
                raise Unfit(f"this is {what}", _PICTURE)
        if b"<" not in content[:1000]:
            raise Unfit("this is no picture that can be shown", _PICTURE)
        picture = LogoPicture("svg", content, *svg_size(content))
    if max(picture.width, picture.height) > _MOST_STRETCHED * min(picture.width, picture.height):
        raise Unfit("it is far longer one way than the other", "cut off the blank around it")
    return picture
