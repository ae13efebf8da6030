"""Whoever can or cannot be reached: what is not for the group never lands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.notices import Notice
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.recipients import recipients
from bot.domain.rules import Audience, Kind
from tests.domain import sops

GROUP = 100
AT = datetime(2026, 10, 27, 1, 30, tzinfo=UTC)
STEP = replace(sops.step(6, 5), parties=("academics",))
PLAN = Plan(1, 1, sops.sop([STEP]), date(2026, 10, 1), AT)


@st.composite
def teams(draw: st.DrawFn) -> Team:
    """Nobody to six people, with any roles, reachable or not."""
    members = []
    for number in range(draw(st.integers(0, 6))):
        chat = draw(st.sampled_from([None, 101 + number]))
        parties = draw(st.sampled_from([frozenset[tuple[str, str]](), {("test", "academics")}]))
        who = Person(number, f"person {number}", private_chat=chat)
        roles = draw(st.booleans()), draw(st.booleans())
        members.append(Member(who, 1, frozenset(parties), *roles))
    return Team(1, "คณะดำเนินงาน", GROUP, members=tuple(members))


notices = st.builds(
    lambda kind, k, audience, step: Notice(1, step, kind, k, date(2026, 10, 20), audience, AT),
    st.sampled_from(Kind),
    st.sampled_from([0, 1, 3, 7, 14, 21]),
    st.sampled_from(Audience),
    st.sampled_from([None, 6]),
)


@given(notices, teams())
def test_the_group_gets_what_is_for_the_group_and_nothing_else(notice: Notice, team: Team) -> None:
    to = recipients(notice, PLAN, team)
    assert (GROUP in to.chats) == (notice.audience is Audience.GROUP)
    assert len(set(to.chats)) == len(to.chats)


@given(notices, teams())
def test_an_escalation_reaches_somebody_whenever_anybody_may_hear_it(
    notice: Notice, team: Team
) -> None:
    chairs = [m for m in team.chairs if m.person.private_chat]
    secretaries = [m for m in team.secretaries if m.person.private_chat]
    if notice.audience is Audience.CHAIR:
        assert bool(recipients(notice, PLAN, team).chats) == bool(chairs or secretaries)
