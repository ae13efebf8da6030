"""What was drawn for LINE is fetched from us, by whoever knows where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from bot.compose.links import Links
from bot.domain.errors import SopbotError
from bot.http.metrics import Metrics
from bot.http.pictures import PicturePages
from bot.http.server import HttpServer
from bot.http.site import Site
from scheduler.tools import Tools
from tests.http.files import HOST
from tests.scheduler.office import Office

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


class Pictures:
    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        self._links = Links(self.office.tools, "fake", HOST)
        routes = PicturePages(self.office.tools).routes
        site = Site(HttpServer("127.0.0.1", 0), self.office.tools, Metrics(), routes=routes)
        site.open()
        transport = httpx.ASGITransport(site.app)
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST)

    async def address(self) -> str:
        return await self._links.address_of(self.office.plan.id, PNG)

    async def close(self) -> None:
        await self.client.aclose()
        self.office.tools.desk.close()
        self.office.store.close()


@pytest.fixture
async def pictures(tmp_path: Path) -> AsyncIterator[Pictures]:
    made = Pictures(tmp_path)
    yield made
    await made.close()


async def test_the_picture_comes_as_one_and_may_be_kept_for_a_day(pictures: Pictures) -> None:
    address = await pictures.address()
    assert address.startswith(f"{HOST}/pictures/")
    assert address.endswith(".png")
    got = await pictures.client.get(address)
    assert (got.status_code, got.content) == (200, PNG)
    assert got.headers["content-type"] == "image/png"
    assert got.headers["cache-control"] == "private, max-age=86400, immutable"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "noindex" in got.headers["x-robots-tag"]


async def test_after_two_weeks_it_is_there_no_more(pictures: Pictures) -> None:
    address = await pictures.address()
    pictures.office.clock.advance(days=13)
    assert (await pictures.client.get(address)).status_code == 200
    pictures.office.clock.advance(days=1)
    assert (await pictures.client.get(address)).status_code == 404


@pytest.mark.parametrize("path", ["", "x", "A" * 43, "A" * 43 + ".png", "%00", "a/b.png", "ก" * 43])
async def test_what_leads_nowhere_is_all_answered_alike(pictures: Pictures, path: str) -> None:
    await pictures.address()
    got = await pictures.client.get(f"/pictures/{path}")
    assert (got.status_code, got.content) == (404, b"")


async def test_nobody_posts_there(pictures: Pictures) -> None:
    assert (await pictures.client.post(await pictures.address())).status_code == 405


async def test_while_the_database_is_away_it_is_to_be_asked_for_again(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await pictures.address()

    async def away(*_: object) -> None:
        raise SopbotError("the database is away")

    monkeypatch.setattr(Tools, "read", away)
    with capture_logs() as logs:
        got = await pictures.client.get(address)
    assert (got.status_code, got.content) == (503, b"")
    assert address.rpartition("/")[2].removesuffix(".png") not in str(logs)
