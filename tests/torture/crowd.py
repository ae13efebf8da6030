"""The people of all committees: by chance one of them says, presses or sends something."""

from __future__ import annotations

import hashlib
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from bot.domain.calendar import days
from tests.torture.deeds import Deed, Paper
from tests.torture.phases import Kind
from tests.torture.sides import Side
from tests.torture.world import CALENDAR, Committee

LONG_STEPS = (5, 7, 11)
"""Never closed here: on them progress is told, and to them files are attached."""
CLOSED_STEPS = (2, 3, 4, 6, 8, 9, 10, 12)
"""Each once in a committee. Step 1 stays open, so that every Monday has its summaries."""
DAYS_OFF = [day for day in days(date(2028, 1, 3), date(2028, 11, 30)) if CALENDAR.is_working(day)]
"""Long after the plans: they move no notice."""
SIZES = (900,) * 6 + (40_000,) * 10 + (300_000,) * 3 + (1_000_000,)
BETWEEN_PARTS = 0.01
"""Seconds: so that a poll may get a part of an album only."""


class Crowd:
    """The same seed gives the same deeds."""

    def __init__(self, side: Side, committees: Sequence[Committee], chance: random.Random) -> None:
        self._side = side
        self._committees = committees
        self._chance = chance
        self._marks = count(1)
        self._noise = chance.randbytes(2 * max(SIZES))
        self._steps: dict[int, Iterator[int]] = defaultdict(lambda: iter(CLOSED_STEPS))
        self._days: dict[int, Iterator[date]] = defaultdict(lambda: iter(DAYS_OFF))
        self._presses = iter([(one, step) for step in CLOSED_STEPS for one in self._shuffled()])

    def act(self) -> Deed:
        kind = self._chance.choices([*self._side.shares], [*self._side.shares.values()])[0]
        committee = self._chance.choice(self._committees)
        by = self._chance.choice(committee.people)
        chat = self._chance.choice((committee.group, by.private))
        deed = Deed(kind, f"note-{next(self._marks):06}", committee, by, chat)
        return _HOW[kind](self, deed)

    def _progress(self, deed: Deed) -> Deed:
        step, percent = self._chance.choice(LONG_STEPS), self._chance.randint(1, 99)
        deed = replace(deed, kind=Kind.PROGRESS, step=step)
        return self._says(deed, f"/progress {step} {percent} {deed.mark}")

    def _close(self, deed: Deed) -> Deed:
        step = next(self._steps[deed.committee.plan], None)
        if step is None:
            return self._progress(deed)
        return self._says(replace(deed, step=step), f"/done {step} ! {deed.mark}")

    def _add_day_off(self, deed: Deed) -> Deed:
        day = next(self._days[deed.committee.team], None)
        if day is None:
            return self._progress(deed)
        deed = replace(deed, by=deed.committee.secretary, chat=deed.committee.group, day=day)
        return self._says(deed, f"/holiday add {day:%Y-%m-%d} {deed.mark}")

    def _ask(self, deed: Deed) -> Deed:
        """In the group, where the answer shows by its reply what it answers."""
        deed = replace(deed, chat=deed.committee.group)
        return self._says(deed, f"/sop {self._chance.choice(LONG_STEPS)}")

    def _press(self, deed: Deed) -> Deed:
        """“Noted” under something that a member was told."""
        committee, step = next(self._presses, (deed.committee, 0))
        chat = committee.member.private
        if not step or not (said := chat.messages_from_bot()):
            return self._progress(deed)
        committee.member.presses_data(said[-1], f"ack p{committee.plan} {step} due")
        return replace(deed, committee=committee, by=committee.member, chat=chat, step=step)

    def _send(self, deed: Deed) -> Deed:
        """A file, or an album: its messages come one by one, and only the first bears words."""
        if self._side.may_be_asked(deed.by):
            return self._progress(deed)
        chat = deed.chat if self._side.quotes else deed.committee.group
        deed = replace(deed, chat=chat, step=self._chance.choice(LONG_STEPS))
        number = self._chance.choice((1, 1, self._side.album))
        album = deed.mark if number > 1 else None
        for part in range(number):
            words = "" if part else f"/attach {deed.step}"
            deed = self._sends(deed, f"{deed.mark}-{part}.pdf", words, album)
            time.sleep(BETWEEN_PARTS)
        return deed

    def _sends(self, deed: Deed, name: str, words: str, album: str | None) -> Deed:
        size, begin = self._chance.choice(SIZES), self._chance.randrange(max(SIZES))
        data = name.encode() + self._noise[begin : begin + size]
        sent = deed.by.sends_file(deed.chat, name, data, caption=words, media_group_id=album)
        paper = Paper(name, hashlib.sha256(data).hexdigest(), len(data))
        return replace(deed, messages=(*deed.messages, sent), papers=(*deed.papers, paper))

    def _says(self, deed: Deed, text: str) -> Deed:
        return replace(deed, messages=(deed.by.says(deed.chat, text),))

    def _shuffled(self) -> list[Committee]:
        return self._chance.sample(self._committees, len(self._committees))


_HOW: Mapping[Kind, Callable[[Crowd, Deed], Deed]] = {
    Kind.PROGRESS: Crowd._progress,
    Kind.CLOSING: Crowd._close,
    Kind.DAY_OFF: Crowd._add_day_off,
    Kind.QUESTION: Crowd._ask,
    Kind.PRESS: Crowd._press,
    Kind.PAPERS: Crowd._send,
}
