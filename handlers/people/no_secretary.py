"""A team without a secretary: the group is told what to do, and its administrators may do it."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import Team
from bot.domain.rights import may_name_secretary, may_steer
from bot.ports import NO_SECRETARY
from bot.render.text import no_secretary as texts
from handlers.core import offices
from handlers.core.call import Call
from handlers.core.scope import may_not_steer


def tell_group(call: Call, team: Team) -> None:
    """Nobody else may hear of it: the chair, too, may be without a private chat.

    A group that is not served is told by the planner when it is.
    """
    if not team.served or team.secretaries or not call.work.plans.live(team.id):
        return
    message = texts.missing(call.say_in(team.group, team.language), team)
    call.work.outbox.post(team.group, message, call.now, key=key(team))


def settled(call: Call, team: Team) -> None:
    """There is one now: what the group was told no longer asks for anything, and may be
    told anew.
    """
    told = call.work.sent.named(team.group, key(team))
    if told is not None and team.secretaries and call.may_edit(team.group):
        message = Message(texts.found(call.say_in(team.group, team.language), team))
        call.work.outbox.post(team.group, message, call.now, edits=told)


def require_may_name(call: Call, team: Team) -> None:
    """Secretary or chair; while there is no secretary an administrator of the group too.

    Where the platform tells none, whoever is in the group, but for whom a member objected to.
    """
    if not may_name_secretary(team, call.person.id, administers=administers(call, team)):
        raise may_not_steer(team) if team.secretaries else Refusal("secretary-by-administrator")
    if not may_steer(team, call.person.id) and offices.is_barred(call, team, call.person.id):
        raise Refusal("objected-to")


def administers(call: Call, team: Team) -> bool:
    """As the platform was asked; one that tells no administrators says who is in the group."""
    group = call.work.chats.by_id(team.group)
    return group.channel == call.chat.channel and group.address in call.administered


def key(team: Team) -> str:
    return f"{NO_SECRETARY}{team.id}"
