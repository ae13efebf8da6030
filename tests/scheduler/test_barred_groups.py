"""A group that lets the bot say nothing: what it misses is told, waits, and comes when it may."""

from __future__ import annotations

from bot.domain.errors import Barred, DeliveryError
from bot.domain.plan import PlanStatus
from scheduler.transactions import transact
from tests.fakes.channel import BARRED
from tests.scheduler.office import CHAIR, GROUP, SECRETARY, Office

ALWAYS = 500
AHEAD = "2026-10-13 08:30"
DUE = "2026-10-20 08:30"
HOW = """\
ระบบส่งข้อความในกลุ่ม คณะดำเนินงาน ไม่ได้
กลุ่มไม่อนุญาตให้ระบบส่งข้อความ
เรื่องที่ยังไม่ได้แจ้งในกลุ่ม
• ขั้นตอนที่ 1 ครบกำหนด 20 ต.ค. 69
ผู้ดูแลกลุ่มแก้ไขได้ดังนี้
• อนุญาตให้สมาชิกส่งข้อความ (ในการตั้งค่ากลุ่ม)
• หรือกำหนดระบบเป็นผู้ดูแลกลุ่ม
เมื่อแก้ไขแล้ว ระบบจะแจ้งย้อนหลังในกลุ่ม เฉพาะเรื่องที่ยังต้องดำเนินการ
ระหว่างนี้โปรดแจ้งสมาชิกด้วยช่องทางอื่น"""


def barred(office: Office, error: DeliveryError = BARRED) -> None:
    office.channel.fails(*[error] * ALWAYS, at=GROUP)


def told(office: Office, to: str = SECRETARY) -> list[str]:
    """What was said there of it."""
    return [s for s in office.channel.texts(to) if "ส่งข้อความในกลุ่ม" in s]


async def test_the_secretary_hears_why_and_what_to_do(office: Office) -> None:
    barred(office)
    await office.at(AHEAD)
    assert told(office) == [HOW]
    assert told(office, CHAIR) == []
    assert office.status() is PlanStatus.ACTIVE
    assert office.undelivered() == []


async def test_of_a_closed_topic_the_topic_is_named(office: Office) -> None:
    barred(office, DeliveryError("TOPIC_CLOSED", permanent=True, barred=Barred.TOPIC))
    await office.at(AHEAD)
    [said] = told(office)
    assert "หัวข้อสนทนา (Topic) ของกลุ่มปิดอยู่" in said
    assert "• เปิดหัวข้อสนทนาที่ใช้แจ้งเตือนอีกครั้ง" in said


async def test_a_message_that_is_lost_is_told_with_its_step(office: Office) -> None:
    barred(office)
    office.post("hello")
    await office.run()
    assert len(told(office)) == 1
    assert office.undelivered() == [f"{GROUP}: no rights"]


async def test_each_notice_lost_later_is_told_in_one_line_a_day(office: Office) -> None:
    barred(office)
    for day in range(13, 27):
        await office.at(f"2026-10-{day} 08:30")
        await office.at(f"2026-10-{day} 11:00")
    _, *lines = [said.splitlines() for said in told(office)]
    assert [line[0] for line in lines] == [
        "ระบบยังส่งข้อความในกลุ่ม คณะดำเนินงาน ไม่ได้ (ตั้งแต่ 13 ต.ค. 69)"
    ] * len(lines)
    assert [line[2] for line in lines if len(line) > 2] == [
        "• ขั้นตอนที่ 1 ครบกำหนด 20 ต.ค. 69",
        "• ขั้นตอนที่ 1 เกินกำหนด (ครบกำหนด 20 ต.ค. 69)",
    ]


