"""An office in which people talk to the bot.

Words go through the real dispatcher into a real store, and what the bot says is read from the
outbox as a channel would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

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
from bot.domain.office import Office as Owner
from bot.domain.people import Chat, Person, Team
from bot.domain.plan import Plan
from bot.ports import Answers, Outlook, Store
from bot.render.text import notices
from bot.sops.loader import load
from handlers.dispatch import Dispatcher
from scheduler.rendering import letters
from tests.fakes.channel import FakeChannel
from tests.people import (
    CHANNEL,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    SECRETARY,
    SOP,
    ZONE,
    Somebody,
    local,
    mention,
    met,
    pdf,
    place_of,
    team_of,
)

Rows = tuple[tuple[Button, ...], ...]


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
    outsiders: set[Somebody] | None = field(default_factory=set)
    """Whom the platform calls outside of the groups; None: it does not tell."""

    def __post_init__(self) -> None:
        self.channel = FakeChannel(CHANNEL)
        self.channels = {CHANNEL: self.channel}
        self.outlooks: dict[str, Outlook] = {}
        self.of(Owner())
        self._ids = count(1)
        self.under: dict[tuple[str, str], Rows] = {}
        """The buttons as they stand under each message, by its chat's address and id."""

    def of(self, owner: Owner, calendar_page: str = "") -> None:
        """Whose system it is. `calendar_page`: as the world reaches it."""
        self.dispatcher = Dispatcher(
            {SOP: load(SOP)},
            self.channels,
            office=owner,
            outlooks=self.outlooks,
            calendar_page=calendar_page,
        )

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
                buttons=self.under.get((place.address, message.id), ()) if message else (),
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
        inside = self._inside(incoming)
        with self.store.work() as work:
            handled = self.dispatcher.handle(
                incoming,
                work,
                self._utc,
                Answers(self._administered(incoming.sender), self.bot_is_administrator, inside),
            )
            work.commit()
        posts = self.outbox()
        here = tuple(p for p in posts if p.chat.address == incoming.place.address)
        return Answer(here, tuple(p for p in posts if p not in here), handled.popup)

    def asked(self, who: Somebody, chat: Place) -> set[str]:
        """Addresses of the groups of which the platform is asked when this person speaks there."""
        said = Incoming(CHANNEL, "", place_of(who, chat), Happened.SAID, who.sender, "สถานะ")
        return self._asked(said)

    def outbox(self) -> list[Post]:
        """Everything that waits, sent in order; each gets an id, so that it can be replied to."""
        return list(self._sent())

    def labels_under(self, post: Post) -> list[str]:
        """As they stand by now."""
        return [b.label for row in self.under[post.chat.address, post.id] for b in row]

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
            while claimed := work.outbox.claim(self._utc, self._utc + timedelta(hours=1)):
                (delivery,) = claimed
                found = letters(work, delivery, self._utc, notices.messages)
                if not found:
                    work.outbox.dropped(delivery, "overtaken", self._utc)
                    continue
                outgoing, *behind = found
                for one in behind:
                    work.outbox.post(delivery.chat.id, one.message, self._utc)
                id = outgoing.edits or self._next()
                self.under[delivery.chat.address, id] = outgoing.message.buttons
                work.outbox.sent(delivery, [id], outgoing.message, self._utc)
                if not outgoing.message.text:
                    continue
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

    def _inside(self, incoming: Incoming) -> Mapping[str, bool]:
        """What the platform tells when it is asked."""
        if self.outsiders is None:
            return {}
        account = incoming.sender.account if incoming.sender else ""
        inside = account not in {who.account for who in self.outsiders}
        return dict.fromkeys(self._asked(incoming), inside)

    def _asked(self, incoming: Incoming) -> set[str]:
        with self.store.reading() as work:
            needs = self.dispatcher.needs(incoming, work)
        return {*needs.belongs, *([needs.arrives] if needs.arrives else [])}

    def _administered(self, sender: Sender | None) -> frozenset[str]:
        accounts = {a.account for a in self.administrators}
        known = sender is not None and sender.account in accounts
        return frozenset({GROUP.address, OTHER_GROUP.address}) if known else frozenset()

    def _next(self) -> str:
        return str(next(self._ids))
