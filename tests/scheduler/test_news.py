"""Every failure can be seen: the secretary reads of it in private, once, and the log has it."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.domain.errors import DeliveryError
from tests.fakes.channel import DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, spelled
from tests.stores import DATABASE

REFUSED = DeliveryError("Bad Request: message is too long", permanent=True)
FORBIDDEN = DeliveryError("Bad Request: not enough rights", permanent=True)
HEADS = {
    "group": "ส่งข้อความถึงกลุ่ม คณะดำเนินงาน ไม่สำเร็จ",
    "person": "ส่งข้อความถึง คุณคนที่ 13 ไม่สำเร็จ",
    "secretary": "ส่งข้อความถึง คุณคนที่ 12 ไม่สำเร็จ",
    "edit": "ข้อความในแชตยังไม่เป็นปัจจุบัน",
    "update": "ระบบไม่สามารถดำเนินการตามข้อความที่ได้รับได้",
    "file": "ระบบไม่สามารถรับเอกสารที่ส่งมาได้",
    "plan": "ระบบไม่สามารถประมวลผลแผนของ คณะดำเนินงาน ได้",
}


def spoil(office: Office, statement: str) -> None:
    with office.store.engine.begin() as connection:
        connection.execute(text(statement))


def told(office: Office, to: str = SECRETARY) -> list[str]:
    """The head of everything said there of what failed."""
    heads = [said.splitlines()[0] for said in office.channel.texts(to)]
    return [name for head in heads for name, words in HEADS.items() if head == words]


async def test_a_message_that_is_refused_for_good_is_told_without_the_platforms_words(
    office: Office,
) -> None:
    office.channel.fails(REFUSED, at=GROUP)
    office.post("hello")
    assert [s for s in await office.run() if s.startswith(GROUP)] == []
    assert office.channel.texts(SECRETARY) == [
        "ส่งข้อความถึงกลุ่ม คณะดำเนินงาน ไม่สำเร็จ\nระบบจะไม่ส่งซ้ำ โปรดแจ้งสมาชิกด้วยช่องทางอื่น"
    ]
    assert office.undelivered() == [f"{GROUP}: {REFUSED.reason}"]


async def test_a_notice_that_is_refused_is_told_with_its_step(office: Office) -> None:
    office.channel.fails(REFUSED, at=MEMBER)
    await office.at("2026-10-20 08:30")
    assert office.channel.texts(SECRETARY)[-1] == (
        "ส่งข้อความถึง คุณคนที่ 13 ไม่สำเร็จ\nเรื่อง: ขั้นตอนที่ 1\nระบบจะไม่ส่งซ้ำ โปรดแจ้งผู้นั้นด้วยช่องทางอื่น"
    )


async def test_each_notice_that_is_refused_is_told(office: Office) -> None:
    office.channel.fails(*[REFUSED] * 50, at=GROUP)
    for day in (13, 20, 21):
        await office.at(f"2026-10-{day} 08:30")
    assert told(office) == ["group"] * 3


async def test_the_same_reason_in_the_same_chat_is_told_once_in_a_fortnight(office: Office) -> None:
    for day in range(16):
        office.channel.fails(REFUSED, at=GROUP)
        office.post("hello")
        await office.run()
        assert told(office) == ["group"] * (1 if day < 14 else 2)
        office.clock.advance(days=1)


async def test_another_reason_or_another_chat_is_news(office: Office) -> None:
    office.channel.fails(REFUSED, FORBIDDEN, at=GROUP)
    office.channel.fails(REFUSED, at=MEMBER)
    for to in (GROUP, GROUP, MEMBER):
        office.post("hello", to=to)
    await office.run()
    assert sorted(told(office)) == ["group", "group", "person"]


async def test_a_chat_that_takes_nothing_is_not_told_about_itself(office: Office) -> None:
    office.channel.fails(*[REFUSED] * 50, at=SECRETARY)
    office.post("hello", to=SECRETARY)
    await office.run()
    assert told(office, CHAIR) == ["secretary"]
    assert len([o for o in office.channel.tried if o.address == SECRETARY]) == 1


async def test_of_a_message_about_a_failure_that_fails_nothing_is_said(office: Office) -> None:
    office.channel.fails(*[REFUSED] * 50, at=SECRETARY)
    office.channel.fails(REFUSED, at=GROUP)
    office.post("hello")
    await office.run()
    assert office.channel.texts() == []
    assert len(office.undelivered()) == 2


async def test_a_message_that_cannot_be_made_is_told_with_its_number(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def broken(*_: object, to_group: bool, **more: object) -> object:
        if to_group:
            raise ZeroDivisionError
        return spelled(*_, to_group=to_group, **more)  # type: ignore[arg-type]

    office = Office(tmp_path_factory.mktemp("broken"), render=broken)  # type: ignore[arg-type]
    await office.at("2026-10-20 08:30")
    for _ in range(3):
        office.clock.advance(minutes=3)
        await office.run()
    assert told(office) == ["group"]
    [reason] = office.undelivered()
    assert reason.removeprefix(f"{GROUP}: incident ") in office.channel.texts(SECRETARY)[-1]


async def test_an_edit_that_is_given_up_is_told_as_one(office: Office) -> None:
    office.channel.fails(*[DOWN] * 3, at=GROUP)
    office.post("page 2", edits="5")
    for _ in range(4):
        await office.run()
        office.clock.advance(minutes=1)
    assert told(office) == ["edit"]


async def test_a_poisoned_delivery_is_set_aside_logged_and_told_and_the_rest_goes_on(
    office: Office,
) -> None:
    office.post("spoilt", to=MEMBER)
    spoil(office, "UPDATE delivery SET message = '{'")
    office.post("hello")
    with capture_logs() as logs:
        said = await office.run()
    assert said[0] == f"{GROUP}: hello"
    assert told(office) == ["person"]
    [number] = [entry["incident"] for entry in logs if entry["event"] == "incident"]
    assert office.undelivered() == [f"{MEMBER}: incident {number}"]
    assert number in office.channel.texts(SECRETARY)[0]


@pytest.mark.skipif(DATABASE != "sqlite", reason="PostgreSQL takes no garbage for a date")
async def test_a_poisoned_file_is_told_and_the_next_is_fetched(office: Office) -> None:
    office.expects("a")
    spoil(office, "UPDATE file SET sent_at = 'x'")
    office.expects("b")
    office.channel.files["b"] = b"bytes"
    said = await office.run()
    assert [s for s in said if s.startswith(GROUP)] == [f"{GROUP}: received 1-01v1"]
    assert told(office) == ["file"]


async def test_an_update_that_breaks_is_told_to_the_secretary_too(office: Office) -> None:
    office.dispatch.breaks = [ZeroDivisionError()] * 3
    await office.receives(office.says("hello"), lane=GROUP)
    for _ in range(3):
        await office.run()
        office.clock.advance(seconds=5)
    assert told(office) == ["update"]
    assert "ข้อความจากกลุ่ม คณะดำเนินงาน" in office.channel.texts(SECRETARY)[0]


async def test_a_plan_that_cannot_be_read_is_told_once_and_stays_known(office: Office) -> None:
    office.closes(2)
    spoil(office, "UPDATE event SET kind = 'Celebrated'")
    spoil(office, "UPDATE plan SET version = version + 1")  # it is read anew
    for moment in ("2026-10-13 08:30", "2026-10-13 08:40", "2026-10-14 08:30"):
        await office.at(moment)
    assert told(office) == ["plan"]
    assert office.channel.texts(GROUP) == []
