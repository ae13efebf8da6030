from __future__ import annotations

import base64
import re
import secrets
from datetime import timedelta

import pytest

from bot.ports import Draft, UnitOfWork
from tests.store import rows
from tests.store.rows import LATER, MINUTE, NOW


def test_a_draft_is_there_until_it_expires(work: UnitOfWork) -> None:
    chat, who = rows.group(work).id, rows.person(work).id
    data = {"step": 3, "note": "ครับ", "days": [1, 2]}
    made = work.drafts.put("setup", chat, who, data, LATER)
    assert work.drafts.get(made, NOW) == Draft(made, "setup", chat, who, data, LATER)
    assert work.drafts.get(made, LATER) is None
    work.drafts.drop(made)
    assert work.drafts.get(made, NOW) is None


def test_a_new_draft_replaces_the_old_whose_buttons_are_stale(work: UnitOfWork) -> None:
    chat, who = rows.group(work).id, rows.person(work).id
    old, new = (work.drafts.put("setup", chat, who, {"n": n}, LATER) for n in (1, 2))
    assert work.drafts.get(old, NOW) is None
    found = work.drafts.get(new, NOW)
    assert found is not None
    assert found.data == {"n": 2}


def test_a_question_that_is_asked_again_waits_longer_and_keeps_its_id(work: UnitOfWork) -> None:
    chat, who = rows.group(work).id, rows.person(work).id
    made = work.drafts.put("ask:reason", chat, who, {"n": 1}, NOW + MINUTE)
    assert work.drafts.waiting(chat, who, NOW) is not None
    work.drafts.change(made, {"n": 2}, NOW + 2 * MINUTE)
    found = work.drafts.waiting(chat, who, NOW + MINUTE)
    assert found == Draft(made, "ask:reason", chat, who, {"n": 2}, NOW + 2 * MINUTE)


def test_people_kinds_and_chats_have_drafts_of_their_own(work: UnitOfWork) -> None:
    chats = [rows.group(work, a).id for a in ("-1", "-2")]
    people = [rows.person(work, a).id for a in ("7", "8")]
    made = {
        work.drafts.put(kind, chat, who, {}, LATER)
        for kind in ("setup", "extend")
        for chat in chats
        for who in people
    }
    assert all(work.drafts.get(draft, NOW) for draft in made)
    assert len(made) == 8


def test_a_draft_changes_under_its_buttons(work: UnitOfWork) -> None:
    made = work.drafts.put("setup", rows.group(work).id, rows.person(work).id, {"n": 1}, LATER)
    work.drafts.change(made, {"n": 2})
    found = work.drafts.get(made, NOW)
    assert found is not None
    assert found.data == {"n": 2}


def test_a_typed_answer_belongs_to_the_newest_question_still_open(work: UnitOfWork) -> None:
    chat, who = rows.group(work).id, rows.person(work).id
    work.drafts.put("ask:name", chat, who, {}, NOW + 3 * MINUTE)
    work.drafts.put("ask:reason", chat, who, {}, NOW + 2 * MINUTE)
    work.drafts.put("setup", chat, who, {}, NOW + 9 * MINUTE)
    kinds = []
    for minutes in (1, 2, 3):
        found = work.drafts.waiting(chat, who, NOW + minutes * MINUTE)
        kinds.append(found and found.kind)
    assert kinds == ["ask:reason", "ask:name", None]
    assert work.drafts.waiting(chat, rows.person(work, "8").id, NOW) is None


def test_the_newest_question_with_buttons_is_found_until_it_expires(work: UnitOfWork) -> None:
    chat, who = rows.group(work).id, rows.person(work).id
    work.drafts.put("question:older", chat, who, {}, NOW + 3 * MINUTE)
    work.drafts.put("question:newer", chat, who, {}, NOW + 2 * MINUTE)
    work.drafts.put("ask:name", chat, who, {}, NOW + 9 * MINUTE)
    found = [work.drafts.offered(chat, who, NOW + minutes * MINUTE) for minutes in (1, 2, 3)]
    assert [one and one.kind for one in found] == ["question:newer", "question:older", None]
    assert work.drafts.offered(chat, rows.person(work, "8").id, NOW) is None


def test_an_invitation_brings_what_it_was_made_for_for_two_weeks(work: UnitOfWork) -> None:
    team, who = rows.team(work), rows.person(work)
    made = work.drafts.invite(team.id, "chair", who.id, NOW)
    assert (made.team, made.role, made.by) == (team.id, "chair", who.id)
    assert work.drafts.invitation(made.code, NOW + timedelta(days=13)) == made
    assert work.drafts.invitation(made.code, NOW + timedelta(days=14)) is None
    assert work.drafts.invitation("guessed", NOW) is None


