"""Steps that recur, in everything people see and type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.events import Closed
from bot.domain.incoming import Place
from bot.domain.message import Message
from bot.domain.numbers import StepNumber
from bot.ports import Store
from bot.sops.loader import load
from tests.cast import (
    CHAIR,
    FIRST_FOUR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    local,
    office_with_plan,
)
from tests.planning import plan_due
from tests.recurring import MONTHLY, office_with_rounds, recurring_sop, use_rounds
from tests.stores import fresh_store

SAMPLES = Path(__file__).parents[2] / "sops" / "samples"
RAW = re.compile(r"(?<![0-9])[1-9][0-9]*000[0-9]{1,2}(?![0-9])")
"""An occurrence as it is kept, which nobody is to see."""
LINES = """/status /plan /my /weekly /history /files /sop /calendar /assignments /lesson /quorum
    /status 6.3 /status 6 /files 6.3 /history 6.3 /sop 6.3 /done 6.3 /done 9 /attach 6.4
    /progress 6.4 40
    /extend 6.3 5 มี.ค. 70 งานมาก /agenda 9.2 /minutes 9.2 /attend 9.2 /date 9.2 26 ก.พ. 70 09.00
    /snooze 6.4 /skip 6.4 ไม่มี /reopen 6.2 ผิด /whatif 6.5 10 วัน /end /report 1 /evidence 1 /setup"""
CLOSED: Mapping[int, date] = {
    StepNumber.of(6, 1): date(2026, 11, 3),
    StepNumber.of(6, 2): date(2026, 12, 8),
    StepNumber.of(9, 1): date(2026, 12, 30),
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """In February the reports on December and January are overdue."""
    store = fresh_store(tmp_path)
    found = office_with_rounds(store, monkeypatch)
    for number, day in {**FIRST_FOUR, **CLOSED}.items():
        found.close(number, day)
    found.now = local("2027-02-10 09:00")
    yield found
    store.close()


def closed_on(office: Office, number: int) -> date | None:
    return office.plan().states[number].closed_on


def seen(message: Message) -> str:
    buttons = (f"{b.label} {b.action}" for row in message.buttons for b in row)
    return "\n".join([message.text.plain, *buttons, *(d.name for d in message.documents)])


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
def test_nobody_sees_how_the_number_of_an_occurrence_is_kept(office: Office, chat: Place) -> None:
    office.keep_file(StepNumber.of(6, 3), "รายงาน.pdf")
    for line in LINES.split("/")[1:]:
        answer = office.say(SECRETARY, f"/{line.strip()}", chat)
        for post in (*answer.posts, *answer.elsewhere):
            assert not RAW.search(seen(post.message)), (line, post.text)


def test_a_status_folds_what_is_late_and_names_the_next(office: Office) -> None:
    text = office.say(SECRETARY, "สถานะ").text
    assert (
        "6.3, 6.4. รายงานความก้าวหน้าการดำเนินงาน\n"
        "เกินกำหนด 2 รอบ นานที่สุด 37 วัน (ครบกำหนด 4 ม.ค. 70) · คณะดำเนินงาน" in text
    )
    assert "6.5. รายงานความก้าวหน้าการดำเนินงาน (ก.พ. 70) (1–2 มี.ค. 70)\nอีก 7 รอบ ถึง 4 ต.ค. 70" in text


def test_a_plan_counts_what_is_done_and_what_comes_later(office: Office) -> None:
    post = office.say(SECRETARY, "แผน").post
    assert (
        "✓ 6.1, 6.2. รายงานความก้าวหน้าการดำเนินงาน\nแล้วเสร็จ 2 รอบ (ล่าสุด 8 ธ.ค. 69)\n! 6.3, 6.4."
        in post.text
    )
    assert "(ไตรมาส 1)\nแล้วเสร็จ 30 ธ.ค. 69" in post.text  # one alone tells of when it is
    assert "6.6" not in post.text
    assert "ถัดไป ›" not in post.labels


def test_the_step_itself_shows_each_open_time_on_a_line(office: Office) -> None:
    post = office.say(SECRETARY, "สถานะ 6").post
    head, lines = post.text.split("\n\n")
    assert head.endswith("ดำเนินการทุกเดือน")
    assert lines.split("\n")[:3] == [
        "แล้วเสร็จ 2 รอบ (6.1, 6.2)",
        "! 6.3 ธ.ค. 69: 1–4 ม.ค. 70 · เกินกำหนด 37 วัน",
        "! 6.4 ม.ค. 70: 1–2 ก.พ. 70 · เกินกำหนด 8 วัน",
    ]
    assert lines.count("\n") == 10
    card = office.press(SECRETARY, "ขั้นตอนที่ 6.3", post).text
    assert card.startswith("ขั้นตอนที่ 6.3 รายงานความก้าวหน้าการดำเนินงาน (ธ.ค. 69)")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("เสร็จ 6", 3), ("/done 6.4", 4), ("ขั้นตอนที่ 6.4 เสร็จแล้ว", 4), ("เสร็จ ๖ รอบ ๔", 4)),
        *(("เสร็จ 6 ม.ค.", 4), ("ปิดขั้นตอนที่ 6 เดือนมกราคม", 4), ("เสร็จ 6 รอบ ม.ค.", 4)),
        *(("เสร็จขั้นตอนที่ 6 ม.ค. 70", 4), ("เสร็จ 6 ม.ค. 2570", 4), ("เสร็จ 6 ม.ค. 9/2/2570", 4)),
    ],
)
def test_which_time_is_told_by_number_round_or_month(
    office: Office, said: str, number: int
) -> None:
    assert f"ยืนยันปิดขั้นตอนที่ 6.{number} ณ วันที่" in office.say(SECRETARY, said).text


@pytest.mark.parametrize("said", ["เสร็จ 9 ไตรมาส 3", "ปิดขั้นตอนที่ 9 ไตรมาสที่ ๓ ประชุมแล้ว"])
def test_the_name_of_a_period_tells_the_time_though_another_is_open(
    office: Office, said: str
) -> None:
    assert "ยืนยันปิดขั้นตอนที่ 9.3 ณ วันที่" in office.say(SECRETARY, said).text


@pytest.mark.parametrize("told", ["6 ก.พ.", "6 ก.พ. 2570"])
def test_a_month_names_the_time_that_is_looked_at(office: Office, told: str) -> None:
    assert office.say(SECRETARY, f"สถานะ {told}").text.startswith("ขั้นตอนที่ 6.5 ")


def test_a_day_on_which_its_time_has_not_begun_stays_a_day(office: Office) -> None:
    office.close(StepNumber.of(6, 3))
    asked = office.say(SECRETARY, "เสร็จ 6 ก.พ. 70").post
    assert "6.4. รายงานความก้าวหน้าการดำเนินงาน (ม.ค. 70)" in asked.labels


def test_a_day_stays_a_day(office: Office) -> None:
    asked = office.say(SECRETARY, "เสร็จ 6 5 ม.ค. 70").post
    office.press(SECRETARY, "ยืนยันปิดขั้นตอน", asked)
    assert closed_on(office, StepNumber.of(6, 3)) == date(2027, 1, 5)


def test_where_several_can_be_meant_the_likely_ones_are_offered(office: Office) -> None:
    post = office.say(SECRETARY, "/extend 6 5/3/70 ระบบขัดข้อง").post
    assert post.labels == [
        "6.3. รายงานความก้าวหน้าการดำเนินงาน (ธ.ค. 69)",
        "6.4. รายงานความก้าวหน้าการดำเนินงาน (ม.ค. 70)",
    ]
    assert "ขั้นตอนที่ 6.4" in office.press(SECRETARY, post.labels[1], post).text


@pytest.mark.parametrize(("number", "range"), [("9.8", "9.1–9.4"), ("13", "1–12"), ("7.2", "1–12")])
def test_an_unknown_number_is_answered_with_the_right_range(
    office: Office, number: str, range: str
) -> None:
    told = office.say(SECRETARY, f"/status {number}").text
    assert told.startswith(f"ไม่พบขั้นตอนที่ {number} ในแผนนี้ (มีขั้นตอนที่ {range})")


def test_a_round_that_cannot_be_is_not_taken_for_the_next(office: Office) -> None:
    told = office.say(SECRETARY, "เสร็จ 6 รอบ 13").text
    assert told.startswith("ไม่พบขั้นตอนที่ 6.13 ในแผนนี้ (มีขั้นตอนที่ 6.1–6.12)")


def test_the_procedure_has_the_step_once(office: Office) -> None:
    menu = office.say(SECRETARY, "คู่มือ").post
    assert menu.labels.count("6") == 1
    assert "6.1" not in menu.text
    page = office.say(SECRETARY, "คู่มือ 6.2").post
    assert page.text.startswith("ขั้นตอนที่ 6 รายงานความก้าวหน้าการดำเนินงาน\n")
    assert "ดำเนินการทุกเดือน" in page.text
    assert page.labels[:2] == ["ขั้นตอนที่ 5", "ขั้นตอนที่ 7"]


def test_the_weekly_summary_tells_what_is_late_at_once(office: Office) -> None:
    late = "• ขั้นตอนที่ 6.3, 6.4 รายงานความก้าวหน้าการดำเนินงาน (เกินกำหนด 2 รอบ นานที่สุด 37 วัน)"
    assert late in office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).text


def test_three_months_a_report_is_closed_late_and_the_next_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each month the group hears of that month's report alone."""
    whole = recurring_sop()
    monthly = replace(whole, steps=whole.occurrences(MONTHLY), cutoffs=())
    store, heard, told = fresh_store(tmp_path), [], []
    office = office_with_rounds(store, monkeypatch, monthly)
    for day in (date(2026, 11, 2) + timedelta(n) for n in (0, 1, 2, 29, 30, 60, 63)):
        office.now = local(f"{day} 08:30")
        plan_due(store, office.now)
        posts = [p.text for p in office.outbox() if p.chat.address == GROUP.address]
        heard.append({*re.findall(r"ขั้นตอนที่ (6\.[0-9]+) ราย", "".join(posts))})
        told += [close_late(office)] if day in (date(2026, 11, 4), date(2026, 12, 2)) else []
    assert heard == [{"6.1"}, {"6.1"}, {"6.1"}, {"6.2"}, {"6.2"}, {"6.3"}, {"6.3"}]
    assert "ลำดับถัดไป (ยังไม่ถึงวันเริ่ม)\nขั้นตอนที่ 6.2 รายงาน" in told[0]
    assert told[0].endswith("อีก 10 รอบ ถึง 4 ต.ค. 70")
    store.close()


