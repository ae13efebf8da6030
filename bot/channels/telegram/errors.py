"""Telegram's exceptions as ours; told apart by class, by text only where Telegram gives no more."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.domain.errors import Barred, DeliveryError
from bot.system.redact import redact

# "Bad Request: …" or "Forbidden: …" without any other mark, compared in small letters
# (github.com/tdlib/telegram-bot-api, Client.cpp; github.com/tdlib/td, MessagesManager.cpp; what is
# in capitals is MTProto's, as it is: core.telegram.org/method/messages.sendMessage).
NO_RIGHTS = (
    "not enough rights to send text messages",
    "have no rights to send a message",
    "have no write access to the chat",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "user_banned_in_channel",
)
TOPIC_SHUT = ("topic_closed",)
"""No topic takes it, the main one neither: `outbound` tries that by itself."""
ONE_KIND = ("chat_send_",)
"""A group may take texts and no files."""
NO_PICTURES = (
    "not enough rights to send photos",
    "not enough rights to send documents",
    "chat_send_photos_forbidden",
    "chat_send_docs_forbidden",
    "chat_send_media_forbidden",
)
CHAT_UNKNOWN = ("chat not found", "peer_id_invalid")
NOTHING_CHANGED = ("message is not modified",)

LONGEST_REASON = 300
NOT_TELEGRAM = "what answers is not Telegram (a proxy, or a wrong SOPBOT_TELEGRAM_API_URL)"


def says(error: TelegramError, what: tuple[str, ...]) -> bool:
    return any(words in error.message.lower() for words in what)


def seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_from_telegram(error: TelegramError) -> bool:
    """False for an answer that was no JSON: a proxy's page, whatever its status says."""
    cause: BaseException | None = error
    while cause is not None and type(cause) is not TelegramError:
        cause = cause.__cause__
    return cause is None


def reason_of(error: TelegramError) -> str:
    told = redact(str(error))[:LONGEST_REASON]
    return told if is_from_telegram(error) else f"{NOT_TELEGRAM}: {told}"


def delivery_error(error: TelegramError) -> DeliveryError:
    """Order matters: BadRequest is a NetworkError too."""
    reason = reason_of(error)
    if not is_from_telegram(error):
        return DeliveryError(reason)
    match error:
        case RetryAfter():
            return DeliveryError(reason, retry_after=seconds(error))
        case ChatMigrated():
            return DeliveryError(reason, new_address=str(error.new_chat_id))
        case Forbidden() | BadRequest():
            return _refused(error, reason)
        case NetworkError() | InvalidToken():
            # A token that was taken back is not the message's fault.
            return DeliveryError(reason)
    return DeliveryError(reason)


def _refused(error: TelegramError, reason: str) -> DeliveryError:
    barred = _barred(error)
    if barred is not None:
        return DeliveryError(reason, permanent=True, barred=barred)
    shut = isinstance(error, Forbidden) and not says(error, ONE_KIND)
    return DeliveryError(reason, permanent=True, gone=shut or says(error, CHAT_UNKNOWN))


def _barred(error: TelegramError) -> Barred | None:
    if says(error, NO_RIGHTS):
        return Barred.RIGHTS
    return Barred.TOPIC if says(error, TOPIC_SHUT) else None
