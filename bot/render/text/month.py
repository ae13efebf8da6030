"""What is said of a month in which messages are counted."""

from __future__ import annotations

from bot.domain.message import Text
from bot.ports import Outlook
from bot.render.language import Say


def spent(say: Say, outlook: Outlook | None) -> Text:
    """Of the whole account, which may serve other groups, too. None: the platform has not told."""
    if outlook is None:
        return say("Messages of this month: how many were sent is not known yet.")
    if outlook.limit is None:
        return say(
            "Messages of this month: {used} sent (by its end about {expected})",
            used=outlook.used,
            expected=outlook.expected,
        )
    return say(
        "Messages of this month: {used} of {limit} used (by its end about {expected})",
        used=outlook.used,
        limit=outlook.limit,
        expected=outlook.expected,
    )
