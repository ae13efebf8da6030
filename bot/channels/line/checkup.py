"""Whether LINE knows the account, how events come, which menu people see, and what of the month is
left; for `sopbot check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from bot.channels.line.api import Access, LineApi
from bot.channels.line.errors import REFUSED, LineError
from bot.channels.line.menu import Words, menu_of, standing
from bot.channels.line.quota import allowance
from bot.channels.line.webhook import ENDPOINT, PATH, endpoint
from bot.domain.errors import SopbotError
from bot.ports import Allowance

NOT_SET = "not set; `sopbot run` does so"
OFF = "set, but turned off: turn on 'Use webhook' on the Messaging API tab of the LINE console"
CHAT_MODE = (
    "; people who write to it get answers by hand as well: set the response method to webhook "
    "in LINE Official Account Manager"
)


@dataclass(frozen=True, slots=True)
class Found:
    """`is_heard`: LINE reaches this program, or has not been told to yet. `used`: messages times
    who got them, this month.
    """

    account: str
    webhook: str
    is_heard: bool
    menu: str
    quota: str
    used: int


async def check_line(access: Access, public_url: str, words: Words) -> Found:
    """`words`: of the menu that should stand. Raises SopbotError that says what is wrong."""
    api = LineApi(access)
    await api.start()
    try:
        info = await api.get("/v2/bot/info")
        mode = CHAT_MODE if info.get("chatMode") == "chat" else ""
        is_heard, webhook = await _webhook(api, public_url + PATH)
        account, menu = f"{info['basicId']}{mode}", await _menu(api, words)
        left = await allowance(api)
        return Found(account, webhook, is_heard, menu, _quota(left), left.used)
    except LineError as error:
        if error.status == HTTPStatus.UNAUTHORIZED:
            raise SopbotError(REFUSED) from None
        raise SopbotError(f"cannot be reached at {access.url}: {error}") from None
    finally:
        await api.stop()


async def _webhook(api: LineApi, url: str) -> tuple[bool, str]:
    found = await endpoint(api)
    if found.get("endpoint") != url:
        return True, NOT_SET
    if not found.get("active"):
        return False, OFF
    _, tried = await api.post(f"{ENDPOINT.removesuffix('endpoint')}test", {"endpoint": url})
    if tried.get("success"):
        return True, f"set, and LINE reaches {url}"
    why = f"{tried.get('statusCode', '')} {tried.get('reason', '')}".strip()
    return False, f"LINE does not reach {url} ({why}): is `sopbot run` running, and the proxy?"


async def _menu(api: LineApi, words: Words) -> str:
    found = await standing(api)
    if found.is_anothers:
        return f"another program's ({found.shown}); ours does not take its place"
    if found.shows(menu_of(words)):
        return "shown in private chats"
    return "an older one; `sopbot run` changes it" if found.shown else NOT_SET


def _quota(found: Allowance) -> str:
    """Counted in messages times who gets them; answers are not."""
    if found.limit is None:
        return f"{found.used} messages this month, without a limit"
    return f"{found.used} of {found.limit} messages this month"
