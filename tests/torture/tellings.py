"""Judges the notices: each that the rules ask for came on its day to its chat, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from bot.domain.economy import told_once
from bot.domain.events import Closed
from bot.domain.notices import notices
from bot.domain.plan import Plan
from bot.store.unit import SqlStore
from tests.e2e.program import BANGKOK
from tests.torture.books import Books
from tests.torture.chats import Chats, Told
from tests.torture.world import CALENDAR, Committee

HOUR = time(8, 30), time(9, 30)
"""The slot, and when a notice would be late; local."""


def faults(wanted: Counter[Told], overtaken: set[Told], chats: Chats) -> Iterator[str]:
    """`overtaken`: closed between the slot and the sending, perhaps, so that it need not come."""
    told = Counter(notice for notice, _ in chats.notices())
    yield from (f"missing: {notice}" for notice in wanted.keys() - told.keys() - overtaken)
    yield from (f"not asked for: {notice}" for notice in told.keys() - wanted.keys())
    for notice, at in chats.notices():
        if not HOUR[0] <= at.astimezone(BANGKOK).time() <= HOUR[1]:
            yield f"not in its hour: {notice} at {at}"


def wanted(
    committees: Sequence[Committee], books: Books, until: datetime, *, counted: bool = False
) -> tuple[Counter[Told], set[Told]]:
    """What the rules ask for, given what happened to each plan; and what was overtaken of it.

    `counted`: where a message costs something, nothing is said twice.
    """
    asked, overtaken = Counter[Told](), set[Told]()
    with SqlStore(books.engine).reading() as work:
        for committee in committees:
            plan = work.plans.by_id(committee.plan)
            of_plan = list(_asked(plan, committee, until, counted))
            asked.update(of_plan)
            overtaken.update(t for t in of_plan if (t.step, t.day) in _closed(plan))
    return asked, overtaken


def _asked(plan: Plan, committee: Committee, until: datetime, counted: bool) -> Iterator[Told]:
    found = notices(plan, CALENDAR, plan.confirmed_at, until)
    for one in told_once(found) if counted else found:
        day = one.at.astimezone(BANGKOK).date()
        yield Told(committee.chats[one.audience], day, str(one.kind), one.step)


def _closed(plan: Plan) -> set[tuple[int | None, object]]:
    closings = (e for e in plan.events if isinstance(e, Closed))
    return {(e.step, e.at.astimezone(BANGKOK).date()) for e in closings}
