"""The calendar file, read by another's reader, and line by line as RFC 5545 wants it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.domain.events import AgendaItem, Dated, Extended, Matter, Outcome, Skipped
from bot.domain.events import Event as Happened
from bot.domain.plan import PlanStatus
from bot.domain.standing import Standing
from bot.render.calendar import plan_calendar, sequence, team_calendar
from bot.render.language import speaker
from tests.domain.sops import OFF_2570
from tests.render.slots import ACADEMIC, TEAM, closed_until, local, plan_of

NOW = local("2027-02-01 09:00")
EVIL = 'ห้อง 1\r\nBEGIN:VALARM\nATTACH:https://x.example\r\nEND:VCALENDAR;,:\\\x00\x07\u2028"^n'
MEETING = Dated(
    id=50,
    at=NOW,
    step=9,
    on=date(2027, 3, 10),
    time=time(13, 30),
    place="ห้อง 1",
    link="https://meet.example.go.th/ก?a=1",
)
CONTENT = re.compile(
    rb"[A-Z][A-Z0-9-]*(?:;[A-Z-]+=[^\x00-\x1f\x7f\";:,]+)*:[^\x00-\x08\x0a-\x1f\x7f]*"
)


def standing(*events: Happened, today: str = "2027-02-01") -> Standing:
    plan = plan_of(*closed_until(4), *events)
    return Standing(plan, OFF_2570, date.fromisoformat(today), TEAM)


def made(s: Standing, language: str = "th", person: int | None = None) -> bytes:
    return plan_calendar(speaker(language), s, person, NOW)


def read(file: bytes) -> Any:
    return Calendar.from_ical(file)


def events(file: bytes) -> dict[str, Any]:
    """By the key at the end of their UIDs."""
    found = read(file).walk("VEVENT")
    return {str(e["uid"]).removesuffix("@sopbot").rpartition("-")[2]: e for e in found}


def lines(file: bytes) -> Sequence[bytes]:
    """Unfolded; every physical line is of 75 octets at most and ends with CR LF."""
    assert file.endswith(b"\r\n")
    physical = file.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and not {*b"\r\n"} & {*line} for line in physical)
    for line in physical:
        line.decode()  # no letter is cut in two
    return file.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n")


def test_a_due_date_lasts_a_day_and_takes_up_nobodys_time() -> None:
    due = events(made(standing()))["s8"]
    assert due["summary"] == "ครบกำหนด: ขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล"
    assert (due["dtstart"].dt, due["dtend"].dt) == (date(2027, 2, 12), date(2027, 2, 13))
    assert (due["transp"], due["status"]) == ("TRANSPARENT", "CONFIRMED")


def test_of_a_due_date_on_a_day_off_it_says_so() -> None:
    due = events(made(standing()))["s5"]
    assert due["dtstart"].dt == date(2027, 3, 1)
    assert due["description"] == (
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n"
        "ครบกำหนดวันอาทิตย์ที่ 28 กุมภาพันธ์ 2570 "
        "(ตรงกับวันหยุด ปิดขั้นตอนได้ถึงวันจันทร์ที่ 1 มีนาคม 2570)\n"
        "ผู้รับผิดชอบ คณะดำเนินงาน และคณะกรรมการพัฒนาวิชาการ"
    )


def test_a_meeting_has_its_hour_and_its_place_and_its_address_no_text() -> None:
    meeting = events(made(standing(MEETING)))["s9"]
    assert meeting["dtstart"].dt == datetime(2027, 3, 10, 6, 30, tzinfo=UTC)
    assert (meeting["location"], meeting["transp"]) == ("ห้อง 1", "OPAQUE")
    assert meeting["url"] == MEETING.link
    assert "://" not in meeting["description"] + meeting["summary"]
    assert "เวลา 13.30 น." in meeting["description"]


def test_a_meeting_without_an_hour_lasts_the_day() -> None:
    meeting = events(made(standing(replace(MEETING, time=None))))["s9"]
    assert meeting["dtstart"].dt == date(2027, 3, 10)


@pytest.mark.parametrize(
    ("key", "before"),
    [
        ("s8", timedelta(hours=15, minutes=30)),
        ("s5", timedelta(days=2, hours=15, minutes=30)),
        ("s9", timedelta(days=1, hours=5)),
    ],
)
def test_the_alarm_is_at_half_past_eight_of_the_working_day_before(
    key: str, before: timedelta
) -> None:
    (alarm,) = events(made(standing(MEETING)))[key].walk("VALARM")
    assert alarm["trigger"].dt == -before


def test_what_is_done_keeps_its_day_and_rings_no_more() -> None:
    done = events(made(standing()))["s1"]
    assert done["summary"].startswith("แล้วเสร็จ: ขั้นตอนที่ 1 ")
    assert done["dtstart"].dt == date(2026, 10, 2)
    assert not done.walk("VALARM")


def test_what_is_not_carried_out_is_cancelled() -> None:
    skipped = Skipped(id=50, at=NOW, step=8, on=date(2027, 2, 1), reason="ไม่มีผลงาน")
    found = events(made(standing(skipped)))["s8"]
    assert found["status"] == "CANCELLED"
    assert found["summary"].startswith("ไม่ดำเนินการ: ขั้นตอนที่ 8 ")


def test_an_extension_comes_under_the_same_name_with_a_larger_number() -> None:
    before = standing()
    moved = Extended(id=50, at=NOW, step=8, to=date(2027, 2, 19), reason="รอข้อมูล")
    plan = replace(before.plan.with_event(moved), version=before.plan.version + 1)
    old, new = (events(made(s))["s8"] for s in (before, before.becoming(plan)))
    assert old["uid"] == new["uid"]
    assert new["sequence"] > old["sequence"]
    assert new["dtstart"].dt == date(2027, 2, 19)


def test_the_number_grows_with_every_day() -> None:
    assert sequence(standing(today="2027-02-02")) == sequence(standing()) + 1


def test_a_plan_that_was_cancelled_says_so_and_so_do_all_its_entries() -> None:
    s = standing(MEETING)
    file = made(replace(s, plan=replace(s.plan, status=PlanStatus.CANCELLED)))
    assert read(file)["x-wr-caldesc"] == "แผนนี้ยกเลิกแล้ว"
    assert {str(e["status"]) for e in events(file).values()} == {"CANCELLED"}
    assert events(file)["s9"]["summary"].startswith("ยกเลิก: ขั้นตอนที่ 9 ")


def test_it_is_called_by_whose_it_is_and_looked_at_every_four_hours() -> None:
    whole, mine = (read(made(standing(), person=who)) for who in (None, ACADEMIC.id))
    assert whole["x-wr-calname"] == "แผนตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570"
    assert mine["x-wr-calname"] == "งานของฉัน ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570"
    assert (whole["method"], whole["version"]) == ("PUBLISH", "2.0")
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n" in made(
        standing()
    )


def test_of_a_team_all_plans_stand_in_one_file() -> None:
    first = standing()
    second = replace(first, plan=replace(first.plan, id=2))
    file = team_calendar(speaker("th"), TEAM, [first, second], None, NOW)
    uids = [e["uid"] for e in read(file).walk("VEVENT")]
    assert len(uids) == len({*uids}) == 28
    assert read(file)["x-wr-calname"] == f"แผน · {TEAM.name}"


def test_in_english_it_is_whole() -> None:
    file = made(standing(replace(MEETING, place="")), "en")
    found = events(file)
    assert found["s8"]["summary"].startswith("Due: Step 8 ")
    assert found["r1"]["summary"] == "End of the first five months · indicator 2.4"


# --------------------------------------------------------- what people typed


def test_what_people_typed_stays_text_and_every_line_is_whole() -> None:
    item = AgendaItem(id=60, at=NOW, by=3, step=9, item=1, text=EVIL)
    work = Outcome(
        id=61,
        at=NOW,
        step=2,
        outcome=1,
        kind=Matter.ASSIGNED,
        text=EVIL,
        owner=4,
        due=date(2027, 3, 1),
    )
    harmed = replace(MEETING, place=EVIL, link="https://x.example/\r\nATTACH:https://y.example")
    file = made(standing(harmed, item, work))
    plain = made(
        standing(replace(MEETING, link=""), replace(item, text="ก"), replace(work, text="ก"))
    )
    assert all(CONTENT.fullmatch(line) for line in lines(file))
    assert [names_of(file)] == [names_of(plain)]
    assert "BEGIN:VALARM" in events(file)["s9"]["location"]
    assert "https://y.example" not in file.decode()


def names_of(file: bytes) -> list[bytes]:
    return [re.split(b"[;:]", line)[0] for line in lines(file)]
