"""Sizes and colours of our messages: dark on white, and the green of the web chat."""

from __future__ import annotations

INK = "#17211D"
ACCENT = "#1F6B57"
ON_ACCENT = "#FFFFFF"
TINT = "#E2F0E9"
ON_TINT = "#18584A"

WIDTH = "giga"
"""Thai has few places to break a line: the wide bubble leaves fewer ragged ones."""
TEXT_SIZE = "md"

LINE_GAP = "sm"
ITEM_GAP = "lg"
PARAGRAPH_GAP = "xxl"
PADDING = "16px"
