"""Steps that are closed by several: all of those responsible, some, or one of each party. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.events import Agreed
from bot.domain.people import Member, Team
from bot.domain.plan import Plan, StepState

ANYBODY, ALL, EACH_PARTY = "any", "all", "parties"
"""A rule is one of these, or how many: "3"."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`needed`: people, or parties where one of each confirms; `count`: how many of them have.

    `of`: of how many.
    """

    count: int
    needed: int
    of: int
    confirmed: tuple[Member, ...]
    waiting: tuple[Member, ...]
    by_party: bool = False

    @property
    def is_reached(self) -> bool:
        return self.count >= self.needed


def rule_of(plan: Plan, number: int) -> str:
    """As the team has set it, else as the SOP says."""
    return plan.states[number].quorum or plan.sop.step(number).quorum or ANYBODY


def tally(plan: Plan, team: Team, number: int) -> Tally | None:
    """None: one of those responsible closes the step alone, or there are not two of them."""
    rule, parties = rule_of(plan, number), plan.sop.step(number).parties
    answering = team.responsible(plan.sop.id, parties)
    if rule == ANYBODY or len(answering) < 2:
        return None
    waiting = still_to_confirm(plan.states[number], team, answering)
    confirmed = tuple(m for m in answering if m not in waiting)
    if rule == EACH_PARTY:
        of, count = (_parties(plan, parties, members) for members in (answering, confirmed))
        return Tally(count, of, of, confirmed, waiting, by_party=True)
    needed = len(answering) if rule == ALL else min(int(rule), len(answering))
    return Tally(len(confirmed), needed, len(answering), confirmed, waiting)


def awaited(plan: Plan, team: Team, number: int, person: int) -> bool:
    """Whether what this person says of the step is one word of several; also of who is away."""
    found = tally(plan, team, number)
    members = (*found.confirmed, *found.waiting) if found else ()
    return any(person in team.stands_for(m.person.id) for m in members)


def is_split(agreed: Sequence[Agreed]) -> bool:
    """Whether those who confirmed a decision have told different ways."""
    return len({e.way for e in agreed}) > 1


def still_to_confirm(state: StepState, team: Team, members: Sequence[Member]) -> tuple[Member, ...]:
    """Who has not said of it that it is done; who is away and the deputy have one word together."""
    agreed = {e.by for e in state.agreed}
    return tuple(m for m in members if not agreed & team.stands_for(m.person.id))


def _parties(plan: Plan, parties: Sequence[str], members: Sequence[Member]) -> int:
    """Of how many of the step's parties these are."""
    return sum(any(m.in_party(plan.sop.id, (p,)) for m in members) for p in parties)
