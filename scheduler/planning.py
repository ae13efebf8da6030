"""The planner as a loop runs it: all plans that are due, deliveries waiting meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.gate import Gate
from scheduler.planner import Planner
from scheduler.tools import Tools


class Planning:
    """`planned` is called when there was something to plan."""

    def __init__(
        self, tools: Tools, gate: Gate, planned: Callable[[], None] = lambda: None
    ) -> None:
        self._tools = tools
        self._gate = gate
        self._planned = planned
        self._planner = Planner(tools.store)

    async def exhaust(self) -> bool:
        """One unit of work per plan: between them people's commands have their turn."""
        worked = False
        async with self._gate.closed():
            while await self._tools.desk.run(self._planner.step, self._tools.now()):
                worked = True
        if worked:
            self._planned()
        return worked
