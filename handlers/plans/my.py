"""/my: one's own steps, of all one's teams in private, of this team alone in a group."""

from __future__ import annotations

from bot.domain.message import About, Button, Message
from bot.domain.people import ChatKind
from bot.render.text import plan, status_buttons
from handlers.core.call import Call, Reply
from handlers.core.views import some_plans


def my(call: Call) -> Reply:
    """What is mine now and what comes; who joined no party is told how to."""
    found = [(s, s.team.member(call.person.id)) for s in some_plans(call)]
    text = plan.mine(call.say, found, private=call.chat.kind is ChatKind.PRIVATE)
    now = [(s, plan.now_own(s, member)) for s, member in found]
    rows = status_buttons.of_mine(call.say, now)
    if not any(member and member.parties for _, member in found):
        join = Button(call.say.caption("Sign up"), f"join p{found[0][0].plan.id}")
        rows = ((join,), *rows)
    return Reply(Message(text, rows, about=tuple(About(s.plan.id) for s, _ in found)))
