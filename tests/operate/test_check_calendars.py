"""`sopbot check` tells whether the calendars that people subscribe to reach the program."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.routing import Router

from bot.http.calendars import CalendarPages
from bot.http.server import HttpServer
from bot.operate.calendars import made, reached
from bot.settings import Settings
from tests.scheduler.office import Office
from tests.store import rows
from tests.store.rows import LATER, NOW
from tests.stores import fresh_store


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    bound = HttpServer("127.0.0.1", 0)
    bound.bind()
    yield bound
    await bound.stop()


async def test_what_the_proxy_passes_on_is_known_by_its_answer(
    server: HttpServer, tmp_path: Path
) -> None:
    office = Office(tmp_path)
    await server.start(Router(CalendarPages(office.tools, server.address).routes))
    good, told = await reached(server.address)
    assert (good, told) == (True, f"calendars: {server.address}/calendar/ leads to this program")
    office.tools.desk.close()
    office.store.close()


async def test_another_that_answers_in_its_place_is_told(server: HttpServer) -> None:
    await server.start(Router())
    good, told = await reached(server.address)
    assert not good
    assert "leads elsewhere (404); let the proxy pass it on" in told


async def test_a_program_that_does_not_run_is_no_fault(server: HttpServer) -> None:
    address = server.address
    server.unbind()
    good, told = await reached(address)
    assert good
    assert "is not reached from here" in told


def test_addresses_that_are_out_are_counted(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    with store.work() as work:
        team, who = rows.team(work).id, rows.person(work).id
        work.teams.add_member(team, who, NOW)
        token = work.subscriptions.make(team, who, NOW)
        work.subscriptions.note_reading(token, LATER)
        work.commit()
    reachable = Settings(public_url="https://sop.example.go.th")
    last = LATER.isoformat()
    assert [*made(store, reachable)] == [(True, f"calendars: addresses: 1, last read: {last}")]
    [(_, told)] = made(store, Settings())
    assert told == "calendars: addresses: 1; none works without SOPBOT_PUBLIC_URL"
    store.close()
