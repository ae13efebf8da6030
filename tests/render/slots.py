"""A committee and its plan, and what the rules say to it in one slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event
from bot.domain.files import File, FileState
from bot.domain.message import Message
from bot.domain.notices import Notice, notices
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.timeline import baseline
from bot.render.language import speaker
from bot.render.text.notices import Item, messages
from bot.sops.loader import load
from tests.domain.sops import OFF_2570

ZONE = ZoneInfo("Asia/Bangkok")
START = date(2026, 10, 1)
SOP = load("lo-2.4").for_fiscal_year(2027)
CHAIR = Person(1, "สมคิด", "นพ.สมคิด ตัวอย่าง", private_chat=11)
SECRETARY = Person(2, "พิมพ์ใจ", "นางสาวพิมพ์ใจ ตัวอย่าง", private_chat=12)
MEMBER = Person(3, "มาลี", "นางมาลี ตัวอย่าง", private_chat=13)
ACADEMIC = Person(4, "อารีย์", "ดร.อารีย์ ตัวอย่าง", private_chat=14)
TEAM = Team(
    1,
    "คณะดำเนินงานตัวชี้วัดที่ 2.4",
    group=10,
    members=(
        Member(CHAIR, 1, chair=True),
        Member(SECRETARY, 1, secretary=True),
        Member(MEMBER, 1, frozenset({("lo-2.4", "committee")})),
        Member(ACADEMIC, 1, frozenset({("lo-2.4", "academics")})),
    ),
)
CLOSINGS = {
    1: date(2026, 10, 2),
    2: date(2026, 10, 5),
    3: date(2026, 10, 12),
    4: date(2026, 10, 16),
    5: date(2027, 2, 26),
    6: date(2027, 3, 2),
}


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def closed_until(step: int) -> tuple[Closed, ...]:
    return tuple(
        Closed(id=n, at=local(f"{day} 16:30"), step=n, on=day)
        for n, day in CLOSINGS.items()
        if n <= step
    )


def plan_of(*events: Event) -> Plan:
    first = baseline(SOP, START, OFF_2570)
    return Plan(1, 1, SOP, START, local("2026-10-01 08:00"), events, first, Rules())


@dataclass
class Slot:
    """Everything the rules say in the slot of one day, told to whom a test asks for."""

    day: str
    plan: Plan
    calendar: Calendar = OFF_2570
    files: Sequence[File] = ()
    team: Team = TEAM

    def told(
        self,
        *audiences: Audience,
        reader: Person | None = None,
        late: bool = False,
        at: str = "08:30",
        language: str = "th",
    ) -> Message:
        found = [n for n in self.notices if n.audience in audiences]
        assert found, f"nothing for {audiences} on {self.day}"
        return self.tell(found, reader=reader, late=late, at=at, language=language)

    @property
    def notices(self) -> list[Notice]:
        at = local(f"{self.day} 08:30")
        return notices(self.plan, self.calendar, at, at + timedelta(minutes=1))

    def tell(
        self,
        found: Sequence[Notice],
        *,
        reader: Person | None = None,
        late: bool = False,
        at: str = "08:30",
        language: str = "th",
    ) -> Message:
        return self.tell_all(found, reader=reader, late=late, at=at, language=language)[0]

    def tell_all(
        self,
        found: Sequence[Notice],
        *,
        reader: Person | None = None,
        late: bool = False,
        at: str = "08:30",
        language: str = "th",
    ) -> list[Message]:
        """Also the letters to be forwarded, which follow as messages of their own."""
        who = reader.id if reader else None
        return messages(
            speaker(language),
            [Item(n, self.plan, self.team, self.calendar, self.files, reader=who) for n in found],
            to_group=reader is None,
            reader=reader,
            now=local(f"{self.day} {at}"),
            late=late,
        )


def notice(step: int, kind: Kind, due: str, audience: Audience, k: int = 0) -> Notice:
    """One that the rules said on an earlier day, or that a setting let through."""
    day = date.fromisoformat(due)
    return Notice(1, step, kind, k, day, audience, local(f"{due} 08:30") - timedelta(days=k))


def labels(message: Message) -> list[str]:
    return [b.label for row in message.buttons for b in row]


def kept(step: int, document: str) -> File:
    sent = local("2027-02-01 10:00")
    return File(1, 1, step, "แผน.pdf", FileState.KEPT, 3, sent, number=1, document=document)


REPORT_OVERDUE = Slot("2027-03-09", plan_of(*closed_until(5)))
