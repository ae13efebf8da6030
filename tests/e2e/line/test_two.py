"""Two processes on one PostgreSQL serve one LINE channel behind a load balancer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.line.committee import Committee
from tests.e2e.line.process import LineProcess
from tests.e2e.line.year import pushed_twice, read_by
from tests.e2e.program import local
from tests.peers.balancer import Balancer, free_ports
from tests.peers.line import FakeLine
from tests.postgres import server

STEPS = range(1, 7)


@pytest.fixture
def balancer() -> Iterator[Balancer]:
    made = Balancer(free_ports(2))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def processes(
    line: FakeLine, clock: SettableClock, tmp_path: Path, balancer: Balancer
) -> Iterator[list[LineProcess]]:
    url = server().new_database()
    made = [
        LineProcess(
            line, clock, tmp_path, log=f"log.{port}", environment=_told(url, balancer, port)
        )
        for port in balancer.ports
    ]
    made[0].at(clock.now())
    for process in made:
        process.start()
    line.wait_for(lambda: line.world.hook.url, within=30)
    yield made
    for process in made:
        process.kill()


def _told(database: str, balancer: Balancer, port: int) -> dict[str, str]:
    return {
        "SOPBOT_DATABASE_URL": database,
        "SOPBOT_PUBLIC_URL": balancer.url,
        "SOPBOT_HTTP_PORT": str(port),
    }


@pytest.mark.needs("postgresql")
@pytest.mark.timeout(120)
def test_each_is_posted_some_and_what_is_said_is_said_once(
    processes: list[LineProcess], balancer: Balancer, committee: Committee
) -> None:
    c = committee
    c.sets_up_by_hand()
    for step in STEPS:
        c.secretary.says(f"คู่มือ {step}")
        c.member.sends_file(f"รายงาน {step}.pdf", b"%PDF" + bytes([step]))
    for step in STEPS:
        c.wait_for_words(f"รายงาน {step}.pdf", c.member)
    processes[0].at(local("2026-10-02 08:30"))
    c.wait_for_words("ครบกำหนดวันนี้")
    processes[0].at(local("2026-10-09 08:30"))
    c.wait_for_words("เกินกำหนด 7 วัน", c.member)
    assert min(balancer.served) > 0
    assert pushed_twice(c.line) == []
    assert read_by(c) - Counter(set(read_by(c))) == Counter()
    assert "Traceback" not in "".join(process.log for process in processes)
