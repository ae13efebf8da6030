"""As shipped, with the pace on and a platform that is far away."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from tests.benchmarks import asked, judge, kept, offices
from tests.benchmarks.answering import exchange, is_status
from tests.benchmarks.asked import Asked, People
from tests.benchmarks.offices import GROUPS
from tests.benchmarks.processes import Subject
from tests.benchmarks.setting import Setting
from tests.benchmarks.shares import Shares
from tests.benchmarks.table import Bound, Row

CALL = 0.06
"""Seconds that each call takes."""
PACE = 25
"""Messages a second, as Telegram's limit is kept."""
AT_ONCE = 2
"""So many go at once, before the pace holds back."""
MOST = 29
"""Messages that may arrive within any second: fewer than the 30 that Telegram takes. Where 500
questions come at once what has its turn leaves up to 0.1 s later, and what follows does not."""
EACH, EACH_QUICKLY = 10, 3
QUIET, QUIET_QUICKLY = 20, 5
"""So many questions come one by one, with nothing else to do."""
BETWEEN = 0.5


class Far(NamedTuple):
    """`rate`: messages a second; `burst`: the most within any; `share`: of a core, at the pace;
    `latency`: seconds in quiet."""

    rate: float
    burst: int
    share: float
    latency: float
    shares: Shares


def far(setting: Setting) -> list[Row]:
    found = []
    for number in range(setting.rounds):
        found.append(_round(setting))
        setting.tell(f"round {number + 1}: {found[-1]}")
    setting.shares += [one.shares for one in found]
    return [
        Row(
            "far",
            "answers with 60 ms a call, as shipped",
            "messages/s",
            (),
            [one.rate for one in found],
            must=(Bound("own", 24),),
        ),
        Row(
            "burst",
            "the most of them within any second",
            "messages",
            (),
            [one.burst for one in found],
            must=(Bound("own", MOST, at_most=True),),
        ),
        Row(
            "latency",
            "an answer in a quiet moment, of which the call 60 ms",
            "ms",
            (),
            [1000 * one.latency for one in found],
            must=(Bound("own", 1.3 * 1000 * CALL, at_most=True),),
        ),
        Row(
            "share",
            f"CPU at {PACE} answers a second",
            "% of a core",
            (),
            [100 * one.share for one in found],
            must=(Bound("own", 10, at_most=True),),
            aim=(Bound("own", 5, at_most=True),),
        ),
    ]


def _round(setting: Setting) -> Far:
    peer, people, data = setting.peer, People(), setting.office()
    each = EACH_QUICKLY if setting.quick else EACH
    peer.reset(delay=CALL)
    with setting.sopbot(data, pace=True) as subject:
        peer.until_polled()
        exchange(peer, subject, people.ask(asked.status, GROUPS), is_status)
        time.sleep(1.0)  # the pace is at rest again
        questions = people.ask(asked.status, each * GROUPS)
        before = peer.report().sent
        span = exchange(peer, subject, questions, is_status)
        arrivals = [message.at for message in peer.said()[before:]]
        quietly = people.ask(asked.status, QUIET_QUICKLY if setting.quick else QUIET)
        latency = median(_latency(setting, subject, one) for one in quietly)
        kept.settled(offices.sqlite(data))
    judge.require([*kept.faults(offices.sqlite(data), GROUPS + len(questions) + len(quietly))])
    rate = (len(questions) - AT_ONCE) / (arrivals[-1] - arrivals[0])
    return Far(rate, busiest(arrivals), PACE * span.cpu / span.updates, latency, span.shares)


def _latency(setting: Setting, subject: Subject, question: Asked) -> float:
    """From the question's going out to the end of the call that brings the answer."""
    time.sleep(BETWEEN)
    span = exchange(setting.peer, subject, [question], is_status)
    return span.seconds + CALL


def busiest(arrivals: Sequence[float]) -> int:
    """How many came within one second at most; `arrivals` in their order."""
    return max((n + 1 - bisect_left(arrivals, at - 1) for n, at in enumerate(arrivals)), default=0)
