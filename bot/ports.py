"""What the core asks of the outside: clock, channels, store, files. All instants are aware UTC."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.events import Event
from bot.domain.files import File
from bot.domain.incoming import Incoming, IncomingFile
from bot.domain.message import About, Message
from bot.domain.notices import Notice
from bot.domain.people import Chat, ChatKind, Person, Team
from bot.domain.plan import Plan, PlanStatus, Span
from bot.domain.queues import (
    INVITE_LASTS as INVITE_LASTS,
)
from bot.domain.queues import (
    Delivery as Delivery,
)
from bot.domain.queues import (
    Draft as Draft,
)
from bot.domain.queues import (
    Envelope as Envelope,
)
from bot.domain.queues import (
    Invite as Invite,
)
from bot.domain.queues import (
    Outgoing as Outgoing,
)
from bot.domain.queues import (
    Snooze as Snooze,
)
from bot.domain.queues import (
    Undelivered as Undelivered,
)
from bot.domain.rooms import Post
from bot.domain.rules import Rules
from bot.domain.sop import Sop


class Clock(Protocol):
    def now(self) -> datetime: ...


Accept = Callable[[Sequence[Envelope]], Awaitable[None]]


class Channel(Protocol):
    """A platform. Raises DeliveryError, and nothing else, for what the platform refuses."""

    name: str

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def listen(self, accept: Accept) -> None:
        """Hand over updates until cancelled; acknowledge them only after `accept` returned."""

    def understand(self, payload: str) -> Incoming | None: ...
    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        """The platform's ids of the messages this became, in order; the buttons are on the last."""

    async def answer_press(self, press: str, popup: str) -> None: ...
    async def administers(self, address: str, account: str) -> bool: ...
    async def is_administrator(self, address: str) -> bool:
        """Whether the bot itself is an administrator there."""

    def fetch(self, source: str) -> AsyncIterator[bytes]: ...


class FileStore(Protocol):
    """Bytes by their SHA-256. `keep` returns only when they are on disk (fsync)."""

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        """(SHA-256 in hex, size in bytes); raises TooLarge past `limit`."""

    def open(self, sha256: str) -> AbstractContextManager[Any]: ...


class Chats(Protocol):
    def at(self, channel: str, address: str, kind: ChatKind, title: str = "") -> Chat:
        """The chat there; made when first met. Its title is brought up to date."""

    def by_id(self, chat: int) -> Chat: ...
    def groups_of(self, channel: str, person: int) -> list[Chat]:
        """Groups in which this person was seen and where the bot still is."""

    def seen_in(self, chat: int, person: int) -> None: ...
    def was_seen_in(self, chat: int, person: int) -> bool: ...
    def opened_by(self, chat: int, person: int) -> None:
        """The person's private chat with the bot: from now on it can be written to."""

    def left(self, chat: int, person: int) -> None: ...
    def move(self, channel: str, old: str, new: str) -> None:
        """The platform gave the chat a new address; everything about it follows."""

    def set_reachable(self, chat: int, reachable: bool) -> None: ...
    def set_thread(self, chat: int, thread: str) -> None:
        """The topic in which notices to this group appear; empty: none."""


class People(Protocol):
    def seen(self, channel: str, account: str, name: str, username: str, language: str) -> Person:
        """The person behind an account; made when first met."""

    def by_id(self, person: int) -> Person: ...
    def by_account(self, channel: str, account: str) -> Person | None: ...
    def by_username(self, channel: str, username: str) -> Person | None: ...
    def account_of(self, channel: str, person: int) -> str | None: ...
    def set_official(self, person: int, official_name: str, position: str) -> None: ...
    def set_language(self, person: int, language: str) -> None: ...


class Teams(Protocol):
    def by_id(self, team: int) -> Team: ...
    def of_group(self, chat: int) -> Team | None: ...
    def of_person(self, person: int) -> list[Team]: ...
    def create(self, name: str, group: int, language: str, now: datetime) -> Team: ...
    def rename(self, team: int, name: str) -> None: ...
    def set_rules(self, team: int, rules: Rules) -> None: ...
    def set_language(self, team: int, language: str) -> None: ...
    def add_member(self, team: int, person: int, now: datetime) -> None:
        """Once; a member stays what he or she is."""

    def remove_member(self, team: int, person: int) -> None: ...
    def set_role(self, team: int, person: int, role: str, holds: bool) -> None:
        """`role`: "chair" or "secretary". Whoever gets one becomes a member."""

    def join_party(self, team: int, person: int, sop: str, party: str) -> None: ...
    def leave_party(self, team: int, person: int, sop: str, party: str) -> None: ...
    def days_off(self, team: int) -> dict[date, str]:
        """The official days off of every year the store was given, as the team edited them."""

    def add_day_off(self, team: int, day: date, name: str) -> None: ...
    def remove_day_off(self, team: int, day: date) -> None: ...


