"""Links by which people get kept files. A token is in the link only: here stands its hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.domain.files import FileState
from bot.ports import DOWNLOAD_LASTS, Download
from bot.store import served
from bot.store.tables import download, file, membership, plan
from bot.store.types import insert, verbatim

TOKEN_BYTES = 32
"""43 characters: nobody guesses one, however many are out."""

_LEND = insert(download)
_LENT = (
    select(download.c.file, download.c.person, download.c.expires_at)
    .join(file, file.c.id == download.c.file)
    .join(plan, plan.c.id == file.c.plan)
    .join(
        membership,
        (membership.c.team == plan.c.team) & (membership.c.person == download.c.person),
    )
    .where(
        download.c.hash == bindparam("of_hash"),
        download.c.expires_at > bindparam("now"),
        file.c.state == verbatim(FileState.KEPT),
        file.c.sha256 != verbatim(""),  # else a link, which anybody opens where it leads
        served.is_served(file.c.plan),
    )
)
_WITHDRAW = delete(download).where(download.c.file == bindparam("of_file"))
_EXPIRED = delete(download).where(download.c.expires_at <= bindparam("before"))


class SqlDownloads:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lend(self, file: int, person: int, now: datetime) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = {"hash": hash_of(token), "file": file, "person": person}
        self._connection.execute(_LEND, {**row, "expires_at": now + DOWNLOAD_LASTS})
        return token

    def lent(self, token: str, now: datetime) -> Download | None:
        asked = {"of_hash": hash_of(token), "now": now}
        row = self._connection.execute(_LENT, asked).one_or_none()
        return Download(*row) if row is not None else None

    def forget(self, before: datetime) -> None:
        self._connection.execute(_EXPIRED, {"before": before})


def withdraw(connection: Connection, file: int) -> None:
    """All that lead to this file."""
    connection.execute(_WITHDRAW, {"of_file": file})


def hash_of(token: str) -> str:
    """Of so much chance no slow one is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
