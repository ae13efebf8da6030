"""From LINE into the calendar of a phone, which follows the plan from then on."""

from __future__ import annotations

from typing import Any

import httpx
from icalendar import Calendar

from tests.dumps import dump
from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program


async def test_an_extension_in_the_group_reaches_the_calendar_of_a_member(
    running: Program, committee: Committee
) -> None:
    address = await subscribed(running, committee)
    before = await entry(address)
    committee.secretary.says("ขยายเวลา 1 9/10/2569 รอคำสั่ง", committee.group)
    await running.settle()
    committee.secretary.presses("ยืนยันขยายเวลา", committee.group)
    await running.hears(committee.group)
    after = await entry(address)
    assert before["uid"] == after["uid"]
    assert (before["dtstart"].dt.day, after["dtstart"].dt.day) == (2, 9)


async def test_once_it_is_told_the_address_stands_nowhere(
    running: Program, committee: Committee
) -> None:
    address = await subscribed(running, committee)
    token = address.rpartition("/")[2].removesuffix(".ics")
    await running.settle()
    assert len(token) == 43
    assert token not in dump(running.app.store.engine)


async def subscribed(running: Program, committee: Committee) -> str:
    """The address of the member's own work, as the page tells it."""
    committee.member.says("ปฏิทิน")
    await running.hears(committee.member)
    committee.member.presses("ปฏิทินที่ปรับปรุงเอง")
    [made] = await running.hears(committee.member)
    link = next(str(button.uri) for button in made.buttons if button.uri)
    async with httpx.AsyncClient() as phone:
        page = (await phone.get(link)).text
    return page.partition("<code>")[2].partition("</code>")[0]


async def entry(address: str) -> Any:
    async with httpx.AsyncClient() as phone:
        found: Any = Calendar.from_ical((await phone.get(address)).content)
    return next(e for e in found.walk("VEVENT") if str(e["uid"]).endswith("-s1@sopbot"))
