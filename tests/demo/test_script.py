"""The sample as a visitor finds it, on days all over a fiscal year."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from structlog.testing import capture_logs

from bot.compose.program import App
from bot.demo import trial
from bot.demo.cast import CAST
from bot.demo.rooms import Post
from bot.demo.trial import compose_trial
from bot.demo.web.channel import WebChannel
from bot.domain.calendar import Calendar, calendar_of
from bot.domain.documents import missing_evidence
from bot.domain.errors import SopbotError
from bot.domain.plan import Plan
from bot.domain.standing import StepStatus, step_status
from bot.domain.timeline import timeline
from bot.ports import UnitOfWork
from bot.settings import Settings
from bot.sops.loader import check, offered
from tests.clock import SettableClock
from tests.sops.test_samples import SAMPLES

ZONE = ZoneInfo("Asia/Bangkok")
NOVEMBER = "2026-11-26 09:12"
TODAYS = [
    "2026-10-01 00:20",
    "2026-10-03 10:00",  # a Saturday
    NOVEMBER,
    pytest.param("2027-03-01 12:00", marks=pytest.mark.long),
    pytest.param("2027-09-30 23:30", marks=pytest.mark.long),
]
LAST = 12
"""The step that stays open to the end of the year."""


@dataclass(frozen=True)
class Found:
    """What a visitor finds who comes at `now`."""

    folder: Path
    now: datetime
    plan: Plan
    calendar: Calendar
    lacking: dict[int, int]
    posts: dict[str, list[Post]]
    state: Any

    @property
    def statuses(self) -> set[StepStatus]:
        today, plan = self.now.date(), self.plan
        line = timeline(plan.sop, plan.start, self.calendar, plan.events, today)
        spans = line.spans.items()
        return {
            step_status(plan.states, n, at.start, at.due, self.calendar, today) for n, at in spans
        }


Play = Callable[[str], Found]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def composed(folder: Path, now: datetime) -> App:
    settings = Settings(data_dir=folder, http_port=0)
    return compose_trial(settings, SettableClock(now))


async def found(folder: Path, now: datetime) -> Found:
    app = composed(folder, now)
    try:
        await app.prepare()
        state, posts = await shown(app), await standing(app)
        with app.store.reading() as work:
            return look(work, folder, now, posts, state)
    finally:
        await app.stop()


async def shown(app: App) -> Any:
    assert app.site is not None
    app.site.open()
    transport = httpx.ASGITransport(app.site.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return (await client.get("/api/state")).json()


async def standing(app: App) -> dict[str, list[Post]]:
    """Everything in every room."""
    hall = web(app).hall
    return {room.address: (await hall.posts(room.address, 10_000))[0] for room in CAST.rooms}


def web(app: App) -> WebChannel:
    channel = app.channels["web"]
    assert isinstance(channel, WebChannel)
    return channel


def look(
    work: UnitOfWork, folder: Path, now: datetime, posts: dict[str, list[Post]], state: Any
) -> Found:
    secretary = work.people.by_account("web", "pimjai")
    assert secretary is not None
    [team] = work.teams.of_person(secretary.id)
    [plan] = work.plans.of_team(team.id)
    kept = work.files.of_plan(plan.id)
    lacking = {n: len(missing_evidence(state, kept)) for n, state in plan.states.items()}
    calendar = calendar_of(work.teams.days_off(team.id))
    return Found(folder, now, plan, calendar, lacking, posts, state)


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """A whole play takes seconds: once for each day."""
    plays: dict[str, Found] = {}

    def play(today: str) -> Found:
        if today not in plays:
            folder = tmp_path_factory.mktemp("played")
            plays[today] = asyncio.run(found(folder, local(today)))
        return plays[today]

    return play


@pytest.fixture(scope="module", params=TODAYS)
def sample(request: pytest.FixtureRequest, play: Play) -> Found:
    return play(request.param)


@pytest.fixture
def november(play: Play) -> Found:
    return play(NOVEMBER)


@pytest.fixture
def copied(november: Found, tmp_path: Path) -> Path:
    """The folder of November, to go on with."""
    return Path(shutil.copytree(november.folder, tmp_path / "copied"))


def test_every_step_that_was_due_is_closed_on_its_day(sample: Found) -> None:
    today, states = sample.now.date(), sample.plan.states
    due = {n: span.due for n, span in sample.plan.baseline.items()}
    closed = {n: state.closed_on for n, state in states.items() if state.is_closed}
    assert closed == {n: day for n, day in due.items() if day < today and n != LAST}


def test_whatever_is_closed_has_all_its_evidence(sample: Found) -> None:
    closed = [n for n, state in sample.plan.states.items() if state.is_closed]
    assert [n for n in closed if sample.lacking[n]] == []


def test_something_runs_or_can_be_begun_and_nothing_is_overdue(sample: Found) -> None:
    assert sample.statuses & {StepStatus.RUNNING, StepStatus.READY}
    assert StepStatus.OVERDUE not in sample.statuses
    assert StepStatus.SKIPPED not in sample.statuses


def test_nothing_is_known_from_the_future_and_all_stands_in_its_order(sample: Found) -> None:
    for posts in sample.posts.values():
        moments = [post.at for post in posts]
        assert moments == sorted(moments)
        assert moments[-1] <= sample.now


def test_everybody_has_been_greeted_and_the_group_has_its_plan(sample: Found) -> None:
    assert all(sample.posts.values())
    assert sample.plan.start == local("2026-10-01").date()
    assert sample.plan.is_running


def test_the_clock_shows_the_real_time(sample: Found) -> None:
    clock = sample.state["clock"]
    assert clock["iso"] == sample.now.isoformat(timespec="seconds")
    assert not clock["moving"]


async def test_after_a_restart_all_is_kept(november: Found, copied: Path) -> None:
    again = await found(copied, november.now + timedelta(minutes=10))
    assert again.posts == november.posts
    assert again.state["sample"] == november.state["sample"]
    assert again.plan == november.plan


async def test_after_a_stop_what_came_due_meanwhile_was_told_on_its_day(
    november: Found, copied: Path
) -> None:
    again = await found(copied, local("2026-12-02 10:00"))
    new = [p for room, posts in again.posts.items() for p in posts[len(november.posts[room]) :]]
    assert all(again.posts[r][: len(posts)] == posts for r, posts in november.posts.items())
    slots = {local("2026-11-30 08:30"), local("2026-12-01 08:30")}
    assert {post.at for post in new} == slots
    assert again.state["clock"]["iso"] == "2026-12-02T10:00:00+07:00"


async def test_a_catch_up_that_was_interrupted_is_taken_up_again(
    november: Found, copied: Path
) -> None:
    app = composed(copied, local("2027-01-20 10:00"))
    with web(app).live.listening() as listener:
        catching_up = asyncio.ensure_future(app.prepare())
        for _ in range(5):
            await listener.next(10)
    catching_up.cancel()
    await asyncio.gather(catching_up, return_exceptions=True)
    await app.stop()
    again = await found(copied, local("2027-01-20 10:05"))
    assert again.state["clock"]["iso"] == "2027-01-20T10:05:00+07:00"
    undisturbed = sum(map(len, november.posts.values()))
    assert sum(map(len, again.posts.values())) > undisturbed + 15


async def test_a_sample_that_is_whole_is_not_played_again(november: Found, copied: Path) -> None:
    app = composed(copied, november.now)
    assert (await shown(app))["sample"] == november.state["sample"]
    await app.stop()


async def test_the_sample_follows_its_own_sop_among_others_of_the_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = check(SAMPLES / "hospital-data.yaml")
    monkeypatch.setattr(trial, "built_in_sops", lambda: {other.id: other, **offered()})
    played = await found(tmp_path, local("2026-10-01 00:20"))
    assert played.plan.sop.id == "lo-2.4"


async def test_a_play_that_was_interrupted_is_begun_anew(tmp_path: Path) -> None:
    app = composed(tmp_path, local(NOVEMBER))
    with web(app).live.listening() as listener:
        playing = asyncio.ensure_future(app.prepare())
        await listener.next(10)
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    await app.stop()
    again = composed(tmp_path, local(NOVEMBER))
    assert [room["posts"] for room in (await shown(again))["rooms"]] == [[]] * len(CAST.rooms)
    await again.stop()


async def test_to_start_over_is_to_find_nothing_of_before(november: Found, copied: Path) -> None:
    app = composed(copied, november.now)
    app.start_over.set()
    await app.stop()
    assert not (copied / "sample").exists()
    again = composed(copied, november.now)
    assert (await shown(again))["sample"] != november.state["sample"]
    await again.stop()


async def test_a_sample_of_another_version_is_played_anew_and_the_log_says_so(
    november: Found, copied: Path
) -> None:
    (copied / "sample" / "rooms.db").unlink()
    with capture_logs() as logs:
        app = composed(copied, november.now)
    again = await shown(app)
    assert again["sample"] != november.state["sample"]
    assert [room["posts"] for room in again["rooms"]] == [[]] * len(CAST.rooms)
    [told] = [line for line in logs if line["event"] == "sample.starts_over"]
    assert told["folder"] == str(copied / "sample")
    await app.stop()


async def test_two_programs_never_use_one_sample(copied: Path, november: Found) -> None:
    app = composed(copied, november.now)
    with pytest.raises(SopbotError, match="SOPBOT_DATA_DIR"):
        composed(copied, november.now)
    await app.stop()
