"""What a calendar subscribes to is read at an address of its own, and follows the plan."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from structlog.testing import capture_logs

from bot.domain.errors import SopbotError
from bot.domain.events import Extended
from bot.domain.plan import PlanStatus
from bot.http.calendars import MOST_A_MINUTE, CalendarPages
from bot.http.metrics import Metrics
from bot.http.server import HttpServer
from bot.http.site import Site
from bot.ports import UnitOfWork
from bot.system.redact import redact
from scheduler.tools import Tools
from scheduler.transactions import transact
from tests.http.files import HOST
from tests.scheduler.office import MEMBER, Office


class Calendars:
    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        self.seconds = 0.0
        pages = CalendarPages(self.office.tools, HOST, lambda: self.seconds)
        site = Site(HttpServer("127.0.0.1", 0), self.office.tools, Metrics(), routes=pages.routes)
        site.open()
        transport = httpx.ASGITransport(site.app)
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST)
        who, team = self.office.people[MEMBER].id, self.office.plan.team
        self.token = transact(
            self.office.store, lambda work: work.subscriptions.make(team, who, self.now)
        )

    @property
    def now(self) -> Any:
        return self.office.clock.now()

    async def get(self, ends: str = ".ics", **headers: str) -> httpx.Response:
        return await self.client.get(f"/calendar/{self.token}{ends}", headers=headers)

    def extend(self, step: int, to: date) -> None:
        def extended(work: UnitOfWork) -> None:
            plan = work.plans.by_id(self.office.plan.id)
            work.plans.append(plan, Extended(at=self.now, step=step, to=to, reason="รอข้อมูล"))

        transact(self.office.store, extended)

    async def close(self) -> None:
        await self.client.aclose()
        self.office.tools.desk.close()
        self.office.store.close()


@pytest.fixture
async def calendars(tmp_path: Path) -> AsyncIterator[Calendars]:
    made = Calendars(tmp_path)
    yield made
    await made.close()


def entry(got: httpx.Response, key: str) -> Any:
    found: Any = Calendar.from_ical(got.content).walk("VEVENT")
    return next(e for e in found if str(e["uid"]).endswith(f"-{key}@sopbot"))


async def test_it_is_a_calendar_and_for_its_person_alone(calendars: Calendars) -> None:
    got = await calendars.get()
    assert got.status_code == 200
    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert got.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in got.headers
    assert "noindex" in got.headers["x-robots-tag"]
    assert "งานของฉัน" in got.text
    assert "แผน · " in (await calendars.get("-plan.ics")).text
    head = await calendars.client.head(f"/calendar/{calendars.token}.ics")
    assert (head.status_code, head.headers["etag"]) == (200, got.headers["etag"])


async def test_an_extension_reaches_it_under_the_same_name(calendars: Calendars) -> None:
    before = entry(await calendars.get("-plan.ics"), "s1")
    calendars.office.clock.advance(minutes=1)
    calendars.extend(1, date(2026, 10, 9))
    after = entry(await calendars.get("-plan.ics"), "s1")
    assert before["uid"] == after["uid"]
    assert after["dtstart"].dt == date(2026, 10, 9) != before["dtstart"].dt
    assert after["sequence"] > before["sequence"]


async def test_what_has_not_changed_is_not_brought_again(calendars: Calendars) -> None:
    tag = (await calendars.get()).headers["etag"]
    calendars.office.clock.advance(hours=3)
    again = await calendars.get(**{"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    calendars.extend(1, date(2026, 10, 9))
    assert (await calendars.get(**{"If-None-Match": tag})).status_code == 200


async def test_a_cancelled_plan_is_shown_as_such_until_its_year_is_over(
    calendars: Calendars,
) -> None:
    def cancel(work: UnitOfWork) -> None:
        work.plans.set_status(work.plans.by_id(calendars.office.plan.id), PlanStatus.CANCELLED)

    transact(calendars.office.store, cancel)
    assert entry(await calendars.get("-plan.ics"), "s1")["status"] == "CANCELLED"
    calendars.office.clock.advance(days=366)
    assert b"VEVENT" not in (await calendars.get("-plan.ics")).content


async def test_the_page_tells_how_and_names_both_addresses(calendars: Calendars) -> None:
    page = await calendars.get("")
    at = f"{HOST}/calendar/{calendars.token}"
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    for ends in (".ics", "-plan.ics"):
        assert f"<code>{at}{ends}</code>" in page.text
        assert f'href="webcal{at.removeprefix("https")}{ends}"' in page.text
    assert "calendar.google.com" in page.text


async def test_what_was_read_is_noted(calendars: Calendars) -> None:
    await calendars.get("")
    assert read_at(calendars) is None
    await calendars.get()
    first = read_at(calendars)
    assert first == calendars.now
    calendars.office.clock.advance(minutes=30)
    await calendars.get()
    assert read_at(calendars) == first


def read_at(calendars: Calendars) -> object:
    def read(work: UnitOfWork) -> object:
        return work.subscriptions.all()[1]

    return transact(calendars.office.store, read)


@pytest.mark.parametrize("path", ["", "x", "A" * 43, "A" * 43 + ".ics", "%00", "a/b.ics", "ก" * 43])
async def test_what_leads_nowhere_is_all_answered_alike(calendars: Calendars, path: str) -> None:
    team, who = calendars.office.plan.team, calendars.office.people[MEMBER].id
    transact(calendars.office.store, lambda work: work.subscriptions.revoke(team, who))
    revoked, got = await calendars.get(), await calendars.client.get(f"/calendar/{path}")
    assert (got.status_code, got.content) == (404, revoked.content)


async def test_of_one_address_so_many_answers_a_minute_and_no_more(calendars: Calendars) -> None:
    found = [(await calendars.get()).status_code for _ in range(MOST_A_MINUTE + 1)]
    assert found == [200] * MOST_A_MINUTE + [429]
    calendars.seconds += 60
    assert (await calendars.get()).status_code == 200


async def test_nor_more_where_all_come_at_once(calendars: Calendars) -> None:
    found = await asyncio.gather(*(calendars.get() for _ in range(MOST_A_MINUTE + 5)))
    assert sum(one.status_code == 200 for one in found) == MOST_A_MINUTE


async def test_nobody_posts_there(calendars: Calendars) -> None:
    assert (await calendars.client.post(f"/calendar/{calendars.token}")).status_code == 405


async def test_while_the_database_is_away_it_is_to_be_asked_for_again_and_no_log_has_the_address(
    calendars: Calendars, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise SopbotError("the database is away")

    monkeypatch.setattr(Tools, "read", away)
    with capture_logs() as logs:
        got = await calendars.get()
    assert (got.status_code, got.headers["retry-after"]) == (503, "60")
    assert calendars.token not in str(logs)
    assert calendars.token not in redact(f"GET {HOST}/calendar/{calendars.token}.ics")
