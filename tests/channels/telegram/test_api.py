"""The way to Telegram, as the environment says."""

from __future__ import annotations

import json

import pytest
from telegram import InputFile
from telegram.error import NetworkError

from bot.channels.telegram.api import make_bot
from tests.channels.telegram.raw_server import OK, http, serving

TOKEN = "12345:AAE-secret"
ME = http(b'{"ok":true,"result":{"id":12345,"is_bot":true,"first_name":"SOP","username":"sop"}}')


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{kind}_proxy", raising=False)
        monkeypatch.delenv(f"{kind}_proxy".upper(), raising=False)


async def test_a_proxy_is_asked_with_its_own_password(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(ME) as server:
        monkeypatch.setenv("HTTP_PROXY", server.url.replace("//", "//office:pa%3Ass@"))
        async with make_bot(TOKEN, "http://telegram.test") as bot:
            assert bot.username == "sop"
        head = server.asked[0].head
    assert head.startswith(f"POST http://telegram.test/bot{TOKEN}/getMe HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic b2ZmaWNlOnBhOnNz\r\n" in head


async def test_behind_a_proxy_the_connection_to_telegram_is_encrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(http(b"", "407 Proxy Authentication Required")) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.url)
        bot = make_bot(TOKEN, "https://telegram.test")
        with pytest.raises(NetworkError, match="ClientHttpProxyError: 407"):
            await bot.initialize()
        await bot.shutdown()
        [asked] = server.asked
    assert asked.head.startswith("CONNECT telegram.test:443 HTTP/1.1\r\n")
    assert "AAE-secret" not in asked.head


async def test_what_is_none_is_left_out_and_a_file_goes_as_a_form() -> None:
    async with serving(ME, OK) as server, make_bot(TOKEN, server.url) as bot:
        said = {"chat_id": 7, "text": "สวัสดี", "reply_parameters": {"message_id": 5}, "thread": None}
        assert await bot.ask("sendMessage", said) is True
        file = InputFile("ก".encode(), filename="แผน.pdf")
        assert await bot.ask("sendDocument", {"chat_id": 7, "document": file}) is True
    _, message, document = server.asked
    assert message.head.startswith(f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\n")
    assert json.loads(message.body) == {
        "chat_id": 7,
        "text": "สวัสดี",
        "reply_parameters": {"message_id": 5},
    }
    assert "multipart/form-data" in document.head
    assert 'filename="แผน.pdf"' in document.body.decode()
