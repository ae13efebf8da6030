"""How many processes work on this database and share the pace; and when nobody was there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.domain.message import Message
from bot.domain.people import Team
from bot.ports import Abilities, UnitOfWork
from bot.render.language import speaker
from bot.render.text import news as texts
from scheduler.pace import Pace
from scheduler.tools import Tools

LOST_AFTER = timedelta(minutes=1)
"""Six pulses missed."""
KEY = "absence"


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


class Absence:
    """Tells committees when the program was away for longer than a platform keeps what people send.

    `mark` now and then, so that it is known until when somebody was there.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def mark(self) -> None:
        now = self._tools.now()

        def mark(work: UnitOfWork) -> None:
            work.processes.here(now)

        await self._tools.write(mark)

    async def tell(self) -> None:
        """At the start. Of several processes the first one tells."""
        now = self._tools.now()
        await self._tools.write(lambda work: self._tell(work, now))

    def _tell(self, work: UnitOfWork, now: datetime) -> None:
        last = work.processes.here(now)
        if last is None:
            return
        for channel in self._tools.channels.values():
            if channel.keeps is not None and now - last > channel.keeps:
                for team in work.teams.at_work(channel.name):
                    _post(work, team, channel.can, last, now)


def _post(work: UnitOfWork, team: Team, can: Abilities, last: datetime, now: datetime) -> None:
    """Quietly: it may be night."""
    say, local = speaker(team.language, can), team.rules.local_day
    text = texts.may_be_lost(say, local(last), local(now))
    work.outbox.post(team.group, Message(text, quiet=True), now, key=KEY)
