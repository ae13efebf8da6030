"""What is left open where somebody is no longer in a team. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.people import Deputy, Member, Team
from bot.domain.plan import Plan, Work
from bot.domain.sop import Party


@dataclass(frozen=True, slots=True)
class OpenWork:
    plan: Plan
    step: int
    work: Work


@dataclass(frozen=True, slots=True)
class Vacant:
    """A party of which nobody is left, and the open steps for which nobody answers by that."""

    plan: Plan
    party: Party
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """`files`: how many wait for their step."""

    works: tuple[OpenWork, ...] = ()
    vacant: tuple[Vacant, ...] = ()
    offices: tuple[str, ...] = ()
    """Chair, secretary: those that nobody holds now."""
    deputies: tuple[Deputy, ...] = ()
    files: int = 0

    @property
    def to_give(self) -> bool:
        """What another can take over by one press."""
        return bool(self.works or self.vacant)

    def __bool__(self) -> bool:
        return bool(self.to_give or self.offices or self.deputies or self.files)


def open_works(plans: Iterable[Plan], owner: int) -> tuple[OpenWork, ...]:
    """Of open steps."""
    return tuple(
        OpenWork(plan, number, work)
        for plan in plans
        for number, state in sorted(plan.states.items())
        for work in state.works
        if work.owner == owner and not state.is_closed
    )


def vacant(plans: Iterable[Plan], without: Team, member: Member) -> tuple[Vacant, ...]:
    """Of which the member was the last; `without`: the team as it is now."""
    found = (
        Vacant(plan, party, _unanswered(plan, without, party))
        for plan in plans
        for party in plan.sop.parties
        if (plan.sop.id, party.id) in member.parties
    )
    return tuple(one for one in found if one.steps)


def vacant_offices(without: Team, member: Member) -> tuple[str, ...]:
    """Of those that the member held."""
    held = {"chair": member.chair, "secretary": member.secretary}
    taken = {"chair": without.chairs, "secretary": without.secretaries}
    return tuple(office for office, holds in held.items() if holds and not taken[office])


def _unanswered(plan: Plan, team: Team, party: Party) -> tuple[int, ...]:
    return tuple(
        number
        for number, state in sorted(plan.states.items())
        if party.id in state.step.parties
        and not state.is_closed
        and not any(m.in_party(plan.sop.id, state.step.parties) for m in team.members)
    )
