"""Telegram's refusals in our words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.errors import LONGEST_REASON, NOT_TELEGRAM, delivery_error
from bot.domain.errors import Barred, DeliveryError


@pytest.mark.parametrize(
    "error",
    [
        TimedOut(),
        NetworkError("Bad Gateway"),
        NetworkError("Internal Server Error (500)"),
        InvalidToken(),
    ],
)
def test_what_may_pass_is_tried_again(error: TelegramError) -> None:
    assert delivery_error(error) == DeliveryError(str(error))


@pytest.mark.parametrize("wait", [7, timedelta(seconds=7)])
def test_a_rate_limit_says_how_long(wait: int | timedelta) -> None:
    assert delivery_error(RetryAfter(wait)).retry_after == 7


def test_a_group_that_moved_says_where_to() -> None:
    error = delivery_error(ChatMigrated(-1001))
    assert (error.new_address, error.permanent) == ("-1001", False)


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Forbidden("Forbidden: bot was blocked by the user"),
        BadRequest("Bad Request: chat not found"),
        BadRequest("Bad Request: PEER_ID_INVALID"),
    ],
)
def test_a_chat_out_of_reach_is_gone(error: TelegramError) -> None:
    told = delivery_error(error)
    assert (told.permanent, told.gone) == (True, True)


@pytest.mark.parametrize(
    ("error", "barred"),
    [
        ("not enough rights to send text messages to the chat", Barred.RIGHTS),
        ("have no rights to send a message", Barred.RIGHTS),
        ("have no write access to the chat", Barred.RIGHTS),
        ("need administrator rights in the channel chat", Barred.RIGHTS),
        ("CHAT_WRITE_FORBIDDEN", Barred.RIGHTS),
        ("CHAT_SEND_PLAIN_FORBIDDEN", Barred.RIGHTS),
        ("CHAT_RESTRICTED", Barred.RIGHTS),
        ("CHAT_ADMIN_REQUIRED", Barred.RIGHTS),
        ("TOPIC_CLOSED", Barred.TOPIC),
    ],
)
@pytest.mark.parametrize("status", [400, 403])
def test_a_group_that_lets_it_say_nothing_is_not_gone(
    error: str, barred: Barred, status: int
) -> None:
    """Telegram's own words come as 400, MTProto's as either."""
    refusal = BadRequest(f"Bad Request: {error}") if status == 400 else Forbidden(error)
    told = delivery_error(refusal)
    assert (told.permanent, told.gone, told.barred) == (True, False, barred)


@pytest.mark.parametrize(
    "error",
    [
        BadRequest("Bad Request: not enough rights to send documents to the chat"),
        Forbidden("Forbidden: CHAT_SEND_DOCS_FORBIDDEN"),
    ],
)
def test_a_group_that_takes_no_files_takes_texts(error: TelegramError) -> None:
    told = delivery_error(error)
    assert (told.permanent, told.gone, told.barred) == (True, False, None)


def test_a_refused_message_leaves_the_chat_as_it_is() -> None:
    told = delivery_error(BadRequest("Bad Request: message to edit not found"))
    assert (told.permanent, told.gone) == (True, False)


def test_a_proxys_page_is_not_telegrams_word() -> None:
    error = Forbidden("Forbidden (403). Parsing the server response b'<html>' failed")
    error.__cause__ = TelegramError("Invalid server response")
    told = delivery_error(error)
    assert not told.permanent
    assert told.reason.startswith(NOT_TELEGRAM)


def test_a_reason_is_short_and_without_the_token() -> None:
    reason = delivery_error(NetworkError("https://x/bot12345:AAE-secret/getMe " + "x" * 999)).reason
    assert "AAE-secret" not in reason
    assert len(reason) == LONGEST_REASON


def test_what_no_database_takes_is_left_out_of_a_reason() -> None:
    """It is written down, or the message would be sent again and again."""
    assert str(delivery_error(BadRequest("a\0b \ud83d"))) == "ab ?"
