"""A committee with a kept file, the links to it, and the pages they open."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx

from bot.compose.links import Links
from bot.domain.files import File
from bot.domain.incoming import IncomingFile
from bot.files.reading import Reader
from bot.http.files import FilePages
from bot.http.metrics import Metrics
from bot.http.server import HttpServer
from bot.http.site import Site
from bot.ports import UnitOfWork
from scheduler.transactions import transact
from tests.scheduler.office import MEMBER, Office

HOST = "https://sop.example"
NAME = "แผนปฏิบัติการ ปี 2570.pdf"
BYTES = b"%PDF-1.7 \x00\xff" * 100_000


class Pages:
    """`name`: the file's, whatever its sender called it."""

    def __init__(self, folder: Path, name: str = NAME) -> None:
        self.office = Office(folder)
        self.file = transact(self.office.store, lambda work: self._keep(work, name))
        self.links = Links(self.office.tools, "fake", HOST)
        pages = FilePages(self.office.tools, Reader(self.office.files, 0.5))
        server = HttpServer("127.0.0.1", 0)
        site = Site(server, self.office.tools, Metrics(), routes=pages.routes)
        site.open()
        transport = httpx.ASGITransport(site.app)
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST)

    async def link(self, to: str = MEMBER) -> str:
        return await self.links.link_to(self.file.id, to)

    async def get(self, link: str) -> httpx.Response:
        return await self.client.get(link)

    async def press(self, link: str) -> httpx.Response:
        return await self.client.post(link)

    async def close(self) -> None:
        await self.client.aclose()
        self.office.tools.desk.close()
        self.office.store.close()

    def _keep(self, work: UnitOfWork, name: str) -> File:
        sha256 = hashlib.sha256(BYTES).hexdigest()
        self.office.files.kept[sha256] = BYTES
        expected = work.files.expect(
            self.office.plan.id,
            1,
            IncomingFile("source", name, "text/html", len(BYTES), caption="ฉบับลงนามแล้ว"),
            channel="fake",
            chat=self.office.group.id,
            message="1",
            thread="",
            by=self.office.people[MEMBER].id,
            document="",
            now=self.office.clock.now(),
        )
        return work.files.kept(expected, sha256, len(BYTES))
