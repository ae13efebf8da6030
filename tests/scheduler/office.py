"""A committee with one plan, on a real store, and everything that runs by itself.

Step 1 runs from Thursday 1 October 2026 for 20 calendar days: ahead on 13, 16 and 19 October, due
on Tuesday the 20th, overdue on 21 and 23 October, 27 (the chair too), 3 and 10 November.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.events import Closed, Event
from bot.domain.files import File
from bot.domain.incoming import Happened, Incoming, Place, Sender
from bot.domain.message import Message, plain
from bot.domain.people import Chat, ChatKind, Person
from bot.domain.plan import Plan, PlanStatus
from bot.domain.rules import Kind, Rules
from bot.domain.sop import Party, Sop
from bot.ports import Channel, UnitOfWork
from bot.render.language import Say
from bot.render.text.notices import Item
from scheduler.engine import Engine
from scheduler.executor import Desk
from scheduler.rendering import Render
from scheduler.tools import Tools
from scheduler.transactions import transact
from tests.clock import SettableClock
from tests.domain import sops
from tests.fakes.blobs import FakeFiles
from tests.fakes.channel import FakeChannel
from tests.fakes.handlers import FakeAttach, FakeDispatch, expect
from tests.stores import fresh_store

GROUP, CHAIR, SECRETARY, MEMBER = "-100", "11", "12", "13"
"""Addresses; the account of a person is that of the private chat."""
ZONE = ZoneInfo("Asia/Bangkok")
QUIET = Rules(off=frozenset({Kind.WEEKLY}))


def local(text: str) -> datetime:
    """`local("2026-10-13 08:30")`, as an aware UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def spelled(
    say: Say,
    items: Sequence[Item],
    *,
    to_group: bool,
    reader: Person | None,
    now: datetime,
    late: bool,
) -> list[Message]:
    """Notices by their names: `late: ahead7 chair`."""
    named = [f"{i.notice.kind}{i.notice.k or ''} {i.notice.audience}" for i in items]
    return [Message(plain(("late: " if late else "") + ", ".join(named)))]


def two_steps() -> Sop:
    made = sops.chain(20, 10)
    steps = tuple(replace(s, parties=("academics",)) for s in made.steps)
    return replace(made, steps=steps, parties=(Party("academics", "นักวิชาการ", "นักวิชาการ"),))


