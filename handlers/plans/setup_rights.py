"""Who may make a plan for a group."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.people import Chat, Team, on_duty
from bot.domain.rights import may_steer
from handlers.core import offices
from handlers.core.call import Call
from handlers.core.scope import may_not_steer


def may_set_up(call: Call, group: Chat) -> bool:
    """An administrator of the group; once its team has a secretary or a chair, only these.

    Where the platform tells no administrators, whoever is in it, but for whom a member objected to.
    """
    team = call.work.teams.of_group(group.id)
    if team is not None and _is_steered(team):
        return may_steer(on_duty(team, call.now), call.person.id)
    return group.address in call.administered and not _is_barred(call, team)


def _is_barred(call: Call, team: Team | None) -> bool:
    return team is not None and offices.is_barred(call, team, call.person.id)


def _is_steered(team: Team) -> bool:
    return bool(team.secretaries or team.chairs)


def may_not(call: Call, group: Chat) -> Refusal:
    """The refusal names who may."""
    team = call.work.teams.of_group(group.id)
    if team is not None and _is_steered(team):
        return may_not_steer(team)
    return Refusal("objected-to" if _is_barred(call, team) else "setup-not-administrator")
