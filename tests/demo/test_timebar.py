"""How far the visitor may move the clock, in the words of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest

from bot.demo.timebar import TimeBar
from bot.demo.travel import Ahead, Travel
from bot.demo.web.channel import WebChannel
from bot.domain.errors import Refusal
from bot.render.language import speaker
from bot.render.text import refusals
from tests.scheduler.office import ZONE, Office, local


class Standing:
    """The office's clock stands anyway."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def now(self) -> datetime:
        return self._office.clock.now()

    def stand(self, moment: datetime) -> None:
        self._office.clock.set(moment)

    def go(self) -> None: ...


class Sayings:
    """How much the bot has said: all that the bar asks of the channel."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @property
    def said(self) -> Counter[str]:
        return Counter(outgoing.address for outgoing in self._office.channel.sent)


class Page:
    """Moves, and reads the clock."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.ahead = Ahead(office.store, office.tools.desk)
        self.moved_by(Travel(self.ahead, Standing(office), office.engine.settle))

    def moved_by(self, travel: Travel) -> None:
        channel = cast(WebChannel, Sayings(self.office))
        self.bar = TimeBar(self.office.clock, self.ahead, travel, channel, ZONE)

    async def moves(self, to: str, now: str = "") -> str:
        if now:
            self.office.clock.set(local(now))
        self.told = (await self.bar.move(to)).total()
        return f"{self.bar.now().astimezone(ZONE):%Y-%m-%d %H:%M}"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    office = Office(tmp_path)
    yield Page(office)
    office.tools.desk.close()
    office.store.close()


async def test_next_goes_to_the_next_notice_and_says_how_many_went_out(page: Page) -> None:
    assert await page.moves("next") == "2026-10-13 08:30"
    assert page.told == 1
    assert await page.moves("next") == "2026-10-16 08:30"
    assert await page.moves("next") == "2026-10-19 08:30"
    assert await page.moves("next") == "2026-10-20 08:30"
    assert page.told == 2


async def test_what_is_ahead_is_what_next_goes_to(page: Page) -> None:
    await page.office.run()
    upcoming = await page.bar.upcoming()
    await page.moves("next")
    assert page.bar.now() == upcoming


async def test_with_nothing_ahead_next_is_refused(page: Page) -> None:
    page.office.closes(1)
    page.office.closes(2)
    assert await page.moves("next") == "2027-10-01 08:30"  # is the plan to be closed?
    with pytest.raises(Refusal) as refused:
        await page.moves("next")
    assert refused.value.code == "clock-nothing-ahead"
    assert await page.bar.upcoming() is None


async def test_a_day_and_a_week_keep_the_hour(page: Page) -> None:
    assert await page.moves("day") == "2026-10-02 08:00"
    assert await page.moves("week") == "2026-10-09 08:00"
    assert page.told == 0
    assert await page.moves("week") == "2026-10-16 08:00"
    assert page.told == 1


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-10-01 08:00", "2026-10-05 08:30"),
        ("2026-10-04 23:59", "2026-10-05 08:30"),
        ("2026-10-05 08:29", "2026-10-05 08:30"),
        ("2026-10-05 08:30", "2026-10-12 08:30"),
        ("2026-10-05 20:00", "2026-10-12 08:30"),
    ],
)
async def test_monday_is_the_next_hour_of_notices_on_a_monday(
    page: Page, now: str, monday: str
) -> None:
    assert await page.moves("monday", now) == monday


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("15/1/70", "2027-01-15 08:30"),
        ("15/1/2570", "2027-01-15 08:30"),
        ("๑๕ ม.ค. ๗๐", "2027-01-15 08:30"),
        ("5 ต.ค.", "2026-10-05 08:30"),
        ("1/10/2569", "2026-10-01 08:30"),
    ],
)
async def test_a_day_is_written_as_one_writes_days_to_the_bot(
    page: Page, typed: str, moment: str
) -> None:
    assert await page.moves(typed) == moment


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("เมื่อไรก็ได้", "date-unreadable"),
        ("15/1/70 เช้า", "date-unreadable"),
        ("31/2/70", "date-impossible"),
        ("15/1/2590", "day-too-far"),
        ("30/9/2569", "clock-backwards"),
        ("1/10/2569", "clock-backwards"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_and_the_clock_stays(
    page: Page, typed: str, code: str
) -> None:
    now = "2026-10-01 08:30"
    with pytest.raises(Refusal) as refused:
        await page.moves(typed, now)
    assert refused.value.code == code
    assert page.bar.now() == local(now)


@pytest.mark.parametrize("typed", ["29/2/2570", "29/2", "29 ก.พ. 70"])
async def test_of_a_day_in_no_calendar_the_neighbours_are_told(page: Page, typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        await page.moves(typed, "2026-10-01 08:30")
    said = refusals.text(speaker("th"), refused.value, date(2026, 10, 1)).plain
    assert "วันที่ใกล้เคียงคือ 28 กุมภาพันธ์ 2570 และ 1 มีนาคม 2570" in said


async def test_a_second_move_during_one_is_refused(page: Page) -> None:
    refusals: list[str] = []

    async def impatient() -> None:
        assert page.bar.is_moving
        with pytest.raises(Refusal) as refused:
            await page.bar.move("day")
        refusals.append(refused.value.code)

    page.moved_by(Travel(page.ahead, Standing(page.office), impatient))
    assert await page.moves("day") == "2026-10-02 08:00"
    assert set(refusals) == {"clock-moving"}
    assert not page.bar.is_moving
