"""How large a picture is, by its own first bytes."""

from __future__ import annotations

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Marks of JPEG behind which the size stands: https://www.w3.org/Graphics/JPEG/itu-t81.pdf"""


def size_of(picture: bytes) -> tuple[int, int] | None:
    """Width and height; None: it is neither PNG nor JPEG."""
    try:
        if picture.startswith(PNG):
            width, height = struct.unpack(">II", picture[16:24])
            return width, height
        return _of_jpeg(picture) if picture.startswith(JPEG) else None
    except (struct.error, IndexError):
        return None


def _of_jpeg(picture: bytes) -> tuple[int, int]:
    at = len(JPEG)
    while picture[at + 1] not in FRAMES:
        at += 2 + int(struct.unpack(">H", picture[at + 2 : at + 4])[0])
    height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
    return width, height
