"""Roles as they are recorded; and an office that somebody took where the platform tells no
administrators, who could give it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain import rights
from bot.domain.errors import Refusal
from bot.domain.events import ActingGiven, Ground, RoleGiven
from bot.domain.people import Deputy, Person, Team
from bot.domain.plan import Plan
from bot.render.text import objection as texts
from handlers.core.call import Call


def ground(call: Call, team: Team, person: Person) -> Ground:
    """Of the office of secretary that this person is about to get."""
    by_right = person.id != call.person.id or rights.may_steer(team, call.person.id)
    if by_right or team.secretaries or call.knows_administrators(team.group):
        return Ground.GIVEN
    return Ground.TAKEN


def tell_group(call: Call, team: Team) -> None:
    """Who is secretary now, with the button of whoever does not agree."""
    until = (call.now + rights.OBJECTIONS).astimezone(team.rules.tz)
    message = texts.taken(call.say_in(team.group, team.language), team, call.person, until)
    call.work.outbox.post(team.group, message, call.now)


def of_team(call: Call, team: Team) -> list[RoleGiven]:
    """Every role given and ended in the team, of all its plans."""
    plans = call.work.plans.of_team(team.id)
    return [e for plan in plans for e in plan.events if isinstance(e, RoleGiven)]


def record(
    call: Call,
    team: Team,
    person: int,
    role: str,
    *,
    holds: bool = True,
    ground: Ground = Ground.GIVEN,
) -> None:
    """In the history of the plans."""
    at, by = call.now, call.person.id
    event = RoleGiven(at=at, by=by, person=person, role=role, holds=holds, ground=ground)
    for plan in _recorded_in(call, team):
        call.work.plans.append(plan, event)


def record_acting(call: Call, team: Team, one: Deputy, *, holds: bool) -> None:
    """In the history of the plans, that somebody acts for another; not `holds`: no longer."""
    event = ActingGiven(
        at=call.now,
        by=call.person.id,
        person=one.person,
        deputy=one.deputy,
        since=one.since,
        until=one.until,
        delegated=one.delegated,
        holds=holds,
    )
    for plan in _recorded_in(call, team):
        call.work.plans.append(plan, event)


def is_barred(call: Call, team: Team, person: int) -> bool:
    """Whether another member has to give an office to this person, after an objection."""
    if call.knows_administrators(team.group):
        return False
    return rights.is_barred(of_team(call, team), person)


def objected_until(call: Call, team: Team, person: int | None = None) -> datetime | None:
    """Until when the others may object to the office of this person, else of the caller, in the
    team's zone.
    """
    if call.knows_administrators(team.group):
        return None
    until = rights.objected_until(of_team(call, team), person or call.person.id, call.now)
    return until.astimezone(team.rules.tz) if until else None


def require_settled(call: Call, team: Team) -> None:
    """Of what cannot be made good again, by an office that was taken minutes ago."""
    if call.knows_administrators(team.group):
        return
    given, member = of_team(call, team), team.member(call.person.id)
    stood_for = member.acts_for if member else ()
    for who in (call.person, *(m.person for m in stood_for)):
        until = rights.slow_until(given, who.id, call.now)
        if until is not None:
            raise Refusal("office-new", at=until.astimezone(team.rules.tz))


def _recorded_in(call: Call, team: Team) -> Sequence[Plan]:
    """The running plans; while none runs the newest, where what was given must be known later."""
    plans = call.work.plans.of_team(team.id)
    running = [plan for plan in plans if plan.is_running]
    return running if running or call.knows_administrators(team.group) else plans[:1]
