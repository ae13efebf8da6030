"""Everything that runs by itself, put together: planner, inbox, fetch, outbox, and their ticks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot.ports import Channel, Envelope, FileStore, UnitOfWork
from bot.render.text import notices as notice_texts
from scheduler import jobs
from scheduler.absence import Absence
from scheduler.fetch import Attach, Fetcher
from scheduler.gate import Gate
from scheduler.inbox import Dispatch, Reception
from scheduler.loops import Loop, guarded
from scheduler.outbox import Courier
from scheduler.pace import Fleet, Limits, Pace
from scheduler.planner import Planning
from scheduler.rendering import Render
from scheduler.tools import Tools
from scheduler.worker import exhaust

LANES, DELIVERIES, FETCHES = 4, 8, 2
"""Rows worked on at once: together fewer than a channel has connections."""
FORGET_AFTER = timedelta(hours=48)
"""Platforms repeat an update for a day at most; twice that, and its key may be forgotten."""
FINISH_SECONDS = 10.0
LISTEN_AGAIN = 5.0


class Engine:
    """`start` and `stop` for a running program; `drain` and `settle` for a clock that is moved."""

    def __init__(
        self,
        tools: Tools,
        files: FileStore,
        dispatch: Dispatch,
        attach: Attach,
        *,
        limits: Mapping[str, Limits] | None = None,
        render: Render = notice_texts.messages,
        hurry: float = 1.0,
    ) -> None:
        """`hurry`: how many times faster the ticks come, for a clock that a test moves."""
        self._tools = tools
        gate, pace = Gate(), Pace(limits or {}, tools.sleep)
        self._fleet = Fleet(tools, pace)
        self._absence = Absence(tools)
        self._courier = Courier(tools, pace, gate, render)
        self._outbox = Loop("outbox", self._courier, DELIVERIES)
        self._fetcher = Fetcher(tools, files, attach, self._outbox.nudge)
        self._fetch = Loop("fetch", self._fetcher, FETCHES)
        self._reception = Reception(tools, dispatch, self._handled)
        self._inbox = Loop("inbox", self._reception, LANES)
        self._planning = Planning(tools, gate, self._outbox.nudge)
        self._ticks = jobs.ticking(self._jobs(), hurry)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Take up what was left undone, then listen."""
        await guarded("absence", self._absence.tell)
        await guarded("fleet", self._fleet.pulse)
        await guarded("tidy", self.tidy)
        await self._plan()
        self._tasks = [asyncio.create_task(loop.run()) for loop in self._loops]
        for loop in self._loops:
            loop.nudge()
        self._tasks += [asyncio.create_task(self._listen(c)) for c in self._tools.channels.values()]
        self._ticks.start()

    async def stop(self) -> None:
        """Let what is under way finish for a while; the rest is taken up at the next start."""
        if self._ticks.running:
            self._ticks.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        finishing = asyncio.gather(*(loop.finish() for loop in self._loops))
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await finishing
        except TimeoutError:
            pass
        await guarded("absence", self._absence.mark)
        await guarded("fleet", self._fleet.leave)
        await asyncio.to_thread(self._tools.desk.close)

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        """What a channel calls with updates; they are committed when it returns."""
        if await self._reception.accept(envelopes):
            self._inbox.nudge()

    async def drain(self) -> None:
        """Do, one after another, all that is to be done at this moment of the clock."""
        while await self._do_all():
            pass

    async def settle(self) -> None:
        """The same beside the loops of a running program: what they have in hand is waited for."""
        while True:
            before = [loop.done for loop in self._loops]
            worked = await self._do_all()
            for loop in self._loops:
                await loop.idle()
            if not worked and before == [loop.done for loop in self._loops]:
                return

    async def _do_all(self) -> bool:
        steps: Sequence[Callable[[], Awaitable[bool]]] = (
            self._planning.exhaust,
            partial(exhaust, self._reception),
            partial(exhaust, self._fetcher),
            partial(exhaust, self._courier),
        )
        return any([await step() for step in steps])

    async def tidy(self) -> None:
        """Delete what no longer matters: keys of old updates, questions never answered."""
        now = self._tools.now()

        def forget(work: UnitOfWork) -> None:
            work.inbox.forget(now - FORGET_AFTER)
            work.drafts.forget(now)

        await self._tools.write(forget)
        await self._tools.desk.run(self._tools.store.scrub)

    @property
    def _loops(self) -> tuple[Loop[Any], ...]:
        return self._inbox, self._fetch, self._outbox

    def _handled(self) -> None:
        self._outbox.nudge()
        self._fetch.nudge()

    def _jobs(self) -> dict[str, tuple[jobs.Job, float]]:
        return {
            "planner": (self._plan, jobs.PLAN_EVERY),
            "inbox": (_tick(self._inbox), jobs.HANDLE_EVERY),
            "outbox": (_tick(self._outbox), jobs.DELIVER_EVERY),
            "fetch": (_tick(self._fetch), jobs.FETCH_EVERY),
            "absence": (partial(guarded, "absence", self._absence.mark), jobs.MARK_EVERY),
            "fleet": (partial(guarded, "fleet", self._fleet.pulse), jobs.PULSE_EVERY),
            "tidy": (partial(guarded, "tidy", self.tidy), jobs.TIDY_EVERY),
        }

    async def _plan(self) -> None:
        async def plan() -> None:
            await self._planning.exhaust()

        await guarded("planner", plan)

    async def _listen(self, channel: Channel) -> None:
        while True:
            await guarded("listen", lambda: channel.listen(self.accept))
            await self._tools.sleep(LISTEN_AGAIN)


def _tick(loop: Loop[Any]) -> jobs.Job:
    """A coroutine: APScheduler would run a plain function in a thread of its own."""

    async def tick() -> None:
        loop.nudge()

    return tick
