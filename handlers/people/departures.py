"""Who is no longer in a team: what ends with it, and that old invitations bring nobody back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.message import Message, Text
from bot.domain.people import Member, Team
from bot.ports import INVITE_LASTS, LEFT_TEAM
from bot.render.language import Say, speaker
from handlers.core.call import Call
from handlers.core.signup import refresh_all

Told = Callable[[Say, Team, Member], Text]


def take_off(call: Call, team: Team, member: Member, told: Told) -> None:
    """No longer a member; the leaders hear of lost duties."""
    remember(call, team, member.person.id)
    call.work.teams.remove_member(team.id, member.person.id)
    tell(call, team, member, told)


def tell(
    call: Call,
    team: Team,
    member: Member,
    told: Told,
    to_chair: Told | None = None,
) -> None:
    """To those who lead the team, if somebody else has to take over; the sign-up shows it too.

    `to_chair`: how it is put to a chair who is not the secretary too.
    """
    if member.has_duty:
        _tell_leaders(call, team, member, told, to_chair or told)
    refresh_all(call, team.id)


def remember(call: Call, team: Team, person: int) -> None:
    """As long as the invitations made until now last."""
    call.work.drafts.put(LEFT_TEAM, team.group, person, {}, call.now + INVITE_LASTS)


def since(call: Call, team: Team, moment: datetime) -> bool:
    """Whether the person has left the team, or was removed, after that."""
    gone = call.work.drafts.of(LEFT_TEAM, team.group, call.person.id, call.now)
    return gone is not None and gone.expires_at >= moment + INVITE_LASTS


def _tell_leaders(call: Call, team: Team, member: Member, told: Told, to_chair: Told) -> None:
    for other in {*team.secretaries, *team.chairs} - {member}:
        chat = other.person.private_chat
        if chat is not None:
            write = told if other.secretary else to_chair
            text = write(speaker(other.person.language), team, member)
            call.work.outbox.post(chat, Message(text), call.now)
