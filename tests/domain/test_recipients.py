from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.assignments import told_to
from bot.domain.events import AssignmentDone, Matter, Outcome, Reported
from bot.domain.notices import Notice
from bot.domain.people import Deputy, Member, Person, Team, acting
from bot.domain.plan import Plan
from bot.domain.recipients import one_copy, recipients
from bot.domain.rules import Audience, Kind
from tests.domain import sops

AT = datetime(2026, 10, 27, 1, 30, tzinfo=UTC)
TODAY = AT.date()
CHAIR, SECRETARY, DEPUTY, MEMBER, OTHER = (
    Person(n, name, private_chat=100 + n)
    for n, name in enumerate(("chair", "secretary", "deputy", "member", "other"), start=1)
)
ACADEMIC = frozenset({("test", "academics")})
TEAM = Team(
    1,
    "คณะดำเนินงาน",
    group=100,
    members=(
        Member(CHAIR, 1, chair=True),
        Member(SECRETARY, 1, secretary=True),
        Member(DEPUTY, 1, secretary=True),
        Member(MEMBER, 1, ACADEMIC),
        Member(OTHER, 1),
    ),
)
PLAN = Plan(
    1, 1, sops.sop([replace(sops.step(6, 5), parties=("academics",))]), date(2026, 10, 1), AT
)


def overdue(audience: Audience, k: int = 7) -> Notice:
    return Notice(1, 6, Kind.OVERDUE, k, date(2026, 10, 20), audience, AT)


ASSIGNMENT = replace(overdue(Audience.OWNER), kind=Kind.ASSIGNMENT)


def assigned(outcome: int, owner: int) -> Outcome:
    return Outcome(
        at=AT,
        step=6,
        outcome=outcome,
        kind=Matter.ASSIGNED,
        text="งาน",
        owner=owner,
        due=date(2026, 10, 20),
    )


def chats(audience: Audience, team: Team = TEAM) -> tuple[int, ...]:
    return recipients(overdue(audience), PLAN, team).chats


def on_leave(whose: Person, deputy: Person, team: Team = TEAM) -> Team:
    return acting(replace(team, deputies=(Deputy(1, whose.id, deputy.id, TODAY, TODAY),)), TODAY)


def review(audience: Audience, by: Person, team: Team) -> tuple[int, ...]:
    reported = PLAN.with_event(Reported(at=AT, by=by.id, id=1, step=6, on=TODAY))
    return recipients(Notice(1, 6, Kind.REVIEW, 5, TODAY, audience, AT), reported, team).chats


def without_chat(*people: Person) -> Team:
    """The team, in which these people have no private chat."""
    return replace(
        TEAM,
        members=tuple(
            replace(m, person=replace(m.person, private_chat=None)) if m.person in people else m
            for m in TEAM.members
        ),
    )


def test_each_audience_has_its_chats() -> None:
    assert chats(Audience.GROUP) == (100,)
    assert chats(Audience.RESPONSIBLE) == (104,)
    assert chats(Audience.SECRETARY) == (102, 103)
    assert chats(Audience.CHAIR) == (101,)


def test_what_a_meeting_assigned_is_told_to_whose_it_is_as_long_as_it_is_to_do() -> None:
    plan = replace(PLAN, events=(assigned(1, MEMBER.id), assigned(2, OTHER.id)))
    assert recipients(ASSIGNMENT, plan, TEAM).chats == (104, 105)
    done = plan.with_event(AssignmentDone(at=AT, step=6, outcome=1))
    assert recipients(ASSIGNMENT, done, TEAM).chats == (105,)
    to_both = [ASSIGNMENT, replace(ASSIGNMENT, audience=Audience.SECRETARY)]
    assert [n.audience for n in one_copy(to_both, DEPUTY.id, TEAM)] == [Audience.SECRETARY]


def test_what_was_assigned_to_who_has_left_is_told_to_the_secretaries() -> None:
    left = assigned(2, 99)
    plan = replace(PLAN, events=(assigned(1, MEMBER.id), left))
    assert recipients(ASSIGNMENT, plan, TEAM).chats == (102, 103, 104)
    met = plan.states[6].met
    assert told_to(met, left.due, TEAM, SECRETARY.id) == (left,)
    assert left not in told_to(met, left.due, TEAM, MEMBER.id)
    given = plan.with_event(replace(left, owner=OTHER.id))
    assert recipients(ASSIGNMENT, given, TEAM).chats == (104, 105)


def test_an_unreachable_chair_is_reached_by_way_of_the_secretaries() -> None:
    found = recipients(overdue(Audience.CHAIR), PLAN, without_chat(CHAIR))
    assert found.chats == (102, 103)
    assert [p.id for p in found.unreachable] == [CHAIR.id]


def test_a_team_without_a_chair_has_its_secretaries_told() -> None:
    team = replace(TEAM, members=TEAM.members[1:])
    assert chats(Audience.CHAIR, team) == (102, 103)


def test_nothing_but_a_group_notice_ever_goes_to_the_group() -> None:
    team = without_chat(CHAIR, SECRETARY, DEPUTY, MEMBER)
    for audience in (Audience.CHAIR, Audience.SECRETARY, Audience.RESPONSIBLE):
        assert chats(audience, team) == ()


def test_with_one_secretary_unreachable_the_other_is_told() -> None:
    assert chats(Audience.SECRETARY, without_chat(SECRETARY)) == (103,)


def test_a_weekly_concerns_no_single_step() -> None:
    weekly = Notice(1, None, Kind.WEEKLY, 0, date(2026, 10, 26), Audience.CHAIR, AT)
    assert recipients(weekly, PLAN, TEAM).chats == (101,)


def test_who_is_addressed_twice_is_told_once() -> None:
    found = [overdue(Audience.RESPONSIBLE), overdue(Audience.SECRETARY)]
    assert one_copy(found, SECRETARY.id, TEAM) == [found[1]]


def test_what_is_to_be_forwarded_comes_beside_ones_own() -> None:
    found = [overdue(Audience.SECRETARY), overdue(Audience.CHAIR)]
    assert set(one_copy(found, SECRETARY.id, TEAM)) == set(found)
    assert one_copy(found, CHAIR.id, TEAM) == [found[1]]


def test_what_waits_to_be_verified_is_told_to_who_acts_for_the_chair() -> None:
    assert review(Audience.CHAIR, MEMBER, on_leave(CHAIR, OTHER)) == (OTHER.private_chat,)


def test_what_the_chair_reported_is_not_forwarded_to_the_chair() -> None:
    assert review(Audience.SECRETARY, CHAIR, TEAM) == (102, 103)
    assert review(Audience.CHAIR, CHAIR, TEAM) == ()
    assert review(Audience.CHAIR, MEMBER, without_chat(CHAIR)) == (102, 103)


def test_what_a_deputy_reported_is_told_to_who_is_away_rather_than_to_nobody() -> None:
    alone = replace(TEAM, members=tuple(m for m in TEAM.members if m.person in (SECRETARY, OTHER)))
    assert review(Audience.SECRETARY, OTHER, on_leave(SECRETARY, OTHER, alone)) == (102,)
    assert review(Audience.SECRETARY, OTHER, on_leave(SECRETARY, OTHER)) == (103,)
