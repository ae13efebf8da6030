"""/done of a decision: which way it takes is told or asked; what follows, and how it is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.sop import Document, DocumentKind, Sop
from tests.cast import BOARD_MEMBER, CHAIR, MEMBER, PRIVATE, SECRETARY, STRANGER, Answer, Office
from tests.deciding import deciding_office
from tests.domain.deciding import END, looping, parting
from tests.domain.sops import WORKING, step
from tests.stores import fresh_store

YES, NO, TAKE_BACK = "ถูกต้อง", "ไม่ถูกต้อง", "เลิกทำ"
OfficeOf = Callable[[Sop], Office]


@pytest.fixture
def office_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OfficeOf]:
    store = fresh_store(tmp_path)
    yield lambda made: deciding_office(store, monkeypatch, made)
    store.close()


@pytest.fixture
def office(office_of: OfficeOf) -> Office:
    return office_of(parting())


def way(office: Office) -> str:
    return office.plan().states[3].way


def left_out(office: Office) -> str:
    states = office.plan().states
    return " ".join(str(n) for n, s in sorted(states.items()) if s.left_out_by)


def with_evidence(made: Sop) -> Sop:
    document = Document("minutes", "รายงาน", DocumentKind.EVIDENCE)
    steps = (replace(s, documents=(document,)) if s.number == 3 else s for s in made.steps)
    return replace(made, steps=tuple(steps))


def test_it_asks_which_way_by_buttons_and_keeps_day_and_note(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3 7/10/69 ครบถ้วน")
    assert asked.text == ("ผลของขั้นตอนที่ 3 เป็นอย่างไร\nขั้นตอนที่ 3\n\nโปรดเลือกผล ณ วันที่ 7 ตุลาคม 2569")
    assert asked.labels == [YES, NO, "ยังไม่ปิด"]
    told = office.press(MEMBER, NO, asked.post).text
    assert told.startswith(
        "ปิดขั้นตอนที่ 3 เรียบร้อยแล้ว\nขั้นตอนที่ 3\nผล: ไม่ถูกต้อง\nแล้วเสร็จ 7 ต.ค. 69 (ก่อนกำหนด 1 วัน)\n"
        "ผู้บันทึก นางมาลี ตัวอย่าง\nหมายเหตุ: ครบถ้วน\n\n"
        "ไม่ดำเนินการตามผลการพิจารณาขั้นตอนที่ 3: ขั้นตอนที่ 4 และ 5\n\n"
        "ขั้นตอนที่เริ่มดำเนินการ\nขั้นตอนที่ 6 "
    )
    assert "ขั้นตอนที่ 5: ครบกำหนด" not in told


def test_the_way_expected_leaves_nothing_out_that_was_planned(office: Office) -> None:
    assert "ไม่ดำเนินการตามผล" not in office.say(MEMBER, "เสร็จ 3 ถูกต้อง").text
    assert left_out(office) == "6"


def test_it_stays_open_if_no_way_is_chosen(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3")
    office.press(MEMBER, "ยังไม่ปิด", asked.post)
    assert not office.plan().states[3].is_closed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("เสร็จ 3 ไม่ถูกต้อง ขาดเอกสาร", ("no", "ขาดเอกสาร")),
        ("/done 3 ถูกต้อง", ("yes", "")),
        ("เสร็จ ๓ ผล: ถูกต้องแล้วค่ะ", ("yes", "")),
        ("เสร็จ 3 7/10/69 “ไม่ถูกต้อง” ขาดเอกสาร", ("no", "ขาดเอกสาร")),
        ("/done 3 no", ("no", "")),
    ],
)
def test_the_way_may_be_typed(office: Office, typed: str, expected: tuple[str, str]) -> None:
    office.say(MEMBER, typed)
    assert (way(office), office.plan().states[3].note) == expected


def test_the_answer_may_be_typed(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3 7/10/69 ครบถ้วน")
    unclear = office.say(MEMBER, "บางส่วน", reply_to=asked.post)
    assert unclear.text.endswith("โปรดกดปุ่ม หรือพิมพ์ผลข้อใดข้อหนึ่ง: ถูกต้อง หรือ ไม่ถูกต้อง")
    office.say(MEMBER, "ไม่ถูกต้องค่ะ", reply_to=asked.post)
    state = office.plan().states[3]
    assert (state.way, state.note, str(state.closed_on)) == ("no", "ครบถ้วน", "2026-10-07")


def test_once_it_is_pressed_nothing_waits_for_an_answer(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3", PRIVATE)
    office.press(MEMBER, "ยังไม่ปิด", asked.post)
    office.say(MEMBER, "ถูกต้อง", PRIVATE)
    assert way(office) == ""


def test_a_name_that_only_begins_like_a_way_is_a_note(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3 ถูกต้องบางส่วน")
    assert asked.labels == [YES, NO, "ยังไม่ปิด"]
    office.press(MEMBER, NO, asked.post)
    assert office.plan().states[3].note == "ถูกต้องบางส่วน"


def test_what_speaks_against_closing_is_asked_first_and_loses_nothing(office_of: OfficeOf) -> None:
    office = office_of(with_evidence(parting()))
    doubt = office.say(MEMBER, "เสร็จ 3 7/10/69 ไม่มีไฟล์")
    asked = office.press(MEMBER, "ยืนยันปิดขั้นตอน", doubt.post)
    assert asked.labels == [YES, NO, "ยังไม่ปิด"]
    office.press(MEMBER, NO, asked.post)
    state = office.plan().states[3]
    assert (state.way, state.note, str(state.closed_on)) == ("no", "ไม่มีไฟล์", "2026-10-07")


def test_a_way_told_is_kept_while_something_else_is_asked(office_of: OfficeOf) -> None:
    office = office_of(with_evidence(parting()))
    doubt = office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert "ผล: ไม่ถูกต้อง" in doubt.text
    office.press(MEMBER, "ยืนยันปิดขั้นตอน", doubt.post)
    assert way(office) == "no"


def test_a_way_told_is_kept_while_the_day_is_asked(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง คืนเมื่อ 7/10/69")
    office.say(MEMBER, "7/10/69", reply_to=asked.post)
    state = office.plan().states[3]
    assert (state.way, state.note, str(state.closed_on)) == ("no", "คืนเมื่อ 7/10/69", "2026-10-07")


def test_a_way_back_says_which_round_begins_and_when_it_is_the_last(office_of: OfficeOf) -> None:
    office = office_of(looping(most=2))
    asked = office.say(MEMBER, "เสร็จ 3")
    assert "• ไม่ถูกต้อง: ย้อนกลับไปขั้นตอนที่ 1 (ครั้งที่ 2 จากไม่เกิน 2 ครั้ง)" in asked.text
    told = office.press(MEMBER, NO, asked.post).text
    assert (
        "ย้อนกลับไปดำเนินการขั้นตอนที่ 1 (ครั้งที่ 2 จากไม่เกิน 2 ครั้ง)\nครั้งนี้เป็นครั้งสุดท้าย ย้อนกลับอีกไม่ได้\n\n"
        "ขั้นตอนที่เริ่มดำเนินการ\nขั้นตอนที่ 1.2 "
    ) in told
    for round in ("1.2", "2.2"):
        office.press(MEMBER, "ยืนยันปิดขั้นตอน", office.say(MEMBER, f"เสร็จ {round}").post)
    last = office.press(MEMBER, "ยืนยันปิดขั้นตอน", office.say(MEMBER, "เสร็จ 3.2").post)
    assert last.labels == [YES, "ยังไม่ปิด"]
    assert "ครั้งนี้เป็นครั้งสุดท้าย" in last.text


def test_a_way_that_ends_the_plan_ends_it(office_of: OfficeOf) -> None:
    office = office_of(parting(no=END))
    told = office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert "แผนสิ้นสุดตามผลนี้" in told.text
    assert "ปิดครบทุกขั้นตอนแล้ว (3 ขั้นตอน)" in told.text
    assert left_out(office) == "4 5 6 7"
    ended = "สิ้นสุดตามผลขั้นตอนที่ 3 (ไม่ถูกต้อง)"
    assert ended in private(told, SECRETARY.account)
    assert ended in office.say(MEMBER, "สถานะ").text


def test_what_was_done_before_the_end_opens_only_once_the_end_is_taken_back(
    office_of: OfficeOf,
) -> None:
    office = office_of(parting(no=END))
    office.say(SECRETARY, "เสร็จ 3 ไม่ถูกต้อง")
    refused = office.say(SECRETARY, "ยกเลิกการปิด 2 ยังขาดเอกสาร").text
    assert "ไม่ดำเนินการตามผล" in refused
    assert "3" in refused
    assert office.plan().states[2].left_out_by is None
    office.say(SECRETARY, "ยกเลิกการปิด 3 ยังไม่สิ้นสุด")
    office.say(SECRETARY, "ยกเลิกการปิด 2 ยังขาดเอกสาร")
    assert not office.plan().states[2].is_closed


def test_before_the_plan_ends_what_is_open_besides_is_named(office_of: OfficeOf) -> None:
    made = parting(no=END)
    office = office_of(replace(made, steps=(*made.steps, step(8, 3, WORKING, (1,)))))
    asked = office.say(MEMBER, "เสร็จ 3").text
    assert "• ไม่ถูกต้อง: แผนสิ้นสุด\nหากสิ้นสุด จะไม่ดำเนินการต่อในขั้นตอนที่ 8\n" in asked


def test_taken_back_all_comes_back_and_another_way_can_be_taken(office: Office) -> None:
    before = office.plan().states
    closed = office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    back = office.press(MEMBER, TAKE_BACK, closed.post).text
    assert "กลับมาดำเนินการ: ขั้นตอนที่ 4 และ 5" in back
    assert office.plan().states == before
    office.say(MEMBER, "เสร็จ 3 ถูกต้อง")
    assert left_out(office) == "6"


def test_opened_again_what_was_closed_meanwhile_stays_closed(office: Office) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    office.close(6)
    told = office.say(SECRETARY, "ยกเลิกการปิด 3 ตรวจผิดเรื่อง").text
    assert "กลับมาดำเนินการ: ขั้นตอนที่ 4 และ 5" in told
    office.say(MEMBER, "เสร็จ 3 ถูกต้อง")
    assert (left_out(office), office.plan().states[6].left_out_by) == ("", None)
    assert office.plan().states[6].is_closed


@pytest.mark.parametrize(
    "words", ["เสร็จ 4", "ไม่ดำเนินการ 4 ไม่มีงบ", "ขยายเวลา 4 30/10/69 รอ", "แนบ 4", "ยกเลิกการปิด 4 รอ"]
)
def test_what_is_left_out_says_by_which_decision(office: Office, words: str) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert office.say(SECRETARY, words).text == (
        "ขั้นตอนที่ 4 ไม่ดำเนินการตามผลขั้นตอนที่ 3 (ไม่ถูกต้อง)\n"
        "หากต้องดำเนินการ เลขานุการหรือประธานพิมพ์ “ยกเลิกการปิด 3” แล้วตามด้วยเหตุผล"
    )


def test_passed_over_it_says_which_way_counts(office: Office) -> None:
    assert "โดยถือผลเป็น “ถูกต้อง”" in office.say(SECRETARY, "ไม่ดำเนินการ 3").text
    told = office.say(SECRETARY, "ไม่ดำเนินการ 3 ไม่มีเรื่อง").text
    assert "แผนดำเนินต่อไปโดยถือผลเป็น “ถูกต้อง”" in told
    assert left_out(office) == "6"


def test_the_way_is_chosen_by_who_may_close(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 3")
    office.press(STRANGER, NO, asked.post)
    office.press(STRANGER, "done p1 3 w2 2026-10-08 !")
    assert way(office) == ""
    office.press(SECRETARY, NO, asked.post)
    assert way(office) == "no"


def verified(office: Office) -> None:
    with office.store.work() as work:
        team = work.teams.by_id(office.plan().team)
        work.teams.set_rules(team.id, replace(team.rules, review=True))
        work.commit()


def private(answer: Answer, account: str) -> str:
    return next(p.text for p in answer.elsewhere if p.chat.address == account)


def test_who_verifies_sees_the_way_and_closes_by_it(office: Office) -> None:
    verified(office)
    reported = office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert "ผล: ไม่ถูกต้อง" in reported.text
    assert "ผล: ไม่ถูกต้อง" in private(reported, SECRETARY.account)
    assert "ผล: ไม่ถูกต้อง" in office.say(SECRETARY, "ตรวจรับ").text
    told = office.say(SECRETARY, "ตรวจรับ 3").text
    assert "ไม่ดำเนินการตามผลการพิจารณาขั้นตอนที่ 3" in told
    assert way(office) == "no"


def test_who_names_another_way_than_was_reported_is_told(office: Office) -> None:
    verified(office)
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert "ผลที่รายงาน" in office.say(SECRETARY, "ตรวจรับ 3 ถูกต้อง").text
    assert not office.plan().states[3].is_closed
    office.say(SECRETARY, "ตรวจรับ 3 ไม่ถูกต้อง")
    assert way(office) == "no"


def test_several_who_tell_the_same_close_it(office: Office) -> None:
    office.say(SECRETARY, "ยืนยันร่วม 3 all")
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert "ยืนยัน" in office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง").text
    assert not office.plan().states[3].is_closed
    office.say(BOARD_MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert way(office) == "no"


def test_several_who_differ_leave_it_to_secretary_or_chair(office: Office) -> None:
    office.say(SECRETARY, "ยืนยันร่วม 3 all")
    office.say(MEMBER, "เสร็จ 3 ถูกต้อง")
    differing = office.say(BOARD_MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert differing.text.endswith("ผลที่ยืนยันไม่ตรงกัน จึงยังไม่ปิดขั้นตอน\nเลขานุการหรือประธานเป็นผู้พิจารณา")
    assert "มาลี" not in differing.text
    told = next(p for p in differing.elsewhere if p.chat.address == SECRETARY.account)
    assert "• ถูกต้อง: นางมาลี ตัวอย่าง\n• ไม่ถูกต้อง: นายวิชัย ตัวอย่าง" in told.text
    assert not office.plan().states[3].is_closed
    office.press(SECRETARY, NO, told)
    assert way(office) == "no"


def test_who_differed_may_come_to_another_mind(office: Office) -> None:
    office.say(SECRETARY, "ยืนยันร่วม 3 all")
    office.say(MEMBER, "เสร็จ 3 ถูกต้อง")
    office.say(BOARD_MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    assert "แล้ว" in office.say(BOARD_MEMBER, "เสร็จ 3 ไม่ถูกต้อง").text
    office.say(BOARD_MEMBER, "เสร็จ 3 ถูกต้อง", PRIVATE)
    assert way(office) == "yes"


def test_history_tells_the_way(office: Office) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง ขาดเอกสาร")
    line = "ปิดขั้นตอนที่ 3 แล้วเสร็จ 8 ต.ค. 69 (ผล: ไม่ถูกต้อง): ขาดเอกสาร"
    assert line in office.say(CHAIR, "ประวัติ").text