async def test_messages_lost_in_one_day_are_told_once_and_counted(office: Office) -> None:
    barred(office)
    await office.at(AHEAD)
    for moment in ("2026-10-14 09:00", "2026-10-14 10:00", "2026-10-15 09:00"):
        office.post("hello")
        await office.at(moment)
    assert [s.splitlines()[1] for s in told(office)[1:]] == [
        "ข้อความอื่นที่ส่งถึงกลุ่มไม่สำเร็จ 1 ข้อความ ระบบจะไม่ส่งซ้ำ",
        "ข้อความอื่นที่ส่งถึงกลุ่มไม่สำเร็จ 2 ข้อความ ระบบจะไม่ส่งซ้ำ",
        "ข้อความอื่นที่ส่งถึงกลุ่มไม่สำเร็จ 3 ข้อความ ระบบจะไม่ส่งซ้ำ",
    ]


async def test_when_it_lasts_the_chair_hears_of_it_once(office: Office) -> None:
    barred(office)
    heard = []
    for day in range(13, 22):
        await office.at(f"2026-10-{day} 08:30")
        heard.append((day, len(told(office, CHAIR))))
    assert heard[:4] == [(13, 0), (14, 0), (15, 0), (16, 1)]
    [letter] = told(office, CHAIR)
    assert letter.startswith("เรื่อง การส่งข้อความในกลุ่ม\nเรียน ประธานคณะดำเนินงาน\n")
    assert "ตั้งแต่วันที่ 13 ตุลาคม 2569 ระบบส่งข้อความในกลุ่ม คณะดำเนินงาน ไม่ได้" in letter
    assert "จึงเรียนมาเพื่อโปรดทราบ" in letter


async def test_at_a_slot_it_tries_again_and_what_still_matters_arrives(office: Office) -> None:
    office.channel.fails(BARRED, at=GROUP)
    await office.at(AHEAD)
    said = await office.at("2026-10-14 08:30")
    assert said[0] == f"{GROUP}: late: ahead7 group"
    assert told(office)[-1].startswith("ระบบส่งข้อความในกลุ่ม คณะดำเนินงาน ได้แล้ว")


async def test_of_notices_that_waited_only_the_newest_arrives(office: Office) -> None:
    office.channel.fails(*[BARRED] * 5, at=GROUP)
    for day in range(13, 21):
        said = await office.at(f"2026-10-{day} 08:30")
    assert [s for s in said if s.startswith(GROUP)] == [f"{GROUP}: due group"]


async def test_what_waits_goes_as_soon_as_anything_went_through(office: Office) -> None:
    office.channel.fails(BARRED, at=GROUP)
    await office.at(AHEAD)
    office.post("hello")
    said = await office.at("2026-10-13 10:00")
    assert [s for s in said if s.startswith(GROUP)] == [
        f"{GROUP}: hello",
        f"{GROUP}: late: ahead7 group",
    ]


async def test_an_answer_in_another_topic_does_not_end_it_but_has_the_notices_tried(
    office: Office,
) -> None:
    office.channel.fails(BARRED, at=GROUP)
    office.channel.fails_after(1, BARRED, at=GROUP)
    await office.at(AHEAD)
    office.post("hello", thread="7")
    await office.at("2026-10-13 10:00")
    assert len(told(office)) == 1
    office.post("hello", thread="7")
    said = await office.at("2026-10-13 11:00")
    assert f"{GROUP}: late: ahead7 group" in said
    assert "ได้แล้ว" in told(office)[-1]


async def test_the_chair_who_heard_of_it_hears_the_end(office: Office) -> None:
    office.channel.fails(*[BARRED] * 5, at=GROUP)
    for day in range(13, 21):
        await office.at(f"2026-10-{day} 08:30")
    assert "ระบบส่งข้อความในกลุ่ม คณะดำเนินงาน ได้แล้ว" in told(office, CHAIR)[-1]


async def test_without_a_secretary_who_can_be_reached_the_chair_is_told_at_once(
    office: Office,
) -> None:
    transact(
        office.store,
        lambda work: work.teams.set_role(
            office.plan.team, office.people[SECRETARY].id, "secretary", False
        ),
    )
    await office.run()  # the group hears that there is none
    barred(office)
    for day in range(13, 20):
        await office.at(f"2026-10-{day} 08:30")
    assert len(told(office, CHAIR)) == 1