def close_late(office: Office) -> str:
    """In the morning of the day, the first that is open."""
    office.now += timedelta(hours=2)
    asked = office.say(SECRETARY, "เสร็จ 6").post
    return office.press(SECRETARY, "ยืนยันปิดขั้นตอน", asked).text


def test_one_button_leads_to_all_that_is_late_of_a_step(office: Office) -> None:
    post = office.say(SECRETARY, "สถานะ").post
    assert post.labels[:3] == ["ขั้นตอนที่ 5", "ขั้นตอนที่ 6", "ขั้นตอนที่ 7"]
    assert "ดำเนินการทุกเดือน" in office.press(SECRETARY, "ขั้นตอนที่ 6", post).text


def test_ones_own_work_names_the_next_time(office: Office) -> None:
    text = office.say(MEMBER, "งานของฉัน", PRIVATE).text
    assert "6.3, 6.4. รายงานความก้าวหน้าการดำเนินงาน\nเกินกำหนด 2 รอบ" in text
    assert "6.5. รายงานความก้าวหน้าการดำเนินงาน (ก.พ. 70) (1–2 มี.ค. 70)\nอีก 7 รอบ" in text
    assert "6.6" not in text


def test_at_set_up_each_step_has_a_line_and_past_times_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = fresh_store(tmp_path)
    office = unset_office(store, monkeypatch)
    draft = office.say(SECRETARY, "/setup 1/10/2569").post
    assert "(ต.ค. 69): 2–3 พ.ย. 69\nอีก 11 รอบ ถึง 4 ต.ค. 70\n7. " in draft.text
    asked = office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", draft).post
    assert asked.text.endswith("เช่น 6.1-6.3 ตามกำหนด")
    told = office.say(SECRETARY, "1 2/10/69\n2 ตามกำหนด\n6.1-6.3 ตามกำหนด", reply_to=asked).posts[
        -1
    ]
    assert (
        "6.1–6.3. รายงานความก้าวหน้าการดำเนินงาน: แล้วเสร็จ 3 รอบ (ล่าสุด 4 ม.ค. 70)\n6.4. " in told.text
    )
    office.press(SECRETARY, "ยืนยัน", told)
    assert closed_on(office, 2) == date(2026, 10, 5)
    assert closed_on(office, StepNumber.of(6, 3)) == date(2027, 1, 4)
    store.close()


