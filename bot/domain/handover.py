"""What is left open where somebody is no longer in a team. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.events import (
    AssignmentDone,
    Event,
    LeadNamed,
    Outcome,
    OutcomeRemoved,
    Progressed,
    WorkNamed,
    WorkRemoved,
)
from bot.domain.people import Deputy, Member, Team
from bot.domain.plan import Plan, Work, effective
from bot.domain.sop import Party


@dataclass(frozen=True, slots=True)
class OpenWork:
    plan: Plan
    step: int
    work: Work


@dataclass(frozen=True, slots=True)
class OpenAssignment:
    """What a meeting assigned and is not carried out; its step may be closed."""

    plan: Plan
    work: Outcome


@dataclass(frozen=True, slots=True)
class Led:
    """Open steps of which somebody is the main responsible."""

    plan: Plan
    steps: tuple[int, ...]


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
    assigned: tuple[OpenAssignment, ...] = ()
    led: tuple[Led, ...] = ()
    vacant: tuple[Vacant, ...] = ()
    offices: tuple[str, ...] = ()
    """Chair, secretary: those that nobody holds now."""
    deputies: tuple[Deputy, ...] = ()
    files: int = 0

    @property
    def to_give(self) -> bool:
        """What another can take over by one press."""
        return bool(self.works or self.assigned or self.led or self.vacant)

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


def open_assignments(plans: Iterable[Plan], owner: int) -> tuple[OpenAssignment, ...]:
    return tuple(
        OpenAssignment(plan, work)
        for plan in plans
        for _, state in sorted(plan.states.items())
        for work in state.met.to_do(of=(owner,))
    )


def led(plans: Iterable[Plan], person: int) -> tuple[Led, ...]:
    found = (
        Led(
            plan,
            tuple(
                number
                for number, state in sorted(plan.states.items())
                if state.lead == person and not state.is_closed
            ),
        )
        for plan in plans
    )
    return tuple(one for one in found if one.steps)


def can_lead(found: Iterable[Led], team: Team, heir: int, *, can: bool = True) -> tuple[Led, ...]:
    """The steps for which the heir answers; not `can`: the others."""
    kept = (replace(one, steps=_leadable(one, team, heir, can=can)) for one in found)
    return tuple(one for one in kept if one.steps)


def joined(team: Team, heir: Member, found: Iterable[Vacant]) -> Team:
    """With the heir in these parties."""
    parties = heir.parties.union((one.plan.sop.id, one.party.id) for one in found)
    with_heir = (replace(m, parties=parties) if m == heir else m for m in team.members)
    return replace(team, members=tuple(with_heir))


def giving(left: LeftOpen, heir: int, at: datetime, by: int) -> list[tuple[Plan, list[Event]]]:
    """What gives all of it but the parties to the heir, by plan."""
    found: dict[int, tuple[Plan, list[Event]]] = {}
    for plan, event in _events(left, heir, at, by):
        found.setdefault(plan.id, (plan, []))[1].append(event)
    return list(found.values())


def is_built_upon(plan: Plan, given: int) -> bool:
    """Whether a later entry is about the same as the one of this id, or that one stands no more."""
    standing = effective(plan.events)
    about = next((_about(e) for e in standing if e.id == given), None)
    return about is None or any(e.id > given and _about(e) == about for e in standing)


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


def _leadable(one: Led, team: Team, heir: int, *, can: bool) -> tuple[int, ...]:
    sop = one.plan.sop
    return tuple(
        number
        for number in one.steps
        if (team.lead(sop.id, sop.step(number).parties, heir) is not None) is can
    )


def _events(left: LeftOpen, heir: int, at: datetime, by: int) -> Iterator[tuple[Plan, Event]]:
    for one in left.works:
        id, title = one.work.id, one.work.title
        yield one.plan, WorkNamed(at=at, by=by, step=one.step, work=id, title=title, owner=heir)
    for assigned in left.assigned:
        yield assigned.plan, replace(assigned.work, id=0, at=at, by=by, owner=heir)
    for found in left.led:
        for step in found.steps:
            yield found.plan, LeadNamed(at=at, by=by, step=step, person=heir)


def _about(event: Event) -> tuple[object, ...] | None:
    """Of what can be handed over which this is about."""
    if isinstance(event, WorkNamed | WorkRemoved | Progressed):
        return "work", event.step, event.work
    if isinstance(event, Outcome | OutcomeRemoved | AssignmentDone):
        return "assigned", event.step, event.outcome
    return ("lead", event.step) if isinstance(event, LeadNamed) else None


def _unanswered(plan: Plan, team: Team, party: Party) -> tuple[int, ...]:
    return tuple(
        number
        for number, state in sorted(plan.states.items())
        if party.id in state.step.parties
        and not state.is_closed
        and not any(m.in_party(plan.sop.id, state.step.parties) for m in team.members)
    )
