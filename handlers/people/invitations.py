"""What opening the private chat by an invitation brings; a role waits until a steerer agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.message import Message
from bot.domain.people import Team
from bot.ports import Draft, Invite, UnitOfWork
from bot.render.language import speaker
from bot.render.text import invitations as texts
from bot.render.text import leave, roles, welcome
from handlers.core import newest
from handlers.core.call import Call
from handlers.core.signup import refresh_signup
from handlers.people import departures

ROLES = ("chair", "secretary")


def invited(call: Call, invite: Invite) -> Message | None:
    """Gives what the invitation carries; nothing of the team to whom it was not meant for."""
    team = call.work.teams.by_id(invite.team)
    if not team.served:
        return Message(welcome.group_not_served(call.say))
    role, _, pressed_by = invite.role.partition(" ")
    if role in ROLES:
        return _role_pressed(call, team, invite, role, pressed_by)
    if team.member(call.person.id) is None:
        if departures.since(call, team, invite.made_at):
            return Message(welcome.invitation_expired(call.say))
        call.work.teams.add_member(team.id, call.person.id, call.now)
        _tell_secretaries(call, team)
    return _join_party(call, team, role)


def pending(work: UnitOfWork, team: Team, person: int, role: str, now: datetime) -> Draft | None:
    """The person pressed an invitation for this role, and nobody has agreed yet."""
    return work.drafts.of(_kind(role), team.group, person, now)


def _kind(role: str) -> str:
    return f"pending-role:{role}"


def _role_pressed(call: Call, team: Team, invite: Invite, role: str, pressed_by: str) -> Message:
    """The first who presses uses the invitation up; pressing again asks nobody again."""
    me = str(call.person.id)
    if pressed_by not in ("", me):
        return Message(welcome.invitation_expired(call.say))
    if not pressed_by:
        call.work.drafts.reserve(invite.code, f"{role} {me}")
        call.work.drafts.put(_kind(role), team.group, call.person.id, {}, invite.expires_at)
        _ask_inviter(call, team, invite)
    return Message(texts.waits_for_confirmation(call.say))


def _ask_inviter(call: Call, team: Team, invite: Invite) -> None:
    """Who is no member yet is shown by the platform's name: the official one is for the team."""
    known = team.member(call.person.id) is not None
    who = call.person if known else replace(call.person, official_name="", position="")
    inviter = call.work.people.by_id(invite.by)
    in_private = inviter.private_chat is not None
    say = speaker(inviter.language if in_private else team.language)
    action = f"appoint t{team.id} u{who.id} {invite.role}"
    question = texts.confirm(say, who, invite.role, action)
    call.work.outbox.post(inviter.private_chat or team.group, question, call.now)


def _join_party(call: Call, team: Team, role: str) -> Message | None:
    kind, _, what = role.partition(":")
    if kind != "party":
        return None
    sop, _, party = what.partition(":")
    call.work.teams.join_party(team.id, call.person.id, sop, party)
    for plan in call.work.plans.of_team(team.id):
        if plan.is_running and plan.sop.id == sop:
            refresh_signup(call, call.work.teams.by_id(team.id), plan)
            newest.keep(call, f"party p{plan.id} {party} out")
            return Message(roles.you_joined(call.say, team, plan.sop.party(party).name))
    return None


def _tell_secretaries(call: Call, team: Team) -> None:
    for secretary in team.secretaries:
        call.tell(secretary.person, lambda say: leave.came_by_invitation(say, team, call.person))
