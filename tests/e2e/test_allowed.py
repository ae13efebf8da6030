"""The operator takes the committee's group from the list, and puts it there again."""

from __future__ import annotations

from tests.e2e.committee import Committee
from tests.e2e.program import Program, texts
from tests.peers.telegram import Person

OTHERS = frozenset({"-1009999999999"})
NOT_SERVED = "กลุ่มของท่านไม่ได้รับอนุญาตให้ใช้ระบบ"
LATE = "แจ้งย้อนหลัง (ระบบขัดข้อง)"


async def restarted(program: Program, allowed: frozenset[str]) -> None:
    await program.stop()
    program.settings["allowed_chats"] = allowed
    await program.start()
    await program.settle()


async def asked(program: Program, who: Person, text: str) -> str:
    who.says(who.private, text)
    return texts(await program.hears(who))


async def test_a_committee_no_longer_on_the_list_is_silent_until_it_is_again(
    running: Program, committee: Committee
) -> None:
    c = committee
    await restarted(running, OTHERS)
    for text in ("/status", "/done 1", "ทดลองแจ้งเตือน"):
        assert (await asked(running, c.secretary, text)).startswith(NOT_SERVED)
    c.member.sends_file(c.member.private, "คำสั่ง.pdf", b"%PDF", caption="แนบ 1")
    assert texts(await running.hears(c.member)).startswith(NOT_SERVED)
    await running.at("2026-10-06 08:30")
    for person in c.people:
        assert await running.hears(person) == []
    assert await running.hears(c.group) == []
    await restarted(running, OTHERS | {str(c.group.id)})
    assert LATE in texts(await running.hears(c.group))
    assert "เกินกำหนด" in texts(await running.hears(c.secretary))
    assert "ปิดขั้นตอนที่ 1" in await asked(running, c.secretary, "/done 1 !")
