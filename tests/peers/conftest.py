"""A fake Telegram and a fake LINE, their casts, and clients that talk to them."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.clock import SettableClock
from tests.peers.line import FakeLine, Group
from tests.peers.line import Person as LinePerson
from tests.peers.telegram import Chat, FakeTelegram, Person


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(datetime(2026, 10, 1, 1, 30, tzinfo=UTC))


@pytest.fixture
def telegram(clock: SettableClock) -> Iterator[FakeTelegram]:
    with FakeTelegram(clock.now) as running:
        yield running


# Reading the certificates takes longer than most tests, and loopback needs none.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def plain_request() -> HTTPXRequest:
    return HTTPXRequest(httpx_kwargs={"verify": NO_CERTIFICATES})


@pytest.fixture
def _spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns at every 429 until it is told to give retry_after as a span."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def bot(telegram: FakeTelegram, _spans: None) -> AsyncIterator[Bot]:
    urls = telegram.base_url, telegram.base_file_url
    async with Bot(
        telegram.token, *urls, request=plain_request(), get_updates_request=plain_request()
    ) as client:
        yield client


@pytest.fixture
def somchai(telegram: FakeTelegram) -> Person:
    return telegram.person("สมชาย", "ใจดี", username="somchai")


@pytest.fixture
def malee(telegram: FakeTelegram) -> Person:
    return telegram.person("มาลี", "ศรีสุข")


@pytest.fixture
def group(telegram: FakeTelegram, somchai: Person, malee: Person) -> Chat:
    """Somchai's basic group, the bot a plain member of it."""
    return telegram.group("คณะกรรมการ", somchai, [malee], bot="member")


@pytest.fixture
def forum(telegram: FakeTelegram, somchai: Person, malee: Person) -> Chat:
    return telegram.group("สำนักงาน", somchai, [malee], bot="administrator", forum=True)


@pytest.fixture
def line(clock: SettableClock) -> Iterator[FakeLine]:
    with FakeLine(clock.now) as running:
        yield running


@pytest.fixture
def api(line: FakeLine) -> Iterator[httpx.Client]:
    """A client that has the channel's access token."""
    headers = {"Authorization": f"Bearer {line.channel_access_token}"}
    with httpx.Client(base_url=line.url, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def somsri(line: FakeLine) -> LinePerson:
    """A friend of the account."""
    person = line.person("สมศรี")
    person.befriend()
    return person


@pytest.fixture
def office(line: FakeLine, somsri: LinePerson) -> Group:
    """Somsri and two who are no friends of the account, and the bot."""
    group = line.group("สำนักงาน", somsri, line.person("บุญมี"), line.person("ปรานี"))
    group.adds_bot()
    return group
