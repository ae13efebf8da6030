"""/minutes … anew: what a meeting assigned gets another owner, who hears it, as does the former."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Somebody,
    local,
    office_with_plan,
)
from tests.stores import fresh_store

LINE = "รายงานการประชุม 9 มอบใหม่ 1 @aree"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """MEMBER was assigned one work, BOARD_MEMBER another of a later day."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.now = local("2027-03-03 15:00")
    assigns(office, "@malee ภายใน 31 มี.ค. 70 จัดทำร่างแผน", MEMBER)
    assigns(office, "@wichai ภายใน 9 เม.ย. 70 จัดทำสรุป", BOARD_MEMBER)
    yield office
    store.close()


def assigns(office: Office, what: str, whom: Somebody) -> None:
    office.say(SECRETARY, f"รายงานการประชุม 9 มอบหมาย {what}", PRIVATE, mentions=[whom])


def anew(office: Office) -> Answer:
    return office.say(SECRETARY, LINE, PRIVATE, mentions=[ACADEMIC])


def owners(office: Office) -> list[int | None]:
    return [o.owner for o in office.plan().states[9].met.outcomes]


def ids(office: Office, *who: Somebody) -> list[int]:
    return [office.person(one).id for one in who]


def told(answer: Answer) -> dict[str, str]:
    return {p.chat.address: p.text for p in answer.elsewhere}


def test_typed_in_one_go_both_hear_it_and_the_rest_stays(office: Office) -> None:
    answer = anew(office)
    assert owners(office) == ids(office, ACADEMIC, BOARD_MEMBER)
    assert answer.text == (
        "เปลี่ยนผู้รับมอบหมายงานจากการประชุมขั้นตอนที่ 9 แล้ว\nจัดทำร่างแผน\n"
        "ผู้รับมอบหมาย ดร.อารีย์ ตัวอย่าง\nครบกำหนดวันพุธที่ 31 มีนาคม 2570"
    )
    heard = told(answer)
    assert heard[ACADEMIC.account].startswith("ที่ประชุมมอบหมายงานแก่ท่าน\n")
    assert heard[MEMBER.account].startswith("เปลี่ยนผู้รับมอบหมายงานของท่านเป็นผู้อื่นแล้ว\n")
    assert "อารีย์" not in heard[MEMBER.account]


def test_by_buttons_which_and_to_whom(office: Office) -> None:
    card = office.say(SECRETARY, "รายงานการประชุม 9").post
    which = office.press(SECRETARY, "เปลี่ยนผู้รับมอบหมาย", card).post
    assert which.labels[0] == "จัดทำร่างแผน · ครบกำหนด 31 มี.ค. 70"
    whom = office.press(SECRETARY, which.labels[0], which).post
    assert "นางมาลี ตัวอย่าง" not in whom.labels
    said = office.press(SECRETARY, "ดร.อารีย์ ตัวอย่าง", whom)
    assert owners(office) == ids(office, ACADEMIC, BOARD_MEMBER)
    assert "อารีย์" not in said.text


def test_taken_back_both_hear_that_it_is_as_it_was(office: Office) -> None:
    heard = told(office.press(SECRETARY, "เลิกทำ", anew(office).post))
    assert owners(office) == ids(office, MEMBER, BOARD_MEMBER)
    assert set(heard) == {MEMBER.account, ACADEMIC.account}
    assert "เปลี่ยนผู้รับมอบหมายงานจากการประชุมขั้นตอนที่ 9" in heard[MEMBER.account]


def test_not_once_it_is_carried_out(office: Office) -> None:
    given = anew(office)
    office.say(ACADEMIC, "รายงานการประชุม 9 ดำเนินการแล้ว 1", PRIVATE)
    office.press(SECRETARY, "เลิกทำ", given.post)
    assert owners(office) == ids(office, ACADEMIC, BOARD_MEMBER)
    assert "บันทึกว่าดำเนินการแล้ว" in anew(office).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 มาลี", "บุคคลนี้เป็นผู้รับมอบหมายงานนี้อยู่แล้ว"),
        ("1 สมศรี", "ไม่พบสมาชิกชื่อ “สมศรี”"),
        ("3 วิชัย", "ไม่พบรายการนี้ในรายงานการประชุม"),
    ],
)
def test_what_cannot_be_says_what_to_do_next(office: Office, typed: str, said: str) -> None:
    assert said in office.say(SECRETARY, f"รายงานการประชุม 9 มอบใหม่ {typed}", PRIVATE).text
    assert owners(office) == ids(office, MEMBER, BOARD_MEMBER)


def test_its_owner_gives_it_to_nobody(office: Office) -> None:
    refused = office.say(MEMBER, LINE, mentions=[ACADEMIC]).text
    assert refused.startswith("รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน")


def test_the_history_tells_it(office: Office) -> None:
    anew(office)
    history = office.say(SECRETARY, "ประวัติ 9", PRIVATE).text
    assert "เปลี่ยนผู้รับมอบหมายงานจากการประชุมขั้นตอนที่ 9" in history
