"""Judges what people did: each deed stands in the books, once, and was told where it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from bot.store.tables import day_off, event
from tests.torture.books import Books
from tests.torture.chats import Chats
from tests.torture.deeds import Deed
from tests.torture.phases import Kind

Effect = tuple[str, int, object, str]
"""What is written, of which plan or team, for which step or day, and in which words."""
WORDS = {"Progressed": "note", "Closed": "note", "FileKept": "name", "Acknowledged": "notice"}
"""The events that deeds cause, and the field in which their words stand."""
DAY_OFF = "day off"
UNTOLD = (Kind.PRESS, Kind.PAPERS)
"""A press is answered by a pop-up, which nobody promises; files have their receipts."""
TOLD_TO_ALL = (Kind.CLOSING, Kind.DAY_OFF)
"""The group hears of it, too, when it was said in private."""


def faults(deeds: Sequence[Deed], books: Books, chats: Chats) -> Iterator[str]:
    wanted = Counter(effect for deed in deeds for effect in _effects_of(deed))
    found = Counter(_written(books))
    yield from (f"not written: {effect}" for effect in (wanted - found).elements())
    yield from (f"written too often: {effect}" for effect in (found - wanted).elements())
    yield from (fault for deed in deeds if deed.kind not in UNTOLD for fault in _told(deed, chats))


def _effects_of(deed: Deed) -> list[Effect]:
    plan, step = deed.committee.plan, deed.step
    match deed.kind:
        case Kind.PROGRESS:
            return [("Progressed", plan, step, deed.mark)]
        case Kind.CLOSING:
            return [("Closed", plan, step, deed.mark)]
        case Kind.PRESS:
            return [("Acknowledged", plan, step, "due")]
        case Kind.DAY_OFF:
            return [(DAY_OFF, deed.committee.team, deed.day, deed.mark)]
        case Kind.PAPERS:
            return [("FileKept", plan, step, paper.name) for paper in deed.papers]
    return []


def _written(books: Books) -> Iterator[Effect]:
    events = select(event.c.kind, event.c.plan, event.c.step, event.c.data)
    for kind, plan, step, data in books.rows(events.where(event.c.kind.in_(WORDS))):
        yield kind, plan, step, data[WORDS[kind]]
    for team, day, name in books.rows(select(day_off.c.team, day_off.c.day, day_off.c.name)):
        yield DAY_OFF, team, day, name


def _told(deed: Deed, chats: Chats) -> Iterator[str]:
    """In each place in one way: a second handling would have answered differently."""
    places = {deed.chat, deed.committee.group} if deed.kind in TOLD_TO_ALL else {deed.chat}
    for place in places:
        if (answers := len(set(chats.answers(deed, place)))) != 1:
            yield f"{answers} different answers to {deed} in {place}"
