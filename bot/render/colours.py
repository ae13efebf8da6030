"""The colours of what we show on platforms: dark on white, and the green of the web chat."""

from __future__ import annotations

INK = "#17211D"
GROUND = "#FFFFFF"
ACCENT = "#1F6B57"
ON_ACCENT = "#FFFFFF"
TINT = "#E2F0E9"
ON_TINT = "#18584A"
