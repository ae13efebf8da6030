"""A month whose messages are used up, and the next one."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import DeliveryError
from bot.domain.message import apart
from bot.ports import Allowance
from tests.scheduler.office import GROUP, Office

OVER = DeliveryError("monthly limit", over_quota=True)
USED_UP, NEW = Allowance(300, 300), Allowance(300, 0)
FIRST_WORKING_DAY = "2026-11-02 10:00"


async def asks(office: Office, chat: str = GROUP, words: str = "status") -> None:
    """What may be answered at no cost, and takes along what was kept back: once with these words,
    by which the answer is known.
    """
    await office.receives(replace(office.says(words, chat), reply="token"))
    await office.run()


async def looks_back(office: Office) -> None:
    """For what was kept back: a program does so each hour."""
    await office.engine._month.do()
    await office.run()


async def another_month(office: Office, moment: str = FIRST_WORKING_DAY) -> None:
    """Is there, and the platform says so."""
    await office.at(moment)
    office.channel.left = NEW


async def a_month_begins(office: Office, moment: str = FIRST_WORKING_DAY) -> None:
    await another_month(office, moment)
    await looks_back(office)


def each_said(office: Office, to: str = "") -> list[str]:
    """All texts, there alone if a chat is named: what went along is one of its own."""
    sent = [one for one in office.channel.sent if to in ("", one.address)]
    return [each.text.plain for one in sent for each in apart(one.message)]
