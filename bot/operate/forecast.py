"""What a month will have cost at its end; for `sopbot check`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from bot.compose.parts import official_days
from bot.domain.errors import SopbotError
from bot.settings import Settings
from bot.store.engine import engine_for, file_of
from bot.store.migrate import is_current
from bot.store.unit import SqlStore
from bot.system.clock import SystemClock
from scheduler.month import teams_on, to_come

Line = tuple[bool, str]


def of_month(settings: Settings, channel: str, used: int) -> Iterator[Line]:
    """Nothing, where there is no database to read; what is wrong with that is told elsewhere."""
    file, now = file_of(settings.store_url), SystemClock().now()
    if file is not None and not file.exists():
        return
    try:
        days = official_days(now.date())
        with closing(SqlStore(engine_for(settings.store_url), days)) as store:
            if is_current(store.engine):
                expected = used + _to_come(store, channel, now)
                yield True, f"{channel} forecast: about {expected} by the end of the month"
    except SopbotError as error:
        yield True, f"{channel} forecast: unknown ({error})"


def _to_come(store: SqlStore, channel: str, now: datetime) -> int:
    with store.reading() as work:
        teams = teams_on(work, channel)
        return sum(to_come(work, team, channel, {channel}, now) for team in teams)
