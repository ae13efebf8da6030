"""What is said once a question was taken back, whatever was asked."""

from __future__ import annotations

from bot.domain.message import Text
from bot.render.language import Say


def nothing_changed(say: Say) -> Text:
    return say("Cancelled, nothing was changed.")


def nothing_recorded(say: Say) -> Text:
    return say("Cancelled, nothing was recorded.")
