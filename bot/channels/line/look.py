"""Sizes in our messages."""

from __future__ import annotations

WIDTH = "giga"
"""Thai has few places to break a line: the wide bubble leaves fewer ragged ones."""
TEXT_SIZE = "md"

LINE_GAP = "sm"
ITEM_GAP = "lg"
PARAGRAPH_GAP = "xxl"
PADDING = "16px"
