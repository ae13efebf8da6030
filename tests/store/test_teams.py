from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.domain.errors import Conflict, Missing
from bot.domain.people import Deputy
from bot.domain.rules import Kind, Rules
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.conftest import DAYS_OFF
from tests.store.rows import LATER, NOW


def test_a_team_is_found_by_its_group(work: UnitOfWork) -> None:
    made = rows.team(work)
    assert work.teams.of_group(made.group) == made
    assert work.teams.by_id(made.id) == made
    assert work.teams.of_group(rows.group(work, "-2").id) is None
    with pytest.raises(Missing):
        work.teams.by_id(99)


def test_a_group_has_one_team(work: UnitOfWork) -> None:
    rows.team(work)
    with pytest.raises(Conflict):
        rows.team(work)


def test_what_a_team_may_set_is_kept(work: UnitOfWork) -> None:
    made = rows.team(work)
    rules = Rules(slot=time(9), overdue=(1,), off=frozenset({Kind.START, Kind.WEEKLY}))
    work.teams.set_rules(made.id, rules)
    work.teams.rename(made.id, "คณะใหม่")
    work.teams.set_language(made.id, "en")
    now = work.teams.by_id(made.id)
    assert (now.rules, now.name, now.language) == (rules, "คณะใหม่", "en")


def test_a_member_is_added_once_and_stays_what_they_are(work: UnitOfWork) -> None:
    made, who = rows.team(work), rows.person(work)
    work.teams.add_member(made.id, who.id, NOW)
    work.teams.set_role(made.id, who.id, "chair", True)
    work.teams.add_member(made.id, who.id, LATER)
    (member,) = work.teams.by_id(made.id).members
    assert (member.person, member.chair, member.secretary, member.joined_at) == (
        who,
        True,
        False,
        NOW,
    )


def test_one_more_deputy_ends_those_long_past_of_the_team(work: UnitOfWork) -> None:
    made, who, by = rows.team(work), rows.person(work), rows.person(work, "2").id
    other, today = rows.team(work, "-2"), NOW.date()
    ends = [today - timedelta(days=days) for days in (401, 400, -7)]
    for until in ends:
        work.teams.give_deputy(made.id, Deputy(0, who.id, by, until, until), by, NOW)
    work.teams.give_deputy(other.id, Deputy(0, who.id, by, ends[0], ends[0]), by, NOW)
    assert [d.until for d in work.teams.by_id(made.id).deputies] == ends[1:]
    assert [d.until for d in work.teams.by_id(other.id).deputies] == ends[:1]


def test_who_gets_a_role_becomes_a_member_and_may_lose_it_again(work: UnitOfWork) -> None:
    made, who = rows.team(work), rows.person(work)
    work.teams.set_role(made.id, who.id, "secretary", True)
    assert [m.person for m in work.teams.by_id(made.id).secretaries] == [who]
    work.teams.set_role(made.id, who.id, "secretary", False)
    now = work.teams.by_id(made.id)
    assert (now.secretaries, [m.person for m in now.members]) == ((), [who])


def test_taking_a_role_from_a_stranger_makes_no_member(work: UnitOfWork) -> None:
    made, who = rows.team(work), rows.person(work)
    work.teams.set_role(made.id, who.id, "chair", False)
    assert work.teams.by_id(made.id).members == ()
    with pytest.raises(ValueError, match="role"):
        work.teams.set_role(made.id, who.id, "king", True)


def test_members_join_and_leave_the_parties_of_an_sop(work: UnitOfWork) -> None:
    made, who = rows.team(work), rows.person(work)
    for party in ("committee", "academics", "committee"):
        work.teams.join_party(made.id, who.id, "lo-2.4", party)
    work.teams.leave_party(made.id, who.id, "lo-2.4", "academics")
    now = work.teams.by_id(made.id)
    assert [m.person for m in now.responsible("lo-2.4", ("committee",))] == [who]
    assert now.responsible("lo-2.4", ("academics",)) == ()


def test_who_leaves_a_team_leaves_its_parties_too(work: UnitOfWork) -> None:
    made, who = rows.team(work), rows.person(work)
    work.teams.join_party(made.id, who.id, "lo-2.4", "committee")
    work.teams.remove_member(made.id, who.id)
    work.teams.add_member(made.id, who.id, NOW)
    (member,) = work.teams.by_id(made.id).members
    assert member.parties == frozenset()


def test_a_person_may_be_in_several_teams(work: UnitOfWork) -> None:
    first, second, who = rows.team(work), rows.team(work, "-2"), rows.person(work)
    assert work.teams.of_person(who.id) == []
    for made in (first, second):
        work.teams.add_member(made.id, who.id, NOW)
    assert [t.id for t in work.teams.of_person(who.id)] == [first.id, second.id]


def test_a_member_whose_private_chat_is_open_can_be_reached(work: UnitOfWork) -> None:
    made, who = rows.team(work), rows.person(work)
    chat = rows.private_chat(work)
    work.teams.add_member(made.id, who.id, NOW)
    (member,) = work.teams.by_id(made.id).members
    assert member.person.private_chat == chat.id


def test_a_team_edits_the_official_days_off_for_itself_alone(work: UnitOfWork) -> None:
    made, other = rows.team(work), rows.team(work, "-2")
    official, added = date(2026, 10, 13), date(2026, 11, 9)
    work.teams.remove_day_off(made.id, official)
    work.teams.add_day_off(made.id, added, "วันหยุดพิเศษ")
    assert work.teams.days_off(made.id) == {
        added: "วันหยุดพิเศษ",
        date(2026, 12, 10): DAYS_OFF[date(2026, 12, 10)],
    }
    assert work.teams.days_off(other.id) == DAYS_OFF


def test_a_day_off_may_be_taken_out_renamed_and_put_back(work: UnitOfWork) -> None:
    made, day = rows.team(work), date(2026, 11, 9)
    work.teams.add_day_off(made.id, day, "ก")
    work.teams.add_day_off(made.id, day, "ข")
    assert work.teams.days_off(made.id)[day] == "ข"
    work.teams.remove_day_off(made.id, day)
    assert day not in work.teams.days_off(made.id)
    work.teams.add_day_off(made.id, day, "ค")
    assert work.teams.days_off(made.id)[day] == "ค"


def test_teams_with_the_same_days_off_share_a_calendar(work: UnitOfWork) -> None:
    first, second = (rows.team(work, address).id for address in ("-1", "-2"))
    assert work.teams.calendar(first) is work.teams.calendar(second)
    work.teams.add_day_off(first, date(2026, 10, 6), "วันหยุดพิเศษ")
    assert not work.teams.calendar(first).is_working(date(2026, 10, 6))
    assert work.teams.calendar(second).is_working(date(2026, 10, 6))
