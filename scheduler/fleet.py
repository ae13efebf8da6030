"""How many processes share one database: together they keep the pace that a platform allows."""

from __future__ import annotations

import secrets
from datetime import timedelta

from scheduler.pace import Pace
from scheduler.tools import Tools

LOST_AFTER = timedelta(minutes=1)
"""Six pulses missed."""


class Fleet:
    """This process among the others; on SQLite it is alone, and nothing is written."""

    def __init__(self, tools: Tools, pace: Pace) -> None:
        self._tools = tools
        self._pace = pace
        self._name = secrets.token_hex(8)
        self._is_shared = tools.store.writers > 1

    async def pulse(self) -> None:
        """Show that this one lives; divide the pace by how many do."""
        if not self._is_shared:
            return
        now = self._tools.now()
        alive = await self._tools.write(
            lambda work: work.processes.seen(self._name, now, now - LOST_AFTER)
        )
        self._pace.share_with(alive)

    async def leave(self) -> None:
        if self._is_shared:
            await self._tools.write(lambda work: work.processes.gone(self._name))
