"""What goes out, what comes in, and what was half said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.message import About, Message
from bot.domain.notices import Notice
from bot.domain.people import Chat
from bot.domain.queues import (
    Behind,
    Delivery,
    Draft,
    Envelope,
    Invite,
    Posted,
    Undelivered,
)


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

    def answering(
        self, address: str, token: str, now: datetime, *, lapses: bool = False
    ) -> AbstractContextManager[None]:
        """What is posted there meanwhile is one delivery, and goes by this `Incoming.reply`.

        If nothing is, the token is kept for what else may answer the same (`kept_reply`).
        `lapses`: see `Delivery`.
        """

    def kept_reply(self, cause: str) -> str:
        """Empty: there is none."""

    def forget_replies(self, before: datetime) -> None:
        """Delete the tokens kept since before then: no platform takes them any more."""

    def claim_posted(self, lease_until: datetime | None) -> Posted:
        """What is posted from now on is claimed as it is written, unless something that is not
        claimed waits before it; None: nothing is. What is returned fills as messages are posted.
        """

    def plan(
        self, notices: Iterable[tuple[Notice, int]], slot: datetime, late: bool, merge: bool = False
    ) -> int:
        """Queue notices for chats, one delivery per (chat, slot); those known already are left out.

        `merge`: the slot is now; what else of notices is due to these chats, and is not being
        sent, becomes one delivery with them. Returns how many are new: known for no chat.
        """

    def known(self, plan: int) -> set[tuple[int | None, str, int, date | None, str]]:
        """(step, kind, k, due, audience) of every notice ever planned."""

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        most: int = 1,
        *,
        strangers: bool = True,
        but: Collection[str] = (),
    ) -> list[Delivery]:
        """Of up to so many chats whose turn has come the oldest unsent delivery, leased; of chats
        to which something is being sent none, nor of channels in `but`.

        The first of every chat comes before the second of any, and committees before strangers.

        Raises Unreadable, and leases nothing; `set_aside` gets it out of the way.
        """

    def release(self) -> None:
        """What was being sent is free: whoever was sending it is no more."""

    def set_aside(self, delivery: int, why: str, now: datetime) -> Chat | None:
        """What of it cannot be read fails; to whom it was to go, if that can be read."""

    def is_waiting(self, delivery: Delivery) -> bool:
        """Whether nobody has sent or dropped it since it was claimed."""

    def sent(
        self, delivery: Delivery, messages: Sequence[str], message: Message, now: datetime
    ) -> Behind:
        """Done: what was sent is remembered by its ids (for replies), its text forgotten."""

    def dropped(self, delivery: Delivery, why: str, now: datetime) -> None:
        """No longer matters."""

    def postpone(self, delivery: Delivery, slot: datetime, now: datetime) -> None:
        """Its notices wait for this slot, with what the chat gets then, and hold nothing back."""

    def hasten(self, chat: int, now: datetime) -> None:
        """The notices that wait for a later slot of this chat are due now."""

    def try_again(self, delivery: Delivery, not_before: datetime, why: str) -> None: ...
    def leave_behind(self, delivery: Delivery) -> None:
        """What was claimed behind it in its chat is not: it waits until this one is out."""

    def failed(self, delivery: Delivery, why: str, now: datetime) -> None: ...
    def keep_back(self, delivery: Delivery, now: datetime) -> None:
        """The month's quota is used up: it holds nothing back, and goes with the next reply, or in
        the next month.
        """

    def kept_back(self, chat: int, most: int, now: datetime) -> list[Delivery]:
        """Of this chat the oldest; `sent` and `dropped` end them."""

    def kept_back_on(self, channel: str) -> list[int]:
        """The chats on this channel for which something is kept back."""

    def is_kept_back_since(self, chat: int, before: datetime) -> bool:
        """Whether something was kept back for this chat before then. Until this unit ends nobody
        else takes it up.
        """

    def hold_chat(self, chat: int, until: datetime) -> None:
        """429: nothing to this chat before `until`."""

    def hold_channel(self, channel: str, until: datetime) -> None: ...
    def undelivered(self, team: int | None = None) -> list[Undelivered]:
        """The newest of what will not arrive, of a team or of all teams."""


class Sent(Protocol):
    def knows(self, chat: int, message: str) -> bool:
        """Whether it is one of ours."""

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
    def of_kind(self, kind: str, now: datetime) -> list[Draft]:
        """Everybody's; only for what is short-lived, and few."""

    def of_kinds(self, kinds: Collection[str], chat: int, now: datetime) -> list[Draft]:
        """Everybody's in this chat, the oldest first."""

    def change(
        self, draft: int, data: Mapping[str, Any], expires_at: datetime | None = None
    ) -> None:
        """`expires_at`: None: as before."""

    def waiting(self, chat: int, person: int, now: datetime) -> Draft | None:
        """The newest question to this person here that waits for a typed answer (kind `ask:…`)."""

    def offered(self, chat: int, person: int, now: datetime) -> Draft | None:
        """The newest one that is answered by a button for yes or for no (kind `question:…`)."""

    def drop(self, draft: int) -> None: ...
    def drop_all(self, begins: str, chat: int, person: int) -> None:
        """Of this person here all whose kind begins so."""

    def invite(self, team: int, role: str, by: int, now: datetime) -> Invite: ...
    def invitation(self, code: str, now: datetime) -> Invite | None: ...
    def invitations(self, team: int, now: datetime) -> list[Invite]:
        """Those that have not expired, the newest first."""

    def withdraw(self, code: str) -> None: ...
    def reserve(self, invite: Invite, role: str) -> bool:
        """The invitation was pressed: from now on it carries this; not, if it was withdrawn or
        pressed by somebody else meanwhile.
        """

    def forget(self, before: datetime) -> None:
        """Delete the drafts and invitations that expired by then."""


class Inbox(Protocol):
    def accept(self, envelopes: Sequence[Envelope], now: datetime) -> int:
        """Write those not seen before; how many were new and are to be handled.

        What follows another of its album, of which nothing is for us yet, is only held; unless it
        was quoted before it came (kind of a draft `quoted:…`).
        """

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        most: int = 1,
        *,
        strangers: bool = True,
        but: Collection[str] = (),
    ) -> list[tuple[int, Envelope, int]]:
        """(row, envelope, attempts) of up to so many lanes that nobody works on: the oldest; none
        of channels in `but`.

        The first of every lane comes before the second of any, and committees before strangers:
        those not at all without `strangers`.
        """

    def release(self) -> None:
        """What was being worked on is free: whoever did is no more."""

    def done(self, row: int, now: datetime) -> bool:
        """Handled: payload and lane are forgotten, the key remembered until it expires.

        Returns whether nobody has handled it before, nor can until this unit ends: a process that
        overslept its lease may find it handled by another.
        """

    def put_off(self, row: int, not_before: datetime, *, tried: bool = True) -> None:
        """`tried` False: it was not its turn; that is no attempt."""

    def set_aside(self, row: int, why: str, now: datetime) -> None:
        """A row that cannot be handled must not stop its lane; its payload is deleted too."""

    def album(self, channel: str, lane: str, album: str) -> list[tuple[int, datetime, Envelope]]:
        """(row, when it was received, envelope) of what of an album is not handled yet, nor was
        let go."""

    def let_in(self, channel: str, lane: str, album: str) -> None:
        """What of the album is held is for us."""

    def let_go(self, before: datetime) -> None:
        """Delete what was held for its album since before then: nothing of that was for us; and
        of what one chat sent beyond any albums of people, the oldest.
        """

    def forget(self, before: datetime) -> None: ...
