"""What tests of the store need to be there first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot.domain.events import Closed
from bot.domain.files import File
from bot.domain.incoming import IncomingFile
from bot.domain.message import About, Message, plain
from bot.domain.notices import Notice
from bot.domain.people import Chat, ChatKind, Person, Team
from bot.domain.plan import Plan, Span
from bot.domain.rules import Audience, Kind
from bot.ports import Delivery, Envelope, UnitOfWork
from tests.domain import sops

NOW = datetime(2026, 10, 1, 1, 30, tzinfo=UTC)
"""The slot of the first day: 08.30 in Bangkok."""
MINUTE = timedelta(minutes=1)
LATER = NOW + MINUTE
DUE = date(2026, 10, 20)


def group(work: UnitOfWork, address: str = "-100") -> Chat:
    return work.chats.at("telegram", address, ChatKind.GROUP, "กลุ่ม")


def person(work: UnitOfWork, account: str = "7", name: str = "สมชาย") -> Person:
    return work.people.seen("telegram", account, name, "", "th")


def private_chat(work: UnitOfWork, account: str = "7") -> Chat:
    """The opened private chat of the person with this account."""
    chat = work.chats.at("telegram", account, ChatKind.PRIVATE)
    work.chats.opened_by(chat.id, person(work, account).id)
    return work.chats.by_id(chat.id)


def team(work: UnitOfWork, address: str = "-100") -> Team:
    return work.teams.create("คณะดำเนินงาน", group(work, address).id, "th", NOW)


def plan(work: UnitOfWork, address: str = "-100") -> Plan:
    """A plan of two steps; its committee's group is at the address."""
    first = Span(date(2026, 10, 1), DUE)
    committee = team(work, address)
    return work.plans.create(committee.id, sops.chain(20, 10), first.start, (), {1: first}, NOW)


def notice(
    plan: Plan, k: int = 7, due: date | None = DUE, audience: Audience = Audience.GROUP
) -> Notice:
    return Notice(plan.id, 1, Kind.AHEAD, k, due, audience, NOW)


def weekly(plan: Plan) -> Notice:
    return Notice(plan.id, None, Kind.WEEKLY, 0, None, Audience.CHAIR, NOW)


def closed(step: int) -> Closed:
    return Closed(at=NOW, step=step, on=date(2026, 10, 1))


def message(text: str = "สวัสดี", *about: About) -> Message:
    return Message(plain(text), about=about)


def expect(
    work: UnitOfWork,
    plan: Plan,
    name: str = "คำสั่ง.pdf",
    step: int = 1,
    album: str = "a1",
    size: int = 10,
) -> File:
    return work.files.expect(
        plan.id,
        step,
        IncomingFile(f"source of {name}", name, "application/pdf", size, album=album),
        channel="telegram",
        chat=group(work).id,
        message="55",
        thread="",
        by=person(work).id,
        document="",
        now=NOW,
    )


def keep(
    work: UnitOfWork, plan: Plan, name: str = "คำสั่ง.pdf", step: int = 1, content: str = "a"
) -> File:
    return work.files.kept(expect(work, plan, name, step), content * 64, 10)


def envelope(
    key: str,
    lane: str = "1",
    channel: str = "telegram",
    *,
    album: str = "",
    follows: bool = False,
) -> Envelope:
    return Envelope(channel, key, lane, f"payload {key}", album, follows)


def claim(work: UnitOfWork, now: datetime = NOW) -> Delivery:
    """The next delivery, leased for a minute; there must be one."""
    (claimed,) = work.outbox.claim(now, now + MINUTE)
    return claimed


def claim_all(work: UnitOfWork, now: datetime = NOW) -> Iterator[Delivery]:
    """One after another, as long as there is something to claim."""
    while claimed := work.outbox.claim(now, now + MINUTE):
        yield from claimed


def deliver(work: UnitOfWork, *ids: str, now: datetime = NOW) -> Delivery:
    """Claim the next delivery and record it as sent under these ids."""
    claimed = claim(work, now)
    work.outbox.sent(claimed, ids or ("1",), claimed.message or message(), now)
    return claimed


def deliveries(work: UnitOfWork) -> list[str]:
    """Everything there is to send, sent one after another, as texts."""
    sent = []
    for claimed in claim_all(work):
        sent.append(claimed.message.text.plain if claimed.message else "notices")
        work.outbox.sent(claimed, (str(len(sent)),), claimed.message or message(), NOW)
    return sent


def texts(work: UnitOfWork, now: datetime = NOW) -> list[str]:
    """Everything that can be claimed now, and is, as texts."""
    return [d.message.text.plain if d.message else "notices" for d in claim_all(work, now)]
