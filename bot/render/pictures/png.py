"""SVG of ours as a picture."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import fontpkg_sarabun
import resvg_py

FAMILY = fontpkg_sarabun.FAMILY
"""Of letters in a drawing: of any other family nothing is drawn, and nothing says so."""
_FONTS = str(Path(fontpkg_sarabun.__file__).parent / "files")

_KEPT = 8
"""Pictures of 1 MB at most, in each process."""


IN_CHAT = 5 / 6
"""Of a drawing's size: as sharp as a phone shows it within a chat, in a third less of time.
On paper it is whole.
"""


@lru_cache(maxsize=_KEPT)
def png(drawing: str, zoom: float = 1.0) -> bytes:
    """So many times as large as the drawing says; the same on every machine, whatever fonts that
    has.

    It holds up all else for about a tenth of a second per two million pixels, twice that where
    they are full of letters; but only once for the same drawing, or whoever asks for it again and
    again would leave nobody else a turn. Raises ValueError for what is no SVG.
    """
    return resvg_py.svg_to_bytes(
        svg_string=drawing, zoom=zoom, skip_system_fonts=True, font_dirs=[_FONTS]
    )