class Plans(Protocol):
    """A write raises Conflict when the plan is no longer at the version that was read."""

    def create(
        self,
        team: int,
        sop: Sop,
        start: date,
        events: Sequence[Event],
        baseline: Mapping[int, Span],
        now: datetime,
    ) -> Plan: ...
    def by_id(self, plan: int) -> Plan: ...
    def of_team(self, team: int) -> list[Plan]:
        """All of them, newest first."""

    def append(self, plan: Plan, *events: Event) -> Plan:
        """Write the events (they get ids), raise the version, wake the planner at once."""

    def set_status(self, plan: Plan, status: PlanStatus) -> Plan: ...
    def recheck(self, team: int, since: datetime) -> None:
        """The calendar or the rules changed: plan again from `since` on; nothing goes out twice."""

    def due(self, now: datetime, limit: int = 100) -> list[int]:
        """Plans whose `wake_at` has come, the longest waiting first."""

    def planned_until(self, plan: int) -> tuple[datetime, datetime | None]:
        """(everything before this is planned, plan again from here because of a change)."""

    def planned(self, plan: Plan, until: datetime, wake_at: datetime | None) -> None: ...
    def snooze(self, snooze: Snooze) -> None: ...
    def snoozes(self, plan: int) -> list[Snooze]: ...


class Files(Protocol):
    def expect(
        self,
        plan: int,
        step: int,
        file: IncomingFile,
        *,
        channel: str,
        chat: int,
        message: str,
        thread: str,
        by: int,
        document: str,
        now: datetime,
    ) -> File: ...
    def by_id(self, file: int) -> File | None: ...
    def of_plan(self, plan: int) -> list[File]:
        """Kept files by step and number; every version."""

    def of_album(self, chat: int, album: str) -> list[File]: ...
    def claim(self, now: datetime, lease_until: datetime) -> File | None:
        """The next expected file whose turn has come."""

    def kept(self, file: File, sha256: str, size: int) -> File:
        """Give it number and version; the bytes of a newest version again: the one already there.

        What came again in an album stays known as failed, with its bytes.
        """

    def try_again(self, file: int, not_before: datetime) -> None: ...
    def failed(self, file: int) -> None: ...
    def set_document(self, file: int, document: str) -> None: ...
    def move(self, file: int, step: int) -> File:
        """To another step of the same plan, under a number of that step."""

    def remove(self, file: int, by: int, reason: str, now: datetime) -> None: ...
    def restore(self, file: int) -> File:
        """A removed file is kept again, under its number and version."""


class Outbox(Protocol):
    def post(
        self,
        chat: int,
        message: Message,
        now: datetime,
        *,
        replies_to: str = "",
        thread: str | None = None,
        edits: str = "",
        key: str = "",
    ) -> int:
        """Queue a message. `thread` None: the group's own. `key` replaces an unsent one with it."""

    def plan(
        self, notices: Iterable[tuple[Notice, int]], slot: datetime, late: bool, merge: bool = False
    ) -> int:
        """Queue notices for chats, one delivery per (chat, slot); those known already are left out.

        `merge`: the slot is now; what else of notices is due to these chats, and is not being
        sent, becomes one delivery with them. Returns how many are new: known for no chat.
        """

    def known(self, plan: int) -> set[tuple[int | None, str, int, date | None, str]]:
        """(step, kind, k, due, audience) of every notice ever planned."""

    def claim(self, now: datetime, lease_until: datetime) -> Delivery | None:
        """The oldest unsent delivery of a chat whose turn has come, leased by one UPDATE."""

    def sent(
        self, delivery: Delivery, messages: Sequence[str], message: Message, now: datetime
    ) -> None:
        """Done: what was sent is remembered by its ids (for replies), its text forgotten."""

    def dropped(self, delivery: Delivery, why: str, now: datetime) -> None:
        """No longer matters."""

    def postpone(self, delivery: Delivery, slot: datetime, now: datetime) -> None:
        """Its notices wait for this slot, with what the chat gets then, and hold nothing back."""

    def try_again(self, delivery: Delivery, not_before: datetime, why: str) -> None: ...
    def failed(self, delivery: Delivery, why: str, now: datetime) -> None: ...
    def hold_chat(self, chat: int, until: datetime) -> None:
        """429: nothing to this chat before `until`."""

    def hold_channel(self, channel: str, until: datetime) -> None: ...
    def undelivered(self, team: int | None = None) -> list[Undelivered]:
        """The newest of what will not arrive, of a team or of all."""


