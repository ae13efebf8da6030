"""What a month allows, and what of it is used.

https://developers.line.biz/en/reference/messaging-api/#get-quota: messages times recipients;
replies are not counted. What was sent in the last minutes may be missing.
"""

from __future__ import annotations

from bot.channels.line.api import LineApi
from bot.ports import Allowance

QUOTA = "/v2/bot/message/quota"


async def allowance(api: LineApi) -> Allowance:
    """Raises LineError."""
    told = await api.get(QUOTA)
    used = int((await api.get(f"{QUOTA}/consumption")).get("totalUsage", 0))
    is_limited = told.get("type") == "limited"
    return Allowance(int(told["value"]) if is_limited else None, used)
