"""Whatever happens in whatever order: each message once, in the order of its chat or lane."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import Delivery, UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import MINUTE, NOW
from tests.stores import fresh_store

CHATS = ("-1", "-2")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["post", "answer"]), st.sampled_from(CHATS)),
        st.tuples(st.just("plan"), st.sampled_from(CHATS)),
        st.sampled_from(["claim", "send", "put off", "fail", "crash"]).map(lambda s: (s, "")),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    made = fresh_store(tmp_path_factory.mktemp("any"))
    yield made
    made.close()


class Queue:
    """The outbox, and what must be true of it. Of a chat one delivery is in hand at a time."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.now = NOW
        self.notices = rows.plan(work)
        self.expected: dict[str, list[str]] = {chat: [] for chat in CHATS}
        self.arrived: dict[str, list[str]] = {chat: [] for chat in CHATS}
        self.posted: set[str] = set()
        self.hand: list[Delivery] = []
        self.posted_claimed = work.outbox.claim_posted(NOW).claimed
        self.behind: list[Delivery] = []
        """Claimed as they were posted, while another one to their chat was in hand."""
        self.count = 0

    def do(self, step: str, address: str) -> None:
        self.now += timedelta(seconds=1)
        if step in ("post", "answer", "plan"):
            self.count += 1
            self.expected[address].append(str(self.count))
            self.plan(address) if step == "plan" else self.post(address, step == "answer")
        elif step == "claim":
            self.claim()
        elif self.hand:
            self.settle(step, self.hand.pop(0))

    def post(self, address: str, is_answer: bool) -> None:
        """An answer may be claimed as it is posted."""
        self.work.outbox.claim_posted(self.now + MINUTE)
        chat = rows.group(self.work, address)
        thread = "" if is_answer else None
        self.posted.add(str(self.count))
        self.work.outbox.post(chat.id, rows.message(str(self.count)), self.now, thread=thread)
        self.behind += self.posted_claimed
        self.posted_claimed.clear()
        self.go_on()

    def go_on(self) -> None:
        """What waits for nobody is in hand."""
        for one in list(self.behind):
            if one.chat.id not in self.busy:
                self.behind.remove(one)
                self.hand.append(one)

    @property
    def busy(self) -> set[int]:
        return {d.chat.id for d in self.hand}

    def plan(self, address: str) -> None:
        """All in the same slot, so that they may meet a delivery that waits, flies or is out."""
        pair = (rows.notice(self.notices, k=self.count), rows.group(self.work, address).id)
        assert self.work.outbox.plan([pair], NOW, late=False) == 1

    def claim(self) -> bool:
        found = self.work.outbox.claim(self.now, self.now + MINUTE, most=2)
        for one in found:
            assert one.chat.id not in self.busy, "two at once to one chat"
            self.hand.append(one)
        return bool(found)

    def settle(self, step: str, delivery: Delivery) -> None:
        outbox = self.work.outbox
        if step in ("put off", "fail"):
            outbox.leave_behind(delivery)
            self.behind = [one for one in self.behind if one.chat.id != delivery.chat.id]
        if step == "send":
            outbox.sent(delivery, [str(delivery.id)], rows.message(), self.now)
            self.arrived[delivery.chat.address] += says(delivery)
        elif step == "put off":
            outbox.try_again(delivery, self.now + 3 * MINUTE, "502")
        elif step == "fail":
            outbox.failed(delivery, "400", self.now)
            expected = self.expected[delivery.chat.address]
            self.expected[delivery.chat.address] = [t for t in expected if t not in says(delivery)]
        else:  # the worker is gone; its lease runs out
            self.hand.clear()
            self.behind.clear()
            self.now += 2 * MINUTE
        self.go_on()

    def drain(self) -> None:
        self.do("crash", "")
        self.hand.clear()
        self.behind.clear()
        self.now += 5 * MINUTE
        while self.claim():
            while self.hand:
                self.settle("send", self.hand.pop())


def says(delivery: Delivery) -> list[str]:
    if delivery.message is not None:
        return [delivery.message.text.plain]
    return [str(notice.k) for notice in delivery.notices]


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_everything_arrives_once_and_messages_in_their_order(
    store: SqlStore, steps: list[tuple[str, str]]
) -> None:
    with store.work() as work:
        queue = Queue(work)
        for step, address in steps:
            queue.do(step, address)
        queue.drain()
        for chat in CHATS:
            assert sorted(queue.arrived[chat]) == sorted(queue.expected[chat])
            messages = [t for t in queue.arrived[chat] if t in queue.posted]
            assert messages == sorted(messages, key=int)
        assert work.outbox.claim(queue.now, queue.now) == []
