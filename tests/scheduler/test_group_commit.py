"""What waits for the store is committed together, and told to each who waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from bot.domain.errors import Away, Conflict, Unavailable
from bot.domain.people import ChatKind
from bot.ports import Group, UnitOfWork
from bot.store.engine import WroteWhileReading
from bot.store.unit import SqlStore
from scheduler import group_commit
from scheduler.executor import Desk
from tests.stores import fresh_store

Do = Callable[[UnitOfWork], Any]


class Watched:
    """The store, and how often something was committed; `held` until it may begin."""

    writers = 1

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.commits = 0
        self.errors: list[Exception] = []
        """Of the next commits of groups."""
        self.after: list[Exception] = []
        """Once a group is committed."""

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        with self.store.work() as work:
            yield work
        self.commits += 1

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        return self.store.reading()

    @contextmanager
    def together(self) -> Iterator[Group]:
        with self.store.together() as group:
            if self.errors:
                vars(group)["commit"] = self._fail
            yield group
        self.commits += 1
        if self.after:
            raise self.after.pop()

    def scrub(self) -> None: ...

    def _fail(self) -> None:
        raise self.errors.pop(0)


@pytest.fixture(autouse=True)
def in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, all that waits goes together."""
    monkeypatch.setattr(group_commit, "LONGEST", 60)


@pytest.fixture
def store(tmp_path: Path) -> Watched:
    return Watched(fresh_store(tmp_path, database="sqlite"))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


def meet(address: str) -> Do:
    return lambda work: work.chats.at("telegram", address, ChatKind.GROUP).address


def fail(error: Exception) -> Do:
    def do(work: UnitOfWork) -> None:
        meet("-9")(work)
        raise error

    return do


def is_known(store: Watched, address: str) -> bool:
    with store.reading() as work:
        return work.chats.known_at("telegram", address) is not None


async def at_once(desk: Desk, store: Watched, *units: Do) -> list[Any]:
    """Results and errors of units that all wait before the first of them begins."""
    gate = Event()
    holding = asyncio.ensure_future(desk.run(gate.wait))
    doing = [asyncio.ensure_future(desk.write(store, do)) for do in units]
    await asyncio.sleep(0)
    gate.set()
    found: list[Any] = await asyncio.gather(*doing, return_exceptions=True)
    await holding
    return found


async def test_what_waits_is_committed_once(desk: Desk, store: Watched) -> None:
    assert await at_once(desk, store, meet("-1"), meet("-2"), meet("-3")) == ["-1", "-2", "-3"]
    assert store.commits == 1
    assert all(is_known(store, address) for address in ("-1", "-2", "-3"))


async def test_one_that_fails_fails_alone(desk: Desk, store: Watched) -> None:
    error = RuntimeError("a bug")
    assert await at_once(desk, store, meet("-1"), fail(error), meet("-2")) == ["-1", error, "-2"]
    assert [is_known(store, address) for address in ("-1", "-9", "-2")] == [True, False, True]


async def test_who_lost_to_another_writer_is_run_again(desk: Desk, store: Watched) -> None:
    tries = []

    def lose_once(work: UnitOfWork) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Conflict
        return "won"

    lost = Conflict()
    assert await at_once(desk, store, meet("-1"), lose_once, fail(lost)) == ["-1", "won", lost]
    assert not is_known(store, "-9")


@pytest.mark.parametrize("error", [Away("gone"), Unavailable("full"), RuntimeError("a bug")])
async def test_a_commit_that_fails_is_done_again_unit_by_unit(
    desk: Desk, store: Watched, error: Exception
) -> None:
    store.errors.append(error)
    assert await at_once(desk, store, meet("-1"), fail(lost := KeyError()), meet("-2")) == [
        "-1",
        lost,
        "-2",
    ]
    assert [is_known(store, address) for address in ("-1", "-9", "-2")] == [True, False, True]


async def test_what_is_committed_is_not_done_again_whatever_follows(
    desk: Desk, store: Watched
) -> None:
    store.after.append(Unavailable("the connection could not be given back"))
    done: list[str] = []

    def do(work: UnitOfWork) -> None:
        done.append("once")

    assert await at_once(desk, store, do, meet("-1")) == [None, "-1"]
    assert done == ["once"]
    assert is_known(store, "-1")


