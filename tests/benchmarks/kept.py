"""Whether all that was done stands in the database, as an auditor reads it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.domain.events import Progressed
from bot.store.codec import TAGS
from bot.store.queue_tables import delivery
from bot.store.tables import chat, event, plan, team
from tests.benchmarks import offices
from tests.benchmarks.asked import Asked
from tests.torture.books import Books

LATER = timedelta(hours=1)
"""After all that is measured."""
SETTLES_WITHIN = 30.0
SENT = "sent"
_PROGRESS = (
    select(chat.c.address, event.c.data)
    .join(plan, plan.c.id == event.c.plan)
    .join(team, team.c.id == plan.c.team)
    .join(chat, chat.c.id == team.c.group_chat)
    .where(event.c.kind == TAGS[Progressed])
    .order_by(event.c.id)
)


def settled(url: str, at: datetime = offices.NOW) -> None:
    """Wait until nothing is left to be done, for the planner's ticks, too."""
    books, end = Books(url), time.monotonic() + SETTLES_WITHIN
    while books.left(at + LATER) and time.monotonic() < end:
        time.sleep(0.2)


def faults(url: str, messages: int, at: datetime = offices.NOW) -> Iterator[str]:
    """`messages`: so many were sent, and are known to have been."""
    books = Books(url)
    yield from books.faults(at + LATER)
    query = select(func.count()).where(delivery.c.state == SENT)
    [(sent,)] = books.rows(query)
    if sent != messages:
        yield f"{sent} of {messages} messages stand in the database as sent"


def unwritten(url: str, progress: Sequence[Asked]) -> Iterator[str]:
    """What was reported in each group must stand there in its order, and nothing else."""
    written, told = defaultdict(list), defaultdict(list)
    for address, found in Books(url).rows(_PROGRESS):
        written[int(address)].append(found["note"])
    for one in progress:
        told[one.chat].append(one.text.split()[-1])
    for group in sorted({*written, *told}):
        if written[group] != told[group]:
            yield f"{group}: {len(told[group])} reports, {len(written[group])} written"
