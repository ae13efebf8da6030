"""A picture put into an office's own form."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.image.image import Image
from docx.oxml.parser import OxmlElement
from docx.parts.story import StoryPart
from docx.shared import Emu

from bot.render.documents.cleaning import clean

DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
"""One pixel (PNG)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture; `told`: what it shows, in words."""

    png: bytes
    told: str


def drawing_of(picture: Drawn, part: StoryPart, room: tuple[int, int]) -> Any:
    """The element. `room`: width and height in EMU, of which it takes as much as it can."""
    image = Image.from_blob(picture.png)
    scale = min(room[0] / image.width, room[1] / image.height)
    size = Emu(int(image.width * scale)), Emu(int(image.height * scale))
    inline = part.new_pic_inline(BytesIO(picture.png), *size)
    inline.docPr.set("descr", clean(picture.told))
    drawing = OxmlElement("w:drawing")
    drawing.append(inline)
    return drawing
