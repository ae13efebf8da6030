"""The Bot of python-telegram-bot, set up as we need it."""

from __future__ import annotations

import json
import os
import re
from typing import Any, Final, cast

from telegram import Bot, InputFile
from telegram.error import TelegramError
from telegram.request import RequestData

from bot.channels.connecting import certificates, proxy_for
from bot.channels.telegram.raw import Json
from bot.channels.telegram.request import AiohttpRequest, Patience
from bot.domain.errors import SopbotError

# Else the library warns of its own coming change each time Telegram answers 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECT_SECONDS: Final = 10.0
ANSWER_SECONDS: Final = 20.0
UPLOAD_SECONDS: Final = 120.0
"""50 MB through an office's line."""
PREPARE_FILE_SECONDS: Final = 60.0
"""getFile of a self-hosted server answers only when the server has the file."""
POOL_SECONDS: Final = 30.0
CONNECTIONS: Final = 16
POLL_SECONDS: Final = 50
"""The most that Telegram keeps a poll open."""

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")

REFUSED = (
    "Telegram does not accept the bot's token. Put the one that @BotFather gives into "
    "SOPBOT_TELEGRAM_TOKEN (with a server of your own, check SOPBOT_TELEGRAM_API_URL too)."
)
_TOKEN = re.compile(r"[^\s/?#%]+")
"""A server of one's own may hand out others than @BotFather; this fits into an address."""


class TelegramBot(Bot):
    """Also gives what Telegram sent as it is, without objects made of it: an update that cannot be
    read stops nothing, and no time goes into a message that nobody looks at.
    """

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"  # the library's own shows the token

    async def ask(self, method: str, content: Json) -> Any:
        """The result; what is None in the content is left out. A file is a value of its own, never
        in a list.
        """
        if any(isinstance(value, InputFile) for value in content.values()):
            return await self._post(method, content)
        data = cast(RequestData, _OnlyJson(content))
        return await self.request.post(f"{self.base_url}/{method}", data)

    async def raw_updates(self, offset: int | None) -> list[Json]:
        # Bot.get_updates makes objects, and do_api_request warns of methods that Bot has.
        found: list[Json] = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": list(UPDATES)},
            read_timeout=POLL_SECONDS + ANSWER_SECONDS,
        )
        return found


class _OnlyJson:
    """Of `RequestData` what `AiohttpRequest` reads. The library's own looks into each value for
    files and for objects of its own, an eighth of the CPU of a sendMessage.
    """

    contains_files = False

    def __init__(self, content: Json) -> None:
        self.parameters = {name: value for name, value in content.items() if value is not None}


class _Request(AiohttpRequest):
    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """As the library does, but without logging the answer: people's messages stand in it."""
        try:
            parsed: Any = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        return parsed


def make_bot(token: str, api_url: str) -> TelegramBot:
    if not _TOKEN.fullmatch(token):
        raise SopbotError(REFUSED)
    url = api_url.rstrip("/")
    return TelegramBot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=make_request(CONNECTIONS, url),
        get_updates_request=make_request(1, url),
    )


def make_request(connections: int, api_url: str) -> AiohttpRequest:
    patience = Patience(
        connect=CONNECT_SECONDS,
        read=ANSWER_SECONDS,
        write=ANSWER_SECONDS,
        media=UPLOAD_SECONDS,
        pool=POOL_SECONDS,
    )
    return _Request(connections, patience, certificates(), proxy_for(api_url))
