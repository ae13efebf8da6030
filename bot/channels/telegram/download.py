"""The bytes of a file that somebody sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

from telegram import File
from telegram.error import TelegramError

from bot.channels.telegram.api import PREPARE_FILE_SECONDS, TelegramBot
from bot.channels.telegram.errors import delivery_error, reason_of
from bot.channels.telegram.request import AiohttpRequest
from bot.domain.errors import DeliveryError

CHUNK_BYTES = 256 * 1024
LOCAL_MODE = (
    "The Telegram Bot API server runs with --local and keeps files on its own disk. "
    "Start it without --local."
)


async def download(bot: TelegramBot, request: AiohttpRequest, source: str) -> AsyncIterator[bytes]:
    url = _url(await _located(bot, source), bot.base_file_url)
    try:
        async with aclosing(request.stream(url, CHUNK_BYTES)) as chunks:
            async for chunk in chunks:
                yield chunk
    except TelegramError as error:
        # Not permanent: the link lives an hour, and the next try asks for a new one.
        raise DeliveryError(f"download failed: {reason_of(error)}") from error


async def _located(bot: TelegramBot, source: str) -> File:
    try:
        return await bot.get_file(source, read_timeout=PREPARE_FILE_SECONDS)
    except TelegramError as error:
        raise delivery_error(error) from error


def _url(file: File, base: str) -> str:
    if not file.file_path:
        raise DeliveryError("Telegram names no place for the file")
    path = file.file_path.removeprefix(f"{base}/")
    if path == file.file_path or path.startswith("/"):
        raise DeliveryError(LOCAL_MODE, permanent=True)
    return file.file_path
