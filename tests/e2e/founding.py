"""A committee that has set up its plan: made once by a process of the tests, copied for each.

Both sides are copied: the database of the program, which was stopped for it, and what Telegram
knows. A program that is started on them goes on there as after any restart.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr
from sqlalchemy import make_url

from tests.clock import SettableClock
from tests.e2e.committee import Committee, set_up
from tests.e2e.program import Program
from tests.postgres import server
from tests.stores import DATABASE


@dataclass(frozen=True)
class Founded:
    data: Path
    database: str | None
    """On PostgreSQL, the name of the one that is copied."""
    world: bytes

    @classmethod
    async def by(cls, committee: Committee, clock: SettableClock, folder: Path) -> Self:
        url = server().new_database() if DATABASE == "postgresql" else None
        telegram = committee.telegram
        program = Program(telegram, clock, folder, **_at(url))
        await program.start()
        await set_up(program, committee)
        await program.stop()
        database = make_url(url).database if url else None
        return cls(folder, database, telegram.world.kept())

    def again(self, committee: Committee, folder: Path) -> dict[str, Any]:
        """With this committee, which was told nothing yet; how a program finds the data."""
        folder.mkdir(parents=True)
        for file in self.data.glob("sopbot.db*"):
            shutil.copy(file, folder)
        committee.telegram.world.become(self.world)
        committee.meet_again()
        return _at(server().new_database(like=self.database) if self.database else None)


def _at(url: str | None) -> dict[str, Any]:
    return {"database_url": SecretStr(url)} if url else {}
