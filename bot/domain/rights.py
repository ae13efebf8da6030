"""Who may do what. Set-up asks the platform; everything else is judged here, against one team."""

from __future__ import annotations

from bot.domain.people import Team
from bot.domain.sop import Sop, Step


def may_steer(team: Team, person: int) -> bool:
    """Assign, extend, skip, holidays, settings, reopen, exports, ending: secretary or chair."""
    member = team.member(person)
    return member is not None and (member.chair or member.secretary)


def may_name_secretary(team: Team, person: int, *, administers: bool) -> bool:
    """Secretary or chair; while there is no secretary, who `administers` the group too."""
    return may_steer(team, person) or (administers and not team.secretaries)


def still_invites(team: Team, giver: int, role: str) -> bool:
    """Whether an invitation counts: who gave it leads the team still, or again.

    While there is no secretary, an administrator's to that office counts; who confirms it is
    judged anew.
    """
    vacant = role == "secretary" and not team.secretaries
    return may_steer(team, giver) or (vacant and team.member(giver) is not None)


def may_close(team: Team, sop: Sop, step: Step, person: int) -> bool:
    """Close, attach, progress: the responsible, secretary, chair; anyone of the team while no
    party of the step has a member."""
    if may_steer(team, person):
        return True
    responsible = team.responsible(sop.id, step.parties)
    if not responsible:
        return team.member(person) is not None
    return any(m.person.id == person for m in responsible)


def may_withdraw(team: Team, teller: int | None, person: int) -> bool:
    """An obstacle: whoever told it, the secretary, the chair."""
    return person == teller or may_steer(team, person)
