"""The fixed cast, told once: a committee, its members and its plan, ready to talk to the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from bot.domain.calendar import calendar_of, fiscal_year
from bot.domain.events import Closed
from bot.domain.incoming import Place
from bot.domain.people import ChatKind, Team
from bot.domain.plan import Plan
from bot.domain.timeline import baseline
from bot.ports import Store, UnitOfWork
from bot.sops.loader import load
from tests.office import Answer, Office, Post
from tests.people import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    CHANNEL,
    COMMITTEE,
    GROUP,
    MEMBER,
    MEMBERS,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    SOP,
    STRANGER,
    ZONE,
    Somebody,
    local,
    mention,
    met,
    pdf,
    place_of,
    team_of,
)
from tests.stores import fill_once

__all__ = (
    "ACADEMIC",
    "BOARD_MEMBER",
    "CHAIR",
    "CHANNEL",
    "COMMITTEE",
    "FIRST_FOUR",
    "GROUP",
    "MEMBER",
    "MEMBERS",
    "OTHER_GROUP",
    "PRIVATE",
    "SECRETARY",
    "SOP",
    "STRANGER",
    "ZONE",
    "Answer",
    "Office",
    "Post",
    "Somebody",
    "at_eight",
    "found_team",
    "local",
    "make_plan",
    "mention",
    "met",
    "office_with_plan",
    "pdf",
    "place_of",
    "team_of",
)

FIRST_FOUR: Mapping[int, date] = {
    1: date(2026, 10, 2),
    2: date(2026, 10, 5),
    3: date(2026, 10, 12),
    4: date(2026, 10, 16),
}
"""Closing days after which steps 5 and 7 run and step 8 waits for its fixed start."""


def office_with_plan(
    store: Store,
    start: date = date(2026, 10, 1),
    closed: Mapping[int, date] = FIRST_FOUR,
    *,
    members: Sequence[Somebody] = MEMBERS,
    unopened: Sequence[Somebody] = (),
) -> Office:
    """The committee with its plan; all but `unopened` have opened their private chats."""

    def fill(store: Store) -> None:
        with store.work() as work:
            team = found_team(work, GROUP, members, unopened, at_eight(start))
            make_plan(work, team, start, closed)
            work.commit()

    # With `load`: a test may put another in its place.
    what = start, tuple(closed.items()), tuple(members), tuple(unopened), load
    fill_once(store, what, fill)
    return Office(store)


def found_team(
    work: UnitOfWork,
    place: Place,
    members: Sequence[Somebody],
    unopened: Sequence[Somebody],
    now: datetime,
) -> Team:
    """A committee in this group, with the roles and parties of its members."""
    group = work.chats.at(CHANNEL, place.address, place.kind, place.title)
    team = work.teams.create(place.title, group.id, "th", now)
    for who in members:
        _enrol(work, team, who, opened=who not in unopened, now=now)
    return work.teams.by_id(team.id)


def _enrol(work: UnitOfWork, team: Team, who: Somebody, *, opened: bool, now: datetime) -> None:
    person = met(work, who)
    work.people.set_official(person.id, who.official_name, who.position)
    work.chats.seen_in(team.group, person.id)
    work.teams.add_member(team.id, person.id, now)
    for role in who.roles:
        work.teams.set_role(team.id, person.id, role, True)
    for party in who.parties:
        work.teams.join_party(team.id, person.id, SOP, party)
    if opened:
        chat = work.chats.at(CHANNEL, who.account, ChatKind.PRIVATE, who.name)
        work.chats.opened_by(chat.id, person.id)


def make_plan(work: UnitOfWork, team: Team, start: date, closed: Mapping[int, date]) -> Plan:
    """The built-in SOP, confirmed at eight on its start; each closing recorded at 16.30."""
    sop = load(SOP).for_fiscal_year(fiscal_year(start))
    calendar = calendar_of(work.teams.days_off(team.id))
    first = baseline(sop, start, calendar)
    plan = work.plans.create(team.id, sop, start, (), first, at_eight(start))
    by = met(work, SECRETARY).id
    events = [_closing(step, day, by) for step, day in sorted(closed.items())]
    return work.plans.append(plan, *events)


def _closing(step: int, on: date, by: int) -> Closed:
    at = datetime.combine(on, time(16, 30), ZONE).astimezone(UTC)
    return Closed(at=at, by=by, step=step, on=on)


def at_eight(day: date) -> datetime:
    return datetime.combine(day, time(8), ZONE).astimezone(UTC)
