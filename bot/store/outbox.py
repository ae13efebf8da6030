"""The outbox: messages and notices to send. Claimed is the oldest of each chat, the chats in turn,
or an answer as it is posted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Integer,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.domain.message import Message
from bot.domain.notices import Notice
from bot.domain.people import Chat, ChatKind
from bot.ports import FAREWELL, Behind, Chats, Delivery, Posted, Undelivered
from bot.store import (
    chats,
    claims,
    delivery_rows,
    delivery_turns,
    erasure,
    kept_back,
    notice_ledger,
    replies,
)
from bot.store.codec import encoded
from bot.store.delivery_turns import is_due
from bot.store.queue_tables import (
    DROPPED,
    FAILED,
    KEPT_BACK,
    WAITING,
    delivery,
    delivery_notice,
    notice,
)
from bot.store.read_cache import Cache
from bot.store.replies import Answer
from bot.store.sent import SqlSent
from bot.store.tables import channel, chat, membership, plan, team
from bot.store.types import upsert, verbatim

SENT = "sent"
SHOWN = 100
"""How many undelivered ones a secretary is shown at most, the newest."""

_ROW = (delivery.c.id, delivery.c.lease_until, delivery.c.turn)
_POST = delivery_turns.QUEUE.returning(*_ROW)
_POST_CLAIMED = delivery_turns.QUEUE_CLAIMED.returning(*_ROW)
_REPLACE = (
    update(delivery)
    .where(
        delivery.c.chat == bindparam("to_chat"),
        delivery.c.key == bindparam("named"),
        delivery.c.state == verbatim(WAITING),
        delivery.c.reply == verbatim(""),  # in one with it other things may be answered
        or_(delivery.c.lease_until.is_(None), delivery.c.lease_until <= bindparam("now")),
    )
    .returning(delivery.c.id)
)

_other = delivery.alias("other")
_FIRST = (
    select(func.min(_other.c.id))
    .where(_other.c.chat == delivery.c.chat, _other.c.state == verbatim(WAITING))
    .correlate(delivery)
)
_QUEUE = delivery.join(chat, chat.c.id == delivery.c.chat).outerjoin(
    channel, channel.c.name == chat.c.channel
)
_HOLDS = (chat.c.hold_until, channel.c.hold_until)
_busy = delivery.alias("busy")
_BEING_SENT = (
    select(func.min(_busy.c.id))
    .where(
        _busy.c.chat == delivery.c.chat,
        _busy.c.state == verbatim(WAITING),
        ~claims.is_over(_busy.c.lease_until, "latest_lease"),
    )
    .correlate(delivery)
    .scalar_subquery()
)
"""There, be it newer: what was put off has kept its place. Not `exists`, of which PostgreSQL makes
a join that reads what waits in every chat."""
_NEXT = (
    select(delivery.c.id)
    .select_from(_QUEUE)
    .where(
        delivery.c.state == verbatim(WAITING),
        is_due(delivery),
        claims.has_turn(delivery),
        claims.may_go(delivery),
        _BEING_SENT.is_(None),
        *(claims.is_over(hold, "latest_hold") for hold in _HOLDS),
        # What is put off or being sent keeps its place; what waits for its slot has none yet.
        delivery.c.id == _FIRST.where(is_due(_other)).scalar_subquery(),
    )
    .order_by(delivery.c.turn, delivery.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=delivery, skip_locked=True)
)
_NEXT_BUT = _NEXT.where(chat.c.channel.not_in(bindparam("but", expanding=True)))
_OF_DELIVERY = delivery.c.id == bindparam("of_delivery")
_HOLDS_OF = (
    select(*_HOLDS)
    .select_from(chat.outerjoin(channel, channel.c.name == chat.c.channel))
    .where(chat.c.id == bindparam("of_chat"))
)
_IS_WAITING = select(delivery.c.id).where(_OF_DELIVERY, delivery.c.state == verbatim(WAITING))
# Written out: SQLAlchemy takes the names of tables out of what is returned.
_OTHERS = "SELECT min(other.id) FROM delivery AS other WHERE other.chat = delivery.chat"
_CLAIMED = (
    f"({_OTHERS} AND other.state = 'waiting' AND other.lease_until IS NOT NULL"
    " AND other.id > delivery.id)"
)
_CLAIMED_BEHIND = literal_column(_CLAIMED, Integer)
_UNCLAIMED = f"({_OTHERS} AND other.state = 'waiting' AND other.lease_until IS NULL)"
# Where one is claimed what is more comes after that: all that waits is not looked through for it.
_IS_MORE = literal_column(f"({_CLAIMED} IS NULL AND {_UNCLAIMED} IS NOT NULL)", Boolean)
_SENT = (
    update(delivery)
    .where(_OF_DELIVERY, delivery.c.state != DROPPED)
    .values(state=SENT, message=None, lease_until=None, finished_at=bindparam("now"))
    .returning(
        delivery.c.chat,
        delivery.c.key,
        _IS_MORE.label("is_more"),
        _CLAIMED_BEHIND.label("claimed"),
    )
)
_UNSENT = update(delivery).where(_OF_DELIVERY, delivery.c.state == verbatim(WAITING))
"""A worker that overslept its lease must not undo what another one sent."""
_CLOSE = (
    update(delivery)
    .where(_OF_DELIVERY, delivery.c.state.in_((WAITING, KEPT_BACK)))
    .values(
        state=bindparam("outcome"),
        message=None,
        lease_until=None,
        why=bindparam("reason"),
        finished_at=bindparam("now"),
    )
    .returning(delivery.c.chat, delivery.c.key)
)
_behind = delivery.alias("behind")
_CHAT_OF = select(_behind.c.chat).where(_behind.c.id == bindparam("of_delivery")).scalar_subquery()
_LEAVE_BEHIND = (
    update(delivery)
    .where(
        delivery.c.chat == _CHAT_OF,
        delivery.c.id > bindparam("of_delivery"),
        delivery.c.state == verbatim(WAITING),
        delivery.c.lease_until.is_not(None),
    )
    .values(lease_until=None, attempts=delivery.c.attempts - 1)
)
_PUT_OFF = _UNSENT.values(lease_until=None, not_before=bindparam("until"), why=bindparam("reason"))
_HASTEN = (
    update(delivery)
    .where(
        delivery.c.chat == bindparam("to_chat"),
        delivery.c.state == verbatim(WAITING),
        delivery.c.slot.is_not(None),
        delivery.c.due_at > bindparam("now"),
    )
    .values(due_at=bindparam("now"))
)
_LOCK_CHAT = (
    select(chat.c.id).where(chat.c.id == bindparam("of_chat")).with_for_update(key_share=True)
)
_HOLD_CHAT = (
    update(chat).where(chat.c.id == bindparam("of_chat")).values(hold_until=bindparam("until"))
)
_HOLD_CHANNEL = upsert(channel, ["name"], "hold_until")

_HAS_NOTICES = exists().where(delivery_notice.c.delivery == delivery.c.id)
_NOTICES_OF_TEAM = (
    exists()
    .where(delivery_notice.c.delivery == delivery.c.id, plan.c.team == bindparam("team"))
    .where(notice.c.id == delivery_notice.c.notice, plan.c.id == notice.c.plan)
)
_THEIR_CHATS = or_(
    chat.c.id.in_(select(team.c.group_chat).where(team.c.id == bindparam("team"))),
    chat.c.person.in_(select(membership.c.person).where(membership.c.team == bindparam("team"))),
)
_UNDELIVERED = (
    select(*chats.COLUMNS, delivery.c.id.label("delivery"), delivery.c.why, delivery.c.finished_at)
    .select_from(chats.WITH_TEAM.join(delivery, delivery.c.chat == chat.c.id))
    .where(delivery.c.state == verbatim(FAILED), chat.c.kind.in_(list(ChatKind)))
    .order_by(delivery.c.finished_at.desc(), delivery.c.id.desc())
    .limit(SHOWN)
)
_UNDELIVERED_OF_ALL = _UNDELIVERED.where(claims.OF_COMMITTEE)
_UNDELIVERED_OF_TEAM = _UNDELIVERED.where(or_(_NOTICES_OF_TEAM, ~_HAS_NOTICES & _THEIR_CHATS))


class SqlOutbox:
    def __init__(
        self, connection: Connection, chats: Chats, cache: Cache, cause: Callable[[], str] = str
    ) -> None:
        """`cause`: of what is posted now."""
        self._connection = connection
        self._chats = chats
        self._cache = cache
        self._sent = SqlSent(connection)
        self._cause = cause
        self._lease_until: datetime | None = None
        self._answer: Answer | None = None
        self._posted = Posted()
        self._is_alone = connection.dialect.name == "sqlite"

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
        answer = self._answer and self._answer_of(chat)
        if answer and answer.row:
            answer.add(self._connection, message, key)
            return answer.row
        values: dict[str, Any] = {
            "message": encoded(Message, message),
            "thread": thread,
            "replies_to": replies_to,
            "edits": edits,
            "due_at": now,
            "cause": self._cause(),
        }
        if answer:
            values |= {"reply": answer.token, "lapses": answer.lapses}
        posted = self._put(chat, message, key, now, values)
        if answer:
            answer.begin(posted, message, key)
        return posted

    def _put(
        self, chat: int, message: Message, key: str, now: datetime, values: dict[str, Any]
    ) -> int:
        """As a row of its own, unless it takes the place of an unsent one with its key."""
        if key and (replaced := self._replace(chat, key, now, values)) is not None:
            self._posted.is_more = True
            return replaced
        row = {"chat": chat, "key": key, "late": False, "state": WAITING, **values}
        asked, queue = {**row, "to_chat": chat, "now": now}, _POST
        if self._may_go(chat, key, values["thread"], now):
            asked["claimed_until"], queue = self._lease_until, _POST_CLAIMED
        posted = self._connection.execute(queue, asked).one()
        if posted.lease_until is not None:
            self._posted.claimed.append(self._delivery(posted.id, chat, message, now, values))
        else:
            self._posted.is_more = True
            if posted.turn:
                self._connection.execute(delivery_turns.HURRY, {"to_chat": chat, "now": now})
        return int(posted.id)

    @contextmanager
    def answering(
        self, address: str, token: str, now: datetime, *, lapses: bool = False
    ) -> Iterator[None]:
        self._answer = Answer(address, token, lapses)
        yield
        if not self._answer.row:
            replies.keep(self._connection, self._cause(), token, now)
        self._answer = None

    def kept_reply(self, cause: str) -> str:
        return replies.kept(self._connection, cause)

    def forget_replies(self, before: datetime) -> None:
        replies.forget(self._connection, before)

    def _answer_of(self, chat: int) -> Answer | None:
        """What is posted there belongs to it; None: to none."""
        answer = self._answer
        return answer if answer and self._chats.by_id(chat).address == answer.address else None

    def claim_posted(self, lease_until: datetime | None) -> Posted:
        if self._is_alone:  # else another process may post there, too
            self._lease_until = lease_until
        return self._posted

    def _may_go(self, chat: int, key: str, thread: str | None, now: datetime) -> bool:
        """Not what may be replaced, nor what the chat's own topic decides about."""
        is_plain = not key and thread is not None
        may = self._lease_until is not None and self._answer is None and is_plain
        return may and not self._is_held(chat, now)

    def _delivery(
        self, posted: int, chat: int, message: Message, now: datetime, values: Mapping[str, Any]
    ) -> Delivery:
        return Delivery(
            id=posted,
            chat=self._chats.by_id(chat),
            slot=None,
            late=False,
            notices=(),
            message=message,
            thread=values["thread"],
            replies_to=values["replies_to"],
            edits=values["edits"],
            attempts=1,
            created_at=now,
            cause=values["cause"],
            leased_until=self._lease_until,
        )

    def _is_held(self, chat: int, now: datetime) -> bool:
        """Whether the platform has refused to take messages there, or at all."""
        holds = self._cache.get("holds", chat, lambda: self._holds_of(chat))
        return any(hold is not None and hold > now for hold in holds)

    def _holds_of(self, chat: int) -> Sequence[datetime | None]:
        return self._connection.execute(_HOLDS_OF, {"of_chat": chat}).one()

    def plan(
        self, notices: Iterable[tuple[Notice, int]], slot: datetime, late: bool, merge: bool = False
    ) -> int:
        self._posted.is_more = True
        return notice_ledger.plan(self._connection, notices, slot, late, merge)

    def known(self, plan: int) -> set[tuple[int | None, str, int, date | None, str]]:
        return notice_ledger.known(self._connection, plan)

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        most: int = 1,
        *,
        strangers: bool = True,
        but: Collection[str] = (),
    ) -> list[Delivery]:
        moments = claims.moments(self._connection, now, lease_until)
        before = claims.LAST if strangers else claims.STRANGERS
        asked = {**moments, "before_turn": before, "most": most}
        found, channels = (_NEXT_BUT, {"but": [*but]}) if but else (_NEXT, {})
        with claims.by_turn(self._connection):
            claimed = self._connection.scalars(found, asked | channels).all()
        loaded = delivery_rows.load(self._connection, claimed, lease_until)
        claims.lease(self._connection, delivery, claimed, lease_until)
        return loaded

    def release(self) -> None:
        claims.release(self._connection, delivery)

    def is_waiting(self, delivery: Delivery) -> bool:
        found = self._connection.execute(_IS_WAITING, {"of_delivery": delivery.id})
        return found.one_or_none() is not None

    def sent(
        self, delivery: Delivery, messages: Sequence[str], message: Message, now: datetime
    ) -> Behind:
        parameters = {"of_delivery": delivery.id, "now": now}
        behind = Behind(is_more=False, claimed=None)
        # The chat from the row: it may have got another id, and moved, while this was sent.
        for to_chat, key, *more in self._connection.execute(_SENT, parameters).all():
            behind = Behind(*more)
            if message.text or not delivery.edits:  # else its buttons only were changed
                self._sent.remember(to_chat, messages, message.about, key, now)
            self._is_over(to_chat, key, now)
        return behind

    def dropped(self, delivery: Delivery, why: str, now: datetime) -> None:
        self._close(delivery.id, DROPPED, why, now)

    def postpone(self, delivery: Delivery, slot: datetime, now: datetime) -> None:
        notice_ledger.postpone(self._connection, delivery.id, slot, now)

    def hasten(self, chat: int, now: datetime) -> None:
        self._posted.is_more = True
        self._connection.execute(_HASTEN, {"to_chat": chat, "now": now})

    def try_again(self, delivery: Delivery, not_before: datetime, why: str) -> None:
        parameters = {"of_delivery": delivery.id, "until": not_before, "reason": why}
        self._connection.execute(_PUT_OFF, parameters)

    def leave_behind(self, delivery: Delivery) -> None:
        if not self._is_alone:  # another process may be sending there
            return
        self._connection.execute(_LEAVE_BEHIND, {"of_delivery": delivery.id})

    def failed(self, delivery: Delivery, why: str, now: datetime) -> None:
        self._close(delivery.id, FAILED, why, now)

    def keep_back(self, delivery: Delivery, now: datetime) -> None:
        if delivery.key == FAREWELL:
            self.failed(delivery, "quota", now)  # the address is to go, with or without a word
            return
        if delivery.key and kept_back.is_kept(self._connection, delivery.chat.id, delivery.key):
            self.dropped(delivery, "quota", now)  # the same was said already, and waits there
            return
        kept_back.keep(self._connection, delivery, now)

    def kept_back(self, chat: int, most: int, now: datetime) -> list[Delivery]:
        return kept_back.of_chat(self._connection, chat, most, now)

    def kept_back_on(self, channel: str) -> list[int]:
        return kept_back.on_channel(self._connection, channel)

    def is_kept_back_since(self, chat: int, before: datetime) -> bool:
        return kept_back.is_kept_since(self._connection, chat, before)

    def set_aside(self, delivery: int, why: str, now: datetime) -> Chat | None:
        to = delivery_rows.addressee(self._connection, delivery)
        if not delivery_rows.is_salvaged(self._connection, delivery):
            self._close(delivery, FAILED, why, now)
        return to

    def hold_chat(self, chat: int, until: datetime) -> None:
        self._connection.execute(_HOLD_CHAT, {"of_chat": chat, "until": until})

    def hold_channel(self, channel: str, until: datetime) -> None:
        self._connection.execute(_HOLD_CHANNEL, {"name": channel, "hold_until": until})

    def undelivered(self, team: int | None = None) -> list[Undelivered]:
        asked = (
            (_UNDELIVERED_OF_ALL, {}) if team is None else (_UNDELIVERED_OF_TEAM, {"team": team})
        )
        rows = self._connection.execute(*asked).all()
        notices = notice_ledger.notices_of(self._connection, [row.delivery for row in rows], team)
        return [
            Undelivered(chats.chat_of(row), row.why, row.finished_at, notices[row.delivery])
            for row in rows
        ]

    def _replace(self, chat: int, key: str, now: datetime, values: dict[str, Any]) -> int | None:
        self._connection.execute(_LOCK_CHAT, {"of_chat": chat})
        replace = _REPLACE.values(**values, lease_until=None)
        found = self._connection.scalars(replace, {"to_chat": chat, "named": key, "now": now})
        return found.one_or_none()

    def _close(self, delivery: int, outcome: str, why: str, now: datetime) -> None:
        parameters = {"of_delivery": delivery, "outcome": outcome, "reason": why, "now": now}
        for to_chat, key in self._connection.execute(_CLOSE, parameters):
            self._is_over(to_chat, key, now)

    def _is_over(self, chat: int, key: str, now: datetime) -> None:
        if key == FAREWELL:
            erasure.after_farewell(self._connection, chat, now)
