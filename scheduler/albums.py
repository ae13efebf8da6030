"""An update and the rest of its album, or of the one that it replies to, as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from bot.domain.incoming import Happened, Incoming, in_reply_to, together
from bot.ports import ALBUM_PAUSE, Envelope
from scheduler.incidents import incident
from scheduler.tools import Tools

Says = Callable[[Envelope], Incoming | None]


class Album(NamedTuple):
    """Rows that are handled as one, what they say together, and when no more is expected."""

    rows: tuple[int, ...]
    incoming: Incoming
    complete_at: datetime | None = None


async def album_of(
    tools: Tools, row: int, envelope: Envelope, incoming: Incoming, says: Says
) -> Album:
    """As far as it is here; without an album the one row.

    An album is one person's: what anybody else sent by its name is not said by that person.
    """
    name = envelope.album or _replied_to(incoming)
    is_alone = name == incoming.message  # under which it was held
    if not name or is_alone or incoming.happened is not Happened.SAID:
        return Album((row,), incoming)
    found = await tools.read(lambda work: work.inbox.album(envelope.channel, envelope.lane, name))
    parts = [
        (id, at, part)
        for id, at, one in found
        if (part := incoming if id == row else _part(one, says)) is not None
    ]
    if row not in [id for id, _, _ in parts]:
        return Album((row,), in_reply_to(incoming, [part for _, _, part in parts]))
    own = [one for one in parts if one[2].account == incoming.account]
    rows, moments, said = zip(*own, strict=True)
    return Album(rows, together(said), max(moments) + ALBUM_PAUSE)


def _replied_to(incoming: Incoming) -> str:
    replied = incoming.replied
    if replied is None:
        return ""
    return replied.album or next((file.album for file in replied.files), "")


def _part(envelope: Envelope, says: Says) -> Incoming | None:
    """One that cannot be read is left to fail by itself."""
    try:
        part = says(envelope)
    except Exception as error:
        incident("album", error)
        return None
    return part if part is not None and part.happened is Happened.SAID else None
