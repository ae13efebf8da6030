"""Of two platforms one does not take its token: the other one is served, and it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app import compose
from bot.compose.program import App
from bot.domain.errors import SopbotError
from bot.settings import Settings
from tests.clock import SettableClock
from tests.e2e.test_webhook import free_port
from tests.peers.line import FakeLine
from tests.peers.telegram import FakeTelegram
from tests.stores import database_setting, fresh_store

WRONG = SecretStr("123456:wrong-token-0123456789")
Compose = Callable[..., App]


@pytest.fixture
def composed(
    line: FakeLine, telegram: FakeTelegram, clock: SettableClock, tmp_path: Path
) -> Compose:
    """With the tokens of both, but for what is given."""
    folder = tmp_path / "data"
    folder.mkdir()
    fresh_store(folder).close()
    database, port = database_setting(folder), free_port()

    def composed(**given: SecretStr) -> App:
        tokens = {
            "telegram_token": SecretStr(telegram.token),
            "line_channel_access_token": SecretStr(line.channel_access_token),
        }
        settings = Settings(
            line_channel_secret=SecretStr(line.channel_secret),
            line_api_url=line.url,
            line_data_api_url=line.url,
            telegram_api_url=telegram.url,
            public_url=f"http://127.0.0.1:{port}",
            http_port=port,
            data_dir=folder,
            database_url=SecretStr(database) if database else None,
            **tokens | given,
        )
        return compose(settings, clock, limits={})

    return composed


@asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    await app.start()
    yield
    await app.stop()


async def health(app: App) -> tuple[int, list[str]]:
    assert app.site is not None
    async with httpx.AsyncClient(base_url=app.site.server.address) as client:
        answer = await client.get("/healthz")
    return answer.status_code, answer.json()["refused"]


async def test_without_line_telegram_is_served(composed: Compose, telegram: FakeTelegram) -> None:
    app, somebody = composed(line_channel_access_token=WRONG), telegram.person("วิชัย")
    with capture_logs() as logs:
        async with running(app):
            assert await health(app) == (200, ["line"])
            somebody.starts()
            await telegram.eventually(lambda: somebody.private.messages_from_bot())
    [told] = [one for one in logs if one["event"] == "channel.refused"]
    assert (told["log_level"], told["channel"]) == ("error", "line")
    assert "SOPBOT_LINE_CHANNEL_ACCESS_TOKEN" in told["error"]


async def test_without_telegram_line_is_served(composed: Compose, line: FakeLine) -> None:
    app, somebody = composed(telegram_token=WRONG), line.person("วิชัย")
    async with running(app):
        assert await health(app) == (200, ["telegram"])
        somebody.befriend()
        await line.eventually(lambda: [m for m in line.messages(somebody) if m.sender is line.bot])


async def test_where_none_is_left_the_start_ends_with_what_is_to_be_mended(
    composed: Compose,
) -> None:
    app = composed(telegram_token=WRONG, line_channel_access_token=WRONG)
    with pytest.raises(SopbotError, match=r"(?s)SOPBOT_TELEGRAM_TOKEN.*SOPBOT_LINE_CHANNEL"):
        await app.start()
    await app.stop()
