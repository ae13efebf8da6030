"""Whether the calendars that people subscribe to reach this program; for `sopbot check`."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.channels.connecting import certificates, proxy_for
from bot.http.calendars import PATH
from bot.http.page import HEADERS
from bot.settings import PREFIX, Settings
from bot.store.unit import SqlStore

Line = tuple[bool, str]
PATIENCE: Final = ClientTimeout(total=10.0)
OURS: Final = "X-Robots-Tag"
"""What only our pages say so; a proxy that passes nothing on answers 404, too."""


def made(store: SqlStore, settings: Settings) -> Iterator[Line]:
    """How many addresses are out, and when a calendar last came for one."""
    with store.reading() as work:
        count, newest = work.subscriptions.all()
    if count and not settings.public_url:
        yield True, f"calendars: addresses: {count}; none works without {PREFIX}PUBLIC_URL"
    elif count:
        last = newest.isoformat() if newest else "never"
        yield True, f"calendars: addresses: {count}, last read: {last}"


async def reached(public_url: str) -> Line:
    """Asked as the world would ask, for what leads nowhere."""
    url = f"{public_url}{PATH}/"
    try:
        async with ClientSession(timeout=PATIENCE) as session:
            asked = session.get(url, ssl=certificates(), proxy=proxy_for(url))
            async with asked as answer:
                status, ours = answer.status, answer.headers.get(OURS) == HEADERS[OURS]
    except (ClientError, TimeoutError) as error:
        return True, f"calendars: {url} is not reached from here ({type(error).__name__})"
    if ours:
        return True, f"calendars: {url} leads to this program"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return True, f"calendars: {url} is answered by no program that runs ({status})"
    return False, f"calendars: {url} leads elsewhere ({status}); let the proxy pass it on"
