"""What a person reads in a message from the bot, as the notices of a simulation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.domain.simulate import Row
from tests.e2e.committee import Committee
from tests.e2e.program import BANGKOK
from tests.peers.telegram import Chat

HEADS = (
    ("start", re.compile("(?:ใกล้)?ถึงกำหนดเริ่มดำเนินการ")),
    ("ahead", re.compile(r"แจ้งเตือน: เหลือ \d+ วัน")),
    ("due", re.compile("ครบกำหนด")),
    ("overdue", re.compile(r"เกินกำหนด \d+ วัน")),
    ("check-in", re.compile("ติดตามความก้าวหน้าประจำเดือน")),
)
STEP = re.compile(r"ขั้นตอนที่ (\d+) ")
LETTER = re.compile(r"ขั้นตอนที่ (\d+) .* เกินกำหนด \d+ วัน \(ครบกำหนด")
WEEKLY = re.compile("(?:เรื่อง .*)?สรุปความก้าวหน้าประจำสัปดาห์")


class Told(NamedTuple):
    """One notice as it stood in a chat; `at` like `2026-10-01T08:30`, local."""

    at: str
    kind: str
    step: int | None
    to: str


def expected(rows: Iterable[Row]) -> Counter[Told]:
    return Counter(Told(f"{r.at:%Y-%m-%dT%H:%M}", str(r.kind), r.step, str(r.to)) for r in rows)


def told(committee: Committee) -> Counter[Told]:
    """Every notice that stands in any chat of the committee."""
    c = committee
    chats = {
        "group": [c.group],
        "responsible": [c.member.private, c.academic.private],
        "secretary": [c.secretary.private],
        "chair": [c.chair.private],
    }
    return Counter(t for to, places in chats.items() for chat in places for t in _in(chat, to))


def by_day(found: Counter[Told]) -> Counter[Told]:
    """Without the time of day, for a program that may be a few minutes late."""
    days: Counter[Told] = Counter()
    for notice, count in found.items():
        days[notice._replace(at=notice.at[:10])] += count
    return days


def times(found: Iterable[Told]) -> set[str]:
    """The times of day at which notices came."""
    return {notice.at[11:] for notice in found}


def _in(chat: Chat, to: str) -> Iterator[Told]:
    for message in chat.messages_from_bot():
        at = f"{message.at.astimezone(BANGKOK):%Y-%m-%dT%H:%M}"
        for kind, step in read(message.text):
            yield Told(at, kind, step, to)


def read(text: str) -> Iterator[tuple[str, int | None]]:
    """The kind and the step of each notice in a message."""
    for paragraph in text.split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if WEEKLY.match(head):
            yield "weekly", None
        elif found := LETTER.match(head):
            yield "overdue", int(found[1])
        else:
            kind = next((name for name, pattern in HEADS if pattern.match(head)), None)
            step = STEP.match(rest)
            if kind and step:
                yield kind, int(step[1])