def test_invitation_codes_fit_a_link_and_are_never_the_same(work: UnitOfWork) -> None:
    team, who = rows.team(work), rows.person(work)
    codes = {work.drafts.invite(team.id, "", who.id, NOW).code for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch("[A-Za-z0-9_-]{16,64}", code) for code in codes)


def test_an_invitations_code_is_96_bits_of_chance(
    work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []

    def draw(count: int) -> bytes:
        drawn.append(bytes(range(count)))
        return drawn[-1]

    monkeypatch.setattr(secrets, "token_bytes", draw)
    code = work.drafts.invite(rows.team(work).id, "", rows.person(work).id, NOW).code
    assert drawn == [base64.urlsafe_b64decode(code + "==")]
    assert len(drawn[0]) * 8 >= 96


def test_what_has_expired_is_forgotten(work: UnitOfWork) -> None:
    team, who = rows.team(work), rows.person(work)
    made = work.drafts.put("setup", team.group, who.id, {}, LATER)
    invite = work.drafts.invite(team.id, "", who.id, NOW)
    work.drafts.forget(LATER)
    assert work.drafts.get(made, NOW) is None
    assert work.drafts.invitation(invite.code, LATER) == invite
    work.drafts.forget(invite.expires_at)
    assert work.drafts.invitation(invite.code, NOW) is None


def test_a_draft_is_found_by_what_it_is_about(work: UnitOfWork) -> None:
    chat, who = rows.group(work).id, rows.person(work).id
    made = work.drafts.put("gone", chat, who, {}, LATER)
    found = work.drafts.of("gone", chat, who, NOW)
    assert found is not None
    assert found.id == made
    assert work.drafts.of("gone", chat, who, LATER) is None
    assert work.drafts.of("other", chat, who, NOW) is None


def test_of_several_kinds_all_in_a_chat_are_found_and_those_of_one_person_dropped(
    work: UnitOfWork,
) -> None:
    chat, other = (rows.group(work, address).id for address in ("-1", "-2"))
    first, second = (rows.person(work, account).id for account in "78")
    for kind, where, who in (
        ("a:1", chat, first),
        ("a:1", chat, second),
        ("a:2", chat, first),
        ("b:1", chat, first),
        ("a:1", other, first),
    ):
        work.drafts.put(kind, where, who, {}, LATER)
    found = work.drafts.of_kinds(["a:1", "b:1"], chat, NOW)
    assert [(one.kind, one.person) for one in found] == [
        ("a:1", first),
        ("a:1", second),
        ("b:1", first),
    ]
    assert work.drafts.of_kinds(["a:1"], chat, LATER) == []
    work.drafts.drop_all("a:", chat, first)
    left = work.drafts.of_kinds(["a:1", "a:2", "b:1"], chat, NOW)
    assert [(one.kind, one.person) for one in left] == [("a:1", second), ("b:1", first)]
    assert len(work.drafts.of_kinds(["a:1"], other, NOW)) == 1


def test_a_reserved_invitation_carries_what_it_was_reserved_for(work: UnitOfWork) -> None:
    team, who = rows.team(work), rows.person(work)
    made = work.drafts.invite(team.id, "chair", who.id, NOW)
    assert work.drafts.reserve(made, "chair 7")
    found = work.drafts.invitation(made.code, NOW)
    assert found is not None
    assert (found.role, found.made_at) == ("chair 7", NOW)
    assert not work.drafts.reserve(made, "chair 8"), "who presses second reads it as it was"


def test_what_was_withdrawn_meanwhile_is_not_reserved(work: UnitOfWork) -> None:
    made = work.drafts.invite(rows.team(work).id, "chair", rows.person(work).id, NOW)
    work.drafts.withdraw(made.code)
    assert not work.drafts.reserve(made, "chair 7")


def test_the_invitations_of_a_team_are_found_until_they_are_withdrawn(work: UnitOfWork) -> None:
    team, who = rows.team(work), rows.person(work)
    old = work.drafts.invite(team.id, "chair", who.id, NOW)
    new = work.drafts.invite(team.id, "secretary", who.id, NOW + MINUTE)
    assert work.drafts.invitations(team.id, NOW) == [new, old]
    assert work.drafts.invitations(team.id + 1, NOW) == []
    work.drafts.withdraw(new.code)
    assert work.drafts.invitations(team.id, NOW) == [old]
    assert work.drafts.invitations(team.id, old.expires_at) == []
