"""What a committee on LINE reads in a year, so that two such years can be compared."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

from bot.compose.parts import built_in_sops, official_days
from bot.domain.calendar import calendar_of
from bot.domain.economy import told_once
from bot.domain.simulate import all_notices, closings, played, simulate
from tests.e2e import notices
from tests.e2e.line.committee import Committee
from tests.e2e.notices import Told
from tests.e2e.program import BANGKOK
from tests.peers.line import FakeLine, Group, Message, Person

START = date(2026, 10, 1)
SOP = built_in_sops()["lo-2.4"].for_fiscal_year(2027)
CALENDAR = calendar_of(official_days(START))
SLIPS = {2: 3, 6: 8}
_TIME = re.compile(r" เวลา \d\d\.\d\d น\.")
"""When the message was made: what failed is made anew."""
Read = tuple[str, date, str]
"""In which chat, on which day, what."""


def moments() -> list[tuple[datetime, int | None]]:
    """Every slot with notices, and every closing with its step."""
    slots = {(row.at, None) for row in simulate(SOP, START, CALENDAR, SLIPS)}
    closed = {
        (datetime.combine(c.on, time(16, 30), BANGKOK) + timedelta(seconds=c.step), c.step)
        for c in closings(SOP, START, CALENDAR, SLIPS)
    }
    return sorted(slots | closed, key=lambda m: (m[0], m[1] or 0))


def read_by(committee: Committee) -> Counter[Read]:
    """How often each message of the bot stands there, in whatever order they came."""
    chats: tuple[Group | Person, ...] = (committee.group, *committee.people)
    return Counter(
        (_name(chat), m.at.astimezone(BANGKOK).date(), _TIME.sub("", " ".join(m.words)))
        for chat in chats
        for m in committee.line.messages(chat)
        if _is_of_bot(m, committee)
    )


def _name(chat: Group | Person) -> str:
    return chat.chat.name if isinstance(chat, Group) else chat.user.name


def _is_of_bot(message: Message, committee: Committee) -> bool:
    return message.sender is committee.line.bot


@cache
def expected(until: datetime | None) -> frozenset[Told]:
    """Every notice of the year, or those up to then, by its day."""
    found = told_once(all_notices(played(SOP, START, CALENDAR, SLIPS), CALENDAR))
    return frozenset(
        Told(f"{n.at.astimezone(BANGKOK):%Y-%m-%d}", str(n.kind), n.step, str(n.audience))
        for n in found
        if until is None or n.at <= until
    )


def told(c: Committee) -> set[Told]:
    """Every notice that stands in any chat of the committee, by its day."""
    chats: dict[str, tuple[Group | Person, ...]] = {
        "group": (c.group,),
        "responsible": (c.member, c.academic),
        "secretary": (c.secretary,),
        "chair": (c.chair,),
    }
    return {
        Told(f"{m.at.astimezone(BANGKOK):%Y-%m-%d}", kind, step, to)
        for to, places in chats.items()
        for chat in places
        for m in c.line.messages(chat)
        if _is_of_bot(m, c)
        for kind, step in notices.read(paragraphs(m))
    }


def paragraphs(message: Message) -> str:
    """Each line with the one below it as a paragraph, of which Flex has none: so that notices are
    read as on other platforms."""
    return "\n\n".join(map("\n".join, pairwise([*message.words, ""])))


def pushed_twice(line: FakeLine) -> list[str]:
    """What was pushed that had been pushed before, word for word on the same day."""
    pushed = Counter(
        (chat.name, message.at.astimezone(UTC).date(), " ".join(message.words))
        for chat in line.world.chats.values()
        for message in chat.messages
        if message.pushed
    )
    return [f"pushed {times} times: {what}" for what, times in pushed.items() if times > 1]
