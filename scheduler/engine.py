"""Everything that runs by itself, put together: planner, inbox, fetch, outbox, and their ticks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot.ports import ALBUM_HELD, Channel, Envelope, FileStore, UnitOfWork
from bot.render.text import notices as notice_texts
from scheduler import jobs
from scheduler.deleting import Deleting
from scheduler.fetch import Attach, Fetcher
from scheduler.foreseen import Foreseen
from scheduler.foresight import Foresight
from scheduler.inbox import Dispatch, Reception
from scheduler.loops import Chore, Loop, guarded
from scheduler.making import Workshop
from scheduler.memberships import Memberships
from scheduler.month import Month
from scheduler.outbox import Courier
from scheduler.pace import Limits, Pace
from scheduler.planner import Planning
from scheduler.planning_gate import Gate
from scheduler.processes import Absence, Fleet
from scheduler.rendering import Render
from scheduler.roll_call import BETWEEN, RollCall
from scheduler.sop_files import Reads, SopReader
from scheduler.tools import Tools
from scheduler.worker import exhaust

LANES, DELIVERIES, FETCHES = 32, 16, 2
"""Rows of each channel worked on at once. Most wait for the store, with others of their group; only
who asks the platform, or is in the air, takes one of the channel's connections."""
READ_AT_ONCE = 1
"""SOPs: to read one takes a processor."""
REVIEW_LASTS = timedelta(days=7)
"""So long an SOP waits to be looked through."""
FORGET_AFTER = timedelta(hours=48)
"""Platforms repeat an update for a day at most; twice that, and its key may be forgotten."""
FINISH_SECONDS = 10.0
LISTEN_AGAIN = 5.0


