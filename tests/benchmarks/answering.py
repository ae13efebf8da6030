"""Questions that wait: how fast they are answered, and at what cost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tests.benchmarks import asked, judge, kept, offices
from tests.benchmarks.asked import Asked, People, Words
from tests.benchmarks.judge import IsRight
from tests.benchmarks.offices import GROUPS
from tests.benchmarks.peer import Peer, Said
from tests.benchmarks.setting import Setting
from tests.benchmarks.shares import Shares, Watch, Worker
from tests.benchmarks.table import Bound, Row

WARM_UP = 4
"""Questions in each group before anything is measured: the platform is asked about its people."""
EACH, EACH_QUICKLY = 40, 8
"""Questions in each group; more than 240 a minute it would be refused."""
WITHIN = 180.0
AFTERWARDS = 0.5
"""Seconds in which the last answers are written down, which is part of the cost."""
STATUS_SAYS = ("แล้วเสร็จ 4", "อยู่ระหว่างดำเนินการ 2", "28 ก.พ. 70", "31 ก.ค. 70")
RIVAL = "python-telegram-bot's echo"


class UnderTest(Worker, Protocol):
    def require_alive(self) -> None: ...


class Span(NamedTuple):
    """`cpu`: seconds of a core."""

    updates: int
    seconds: float
    cpu: float
    shares: Shares

    @property
    def rate(self) -> float:
        return self.updates / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of a core for each update."""
        return 1000 * self.cpu / self.updates


def is_status(question: Asked, answer: Said) -> bool:
    fits = all(part in answer.text for part in STATUS_SAYS)
    return fits and answer.replies_to == question.message


def is_progress(question: Asked, answer: Said) -> bool:
    _, _, percent, note = question.text.split()
    return note in answer.text and f" {percent}\n" in answer.text


def is_echo(question: Asked, answer: Said) -> bool:
    return answer.text.endswith(f"\n{question.text}")


def exchange(peer: Peer, subject: UnderTest, questions: Sequence[Asked], is_right: IsRight) -> Span:
    """All are there at once; to the moment at which the last answer comes."""
    before, given = peer.report().sent, len(peer.given())
    cpu, watch = subject.cpu, Watch(peer, subject)
    peer.load([one.as_update() for one in questions])
    end = peer.wait(before + len(questions), WITHIN)
    shares = watch.shares()
    time.sleep(AFTERWARDS)
    spent = subject.cpu - cpu
    subject.require_alive()
    judge.require(judge.faults(questions, peer.said()[before:], is_right))
    seconds = end.last - peer.given()[given]
    return Span(len(questions), seconds, spent, shares)


def answering(setting: Setting) -> list[Row]:
    echo: list[Span] = []
    status: list[Span] = []
    done: list[Span] = []
    for number in range(setting.rounds):
        echo.append(_echo(setting))
        one, other = _sopbot(setting)
        status.append(one)
        done.append(other)
        setting.tell(
            f"round {number + 1}: echo {echo[-1].rate:.0f}/s, status {one.rate:.0f}/s, "
            f"progress {other.rate:.0f}/s"
        )
    setting.shares += [span.shares for span in (*echo, *status, *done)]
    rates, costs = [s.rate for s in echo], [s.cost for s in echo]
    return [
        Row(
            "status",
            "/status of 50 groups",
            "updates/s",
            rates,
            [s.rate for s in status],
            must=(Bound("ratio", 1.0),),
            aim=(Bound("ratio", 2.0),),
            rival=RIVAL,
        ),
        Row(
            "done",
            "/progress, durably committed",
            "updates/s",
            rates,
            [s.rate for s in done],
            must=(Bound("ratio", 0.6),),
            aim=(Bound("ratio", 1.0),),
            rival=RIVAL,
        ),
        Row(
            "cpu",
            "CPU of a /status",
            "ms",
            costs,
            [s.cost for s in status],
            must=(Bound("ratio", 1.5, at_most=True),),
            aim=(Bound("ratio", 0.6, at_most=True),),
            rival=RIVAL,
        ),
    ]


def _echo(setting: Setting) -> Span:
    setting.peer.reset()
    people = People()
    with setting.echo() as subject:
        setting.peer.until_polled()
        exchange(setting.peer, subject, _some(people, asked.status, WARM_UP), is_echo)
        return exchange(setting.peer, subject, _some(people, asked.status, _each(setting)), is_echo)


def _sopbot(setting: Setting) -> tuple[Span, Span]:
    setting.peer.reset()
    people, data = People(), setting.office()
    with setting.sopbot(data) as subject:
        setting.peer.until_polled()
        exchange(setting.peer, subject, _some(people, asked.status, WARM_UP), is_status)
        status = _some(people, asked.status, _each(setting))
        answered = exchange(setting.peer, subject, status, is_status)
        progress = _some(people, asked.progress, _each(setting))
        done = exchange(setting.peer, subject, progress, is_progress)
        kept.settled(offices.sqlite(data))
    _judge(offices.sqlite(data), progress, (WARM_UP + 2 * _each(setting)) * GROUPS)
    return answered, done


def _judge(url: str, progress: Sequence[Asked], answers: int) -> None:
    judge.require([*kept.faults(url, answers), *kept.unwritten(url, progress)])


def _each(setting: Setting) -> int:
    return EACH_QUICKLY if setting.quick else EACH


def _some(people: People, words: Words, each: int) -> list[Asked]:
    return people.ask(words, each * GROUPS)
