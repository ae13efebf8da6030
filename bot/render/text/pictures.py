"""The buttons to a plan as a picture, where such are shown."""

from __future__ import annotations

from bot.domain.message import Button
from bot.render.language import Say

Row = tuple[Button, ...]


def row(say: Say, plan: int) -> Row:
    """All pictures of a plan (its id)."""
    if not say.can.pictures:
        return ()
    return (*timeline(say, plan), Button(say.caption("Flow chart"), f"flow p{plan}"))


def timeline(say: Say, plan: int) -> Row:
    if not say.can.pictures:
        return ()
    return (Button(say.caption("Timeline picture"), f"timeline p{plan}"),)
