"""How a question is taken back, and what is said then, whatever was asked."""

from __future__ import annotations

from bot.domain.message import Button, Text
from bot.render.language import Say


def button(say: Say, question: str) -> Button:
    """`question`: its mark."""
    return Button(say.caption("Cancel"), f"cancel {question}")


def nothing_changed(say: Say) -> Text:
    return say("Cancelled, nothing was changed.")


def nothing_recorded(say: Say) -> Text:
    return say("Cancelled, nothing was recorded.")
