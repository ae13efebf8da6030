"""The fixed cast, told once: a committee, its people, and an office in which they talk to the bot.

Names belong to nobody. Words go through the real dispatcher into a real store, and what the bot
says is read from the outbox as a channel would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.domain.calendar import calendar_of, fiscal_year
from bot.domain.events import Closed, Event
from bot.domain.incoming import (
    Happened,
    Incoming,
    IncomingFile,
    Mention,
    Place,
    Replied,
    Sender,
)
from bot.domain.message import Button, Message
from bot.domain.people import Chat, ChatKind, Person, Team
from bot.domain.plan import Plan
from bot.domain.timeline import baseline
from bot.ports import Store, UnitOfWork
from bot.render.text import notices
from bot.sops.loader import load
from scheduler.letters import letter

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

FIRST_FOUR: Mapping[int, date] = {
    1: date(2026, 10, 2),
    2: date(2026, 10, 5),
    3: date(2026, 10, 12),
    4: date(2026, 10, 16),
}
"""Closing days after which steps 5 and 7 run and step 8 waits for its fixed start."""


def local(text: str) -> datetime:
    """`local("2026-11-22 09:00")` in the office's time, as an aware UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Post:
    """A message the bot sent, under the id the platform gave it."""

    id: str
    chat: Chat
    message: Message
    replies_to: str = ""
    edits: str = ""
    thread: str = ""

    @property
    def text(self) -> str:
        return self.message.text.plain

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.message.buttons for button in row)

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def action(self, label: str) -> str:
        """What pressing the button with this label does."""
        return next(button.action for button in self.buttons if button.label == label)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one thing said or pressed brought: posts in that chat, posts elsewhere, a pop-up."""

    posts: tuple[Post, ...]
    elsewhere: tuple[Post, ...] = ()
    popup: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(post.text for post in self.posts)

    @property
    def post(self) -> Post:
        """The one post there is."""
        (only,) = self.posts
        return only

    @property
    def labels(self) -> list[str]:
        return [label for post in self.posts for label in post.labels]


@dataclass
class Office:
    """A store, a dispatcher, and people who talk. `now` may be set; it is aware."""

    store: Store
    now: datetime = field(default_factory=lambda: local("2026-11-22 09:00"))
    administrators: set[Somebody] = field(default_factory=lambda: {SECRETARY})
    """Whom the platform calls administrators of the groups."""
    bot_is_administrator: bool | None = None

    def __post_init__(self) -> None:
        from handlers.dispatch import Dispatcher

        self.dispatcher = Dispatcher({SOP: load(SOP)}, bot_username=lambda: "sop_bot")
        self._ids = count(1)

    def say(
        self,
        who: Somebody,
        text: str,
        chat: Place = GROUP,
        *,
        reply_to: Post | Replied | Somebody | None = None,
        files: Sequence[IncomingFile] = (),
        mentions: Iterable[Somebody | Mention] = (),
    ) -> Answer:
        """A message, typed or with files; `reply_to` a post of the bot or a person's message."""
        return self.play(
            Incoming(
                CHANNEL,
                self._next(),
                place_of(who, chat),
                Happened.SAID,
                who.sender,
                text,
                self._next(),
                files=tuple(files),
                replied=self._replied(reply_to),
                mentions=tuple(m if isinstance(m, Mention) else mention(m) for m in mentions),
            )
        )

    def press(
        self, who: Somebody, action: str, message: Post | None = None, chat: Place = GROUP
    ) -> Answer:
        """A button by its label under `message`, or by its action."""
        place = place_of(who, chat)
        if message is not None:
            place = Place(message.chat.address, message.chat.kind, message.chat.title)
            action = message.action(action) if action in message.labels else action
        return self.play(
            Incoming(
                CHANNEL,
                self._next(),
                place,
                Happened.PRESSED,
                who.sender,
                action,
                message.id if message else self._next(),
                press=self._next(),
            )
        )

    def happens(
        self,
        what: Happened,
        who: Somebody | None = None,
        chat: Place = GROUP,
        *,
        text: str = "",
        subject: Somebody | None = None,
    ) -> Answer:
        """Anything else: the bot is added, a person opens the private chat, one joins or leaves."""
        place = place_of(who, chat) if who else chat
        sender, about = who.sender if who else None, subject.sender if subject else None
        key = self._next()
        return self.play(Incoming(CHANNEL, key, place, what, sender, text, key, subject=about))

    def play(self, incoming: Incoming) -> Answer:
        """Let the bot handle it, then read everything that waits in the outbox."""
        with self.store.work() as work:
            handled = self.dispatcher.handle(
                incoming,
                work,
                self._utc,
                self._administered(incoming.sender),
                self.bot_is_administrator,
            )
            work.commit()
        posts = self.outbox()
        here = tuple(p for p in posts if p.chat.address == incoming.place.address)
        return Answer(here, tuple(p for p in posts if p not in here), handled.popup)

    def outbox(self) -> list[Post]:
        """Everything that waits, sent in order; each gets an id, so that it can be replied to."""
        return list(self._sent())

    def plan(self) -> Plan:
        """The newest plan of the committee."""
        with self.store.reading() as work:
            return work.plans.of_team(team_of(work).id)[0]

    def team(self) -> Team:
        with self.store.reading() as work:
            return team_of(work)

    def person(self, who: Somebody) -> Person:
        with self.store.work() as work:
            found = met(work, who)
            work.commit()
            return found

    def record(self, *events: Event) -> Plan:
        """Things that happened to the plan, written past the handlers."""
        with self.store.work() as work:
            plan = work.plans.append(work.plans.of_team(team_of(work).id)[0], *events)
            work.commit()
            return plan

    def close(self, step: int, on: date | None = None, who: Somebody = SECRETARY) -> Plan:
        by, day = self.person(who).id, on or self.now.astimezone(ZONE).date()
        return self.record(Closed(at=self._utc, by=by, step=step, on=day))

    def keep_file(
        self, step: int, name: str, document: str = "", who: Somebody = MEMBER, size: int = 1000
    ) -> int:
        """A file of a step whose bytes are there already; its id."""
        by, plan, message = self.person(who).id, self.plan(), self._next()
        with self.store.work() as work:
            chat = work.chats.at(CHANNEL, GROUP.address, GROUP.kind)
            expected = work.files.expect(
                plan.id,
                step,
                pdf(name, size),
                channel=CHANNEL,
                chat=chat.id,
                message=message,
                thread="",
                by=by,
                document=document,
                now=self._utc,
            )
            kept = work.files.kept(expected, f"{expected.id:064x}", size)
            work.commit()
            return kept.id

    @property
    def _utc(self) -> datetime:
        return self.now.astimezone(UTC)

    def _sent(self) -> Iterator[Post]:
        with self.store.work() as work:
            while delivery := work.outbox.claim(self._utc, self._utc + timedelta(hours=1)):
                outgoing = letter(work, delivery, self._utc, notices.delivery)
                if outgoing is None:
                    work.outbox.dropped(delivery, "overtaken", self._utc)
                    continue
                id = outgoing.edits or self._next()
                work.outbox.sent(delivery, [id], outgoing.message, self._utc)
                yield Post(
                    id,
                    delivery.chat,
                    outgoing.message,
                    outgoing.replies_to,
                    outgoing.edits,
                    outgoing.thread,
                )
            work.commit()

    def _replied(self, to: Post | Replied | Somebody | None) -> Replied | None:
        if isinstance(to, Post):
            return Replied(to.id, by_bot=True)
        if isinstance(to, Somebody):
            return Replied(self._next(), to.sender)
        return to

    def _administered(self, sender: Sender | None) -> frozenset[str]:
        accounts = {a.account for a in self.administrators}
        known = sender is not None and sender.account in accounts
        return frozenset({GROUP.address, OTHER_GROUP.address}) if known else frozenset()

    def _next(self) -> str:
        return str(next(self._ids))


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


