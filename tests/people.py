"""Who talks in the tests, and where. Names belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.incoming import IncomingFile, Mention, Place, Sender
from bot.domain.people import ChatKind, Person, Team
from bot.ports import UnitOfWork

CHANNEL = "telegram"
ZONE = ZoneInfo("Asia/Bangkok")
COMMITTEE = "คณะดำเนินงานตัวชี้วัดที่ 2.4"
GROUP = Place("-1002000000001", ChatKind.GROUP, COMMITTEE)
OTHER_GROUP = Place("-1002000000002", ChatKind.GROUP, "คณะดำเนินงานอีกคณะหนึ่ง")
PRIVATE = Place("", ChatKind.PRIVATE)
"""The private chat of whoever speaks."""
SOP = "lo-2.4"


@dataclass(frozen=True, slots=True)
class Somebody:
    """`parties` are joined, and `roles` held, in the committee of GROUP."""

    account: str
    name: str
    official_name: str = ""
    position: str = ""
    username: str = ""
    parties: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def sender(self) -> Sender:
        return Sender(self.account, self.name, self.username, "th")


SECRETARY = Somebody(
    "1001",
    "พิมพ์ใจ",
    "นางสาวพิมพ์ใจ ตัวอย่าง",
    "นักวิชาการสาธารณสุขชำนาญการ",
    "pimjai",
    roles=("secretary",),
)
CHAIR = Somebody("1002", "สมคิด", "นพ.สมคิด ตัวอย่าง", "ผู้อำนวยการ", roles=("chair",))
MEMBER = Somebody(
    "1003", "มาลี", "นางมาลี ตัวอย่าง", "นักวิชาการสาธารณสุข", "malee", parties=("committee",)
)
BOARD_MEMBER = Somebody(
    "1004",
    "วิชัย",
    "นายวิชัย ตัวอย่าง",
    "นักวิชาการสาธารณสุขชำนาญการพิเศษ",
    parties=("committee", "academic-board"),
)
ACADEMIC = Somebody("1005", "อารีย์", "ดร.อารีย์ ตัวอย่าง", "นักวิชาการ", "aree", parties=("academics",))
STRANGER = Somebody("1009", "ผู้มาเยือน", username="visitor")
MEMBERS = (SECRETARY, CHAIR, MEMBER, BOARD_MEMBER, ACADEMIC)


def local(text: str) -> datetime:
    """`local("2026-11-22 09:00")` in the office's time, as an aware UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def place_of(who: Somebody, chat: Place) -> Place:
    return Place(who.account, ChatKind.PRIVATE, who.name) if chat == PRIVATE else chat


def mention(who: Somebody) -> Mention:
    """By username where there is one, as platforms tell it; else by account."""
    if who.username:
        return Mention(f"@{who.username}", username=who.username)
    return Mention(who.name, account=who.account)


def pdf(name: str, size: int = 1000, album: str = "") -> IncomingFile:
    return IncomingFile(f"source of {name}", name, "application/pdf", size, album)


def met(work: UnitOfWork, who: Somebody) -> Person:
    sender = who.sender
    return work.people.seen(CHANNEL, sender.account, sender.name, sender.username, sender.language)


def team_of(work: UnitOfWork, place: Place = GROUP) -> Team:
    chat = work.chats.at(CHANNEL, place.address, place.kind, place.title)
    team = work.teams.of_group(chat.id)
    assert team is not None, "no committee here yet"
    return team