async def test_where_the_database_is_away_each_learns_it(desk: Desk, store: Watched) -> None:
    away = Unavailable("the disk is full")
    assert await at_once(desk, store, meet("-1"), fail(away), meet("-2")) == ["-1", away, "-2"]
    assert desk.outage.is_on


async def test_who_waits_longest_does_not_wait_for_all_the_others(
    desk: Desk, store: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "LONGEST", 0.0)
    await at_once(desk, store, meet("-1"), meet("-2"), meet("-3"))
    assert store.commits == 3


async def test_no_group_is_larger_than_so_many(
    desk: Desk, store: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "MOST", 2)
    await at_once(desk, store, *[meet(f"-{n}") for n in range(1, 6)])
    assert store.commits == 3


async def test_readers_among_writers_see_what_was_written(desk: Desk, store: Watched) -> None:
    gate = Event()
    holding = asyncio.ensure_future(desk.run(gate.wait))
    writing = asyncio.ensure_future(desk.write(store, meet("-1")))
    reading = asyncio.ensure_future(
        desk.read(store, lambda work: work.chats.known_at("telegram", "-1") is not None)
    )
    await asyncio.sleep(0)
    gate.set()
    assert (await writing, await reading) == ("-1", True)
    await holding


async def test_one_that_reads_and_writes_all_the_same_is_alone_in_it(
    desk: Desk, store: Watched
) -> None:
    gate = Event()
    holding = asyncio.ensure_future(desk.run(gate.wait))
    first = asyncio.ensure_future(desk.write(store, meet("-1")))
    reading = asyncio.ensure_future(desk.read(store, meet("-2")))
    last = asyncio.ensure_future(desk.write(store, meet("-3")))
    await asyncio.sleep(0)
    gate.set()
    assert (await first, await last) == ("-1", "-3")
    with pytest.raises(WroteWhileReading):
        await reading
    assert [is_known(store, f"-{n}") for n in (1, 2, 3)] == [True, False, True]
    await holding


async def told(desk: Desk, store: Watched, *, is_closed: bool) -> list[int]:
    """The order in which five are told that all wait before the first of them begins."""
    order: list[int] = []

    async def ask(n: int) -> None:
        await desk.write(store, meet(f"-{n}"))
        order.append(n)

    gate = Event()
    holding = asyncio.ensure_future(desk.run(gate.wait))
    asking = [asyncio.ensure_future(ask(n)) for n in range(5)]
    await asyncio.sleep(0)
    if is_closed:
        desk._pool.shutdown(wait=False)
    gate.set()
    await asyncio.gather(holding, *asking)
    return order


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("most", [1, 2, 5])
async def test_who_asked_first_is_told_first(
    desk: Desk, store: Watched, monkeypatch: pytest.MonkeyPatch, most: int, is_closed: bool
) -> None:
    """Who claimed is to know of it before who posted behind that."""
    monkeypatch.setattr(group_commit, "MOST", most)
    assert await told(desk, store, is_closed=is_closed) == [0, 1, 2, 3, 4]


async def test_what_was_asked_for_is_done_though_nobody_waits_any_more(
    desk: Desk, store: Watched
) -> None:
    doing = asyncio.ensure_future(desk.write(store, meet("-1")))
    await asyncio.sleep(0)
    doing.cancel()
    await desk.write(store, meet("-2"))
    assert is_known(store, "-1")
    assert doing.cancelled()


async def test_what_waits_when_the_desk_closes_is_done_first(desk: Desk, store: Watched) -> None:
    doing = [asyncio.ensure_future(desk.write(store, meet(f"-{n}"))) for n in range(1, 200)]
    await asyncio.sleep(0)
    await asyncio.to_thread(desk.close)
    assert len(await asyncio.gather(*doing)) == 199


def test_that_is_so_where_the_loop_that_asked_is_closed_already(
    desk: Desk, store: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "MOST", 1)
    gate, loop = Event(), asyncio.new_event_loop()
    desk._pool.submit(gate.wait)
    asking: list[asyncio.Future[Any]] = []

    async def ask() -> None:
        asking.extend(asyncio.ensure_future(desk.write(store, meet(f"-{n}"))) for n in range(3))
        await asyncio.sleep(0)

    loop.run_until_complete(ask())
    loop.close()
    desk._pool.shutdown(wait=False)
    gate.set()
    desk.close()
    assert all(is_known(store, f"-{n}") for n in range(3))