class Office:
    def __init__(
        self,
        folder: Path,
        rules: Rules = QUIET,
        render: Render = spelled,
        quota: int | None = None,
    ) -> None:
        self.clock = SettableClock(local("2026-10-01 08:00"))
        self.store = fresh_store(folder)
        self.channel = FakeChannel()
        self.channels: dict[str, Channel] = {self.channel.name: self.channel}
        self.dispatch = FakeDispatch()
        self.attach = FakeAttach()
        self.files = FakeFiles()
        self.slept: list[float] = []
        self.tools = Tools(
            self.store,
            self.channels,
            self.clock,
            sleep=self._sleep,
            chance=lambda: 1.0,
            desk=Desk(self.store.writers),
        )
        self.engine = Engine(
            self.tools,
            self.files,
            self.dispatch,
            self.attach,
            self.attach,
            render=render,
            quota=quota,
        )
        self.plan: Plan
        self.group: Chat
        transact(self.store, lambda work: self._found(work, rules))

    async def at(self, moment: str) -> list[str]:
        """Set the clock, let everything run; what was said since, as `address: text`."""
        self.clock.set(local(moment))
        return await self.run()

    async def foresees(self) -> None:
        """All that is to come soon."""
        while await self.engine._foresight.look():
            pass

    async def run(self) -> list[str]:
        before = len(self.channel.sent)
        await self.engine.drain()
        return [f"{o.address}: {o.message.text.plain}" for o in self.channel.sent[before:]]

    def says(self, text: str, chat: str = GROUP, press: str = "") -> Incoming:
        kind = ChatKind.GROUP if chat == GROUP else ChatKind.PRIVATE
        happened = Happened.PRESSED if press else Happened.SAID
        place, sender = Place(chat, kind), Sender(MEMBER, "สมชาย")
        return Incoming("fake", text, place, happened, sender, text, message="7", press=press)

    async def receives(self, *incoming: Incoming | Exception | None, lane: str = "1") -> None:
        await self.engine.accept([self.channel.update(i, lane) for i in incoming])

    def post(self, text: str, to: str = GROUP, **how: str) -> None:
        self.send(Message(plain(text)), to, **how)

    def send(self, message: Message, to: str = GROUP, **how: str) -> None:
        def post(work: UnitOfWork) -> None:
            chat = work.chats.at("fake", to, ChatKind.GROUP)
            work.outbox.post(chat.id, message, self.clock.now(), **how)

        transact(self.store, post)

    def happens(self, *events: Event) -> None:
        def append(work: UnitOfWork) -> None:
            work.plans.append(work.plans.by_id(self.plan.id), *events)

        transact(self.store, append)

    def closes(self, step: int) -> None:
        now = self.clock.now()
        self.happens(Closed(at=now, step=step, on=now.astimezone(ZONE).date()))

    def day_off(self, day: date, recheck: str) -> None:
        def add(work: UnitOfWork) -> None:
            work.teams.add_day_off(self.plan.team, day, "วันหยุดพิเศษ")
            work.plans.recheck(self.plan.team, local(recheck))

        transact(self.store, add)

    def status(self, becomes: PlanStatus | None = None) -> PlanStatus:
        def status(work: UnitOfWork) -> PlanStatus:
            plan = work.plans.by_id(self.plan.id)
            return work.plans.set_status(plan, becomes).status if becomes else plan.status

        return transact(self.store, status)

    def members(self) -> set[str]:
        """Their accounts."""
        with self.store.reading() as work:
            team = work.teams.by_id(self.plan.team)
        return {a for a, person in self.people.items() if team.member(person.id) is not None}

    def undelivered(self) -> list[str]:
        with self.store.reading() as work:
            return [f"{u.chat.address}: {u.reason}" for u in work.outbox.undelivered(1)]

    def expects(self, source: str, album: str = "", size: int | None = None) -> File:
        """A file that the member sent to the group for step 1."""
        by, now = self.people[MEMBER].id, self.clock.now()
        where = partial(expect, plan=self.plan.id, chat=self.group.id, by=by)
        return transact(self.store, lambda work: where(work, source, now, album=album, size=size))

    def keeps(self, source: str) -> File:
        """The same, received."""
        file = self.expects(source)
        return transact(self.store, lambda work: work.files.kept(file, "0" * 64, 5))

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def _found(self, work: UnitOfWork, rules: Rules) -> None:
        now = self.clock.now()
        self.group = work.chats.at("fake", GROUP, ChatKind.GROUP, "กลุ่ม")
        team = work.teams.create("คณะดำเนินงาน", self.group.id, "th", now)
        work.teams.set_rules(team.id, rules)
        self.people = {a: self._person(work, a) for a in (CHAIR, SECRETARY, MEMBER)}
        for person in self.people.values():
            work.teams.add_member(team.id, person.id, now)
        work.teams.set_role(team.id, self.people[CHAIR].id, "chair", True)
        work.teams.set_role(team.id, self.people[SECRETARY].id, "secretary", True)
        work.teams.join_party(team.id, self.people[MEMBER].id, "test", "academics")
        self.plan = work.plans.create(team.id, two_steps(), date(2026, 10, 1), (), {}, now)

    def _person(self, work: UnitOfWork, account: str) -> Person:
        person = work.people.seen("fake", account, f"คนที่ {account}", "", "th")
        chat = work.chats.at("fake", account, ChatKind.PRIVATE)
        work.chats.opened_by(chat.id, person.id)
        return work.people.by_id(person.id)


def on_line(office: Office, account: str, reads: str) -> FakeChannel:
    """The member is on a second channel, too, with the same address there; `reads`: on which."""
    line = FakeChannel("line")
    office.channels[line.name] = line

    def link(work: UnitOfWork) -> None:
        other = work.people.seen(line.name, account, "Somchai", "", "th")
        work.chats.opened_by(work.chats.at(line.name, account, ChatKind.PRIVATE).id, other.id)
        work.linking.link(office.people[account].id, other.id, reads)

    transact(office.store, link)
    return line