class Sent(Protocol):
    def about(self, chat: int, message: str) -> tuple[About, ...]: ...
    def named(self, chat: int, key: str, since: datetime | None = None) -> str | None:
        """The newest message sent with this key (the sign-up message, to be edited).

        `since`: only if it was sent or edited after that.
        """


class Drafts(Protocol):
    def put(
        self, kind: str, chat: int, person: int, data: Mapping[str, Any], expires_at: datetime
    ) -> int:
        """One draft of a kind per chat and person: a new one replaces the old."""

    def get(self, draft: int, now: datetime) -> Draft | None: ...
    def of(self, kind: str, chat: int, person: int, now: datetime) -> Draft | None: ...
    def change(self, draft: int, data: Mapping[str, Any]) -> None: ...
    def waiting(self, chat: int, person: int, now: datetime) -> Draft | None:
        """The newest question to this person here that waits for a typed answer (kind `ask:…`)."""

    def drop(self, draft: int) -> None: ...
    def invite(self, team: int, role: str, by: int, now: datetime) -> Invite: ...
    def invitation(self, code: str, now: datetime) -> Invite | None: ...
    def reserve(self, code: str, role: str) -> None:
        """The invitation was pressed: from now on it carries this."""

    def forget(self, before: datetime) -> None:
        """Delete the drafts and invitations that expired by then."""


class Inbox(Protocol):
    def accept(self, envelopes: Sequence[Envelope], now: datetime) -> int:
        """Write those not seen before; how many were new."""

    def claim(self, now: datetime, lease_until: datetime) -> tuple[int, Envelope, int] | None:
        """(row, envelope, attempts): the oldest row of a lane that nobody works on."""

    def done(self, row: int, now: datetime) -> None:
        """Handled: the payload is deleted, the key remembered until it expires."""

    def put_off(self, row: int, not_before: datetime) -> None: ...
    def set_aside(self, row: int, why: str, now: datetime) -> None:
        """A row that cannot be handled must not stop its lane; its payload is deleted too."""

    def forget(self, before: datetime) -> None: ...


class Rooms(Protocol):
    """The rooms of the web chat. A platform keeps its own."""

    def write(self, room: str, content: Mapping[str, Any], now: datetime, key: str = "") -> Post:
        """`key`: the sender's own; one that stands already (`by_key`) cannot be written again."""

    def change(self, post: int, content: Mapping[str, Any]) -> None: ...
    def post(self, post: int) -> Post | None: ...
    def by_key(self, key: str) -> Post | None: ...
    def latest(self, room: str, most: int, before: int | None = None) -> list[Post]:
        """The newest posts of a room, or the newest before one; the oldest of them first."""

    def newest_at(self) -> datetime | None: ...
    def tell(self, payload: str) -> int:
        """Something the bot is to hear; kept until `told`."""

    def untold(self, most: int) -> list[tuple[int, str]]: ...
    def told(self, last: int) -> None:
        """The bot has taken in everything up to this one."""


class Agenda(Protocol):
    """When something waits to be done: what a clock that jumps must not jump over."""

    def next_after(self, moment: datetime) -> datetime | None:
        """The first moment later than this at which planner or queues have something to do."""

    def next_notices(self, moment: datetime) -> datetime | None:
        """The first slot later than this for which some plan has notices."""


class UnitOfWork(Protocol):
    """One transaction: `with store.work() as work: …; work.commit()`. Not committed: undone."""

    chats: Chats
    people: People
    teams: Teams
    plans: Plans
    files: Files
    outbox: Outbox
    sent: Sent
    drafts: Drafts
    inbox: Inbox
    rooms: Rooms
    agenda: Agenda

    def commit(self) -> None: ...


class Store(Protocol):
    def work(self) -> AbstractContextManager[UnitOfWork]: ...
    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that only reads (no write lock on SQLite)."""
