"""What opening the private chat by an invitation brings, and the list by which it is withdrawn.

A role waits until a steerer agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import Team, on_duty
from bot.domain.rights import still_invites
from bot.ports import Invite
from bot.render.text import invitations as texts
from bot.render.text import leave, roles, welcome
from handlers.core import newest
from handlers.core.asking import marked, open_question
from handlers.core.call import Call, Reply
from handlers.core.invited import open_invitations, pending, waiting
from handlers.core.scope import require_steerer, team_here
from handlers.core.signup import refresh_signup
from handlers.core.words import Words
from handlers.people import departures

ROLES = ("chair", "secretary")
SHOWN = 10
"""Invitations listed, the newest; more are not found again among their buttons."""
ALL = "all"


def invited(call: Call, invite: Invite) -> Message | None:
    """Gives what the invitation carries; nothing of the team to whom it was not meant for."""
    team = call.work.teams.by_id(invite.team)
    if not team.served:
        return Message(welcome.group_not_served(call.say))
    role, _, pressed_by = invite.role.partition(" ")
    if not _counts(call, team, invite):
        return Message(welcome.invitation_expired(call.say))
    if role in ROLES:
        return _role_pressed(call, team, invite, role, pressed_by)
    if team.member(call.person.id) is None:
        if departures.since(call, team, invite.made_at):
            return Message(welcome.invitation_expired(call.say))
        enter(call, team, call.person.id)
        _tell_secretaries(call, team)
    return _join_party(call, team, role)


def enter(call: Call, team: Team, person: int) -> None:
    """Who comes by an invitation need not be in the group, though seen in it before."""
    call.work.chats.left(team.group, person)
    call.work.teams.add_member(team.id, person, call.now)


def withdraw(call: Call) -> Reply:
    """`withdraw t5` lists the open invitations; a code, or `all`, withdraws."""
    words = Words(call.arguments)
    team = team_here(call, words)
    require_steerer(call, team)
    which, there = words.take_word(), open_invitations(call, team)
    gone = [invite for invite in there if which in (invite.code, ALL)]
    if which and not gone:
        raise Refusal("button-expired")
    for invite in gone:
        _withdraw(call, team, invite)
    left = [invite for invite in there if invite not in gone]
    popup = texts.withdrawn(call.say, len(gone)) if gone else ""
    return Reply(_listed(call, team, left), popup, edits=True)


def _withdraw(call: Call, team: Team, invite: Invite) -> None:
    """Nobody can confirm any more whom it has brought."""
    role, _, who = invite.role.partition(" ")
    waits = pending(call.work, team, int(who), role, call.now) if who else None
    if waits is not None:
        call.work.drafts.drop(waits.data.get("question") or waits.id)
        call.work.drafts.drop(waits.id)
    call.work.drafts.withdraw(invite.code)


def _listed(call: Call, team: Team, invites: Sequence[Invite]) -> Message:
    parties = {
        f"party:{plan.sop.id}:{party.id}": party.short
        for plan in call.work.plans.of_team(team.id)
        for party in plan.sop.parties
    }
    lines = [
        texts.Line(
            i.code,
            i.role.partition(" ")[0],
            parties.get(i.role, ""),
            call.work.people.by_id(i.by),
            team.rules.local_day(i.expires_at),
            counts=_counts(call, team, i),
        )
        for i in invites[:SHOWN]
    ]
    return texts.listed(call.say, team, lines, len(invites))


def _role_pressed(call: Call, team: Team, invite: Invite, role: str, pressed_by: str) -> Message:
    """The first who presses uses the invitation up; pressing again asks nobody again."""
    me = str(call.person.id)
    if not pressed_by:
        if not call.work.drafts.reserve(invite, f"{role} {me}"):
            return Message(welcome.invitation_expired(call.say))
        data = {"question": _ask_inviter(call, team, invite)}
        call.work.drafts.put(waiting(role), team.group, call.person.id, data, invite.expires_at)
    elif pressed_by != me or pending(call.work, team, call.person.id, role, call.now) is None:
        return Message(welcome.invitation_expired(call.say))
    return Message(texts.waits_for_confirmation(call.say))


def _ask_inviter(call: Call, team: Team, invite: Invite) -> int:
    """The draft of the question.

    Who is no member yet is shown by the platform's name: the official one is for the team.
    """
    known = team.member(call.person.id) is not None
    who = call.person if known else replace(call.person, official_name="", position="")
    inviter = call.work.people.by_id(invite.by)
    in_private = inviter.private_chat is not None
    line, to = f"appoint t{team.id} u{who.id} {invite.role}", inviter.private_chat or team.group
    say = call.say_in(to, inviter.language if in_private else team.language)
    to_inviter = replace(call, person=inviter, chat=call.work.chats.by_id(to))
    question = open_question(to_inviter, line, "", invite.expires_at)
    message = texts.confirm(say, who, invite.role, line, marked(question))
    call.work.outbox.post(to, message, call.now)
    return question


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


def _counts(call: Call, team: Team, invite: Invite) -> bool:
    """That of a deputy to a party, while he or she is one; to an office none but by who leads."""
    role = invite.role.partition(" ")[0]
    return still_invites(team if role in ROLES else on_duty(team, call.now), invite.by, role)


def _tell_secretaries(call: Call, team: Team) -> None:
    for secretary in on_duty(team, call.now).secretaries:
        call.tell(secretary.person, lambda say: leave.came_by_invitation(say, team, call.person))
