"""To which chats a notice goes. Pure.

- A group notice goes to the committee's group and nowhere else; no other notice ever goes there.
- One that its responsible cannot get is lost to them: the group's own version has told.
- One that the chair cannot get (or that has no chair) goes to the secretaries, who forward it.
- One that no secretary can get goes to nobody: to the chair it would be an escalation that the
  rules do not ask for; the chair's own come at k = 7 and 21. It is only reported as unreachable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.assignments import told_to
from bot.domain.notices import Notice
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan, StepState
from bot.domain.quorum import still_to_confirm
from bot.domain.rights import asked_to_verify, verifiers
from bot.domain.rules import Audience, Kind


@dataclass(frozen=True, slots=True)
class Recipients:
    """Ids of chats, once each, and the addressed people who have no chat that can be reached."""

    chats: tuple[int, ...]
    unreachable: tuple[Person, ...] = ()


def recipients(notice: Notice, plan: Plan, team: Team) -> Recipients:
    if notice.audience is Audience.GROUP:
        return Recipients((team.group,))
    people = [m.person for m in _addressed(notice, plan, team)]
    unreachable = tuple(p for p in people if p.private_chat is None)
    chats = _chats(people)
    if notice.audience is Audience.CHAIR and (unreachable or not team.chairs):
        chats += _chats(m.person for m in team.secretaries)
    return Recipients(tuple(dict.fromkeys(chats)), unreachable)


def is_forwarded(notice: Notice, reader: int, team: Team) -> bool:
    """Whether this person gets the notice in the chair's place."""
    member = team.member(reader)
    return notice.audience is Audience.CHAIR and not (member is not None and member.acts_as_chair)


def still_owns(notice: Notice, reader: int, plan: Plan, team: Team) -> bool:
    """Whether what a meeting assigned is still to do, and the reader's; of all else it is true."""
    if notice.audience is not Audience.OWNER or notice.step is None:
        return True
    return bool(told_to(plan.states[notice.step].met, notice.due, team, reader))


def one_copy(found: Iterable[Notice], reader: int, team: Team) -> list[Notice]:
    """Who is addressed twice (as responsible and as secretary) is told once, by the higher role.

    What is to be forwarded to the chair stays a text of its own.
    """
    kept: dict[tuple[object, ...], Notice] = {}
    for notice in sorted(found, key=lambda n: _RANK[n.audience]):
        forwarded = is_forwarded(notice, reader, team)
        same = (notice.plan, notice.step, notice.kind, notice.k, notice.due, forwarded)
        kept.setdefault(same, notice)
    return sorted(kept.values(), key=lambda n: (n.at, n.step or 0))


_RANK = {
    audience: rank
    for rank, audience in enumerate(
        (
            Audience.CHAIR,
            Audience.SECRETARY,
            Audience.RESPONSIBLE,
            Audience.OWNER,
            Audience.GROUP,
        )
    )
}


def _addressed(notice: Notice, plan: Plan, team: Team) -> Sequence[Member]:
    if notice.kind is Kind.REVIEW and notice.step is not None:
        return _who_verifies(notice, plan.states[notice.step], team)
    return _ADDRESSED[notice.audience](notice, plan, team)


def _who_verifies(notice: Notice, state: StepState, team: Team) -> Sequence[Member]:
    """Of those it is for who may; the chairs, where no secretary may. A chair's own report is not
    forwarded to the chair.
    """
    if notice.audience is Audience.CHAIR:
        return [m for m in verifiers(team, state.reporters) if m in team.chairs]
    return asked_to_verify(team, state.reporters)


def _responsible(notice: Notice, plan: Plan, team: Team) -> Sequence[Member]:
    """Members of the step's parties, but for who has said of it that it is done, unless all have
    and it is open still (one has left, say); the chair only as a member of one.
    """
    if notice.step is None:
        return ()
    members = team.responsible(plan.sop.id, plan.sop.step(notice.step).parties)
    state = plan.states[notice.step]
    return (still_to_confirm(state, team, members) if state.agreed else ()) or members


def _owners(notice: Notice, plan: Plan, team: Team) -> Sequence[Member]:
    """Members to whom a meeting assigned what is due on that day, or who stand in for them."""
    if notice.step is None:
        return ()
    met, there = plan.states[notice.step].met, (m for m in team.members if not m.away)
    return tuple(m for m in there if told_to(met, notice.due, team, m.person.id))


_ADDRESSED: dict[Audience, Callable[[Notice, Plan, Team], Sequence[Member]]] = {
    Audience.RESPONSIBLE: _responsible,
    Audience.SECRETARY: lambda _notice, _plan, team: team.secretaries,
    Audience.CHAIR: lambda _notice, _plan, team: team.chairs,
    Audience.OWNER: _owners,
}


def _chats(people: Iterable[Person]) -> list[int]:
    return [p.private_chat for p in people if p.private_chat is not None]