def office_with_plan(
    store: Store,
    start: date = date(2026, 10, 1),
    closed: Mapping[int, date] = FIRST_FOUR,
    *,
    members: Sequence[Somebody] = MEMBERS,
    unopened: Sequence[Somebody] = (),
) -> Office:
    """The committee with its plan; all but `unopened` have opened their private chats."""
    with store.work() as work:
        team = found_team(work, GROUP, members, unopened, at_eight(start))
        make_plan(work, team, start, closed)
        work.commit()
    return Office(store)


def found_team(
    work: UnitOfWork,
    place: Place,
    members: Sequence[Somebody],
    unopened: Sequence[Somebody],
    now: datetime,
) -> Team:
    """A committee in this group, with the roles and parties of its members."""
    group = work.chats.at(CHANNEL, place.address, place.kind, place.title)
    team = work.teams.create(place.title, group.id, "th", now)
    for who in members:
        _enrol(work, team, who, opened=who not in unopened, now=now)
    return work.teams.by_id(team.id)


def _enrol(work: UnitOfWork, team: Team, who: Somebody, *, opened: bool, now: datetime) -> None:
    person = met(work, who)
    work.people.set_official(person.id, who.official_name, who.position)
    work.chats.seen_in(team.group, person.id)
    work.teams.add_member(team.id, person.id, now)
    for role in who.roles:
        work.teams.set_role(team.id, person.id, role, True)
    for party in who.parties:
        work.teams.join_party(team.id, person.id, SOP, party)
    if opened:
        chat = work.chats.at(CHANNEL, who.account, ChatKind.PRIVATE, who.name)
        work.chats.opened_by(chat.id, person.id)


def make_plan(work: UnitOfWork, team: Team, start: date, closed: Mapping[int, date]) -> Plan:
    """The built-in SOP, confirmed at eight on its start; each closing recorded at 16.30."""
    sop = load(SOP).for_fiscal_year(fiscal_year(start))
    calendar = calendar_of(work.teams.days_off(team.id))
    first = baseline(sop, start, calendar)
    plan = work.plans.create(team.id, sop, start, (), first, at_eight(start))
    by = met(work, SECRETARY).id
    events = [_closing(step, day, by) for step, day in sorted(closed.items())]
    return work.plans.append(plan, *events)


def _closing(step: int, on: date, by: int) -> Closed:
    at = datetime.combine(on, time(16, 30), ZONE).astimezone(UTC)
    return Closed(at=at, by=by, step=step, on=on)


def at_eight(day: date) -> datetime:
    return datetime.combine(day, time(8), ZONE).astimezone(UTC)
