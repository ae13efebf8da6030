"""What is made reaches its person by a page, made when its button is pressed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import httpx
import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope
from structlog.testing import capture_logs

from bot.compose.links import Links
from bot.domain.errors import Refusal
from bot.domain.events import Exported
from bot.domain.message import Made, ToMake
from bot.domain.pack_parts import Part
from bot.http.documents import MOST_OF_ONE, DocumentPages
from bot.http.metrics import Metrics
from bot.http.server import HttpServer
from bot.http.site import Site
from bot.ports import FileStore
from bot.system.redact import redact
from scheduler.making import Workshop
from scheduler.transactions import transact
from tests.http.files import HOST
from tests.scheduler.office import GROUP, SECRETARY, Office


async def receive() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


NAME = "รายงาน รอบ 1 ปี 2570.docx"


class Documents:
    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        self.wanted = ToMake(Made.REPORT, self.office.plan.id, NAME, "th", "1")
        self.links = Links(self.office.tools, "fake", HOST)
        self.made: list[BinaryIO] = []
        self.workshop = Workshop(
            self.office.tools,
            self.office.files,
            dict.fromkeys((Made.REPORT, Made.PACK), lambda *_: self._draw),
        )
        pages = DocumentPages(self.office.tools, self.workshop)
        site = Site(HttpServer("127.0.0.1", 0), self.office.tools, Metrics(), routes=pages.routes)
        site.open()
        self.app = site.app
        transport = httpx.ASGITransport(self.app)
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST)

    def _draw(self, files: FileStore) -> BinaryIO:
        self.made.append(BytesIO(b"docx" * 100_000))
        return self.made[-1]

    async def hang_up(self, link: str) -> None:
        """As who presses the button and is gone once bytes come."""

        async def send(message: Message) -> None:
            if message["type"] == "http.response.body":
                raise OSError

        path = link.removeprefix(HOST).partition("?")[0]
        asked: Scope = {
            **{"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b""},
            **{"asgi": {"spec_version": "2.4"}, "server": ("a", 80), "scheme": "http"},
        }
        await self.app(asked, receive, send)

    def exported(self) -> list[tuple[str, int | None]]:
        plan = transact(self.office.store, lambda work: work.plans.by_id(self.wanted.plan))
        return [(e.what, e.round) for e in plan.events if isinstance(e, Exported)]

    async def link(self) -> str:
        return await self.links.link_to(self.wanted, SECRETARY)


@pytest.fixture
async def documents(tmp_path: Path) -> AsyncIterator[Documents]:
    made = Documents(tmp_path)
    yield made
    await made.client.aclose()
    made.office.tools.desk.close()
    made.office.store.close()


async def test_the_page_tells_what_is_made_and_makes_nothing(documents: Documents) -> None:
    page = await documents.client.get(await documents.link())
    assert (page.status_code, documents.made) == (200, [])
    for told in (NAME, "09.00 น.", "<button>จัดทำและดาวน์โหลด</button>"):
        assert told in page.text


async def test_its_button_makes_it_and_brings_it_to_be_saved(documents: Documents) -> None:
    got = await documents.client.post(await documents.link())
    assert got.content == b"docx" * 100_000
    assert got.headers["content-type"].endswith("wordprocessingml.document")
    assert got.headers["content-length"] == "400000"
    name = unquote(got.headers["content-disposition"].partition("filename*=UTF-8''")[2])
    assert name == NAME
    assert [one.closed for one in documents.made] == [True]


async def test_a_pack_is_noted_once_it_was_fetched_to_its_end(documents: Documents) -> None:
    documents.wanted = replace(documents.wanted, what=Made.PACK, of=str(Part(round=1)))
    link = await documents.link()
    with pytest.raises(ClientDisconnect):
        await documents.hang_up(link)
    assert documents.exported() == []
    assert (await documents.client.post(link)).status_code == 200
    assert documents.exported() == [("pack", 1)]


async def test_what_leads_nowhere_is_all_answered_alike(documents: Documents) -> None:
    late, removed = await documents.link(), await documents.link()
    documents.office.clock.advance(minutes=61)
    gone = await documents.link()
    team, who = documents.office.plan.team, documents.office.people[SECRETARY].id
    transact(documents.office.store, lambda work: work.teams.remove_member(team, who))
    guess = f"{HOST}/documents/{'A' * 43}"
    answers = [await documents.client.post(one) for one in (late, removed, gone, guess)]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}
    assert documents.made == []


async def test_who_is_secretary_no_more_gets_nothing(documents: Documents) -> None:
    link = await documents.link()
    team, who = documents.office.plan.team, documents.office.people[SECRETARY].id
    transact(
        documents.office.store, lambda work: work.teams.set_role(team, who, "secretary", False)
    )
    assert (await documents.client.post(link)).status_code == 404
    assert documents.made == []


async def test_what_cannot_be_made_is_an_incident_and_may_be_tried_again(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_draw", lambda files: 1 / 0)
    link = await documents.link()
    with capture_logs() as logs:
        assert (await documents.client.post(link)).status_code == 503
    assert [one["where"] for one in logs if one["event"] == "incident"] == ["documents"]
    monkeypatch.undo()
    assert (await documents.client.post(link)).status_code == 200


async def test_what_its_person_can_do_about_it_is_told(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(files: FileStore) -> BinaryIO:
        raise Refusal("template-lost", name="แบบ.docx")

    monkeypatch.setattr(documents, "_draw", lost)
    answer = await documents.client.post(await documents.link())
    assert answer.status_code == 410
    assert "โปรดพิมพ์ “แม่แบบรายงาน”" in answer.text


async def test_who_presses_again_and_again_is_asked_to_wait(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, are_made, made = await documents.link(), asyncio.Event(), documents.workshop.made

    async def later(wanted: Sequence[ToMake]) -> Mapping[ToMake, BinaryIO]:
        await are_made.wait()
        return await made(wanted)

    monkeypatch.setattr(documents.workshop, "made", later)
    pressed = [asyncio.create_task(documents.client.post(link)) for _ in range(MOST_OF_ONE + 3)]
    for _, answer in zip(range(3), asyncio.as_completed(pressed), strict=False):
        assert (await answer).headers["retry-after"] == "60"
    are_made.set()
    found = [(await one).status_code for one in pressed]
    assert sorted(found) == [200] * MOST_OF_ONE + [503] * 3
    assert (await documents.client.post(link)).status_code == 200


async def test_what_is_not_fetched_to_its_end_is_closed_and_may_be_had_again(
    documents: Documents,
) -> None:
    link = await documents.link()
    for _ in range(MOST_OF_ONE):
        with pytest.raises(ClientDisconnect):
            await documents.hang_up(link)
    assert [one.closed for one in documents.made] == [True] * MOST_OF_ONE
    assert (await documents.client.post(link)).status_code == 200


async def test_no_log_has_the_address(documents: Documents) -> None:
    token = (await documents.link()).rpartition("/")[2].partition("?")[0]
    assert token not in redact(f"POST {HOST}/documents/{token}") + redact(f"{HOST}/files/{token}")


async def test_in_a_group_a_link_would_be_everybodys(documents: Documents) -> None:
    with pytest.raises(Exception, match="one person"):
        await documents.links.link_to(documents.wanted, GROUP)
