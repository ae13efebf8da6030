"""Whom an invitation to a role has brought, until somebody agrees; and which have served."""

from __future__ import annotations

from datetime import datetime

from bot.domain.people import Team
from bot.ports import Draft, Invite, UnitOfWork
from handlers.core.call import Call


def waiting(role: str) -> str:
    """The kind of the draft, in the group's chat, of who pressed an invitation for this role."""
    return f"pending-role:{role}"


def pending(work: UnitOfWork, team: Team, person: int, role: str, now: datetime) -> Draft | None:
    """The person pressed an invitation for this role, and nobody has agreed or declined yet."""
    found = work.drafts.of(waiting(role), team.group, person, now)
    question = found.data.get("question") if found else None
    return None if question and work.drafts.get(question, now) is None else found


def open_invitations(call: Call, team: Team) -> list[Invite]:
    """Of those to a role, none that has served; the newest first."""

    def is_open(invite: Invite) -> bool:
        role, _, who = invite.role.partition(" ")
        return not who or pending(call.work, team, int(who), role, call.now) is not None

    return [i for i in call.work.drafts.invitations(team.id, call.now) if is_open(i)]
