"""Pictures made for messages on a platform that fetches them: by an address nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.ports import PICTURE_LASTS
from bot.store import served
from bot.store.tables import picture
from bot.store.types import upsert

TOKEN_BYTES = 32
"""43 characters: nobody guesses one, however many are out."""
MOST_OF_PLAN = 100
"""Some 20 MB, and more than its chats are shown in two weeks: who changes a plan and asks, without
end, fills no disk."""

_SHOW = upsert(picture, ["plan", "digest"], "expires_at").returning(picture.c.token)
_OF_PLAN = picture.c.plan == bindparam("of_plan")
_OTHERS = (
    select(picture.c.token)
    .where(_OF_PLAN, picture.c.token != bindparam("of_token"))
    .order_by(picture.c.expires_at.desc())
)
_CROWDED = delete(picture).where(_OF_PLAN, picture.c.token.in_(_OTHERS.offset(MOST_OF_PLAN - 1)))
_SHOWN = select(picture.c.data).where(
    picture.c.token == bindparam("of_token"),
    picture.c.expires_at > bindparam("now"),
    served.is_served(picture.c.plan),
)
_EXPIRED = delete(picture).where(picture.c.expires_at <= bindparam("before"))


class SqlPictures:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def show(self, plan: int, png: bytes, now: datetime) -> str:
        row = {
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "plan": plan,
            "digest": hashlib.sha256(png).hexdigest(),
            "data": png,
            "expires_at": now + PICTURE_LASTS,
        }
        token: str = self._connection.scalars(_SHOW, row).one()
        self._connection.execute(_CROWDED, {"of_plan": plan, "of_token": token})
        return token

    def shown(self, token: str, now: datetime) -> bytes | None:
        found: bytes | None = self._connection.scalar(_SHOWN, {"of_token": token, "now": now})
        return found

    def forget(self, before: datetime) -> None:
        self._connection.execute(_EXPIRED, {"before": before})
