"""The program as its users start it, on a disk that fills up, killed, and started twice."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.process import Process
from tests.peers.telegram import FakeTelegram, Person
from tests.stores import DATABASE

pytestmark = pytest.mark.skipif(DATABASE != "sqlite", reason="the file is SQLite's")
LONG = "/help " + "ก" * 2000


@pytest.fixture
def member(telegram: FakeTelegram) -> Person:
    return telegram.person("วิชัย", "ตัวอย่าง")


@pytest.fixture
def process(telegram: FakeTelegram, clock: SettableClock, tmp_path: Path) -> Iterator[Process]:
    made = Process(telegram, clock, tmp_path)
    made.at(clock.now())
    made.start()
    yield made
    if made.is_running:
        made.kill()


@contextmanager
def no_file_larger_than(process: Process, size: int) -> Iterator[None]:
    """What the system tells a process on a full disk, of this one alone."""
    unlimited = resource.RLIM_INFINITY
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, unlimited))
    yield
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_on_a_full_disk_nothing_is_acknowledged_and_with_room_again_it_goes_on(
    process: Process, member: Person, telegram: FakeTelegram, tmp_path: Path
) -> None:
    member.says(member.private, "/help")
    telegram.wait_for(member.private.messages_from_bot, within=30)
    log = (tmp_path / "data" / "sopbot.db-wal").stat().st_size
    with no_file_larger_than(process, log):
        for _ in range(3):
            member.says(member.private, LONG)
        telegram.wait_for(lambda: "telegram.not_accepted" in process.log, within=20)
        assert len(telegram.world.updates.pending(telegram.world.now())) == 3
    telegram.wait_for(lambda: len(member.private.messages_from_bot()) == 4, within=30)
    telegram.wait_until_heard()
    assert len(member.private.messages_from_bot()) == 4
    assert process.log.count("store.unavailable") == 1
    assert "Traceback" not in process.log


@pytest.mark.long
def test_a_second_one_is_refused_and_a_killed_one_leaves_nothing_waiting(
    process: Process, member: Person, telegram: FakeTelegram
) -> None:
    fault = telegram.faults.slow(method="sendMessage")
    member.says(member.private, "/help")
    telegram.wait_for(member.private.messages_from_bot, within=30)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        process.command("run")
    assert refused.value.returncode == 1
    assert "is in use: sopbot runs there already. Stop it" in refused.value.stderr
    process.kill()
    fault.lift()
    process.start()  # long before any lease has run out
    telegram.wait_for(lambda: len(member.private.messages_from_bot()) == 2, within=30)
