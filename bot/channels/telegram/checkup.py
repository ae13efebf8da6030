"""Whether Telegram knows the token, and how updates come; for `sopbot check`."""

from __future__ import annotations

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.api import REFUSED, TelegramBot, make_bot
from bot.channels.telegram.errors import is_from_telegram, reason_of
from bot.channels.telegram.webhook import address
from bot.domain.errors import SopbotError

NOT_SET = "not set; `sopbot run` does so"
FOREIGN = "set by another program to another address; `sopbot run` takes over"


async def check_telegram(token: str, api_url: str, public_url: str) -> tuple[str, str]:
    """The bot's username, and how updates come; raises SopbotError that says what is wrong."""
    bot = make_bot(token, api_url)
    try:
        await bot.initialize()
        return bot.username, await _webhook(bot, public_url)
    except TelegramError as error:
        if isinstance(error, InvalidToken) and is_from_telegram(error):
            raise SopbotError(REFUSED) from None
        raise SopbotError(f"cannot be reached at {api_url}: {reason_of(error)}") from None
    finally:
        await bot.shutdown()


async def _webhook(bot: TelegramBot, public_url: str) -> str:
    try:
        info = await bot.get_webhook_info()
    except TelegramError:
        return "unknown: this server tells nothing of webhooks"
    if not public_url:
        return FOREIGN if info.url else "none; Telegram is asked for updates (polling)"
    if info.url != address(bot.token, public_url):
        return FOREIGN if info.url else NOT_SET
    return _standing(info, public_url)


def _standing(info: WebhookInfo, public_url: str) -> str:
    told = f"set, under {public_url}; {info.pending_update_count} updates wait"
    if not info.last_error_message:
        return told
    return f"{told}; last trouble {info.last_error_date}: {info.last_error_message}"
