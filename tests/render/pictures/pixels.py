"""What can be seen in a picture: PNG read back, as far as resvg writes it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

Colour = tuple[int, int, int]
Rows = list[list[Colour]]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BYTES = 4
"""Of a pixel: red, green, blue, alpha."""


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(SIGNATURE)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def rows_of(png: bytes) -> Rows:
    """Slow: for pictures of some thousand pixels."""
    width, height = size_of(png)
    assert png[24:26] == b"\x08\x06"
    data = zlib.decompress(b"".join(body for kind, body in _chunks(png) if kind == b"IDAT"))
    stride = width * BYTES + 1
    above, found = bytes(width * BYTES), []
    for line in range(height):
        above = _plain(data[line * stride], data[line * stride + 1 : (line + 1) * stride], above)
        found.append([(above[i], above[i + 1], above[i + 2]) for i in range(0, len(above), BYTES)])
    return found


def part_of(drawing: str, left: int, top: int, width: int, height: int, shrunk: int = 5) -> str:
    """A drawing of this part of another one alone, so many times smaller."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width // shrunk}"'
        f' height="{height // shrunk}" viewBox="{left} {top} {width} {height}">{drawing}</svg>'
    )


def ink_in(rows: Rows, colour: str) -> list[int]:
    """Per column, how many pixels are of this very colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return [sum(row[x] == (red, green, blue) for row in rows) for x in range(len(rows[0]))]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _plain(kind: int, line: bytes, above: bytes) -> bytes:
    """The line without its filter: https://www.w3.org/TR/png-3/#9Filters"""
    found = bytearray(line)
    for i, told in enumerate(line):
        left, up = (found[i - BYTES], above[i - BYTES]) if i >= BYTES else (0, 0)
        guess = (0, left, above[i], (left + above[i]) // 2, _paeth(left, above[i], up))[kind]
        found[i] = (told + guess) % 256
    return bytes(found)


def _paeth(left: int, above: int, corner: int) -> int:
    sum_ = left + above - corner
    return min((left, above, corner), key=lambda one: abs(sum_ - one))
