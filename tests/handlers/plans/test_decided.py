"""A plan with a decision, as it is shown before and after: nothing is planned that may not come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.recurrence import Loop, expanded
from bot.domain.sop import Sop, Way
from bot.domain.standing import Standing
from bot.render.documents.step_rows import step_row
from bot.render.language import speaker
from bot.sops.loader import load
from handlers.dispatch import Dispatcher
from tests.cast import CHAIR, MEMBER, PRIVATE, SECRETARY, SOP, Office, local
from tests.deciding import deciding_office
from tests.domain.deciding import BACK, YES, decision, looping, parting
from tests.domain.plans import day
from tests.domain.sops import NO_DAYS_OFF, sop, step
from tests.stores import fresh_store


@pytest.fixture
def made() -> Sop:
    return parting()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Sop) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield deciding_office(store, monkeypatch, made)
    store.close()


def line_of(shown: str, head: str) -> str:
    """The line below this one."""
    lines = shown.splitlines()
    return lines[lines.index(head) + 1]


def test_before_it_is_taken(office: Office) -> None:
    status, plan = (office.say(MEMBER, words).text for words in ("สถานะ", "แผน"))
    assert "ยังไม่เริ่ม 3 (ทั้งหมด 6 ขั้นตอน)" in status
    assert "ผลที่ต้องระบุเมื่อปิด: ถูกต้อง หรือ ไม่ถูกต้อง" in status
    assert line_of(plan, "○ 6. ขั้นตอนที่ 6") == "หากผลขั้นตอนที่ 3 เป็น “ไม่ถูกต้อง”"
    card = office.say(MEMBER, "สถานะ 6").text
    assert "ดำเนินการหากผลขั้นตอนที่ 3 เป็น “ไม่ถูกต้อง”\n\nผู้รับผิดชอบ" in card
    joined = office.say(MEMBER, "สถานะ 7").text
    assert "รอขั้นตอนที่ 5)" in joined
    assert "ดำเนินการหาก" not in joined


def test_once_it_is_taken(office: Office) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    status, plan = (office.say(MEMBER, words).text for words in ("สถานะ", "แผน"))
    assert "แล้วเสร็จ 3 · อยู่ระหว่างดำเนินการ 0 · เกินกำหนด 0 · ยังไม่เริ่ม 2 (ทั้งหมด 5 ขั้นตอน)" in status
    assert line_of(plan, "– 5. ขั้นตอนที่ 5") == "ไม่ดำเนินการตามผลขั้นตอนที่ 3"
    assert "แล้วเสร็จ 8 ต.ค. 69 · ผล: ไม่ถูกต้อง" in plan
    assert "สถานะ: แล้วเสร็จ\nผล: ไม่ถูกต้อง" in office.say(MEMBER, "สถานะ 3").text
    left = office.say(MEMBER, "สถานะ 4")
    assert "สถานะ: ไม่ดำเนินการตามผลขั้นตอนที่ 3\n\n" in left.text
    assert "แนบหลักฐาน" not in left.labels


def test_the_date_of_what_was_done_on_the_way_not_expected_does_not_move(office: Office) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    office.close(6)
    office.now += timedelta(days=7)
    opened = office.say(SECRETARY, "ยกเลิกการปิด 3 พิจารณาใหม่").text
    assert "กลับมาดำเนินการ: ขั้นตอนที่ 4 และ 5" in opened
    assert "ขั้นตอนที่ 6:" not in opened


@pytest.mark.parametrize("made", [looping()])
def test_rounds_show_when_they_come(office: Office) -> None:
    assert "(ครั้งที่" not in office.say(MEMBER, "แผน").text
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    shown = office.say(MEMBER, "แผน").text
    assert line_of(shown, "○ 1.2. ขั้นตอนที่ 1 (ครั้งที่ 2)") == "9–11 ต.ค. 69 · ยังไม่เริ่ม"
    assert "(ครั้งที่ 3)" not in shown
    assert "หากผล" not in office.say(MEMBER, "สถานะ 1.2").text
    assert "ดำเนินการหากผลขั้นตอนที่ 3 เป็น “ถูกต้อง”" in office.say(MEMBER, "สถานะ 4").text


def beside() -> Sop:
    """A loop from 1 to the decision 3, and 4, which follows what is led back to alone."""
    steps = [step(1, 3), step(2, 3, after=(1,)), decision(3, YES, BACK, after=(2,))]
    loops = {3: Loop(1, "no", 3, lambda n: f"ครั้งที่ {n}")}
    return sop(expanded([*steps, step(4, 3, after=(2,))], {}, loops))


@pytest.mark.parametrize("made", [beside()])
def test_what_follows_a_step_that_may_come_again_waits_for_the_decision(office: Office) -> None:
    assert "สถานะ: ยังไม่เริ่ม (รอขั้นตอนที่ 3)" in office.say(MEMBER, "สถานะ 4").text
    office.say(MEMBER, "เสร็จ 3 ถูกต้อง")
    assert "รอขั้นตอน" not in office.say(MEMBER, "สถานะ 4").text


def test_the_letter_of_the_week_tells_the_way_and_no_closing_of_what_is_left_out(
    office: Office,
) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    office.now = local("2026-10-12 09:00")
    letter = office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).text
    assert "ความก้าวหน้าโดยรวม ร้อยละ 60" in letter
    assert (
        "• ขั้นตอนที่ 3 ขั้นตอนที่ 3 (แล้วเสร็จ 8 ต.ค. 69)\nผล: ไม่ถูกต้อง · ไม่ดำเนินการ: ขั้นตอนที่ 4 และ 5\n\n3."
    ) in letter
    assert "แล้วเสร็จในรอบสัปดาห์: ขั้นตอนที่ 2 และ 3\n" in office.say(CHAIR, "สรุปสัปดาห์").text


def test_a_report_tells_why_a_step_is_not_carried_out(office: Office) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    s = Standing(office.plan(), NO_DAYS_OFF, day("2026-10-12"), office.team())
    rows = {n: step_row(speaker("th"), s, n, []) for n in (3, 4, 6)}
    assert rows[3].state.plain == "แล้วเสร็จ (ผล: ไม่ถูกต้อง)"
    assert rows[4].state.plain == "ไม่ดำเนินการตามผลขั้นตอนที่ 3"
    assert (rows[4].expected, rows[6].planned, rows[6].variance) == (None, None, None)


def test_the_procedure_says_ways_and_conditions_in_words(office: Office) -> None:
    assert "ผลที่เป็นไปได้: ถูกต้อง หรือ ไม่ถูกต้อง\n" in office.say(MEMBER, "คู่มือ 3").text
    assert "ดำเนินการหากผลขั้นตอนที่ 3 เป็น “ไม่ถูกต้อง”" in office.say(MEMBER, "คู่มือ 6").text


def test_of_a_decision_closed_before_set_up_the_way_is_told_or_asked(
    office: Office, made: Sop
) -> None:
    sop = replace(load(SOP), steps=made.steps, cutoffs=())
    office.dispatcher = Dispatcher({SOP: sop}, office.channels)
    draft = office.say(SECRETARY, "/setup 1/10/2569")
    assert "6. ขั้นตอนที่ 6: หากผลขั้นตอนที่ 3 เป็น “ไม่ถูกต้อง”" in draft.text
    asked = office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", draft.post)
    told = office.say(SECRETARY, "1 2/10/69\n2 5/10/69\n3 8/10/69", reply_to=asked.post)
    assert told.labels == ["ถูกต้อง", "ไม่ถูกต้อง"]
    forged = " ".join([*told.post.buttons[0].action.split()[:3], "confirm", "!"])
    assert "ปุ่มนี้ใช้ไม่ได้แล้ว" in office.press(SECRETARY, forged, told.post).popup
    draft = office.press(SECRETARY, "ไม่ถูกต้อง", told.post)
    assert "4. ขั้นตอนที่ 4: ไม่ดำเนินการ\n" in draft.text
    asked = office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", draft.post)
    draft = office.say(SECRETARY, "3 8/10/69 ถูกต้อง", reply_to=asked.post)
    assert "ขั้นตอนที่ 3 · ผล: ถูกต้อง" in draft.text
    double = office.press(SECRETARY, "ยืนยัน", draft.post)
    office.press(SECRETARY, double.labels[0], double.post)
    with office.store.reading() as work:
        newest = max(work.plans.of_team(office.team().id), key=lambda p: p.id)
    assert newest.states[3].way == "yes"
    assert newest.states[6].left_out_by == 3


def test_made_anew_a_way_that_the_file_no_longer_has_is_asked(office: Office, made: Sop) -> None:
    office.say(MEMBER, "เสร็จ 3 ไม่ถูกต้อง")
    named = replace(made.step(3), ways=(Way("fit", "เหมาะสม"), Way("unfit", "ไม่เหมาะสม")))
    steps = tuple(named if s.number == 3 else replace(s, when=()) for s in made.steps)
    office.dispatcher = Dispatcher(
        {SOP: replace(load(SOP), steps=steps, cutoffs=())}, office.channels
    )
    choices = office.say(SECRETARY, "ปิดแผน").post
    question = office.press(SECRETARY, "ยกเลิกและจัดทำใหม่", choices).post
    form = office.press(SECRETARY, "จัดทำใหม่ และนำข้อมูลเดิมมาด้วย", question).posts[-1]
    asked = office.press(SECRETARY, form.action("ระบุวันเริ่มต้นเอง") + " 2026-10-01", form).post
    assert asked.labels == ["เหมาะสม", "ไม่เหมาะสม"]
