"""Several processes on one PostgreSQL, to which updates are posted, beside one alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack

import httpx

from bot.channels.telegram.webhook import Secrets
from tests import postgres, requirements_gate
from tests.benchmarks import asked, judge, kept, offices
from tests.benchmarks.answering import EACH, EACH_QUICKLY, Span, exchange, is_status
from tests.benchmarks.asked import People
from tests.benchmarks.offices import GROUPS
from tests.benchmarks.peer import TOKEN
from tests.benchmarks.processes import CORES, Subject
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Bound, Row
from tests.peers.balancer import free_ports

PROCESSES = 3
WARM_UP = 12
"""Questions in each group: each process asks the platform about people by itself."""
STARTS_WITHIN = 30.0
LOOK_EVERY = 0.1


class Fleet:
    """Programs under test, taken together."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = subjects

    @property
    def cpu(self) -> float:
        return sum(subject.cpu for subject in self._subjects)

    def require_alive(self) -> None:
        for subject in self._subjects:
            subject.require_alive()


def several(setting: Setting) -> list[Row]:
    alone: list[Span] = []
    together: list[Span] = []
    if not requirements_gate.postgresql():
        raise RuntimeError("PostgreSQL is not installed here")
    try:
        template = _filled()
        for number in range(setting.rounds):
            alone.append(_round(setting, template, 1))
            together.append(_round(setting, template, PROCESSES))
            rates = f"{alone[-1].rate:.0f}/s alone, {together[-1].rate:.0f}/s together"
            setting.tell(f"round {number + 1}: {rates}")
    finally:
        postgres.stop()
    setting.shares += [span.shares._replace(others=0.0) for span in (*alone, *together)]
    return [
        Row(
            "processes",
            f"/status of {PROCESSES} processes on PostgreSQL, by webhook",
            "updates/s",
            [span.rate for span in alone],
            [span.rate for span in together],
            must=(Bound("ratio", 1.0),),
            aim=(Bound("ratio", 1.5),),
            rival="1 process",
            note="the aim is for four cores",
        )
    ]


def _filled() -> str:
    """The name of a database with the committees, to be copied."""
    url = postgres.server().new_database()
    store = offices.opened(url)
    offices.found(store)
    store.close()
    return url.partition("?")[0].rpartition("/")[2]


def _round(setting: Setting, template: str, processes: int) -> Span:
    peer, people = setting.peer, People()
    url, ports = postgres.server().new_database(template), free_ports(processes)
    peer.reset()
    with ExitStack() as running:
        fleet = Fleet([running.enter_context(_program(setting, url, port)) for port in ports])
        _wait_until_ready(ports)
        secrets = Secrets.of(TOKEN)
        peer.post_to(ports, f"/telegram/{secrets.path}", secrets.header)
        exchange(peer, fleet, people.ask(asked.status, WARM_UP * GROUPS), is_status)
        each = EACH_QUICKLY if setting.quick else EACH
        span = exchange(peer, fleet, people.ask(asked.status, each * GROUPS), is_status)
        kept.settled(url)
        peer.reset()
    judge.require([*kept.faults(url, (WARM_UP + each) * GROUPS)])
    return span


def _program(setting: Setting, url: str, port: int) -> Subject:
    return setting.sopbot(
        setting.office(),
        on=CORES,
        database_url=url,
        public_url="http://127.0.0.1:1",
        http_port=str(port),
    )


def _wait_until_ready(ports: Sequence[int]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    for port in ports:
        while not _is_ready(port):
            if time.monotonic() > end:
                raise TimeoutError(f"nothing answers at port {port}")
            time.sleep(LOOK_EVERY)


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz/ready").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
