"""What a committee on LINE reads in a year, so that two such years can be compared."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time, timedelta

from bot.compose.parts import built_in_sops, official_days
from bot.domain.calendar import calendar_of
from bot.domain.simulate import closings, simulate
from tests.e2e.line.committee import Committee
from tests.e2e.program import BANGKOK
from tests.peers.line import Group, Message, Person

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
