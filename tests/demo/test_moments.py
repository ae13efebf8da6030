"""What is said while the clock moves is heard, done and answered at the moment it was said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.compose.program import App
from bot.demo.trial import compose_trial
from bot.settings import Settings
from tests.clock import SettableClock

ZONE = ZoneInfo("Asia/Bangkok")
QUESTIONS = 12


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """The sample of early October, with everything that runs by itself."""
    now = datetime(2026, 10, 3, 10, tzinfo=ZONE)
    settings = Settings(data_dir=tmp_path, http_port=0)
    running = compose_trial(settings, SettableClock(now))
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def page(app: App) -> AsyncIterator[httpx.AsyncClient]:
    assert app.site is not None
    async with httpx.AsyncClient(base_url=app.site.server.address, timeout=30) as client:
        yield client


async def test_every_answer_stands_at_the_moment_of_its_question(page: httpx.AsyncClient) -> None:
    moving = asyncio.create_task(page.post("/api/clock", json={"to": "1/12/2569"}))
    asked = [await ask(page, number) for number in range(QUESTIONS)]
    assert (await moving).status_code == 200
    answers = {p["reply_to"]["id"]: p for p in await posts(page) if p["reply_to"]}
    questions = {p["id"]: p for p in await posts(page)}
    assert [answers[q]["day"] for q in asked] == [questions[q]["day"] for q in asked]
    assert len({questions[q]["day"] for q in asked}) > 1, "the clock moved meanwhile"


async def ask(page: httpx.AsyncClient, number: int) -> int:
    key = f"question-{number}"
    body = {"who": "malee", "room": "group", "text": "สถานะ", "key": key}
    answer = await page.post("/api/say", json=body)
    [post] = answer.json()["posts"]
    return int(post)


async def posts(page: httpx.AsyncClient) -> list[Any]:
    state = (await page.get("/api/state")).json()
    found: list[Any] = next(r["posts"] for r in state["rooms"] if r["address"] == "group")
    return found