def test_a_plan_from_december_begins_with_the_report_on_december(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = fresh_store(tmp_path)
    office = unset_office(store, monkeypatch)
    draft = office.say(SECRETARY, "/setup 15/12/2569").post
    assert "6.3. รายงานความก้าวหน้าการดำเนินงาน (ธ.ค. 69): 1–4 ม.ค. 70\nอีก 9 รอบ" in draft.text
    office.press(SECRETARY, "ยืนยัน", draft)
    assert min(office.plan().sop.occurrences(MONTHLY), key=lambda s: s.number).number == 60003
    store.close()


def unset_office(store: Store, monkeypatch: pytest.MonkeyPatch) -> Office:
    """In January, before there is a plan."""
    use_rounds(monkeypatch)
    office = Office(store)
    office.now = local("2027-01-20 09:00")
    return office


def test_of_a_step_that_is_carried_out_once_a_round_is_a_note(office: Office) -> None:
    office.say(SECRETARY, "/reopen 4 ผิด")
    asked = office.say(SECRETARY, "เสร็จ 4 รอบ 2 ส่งแล้ว").post
    office.press(SECRETARY, "ยืนยันปิดขั้นตอน", asked)
    assert office.plan().states[4].note == "รอบ 2 ส่งแล้ว"


def test_what_was_led_back_to_is_told_by_its_own_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = fresh_store(tmp_path)
    use_rounds(monkeypatch, load(str(SAMPLES / "information-access.yaml")))
    office = office_with_plan(store, closed={1: date(2026, 10, 1)})
    office.now = local("2026-10-02 09:00")
    office.record(Closed(at=office.now, by=None, step=2, on=date(2026, 10, 2), way="wrong"))
    office.now = local("2026-10-05 09:00")
    office.say(SECRETARY, "เสร็จ 1")
    assert closed_on(office, StepNumber.of(1, 2)) == date(2026, 10, 5)
    store.close()