class Engine:
    """`start` and `stop` for a running program; `drain` and `settle` for a clock that is moved.

    `quota`: the bytes of files that a team may hold; None: as many as there is room for.

    `hurry`: how many times faster the ticks come, for a clock that a test moves.

    `planned` is called when what is to come has been planned anew, which then waits for no tick
    after a command.
    """

    def __init__(
        self,
        tools: Tools,
        files: FileStore,
        dispatch: Dispatch,
        attach: Attach,
        reads: Reads,
        *,
        limits: Mapping[str, Limits] | None = None,
        render: Render = notice_texts.messages,
        hurry: float = 1.0,
        planned: Callable[[], None] | None = None,
        quota: int | None = None,
    ) -> None:
        self._tools = tools
        self._planned = planned
        gate, pace, foreseen = Gate(), Pace(limits or {}, tools.sleep), Foreseen(render)
        self._fleet = Fleet(tools, pace)
        self._absence = Absence(tools)
        workshop = Workshop(tools, files)
        self._courier = Courier(tools, pace, gate, dispatch.gone, workshop, foreseen, DELIVERIES)
        self._fetcher = Fetcher(tools, files, attach, self._deliver, quota, FETCHES)
        self._reader = SopReader(tools, reads, self._deliver)
        known = Memberships()
        self._reception = Reception(
            tools, dispatch, self._handled, known, self._courier, self._look_for_files, LANES
        )
        self._roll_call = RollCall(tools, dispatch, known, self._gone)
        self._planning = Planning(tools, gate, self._replanned)
        self._foresight = Foresight(tools, foreseen)
        self._outlook = Month(tools, self._deliver, render)
        self._deleting = Deleting(tools, files)
        self._make_loops(max(1, len(tools.channels)))
        self._make_chores()
        self._ticks = jobs.ticking(self._nudges(), tools.now(), hurry)
        self._tasks: list[asyncio.Task[None]] = []

    def _make_loops(self, channels: int) -> None:
        """As many places as there are for each of so many channels."""
        self._outbox = Loop("outbox", self._courier, DELIVERIES * channels)
        self._fetch = Loop("fetch", self._fetcher, FETCHES * channels)
        self._reading = Loop("sop files", self._reader, READ_AT_ONCE)
        self._inbox = Loop("inbox", self._reception, LANES * channels)
        self._roll = Loop("roll call", self._roll_call, 1, pause=BETWEEN)

    def _make_chores(self) -> None:
        self._planner = Chore("planner", self._planning.exhaust)
        self._ahead = Chore("foresight", self._look_ahead)
        self._mark = Chore("absence", self._absence.mark)
        self._pulse = Chore("fleet", self._fleet.pulse)
        self._tidy = Chore("tidy", self.tidy)
        self._month = Chore("month", self._outlook.look)
        self._deletions = Chore("deleting", self._deleting.exhaust)

    async def start(self) -> None:
        """Take up what was left undone, and listen.

        The planner begins first, and with it the gate closes; but people need not wait until all
        is planned that came due while nobody was there.
        """
        await guarded("absence", self._absence.tell)
        for chore in (self._pulse, self._tidy):
            await chore.do()
        self._tasks = [asyncio.create_task(one.run()) for one in self._all]
        for chore in (self._planner, self._ahead, self._month, self._deletions):
            chore.nudge()
        for loop in (*self._loops, self._roll):
            loop.nudge()
        self._tasks += [asyncio.create_task(self._listen(c)) for c in self._tools.channels.values()]
        self._ticks.start()
        self._tasks.append(asyncio.create_task(jobs.follow_clock(self._ticks)))

    async def stop(self) -> None:
        """Let what is under way finish for a while; the rest is taken up at the next start."""
        if self._ticks.running:
            self._ticks.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        finishing = asyncio.gather(*(one.finish() for one in self._all))
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await finishing
        except TimeoutError:
            pass
        await self._mark.do()
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
        self._reception.look()
        self._courier.look()
        steps: Sequence[Callable[[], Awaitable[bool]]] = (
            self._planning.exhaust,
            partial(exhaust, self._reception),
            partial(exhaust, self._fetcher),
            partial(exhaust, self._reader),
            partial(exhaust, self._courier),
        )
        return any([await step() for step in steps])

    async def tidy(self) -> None:
        """Delete what no longer matters: keys of old updates, questions never answered, links."""
        now = self._tools.now()

        def forget(work: UnitOfWork) -> None:
            work.inbox.forget(now - FORGET_AFTER)
            work.inbox.let_go(now - ALBUM_HELD)
            work.drafts.forget(now)
            work.downloads.forget(now)
            work.handouts.forget(now)
            work.pictures.forget(now)
            work.sops.forget(now - REVIEW_LASTS)
            work.outbox.forget_replies(now - FORGET_AFTER)

        await self._tools.write(forget)
        await self._tools.desk.run(self._tools.store.scrub)

    @property
    def _loops(self) -> tuple[Loop[Any], ...]:
        return self._inbox, self._fetch, self._reading, self._outbox

    @property
    def _all(self) -> tuple[Loop[Any] | Chore, ...]:
        """What runs until `stop`, which waits for what it has in hand."""
        chores = self._planner, self._ahead, self._mark, self._pulse, self._tidy, self._month
        return *chores, self._deletions, *self._loops, self._roll

    async def _look_ahead(self) -> None:
        """A page at a time: who stops waits for no more than that."""
        if await self._foresight.look():
            self._ahead.nudge()

    def _replanned(self) -> None:
        self._deliver()
        if self._planned:
            self._planned()

    def _handled(self) -> None:
        if self._planned:
            self._planner.nudge()
        self._outbox.nudge()

    def _gone(self) -> None:
        self._courier.look()
        self._handled()

    def _look_for_files(self) -> None:
        self._fetch.nudge()
        self._reading.nudge()

    def _receive(self) -> None:
        """There is something in the inbox, perhaps: what was put off."""
        self._reception.look()
        self._inbox.nudge()

    def _deliver(self) -> None:
        """There is something in the outbox, perhaps."""
        self._courier.look()
        self._outbox.nudge()

    def _nudges(self) -> jobs.Nudges:
        return {
            "planner": (self._planner.nudge, jobs.PLAN_EVERY),
            "foresight": (self._ahead.nudge, jobs.FORESEE_EVERY),
            "inbox": (self._receive, jobs.HANDLE_EVERY),
            "outbox": (self._deliver, jobs.DELIVER_EVERY),
            "fetch": (self._look_for_files, jobs.FETCH_EVERY),
            "absence": (self._mark.nudge, jobs.MARK_EVERY),
            "fleet": (self._pulse.nudge, jobs.PULSE_EVERY),
            "roll call": (self._roll.nudge, jobs.CALL_EVERY),
            "tidy": (self._tidy.nudge, jobs.TIDY_EVERY),
            "month": (self._month.nudge, jobs.MONTH_EVERY),
            "deleting": (self._deletions.nudge, jobs.DELETE_EVERY),
        }

    async def _listen(self, channel: Channel) -> None:
        while True:
            await guarded("listen", lambda: channel.listen(self.accept))
            await self._tools.sleep(LISTEN_AGAIN)
