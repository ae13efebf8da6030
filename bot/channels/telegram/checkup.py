"""Whether Telegram knows the token; for `sopbot check`."""

from __future__ import annotations

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.api import REFUSED, make_bot
from bot.channels.telegram.errors import is_from_telegram, reason_of
from bot.domain.errors import SopbotError


async def who_am_i(token: str, api_url: str) -> str:
    """The bot's username; raises SopbotError that says what is wrong."""
    bot = make_bot(token, api_url)
    try:
        await bot.initialize()
        return bot.username
    except TelegramError as error:
        if isinstance(error, InvalidToken) and is_from_telegram(error):
            raise SopbotError(REFUSED) from None
        raise SopbotError(f"cannot be reached at {api_url}: {reason_of(error)}") from None
    finally:
        await bot.shutdown()
