"""Who speaks in the group of a team, and is neither in that group, as the platform says, nor in the
team.
"""

from __future__ import annotations

from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.render.text import refusals
from handlers.core.call import Call, Reply

CODE = "outside-group"
TOLD_FOR = timedelta(minutes=10)
"""A group may get 20 messages a minute: what all outsiders are told is not told to each."""


def is_outsider(call: Call) -> bool:
    """Of somebody who is not in the group."""
    team = call.work.teams.of_group(call.chat.id)
    return team is not None and team.member(call.person.id) is None


def turned_away(call: Call, *, asks: bool) -> Reply | None:
    """`asks`: the bot is asked something. Of the rest it says nothing; nor again what the group
    just read.
    """
    text = refusals.text(call.say, Refusal(CODE))
    if call.by_button:
        return Reply(popup=text.plain)
    since = call.now - TOLD_FOR
    if not asks or call.work.sent.named(call.chat.id, CODE, since) is not None:
        return None
    return Reply(Message(text), key=CODE)
