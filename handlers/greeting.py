"""The bot comes into a group, rises, falls or leaves it; a person shuts the private chat."""

from __future__ import annotations

from bot.domain.incoming import Happened
from bot.domain.message import Message
from bot.domain.people import ChatKind
from bot.render.text import welcome
from handlers.core import plan_sleep
from handlers.core.call import Call, Reply

PROMOTED = "promoted"
NOT_SERVED = "not-served"


def added(call: Call) -> Reply:
    """Introduce oneself, or say that one is back."""
    call.work.chats.set_reachable(call.chat.id, True)
    team = call.work.teams.of_group(call.chat.id)
    if team is None:
        return Reply(welcome.to_group(call.say, call.office, rules=call.bot_is_administrator))
    woken = call.work.plans.wake(team.id)
    runs = woken or any(p.is_running for p in call.work.plans.of_team(team.id))
    return Reply(welcome.back(call.say, team, woken=bool(runs)))


def removed(call: Call) -> None:
    """Nothing can be said here any more; the plans sleep."""
    plan_sleep.gone(call.work, call.chat, call.now, call.channels)


def promoted(call: Call) -> Reply | None:
    """Thanks, once, when the platform confirms it."""
    team = call.work.teams.of_group(call.chat.id)
    if team is not None:
        call.work.plans.wake(team.id)
    if call.bot_is_administrator is False or call.work.sent.named(call.chat.id, PROMOTED):
        return None
    return Reply(Message(welcome.promoted(call.say)), key=PROMOTED)


def let_speak(call: Call) -> Reply | None:
    """Said only where something had been kept back; that it arrives ends it."""
    if call.chat.team is None or call.chat.barred_since is None:
        return None
    return Reply(Message(welcome.let_speak(call.say)))


def demoted(call: Call) -> Reply:
    """Everything goes on, with slashes and replies."""
    return Reply(Message(welcome.demoted(call.say)))


def blocked(call: Call) -> None:
    """The private chat cannot be written to; told at the moment in which that becomes known."""
    if call.chat.kind is ChatKind.PRIVATE:
        plan_sleep.gone(call.work, call.chat, call.now, call.channels)


def edited(call: Call) -> Reply:
    """A command is not run by correcting it: whoever wrote it must know that it does not count."""
    return Reply(Message(welcome.edited(call.say)))


def not_served(call: Call) -> Reply | None:
    """A group that is not on the list gets one sentence, once."""
    if call.incoming.happened is Happened.BOT_REMOVED:
        call.work.chats.set_reachable(call.chat.id, False)
        return None
    if call.by_button:
        return Reply(popup=welcome.not_served(call.say).plain)
    spoken_to = call.incoming.happened in (Happened.SAID, Happened.BOT_ADDED)
    if not spoken_to or call.work.sent.named(call.chat.id, NOT_SERVED):
        return None
    return Reply(Message(welcome.not_served(call.say)), key=NOT_SERVED)
