from __future__ import annotations

import pytest

from bot.domain.errors import Missing
from bot.ports import UnitOfWork
from tests.store import rows


def test_who_was_never_met_is_not_made_by_asking(work: UnitOfWork) -> None:
    assert work.people.by_account("telegram", "7") is None
    who = rows.person(work)
    assert work.people.by_account("telegram", "7") == who


def test_a_person_is_made_when_first_met_and_known_afterwards(work: UnitOfWork) -> None:
    met = work.people.seen("telegram", "7", "สมชาย", "Somchai", "en")
    assert (met.name, met.username, met.language) == ("สมชาย", "Somchai", "en")
    assert work.people.seen("telegram", "7", "สมชาย", "Somchai", "en") == met
    assert work.people.by_id(met.id) == met
    assert work.people.seen("line", "7", "สมชาย", "", "").id != met.id


def test_the_language_a_person_chose_outlives_what_the_platform_says(work: UnitOfWork) -> None:
    who = work.people.seen("telegram", "7", "สมชาย", "", "")
    assert who.language == "th"
    work.people.set_language(who.id, "en")
    assert work.people.seen("telegram", "7", "สมชาย", "", "th").language == "en"


def test_name_and_username_follow_the_platform(work: UnitOfWork) -> None:
    work.people.seen("telegram", "7", "สมชาย", "old", "th")
    changed = work.people.seen("telegram", "7", "สมหญิง", "new", "th")
    assert (changed.name, changed.username) == ("สมหญิง", "new")
    assert work.people.seen("telegram", "7", "", "new", "th").name == "สมหญิง"


def test_the_official_name_stays_when_the_person_is_seen_again(work: UnitOfWork) -> None:
    who = rows.person(work)
    work.people.set_official(who.id, "นายสมชาย ตัวอย่าง", "นักวิชาการ")
    again = rows.person(work)
    assert (again.official_name, again.position) == ("นายสมชาย ตัวอย่าง", "นักวิชาการ")


def test_who_shows_no_name_is_known_by_the_role(work: UnitOfWork) -> None:
    team, who = rows.team(work), work.people.seen("telegram", "7", "", "", "th")
    assert who.role == ""
    work.teams.set_role(team.id, who.id, "secretary", True)
    assert work.people.by_id(who.id).role == "secretary"
    assert work.teams.by_id(team.id).secretaries[0].person.role == "secretary"
    named = work.people.seen("telegram", "7", "สมชาย", "", "th")
    assert named.role == ""


def test_a_username_is_found_however_it_is_written(work: UnitOfWork) -> None:
    who = work.people.seen("telegram", "7", "สมชาย", "SomChai", "th")
    assert work.people.by_username("telegram", "@somchai") == who
    assert work.people.by_username("line", "somchai") is None
    assert work.people.by_username("telegram", "") is None


def test_a_username_given_up_belongs_to_whoever_took_it(work: UnitOfWork) -> None:
    work.people.seen("telegram", "7", "สมชาย", "wanted", "th")
    now = work.people.seen("telegram", "8", "สมหญิง", "wanted", "th")
    assert work.people.by_username("telegram", "wanted") == now
    work.people.seen("telegram", "8", "สมหญิง", "", "th")
    assert work.people.by_username("telegram", "wanted") is None


def test_a_person_has_an_account_on_the_channels_that_know_them(work: UnitOfWork) -> None:
    who = rows.person(work)
    assert work.people.account_of("telegram", who.id) == "7"
    assert work.people.account_of("line", who.id) is None


def test_a_person_nobody_knows_is_missing(work: UnitOfWork) -> None:
    with pytest.raises(Missing):
        work.people.by_id(99)
