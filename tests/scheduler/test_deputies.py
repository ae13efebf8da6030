"""What the clock brings goes to who acts that day, and afterwards again to whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.people import ChatKind
from scheduler import news
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    SECRETARY,
    Office,
    local,
    office_with_plan,
)
from tests.planning import plan_due
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On Monday the 7th ACADEMIC acts for the chair, BOARD_MEMBER for the secretary."""
    store = fresh_store(tmp_path)
    made = office_with_plan(store)
    made.now = local("2026-12-06 16:00")
    made.say(SECRETARY, "รักษาการประธาน @aree 7/12/69", mentions=[ACADEMIC])
    made.say(SECRETARY, "ปฏิบัติราชการแทนเลขานุการ วิชัย 7/12/69")
    at(made, "2026-12-06 16:00")
    yield made
    store.close()


def at(office: Office, moment: str) -> dict[str, str]:
    """What the planner brings at this moment, by who reads it."""
    office.now, told = local(moment), dict[str, str]()
    plan_due(office.store, office.now)
    for post in office.outbox():
        told[post.chat.address] = told.get(post.chat.address, "") + post.text
    return told


def test_the_weekly_letter_is_the_chairs_and_says_as_whom_it_is_read(office: Office) -> None:
    told = at(office, "2026-12-07 08:30")
    assert CHAIR.account not in told
    letter = told[ACADEMIC.account]
    assert "เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4" in letter
    assert "ส่งถึงท่านในฐานะผู้รักษาการแทน นพ.สมคิด ตัวอย่าง (ประธาน) ถึงวันที่ 7 ธันวาคม 2569" in letter


def test_the_week_after_it_is_the_chairs_own_again(office: Office) -> None:
    at(office, "2026-12-07 08:30")
    told = at(office, "2026-12-14 08:30")
    assert "ในฐานะผู้รักษาการ" not in told[CHAIR.account]
    assert ACADEMIC.account not in told


def test_in_place_of_the_responsible_the_deputy_is_reminded(office: Office) -> None:
    office.close(5, date(2027, 2, 26))
    office.now = local("2027-03-01 08:00")
    office.say(MEMBER, "รักษาการ @aree วันนี้ ถึง 3/3/70", mentions=[ACADEMIC])
    told = at(office, "2027-03-02 08:30")
    assert "ขั้นตอนที่ 6" in told[ACADEMIC.account]
    assert MEMBER.account not in told
    assert BOARD_MEMBER.account in told


def test_what_secretaries_are_told_of_trouble_reaches_who_acts(office: Office) -> None:
    office.now = local("2026-12-07 09:00")
    with office.store.work() as work:
        news.plan_stands(work, office.plan().id, "k3f9", office.now)
        work.commit()
    assert {post.chat.address for post in office.outbox()} == {BOARD_MEMBER.account}


def test_a_letter_refused_by_the_deputys_chat_is_lost_to_nobody(office: Office) -> None:
    """It goes to who acts as secretary, to be forwarded."""
    with office.store.work() as work:
        chat = work.chats.at("telegram", ACADEMIC.account, ChatKind.PRIVATE)
        work.chats.set_reachable(chat.id, False)
        work.commit()
    assert "เรียน ประธานคณะดำเนินงาน" in at(office, "2026-12-07 08:30")[BOARD_MEMBER.account]
