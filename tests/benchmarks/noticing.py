"""Many notices due in the same second, among many more that are not."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import NamedTuple

from tests.benchmarks import judge, kept, offices
from tests.benchmarks.jobs import FIRST_CHAT
from tests.benchmarks.many import FIRST_COPY
from tests.benchmarks.offices import SLOT
from tests.benchmarks.pacing import AT_ONCE
from tests.benchmarks.peer import Said
from tests.benchmarks.processes import Subject
from tests.benchmarks.setting import Setting
from tests.benchmarks.shares import Shares, Watch
from tests.benchmarks.table import Bound, Row

LEAD = 30.0
"""Seconds before the slot in which everything starts and comes to rest. A program that has run for
longer has read the plans of the slot by then."""
JOBS_FOR_EACH = 5
"""The rival has five times as many jobs as are due."""
WITHIN = 240.0
NOTICE_SAYS = ("เหลือ 7 วัน", "ขั้นตอนที่ 8")


class Slot(NamedTuple):
    """Seconds from the moment at which all were due; `cpu` in seconds of a core, `before` that
    moment, the start included, and after it.
    """

    first: float
    last: float
    before: float
    cpu: float
    shares: Shares

    def rate(self, messages: int) -> float:
        return (messages - AT_ONCE) / (self.last - self.first)


def at_once(setting: Setting) -> list[Row]:
    rival, own = [], []
    for number in range(setting.rounds):
        rival.append(_jobs(setting))
        own.append(_notices(setting, pace=False))
        setting.tell(
            f"round {number + 1}: jobs {rival[-1].last:.1f} s, notices {own[-1].last:.1f} s"
        )
    setting.shares += [slot.shares for slot in (*rival, *own)]
    figures = zip(*((s.first, s.cpu, s.before) for s in own), strict=True)
    waited, cost, before = (median(found) for found in figures)
    return [
        Row(
            "notices",
            f"{setting.due} notices of {setting.plans} plans due at once, no pace",
            "s",
            [slot.last for slot in rival],
            [slot.last for slot in own],
            must=(Bound("ratio", 1.0, at_most=True),),
            aim=(Bound("ratio", 0.3, at_most=True),),
            rival=f"JobQueue, {setting.due} of {setting.due * JOBS_FOR_EACH} jobs",
            note=f"the first after {waited:.1f} s; {1000 * cost / setting.due:.1f} ms of CPU each,"
            f" and {before:.1f} s before that moment, to start and to read their plans;"
            " none dropped, all in the database",
        )
    ]


def paced(setting: Setting) -> list[Row]:
    own = []
    for number in range(setting.rounds):
        own.append(_notices(setting, pace=True))
        setting.tell(f"round {number + 1}: {own[-1].rate(setting.due):.1f} notices/s")
    setting.shares += [slot.shares for slot in own]
    return [
        Row(
            "paced",
            "the same with the pace on",
            "messages/s",
            (),
            [slot.rate(setting.due) for slot in own],
            must=(Bound("own", 24),),
        )
    ]


def _jobs(setting: Setting) -> Slot:
    """Of the rival, too, each message must come, and once."""
    setting.peer.reset()
    due, at = setting.due, time.time() + LEAD
    told = [setting.peer.url, str(due), str(due * JOBS_FOR_EACH), str(at)]
    log = setting.folder / "jobs.log"
    with Subject("-m", "tests.benchmarks.jobs", *told, log=log) as subject:
        found = _slot(setting, subject, at)
    judge.require(_each_once(setting.peer.said(), range(FIRST_CHAT, FIRST_CHAT - due, -1)))
    return found


def _notices(setting: Setting, *, pace: bool) -> Slot:
    setting.peer.reset()
    due, data = setting.due, setting.archive(setting.plans)
    start, at = SLOT - timedelta(seconds=LEAD), time.time() + LEAD
    with setting.sopbot(data, start, pace=pace) as subject:
        found = _slot(setting, subject, at)
        kept.settled(offices.sqlite(data), SLOT)
    said = setting.peer.said()
    judge.require(_each_once(said, range(FIRST_COPY - 1, FIRST_COPY - 1 - due, -1)))
    judge.require([m.text for m in said if not all(part in m.text for part in NOTICE_SAYS)])
    judge.require([*kept.faults(offices.sqlite(data), due, SLOT)])
    setting.throw_away(data)
    return found


def _slot(setting: Setting, subject: Subject, at: float) -> Slot:
    """`at`: when all are due, by `time.time`."""
    peer = setting.peer
    peer.until_polled(LEAD)
    time.sleep(max(0.0, at - time.time()))
    subject.require_alive()
    due, cpu, watch = peer.report().now, subject.cpu, Watch(peer, subject)
    peer.wait(setting.due, WITHIN)
    shares, spent = watch.shares(), subject.cpu - cpu
    arrivals = [message.at - due for message in peer.said()] or [WITHIN]
    return Slot(arrivals[0], arrivals[-1], cpu, spent, shares)


def _each_once(said: Sequence[Said], chats: Sequence[int]) -> list[str]:
    found = sorted(message.chat for message in said)
    return [] if found == sorted(chats) else [f"{len(found)} messages for {len(chats)} chats"]
