"""The clock bar: how far the visitor may move the sample's time, and when the next notice comes."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, tzinfo

from bot.demo.travel import Ahead, Travel
from bot.demo.web.channel import WebChannel
from bot.domain.calendar import FARTHEST, ONE_DAY
from bot.domain.errors import Refusal
from bot.domain.rules import Rules
from bot.domain.typed import Lean, take_date
from bot.ports import Clock

WEEK = timedelta(days=7)
MONDAY = 0


class TimeBar:
    """Forward only: what the committee has heard cannot be unheard."""

    def __init__(
        self, clock: Clock, ahead: Ahead, travel: Travel, channel: WebChannel, zone: tzinfo
    ) -> None:
        self._clock = clock
        self._ahead = ahead
        self._travel = travel
        self._channel = channel
        self._zone = zone

    @property
    def is_moving(self) -> bool:
        return self._travel.is_moving

    def now(self) -> datetime:
        return self._clock.now()

    async def upcoming(self) -> datetime | None:
        return await self._ahead.next_notices(self.now())

    async def move(self, to: str) -> Counter[str]:
        if self.is_moving:
            raise Refusal("clock-moving")
        before = self._channel.said.copy()
        match to:
            case "next":
                if not await self._travel.until_more(lambda: self._channel.said.total()):
                    raise Refusal("clock-nothing-ahead")
            case "day":
                await self._travel.by(ONE_DAY)
            case "week":
                await self._travel.by(WEEK)
            case "monday":
                await self._travel.to(self._next_monday())
            case _:
                await self._travel.to(self._typed(to))
        return self._channel.said - before

    def _next_monday(self) -> datetime:
        """Today's, if its hour of notices is still to come."""
        day = self._today
        while day.weekday() != MONDAY or self._slot_on(day) <= self.now():
            day += ONE_DAY
        return self._slot_on(day)

    def _day(self, text: str) -> date:
        day, rest = take_date(text, self._today, Lean.NEAR)
        if day is None or rest:
            raise Refusal("date-unreadable")
        if day - self._today > FARTHEST:
            raise Refusal("day-too-far", day=day)
        return day

    def _typed(self, text: str) -> datetime:
        """The hour of notices of a day, written as one writes days to the bot.

        Without a year it is the nearest such day: no slip of the pen moves the clock by a year.
        """
        try:
            moment = self._slot_on(self._day(text))
        except Refusal as refusal:
            raise Refusal(refusal.code, **{**refusal.values, "today": self._today}) from None
        if moment <= self.now():
            raise Refusal("clock-backwards", now=self.now().astimezone(self._zone))
        return moment

    @property
    def _today(self) -> date:
        return self.now().astimezone(self._zone).date()

    def _slot_on(self, day: date) -> datetime:
        return datetime.combine(day, Rules().slot, self._zone)
