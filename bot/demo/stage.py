"""How the sample's people act before anybody watches: through the web channel, like anybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.demo.cast import CAST, SECRETARY, Part
from bot.demo.rooms import Post
from bot.demo.travel import StandingClock, Travel
from bot.demo.web.cast import NAME
from bot.demo.web.channel import WebChannel
from bot.demo.web.content import Content, Shared, content_of
from bot.demo.web.download import in_one
from bot.demo.web.posting import Said
from bot.domain.calendar import Calendar
from bot.domain.errors import SopbotError
from bot.domain.incoming import Happened
from bot.domain.plan import Plan
from bot.domain.timeline import Timeline, forecast
from bot.ports import UnitOfWork
from scheduler.tools import Tools

GROUP = CAST.group.address
BETWEEN = timedelta(minutes=1)
"""From one thing that somebody does to the next."""
LAST = 20
"""Posts in which an answer is looked for."""

React = Callable[[], Awaitable[None]]


class NotAsWritten(SopbotError):
    """The bot did not answer as the sample's script expects."""


class Stage:
    """`react`: lets the bot hear and do everything that is to be done at this moment."""

    def __init__(
        self,
        channel: WebChannel,
        tools: Tools,
        clock: StandingClock,
        travel: Travel,
        react: React,
    ) -> None:
        self._channel = channel
        self._tools = tools
        self._clock = clock
        self._travel = travel
        self._react = react

    @property
    def now(self) -> datetime:
        return self._clock.now()

    async def at(self, moment: datetime) -> None:
        """Let time pass until then; nothing if it is later already."""
        if moment > self.now:
            await self._travel.to(moment)
            self._clock.stand(moment)

    def begin(self, moment: datetime) -> None:
        self._clock.stand(moment)

    async def say(
        self,
        part: Part,
        text: str,
        room: str = GROUP,
        *,
        reply_to: int | None = None,
        files: Sequence[Shared] = (),
    ) -> int:
        first, *_ = await self._channel.hall.say(
            Said(part.account, room, text, files, reply_to=reply_to)
        )
        await self._after()
        return first

    async def happens(self, what: Happened, part: Part, room: str = GROUP) -> None:
        await self._channel.hall.happens(what, part.account, room)
        await self._after()

    async def press(self, part: Part, begins: str, room: str = GROUP, ends: str = "") -> None:
        """The newest button there whose action reads so; there must be one."""
        if not await self.press_if_asked(part, begins, room, ends):
            raise NotAsWritten(f"no button “{begins}…{ends}” in {room}")

    async def press_if_asked(
        self, part: Part, begins: str, room: str = GROUP, ends: str = ""
    ) -> bool:
        """The same; whether there was one."""
        for post in reversed(await self._posts(room)):
            found = [a for a in _actions(content_of(post)) if _reads(a, begins, ends)]
            if found:
                await self._channel.hall.press(part.account, post.id, found[0], handle="")
                await self._after()
                return True
        return False

    async def share(self, data: bytes, name: str, mime: str) -> Shared:
        sha256, size = await self._channel.uploads.keep(in_one(data), len(data))
        return Shared(sha256, name, mime, size)

    async def plan(self) -> Plan:
        """The one plan of the committee."""
        return await self._tools.read(_plan)

    async def forecast(self, today: date) -> Timeline:
        plan, calendar = await self._tools.read(lambda work: (_plan(work), _calendar(work)))
        return forecast(plan, calendar, today)

    async def calendar(self) -> Calendar:
        return await self._tools.read(_calendar)

    async def _posts(self, room: str) -> list[Post]:
        posts, _ = await self._channel.hall.posts(room, LAST)
        return posts

    async def _after(self) -> None:
        await self._react()
        await self.at(self.now + BETWEEN)


def _actions(content: Content) -> Iterator[str]:
    return (key.action for row in content.keys for key in row)


def _reads(action: str, begins: str, ends: str) -> bool:
    return action.startswith(begins) and action.endswith(ends)


def _plan(work: UnitOfWork) -> Plan:
    return work.plans.of_team(_team(work))[0]


def _calendar(work: UnitOfWork) -> Calendar:
    return work.teams.calendar(_team(work))


def _team(work: UnitOfWork) -> int:
    """Of the secretary; 0 before the set-up."""
    secretary = work.people.by_account(NAME, SECRETARY.account)
    teams = work.teams.of_person(secretary.id) if secretary else []
    return teams[0].id if teams else 0
