"""The colours of what we show on platforms: dark on white, and the green of the web chat."""

from __future__ import annotations

INK = "#17211D"
GROUND = "#FFFFFF"
ACCENT = "#1F6B57"
ON_ACCENT = "#FFFFFF"
TINT = "#E2F0E9"
ON_TINT = "#18584A"
MUTED = "#52625B"
HAIRLINE = "#DCE5E0"
PLANNED = "#A9BAB1"
"""Of what was planned once, beside what is."""
GOING = "#4A8FD0"
"""Lighter than the others of steps, so that it differs from them where there is no colour."""
LATE = "#B42318"
