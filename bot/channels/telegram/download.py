"""The bytes of a file that somebody sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus

import httpx
from telegram import File
from telegram.error import TelegramError

from bot.channels.telegram.api import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    PREPARE_FILE_SECONDS,
    TelegramBot,
    certificates,
)
from bot.channels.telegram.errors import delivery_error
from bot.domain.errors import DeliveryError

CHUNK_BYTES = 256 * 1024
LOCAL_MODE = (
    "The Telegram Bot API server runs with --local and keeps files on its own disk. "
    "Start it without --local."
)


def make_client() -> httpx.AsyncClient:
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    return httpx.AsyncClient(timeout=timeout, verify=certificates())


async def download(
    bot: TelegramBot, client: httpx.AsyncClient, source: str
) -> AsyncIterator[bytes]:
    url = _url(await _located(bot, source), bot.base_file_url)
    try:
        async with client.stream("GET", url) as response:
            status = response.status_code
            if status == HTTPStatus.OK:
                async for chunk in response.aiter_bytes(CHUNK_BYTES):
                    yield chunk
    except httpx.HTTPError as error:
        raise DeliveryError(f"download failed: {type(error).__name__}") from error
    if status != HTTPStatus.OK:
        # Not permanent: the link lives an hour, and the next try asks for a new one.
        raise DeliveryError(f"download failed: status {status}")


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
