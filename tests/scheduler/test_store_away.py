"""The store is away for moments: whatever row trips over it is not to blame, however often."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from scheduler import planner
from scheduler.inbox import BREAKS
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office, spelled

AWAY = [Unavailable("the database failed: disk I/O error")] * 3 * BREAKS


async def run_on(office: Office) -> None:
    for _ in range(len(AWAY) + 2):
        await office.run()
        office.clock.advance(minutes=1)


async def test_an_update_is_not_set_aside_for_it(office: Office) -> None:
    office.dispatch.breaks = [*AWAY]
    await office.receives(office.says("hello"))
    await run_on(office)
    assert office.channel.texts() == ["echo hello"]


async def test_afterwards_a_bug_still_has_its_tries(office: Office) -> None:
    office.dispatch.breaks = [*AWAY, ZeroDivisionError()]
    await office.receives(office.says("hello"))
    await run_on(office)
    assert office.channel.texts() == ["echo hello"]


async def test_a_file_that_was_fetched_is_kept_in_the_end(office: Office) -> None:
    office.attach.breaks = [*AWAY]
    office.channel.files["a"] = b"bytes"
    office.expects("a")
    await run_on(office)
    assert office.channel.texts() == ["received 1-01v1"]
    assert office.channel.fetched == ["a"]


async def test_a_delivery_is_not_given_up_for_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    away = [*AWAY]

    def render(*given: object, to_group: bool, **more: object) -> object:
        if to_group and away:
            raise away.pop()
        return spelled(*given, to_group=to_group, **more)  # type: ignore[arg-type]

    office = Office(tmp_path_factory.mktemp("away"), render=render)  # type: ignore[arg-type]
    await office.at("2026-10-20 08:30")
    await run_on(office)
    assert office.channel.texts(GROUP) == ["due group"]
    assert office.channel.texts(MEMBER) == ["due responsible"]
    assert office.channel.texts(SECRETARY) == []


async def test_a_plan_is_not_left_alone_for_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise AWAY[0]

    with monkeypatch.context() as patched, capture_logs() as logs:
        patched.setattr(planner, "plan_notices", away)
        with pytest.raises(Unavailable):
            await office.at("2026-10-20 08:30")
    assert "incident" not in [entry["event"] for entry in logs]
    assert len(await office.run()) == 2
