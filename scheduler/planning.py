"""The planner as a loop runs it: all plans that are due, deliveries waiting meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.domain.relevance import LATE_AFTER
from scheduler.gate import Gate
from scheduler.planner import Planner
from scheduler.tools import Tools

log = structlog.get_logger(__name__)


class Planning:
    """`planned` is called when there was something to plan."""

    def __init__(
        self, tools: Tools, gate: Gate, planned: Callable[[], None] = lambda: None
    ) -> None:
        self._tools = tools
        self._gate = gate
        self._planned = planned
        self._planner = Planner(tools.store)
        self._last: datetime | None = None

    async def exhaust(self) -> bool:
        """One unit of work per plan: between them people's commands have their turn."""
        worked = False
        await self._follow_clock()
        async with self._gate.closed():
            while await self._tools.desk.run(self._planner.step, self._tools.now()):
                worked = True
        if worked:
            self._planned()
        return worked

    async def _follow_clock(self) -> None:
        """One that was ahead has planned what is still to come: that is planned once more."""
        now, last = self._tools.now(), self._last
        if last is None or now < last - LATE_AFTER:
            plans = await self._tools.write(lambda work: work.plans.rewind(now))
            if plans:
                log.warning("clock.set_back", plans=plans)
        self._last = now
