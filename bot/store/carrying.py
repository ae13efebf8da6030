"""What waits to be told to a person with two private chats: once, and where the person reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, delete, exists, null, or_, select, update

from bot.store.queue_tables import (
    CARRIED,
    DROPPED,
    FAILED,
    KEPT_BACK,
    WAITING,
    delivery,
    delivery_notice,
)
from bot.store.tables import snooze
from bot.store.types import insert, verbatim

_ONE: Any = bindparam("one", expanding=True)
_OTHER: Any = bindparam("other", expanding=True)
_has_notices = exists().where(delivery_notice.c.delivery == delivery.c.id)
_UNSENT = or_(
    (delivery.c.state == verbatim(WAITING)) & delivery.c.lease_until.is_(None),
    delivery.c.state == verbatim(KEPT_BACK),
)
"""Nor being sent just now."""

_told = delivery.alias("told")
_held = delivery_notice.alias("held")
_TOLD_THERE = (
    select(_held.c.notice)
    .join(_told, _told.c.id == _held.c.delivery)
    .where(_told.c.chat.in_(_OTHER), _told.c.state.not_in((DROPPED, FAILED)))
)
_UNHANG = delete(delivery_notice).where(
    delivery_notice.c.delivery.in_(select(delivery.c.id).where(delivery.c.chat.in_(_ONE), _UNSENT)),
    delivery_notice.c.notice.in_(_TOLD_THERE),
)
_EMPTY = (
    update(delivery)
    .where(delivery.c.chat.in_(_ONE), _UNSENT, delivery.c.slot.is_not(None), ~_has_notices)
    .values(state=DROPPED, why="merged")
)

_there = delivery.alias("there")
_SLOT_TAKEN = exists().where(
    _there.c.chat == bindparam("to_chat"), _there.c.slot == delivery.c.slot
)
_IS_UNASKED = and_(delivery.c.thread.is_(None), delivery.c.reply == "", delivery.c.edits == "")
"""An answer names the thread, if only as none."""
_MAY_GO = or_(delivery.c.state == verbatim(KEPT_BACK), _has_notices)
_TO = (
    update(delivery)
    .where(delivery.c.chat.in_(_ONE), _UNSENT)
    .values(
        chat=bindparam("to_chat"),
        slot=case((_SLOT_TAKEN, null()), else_=delivery.c.slot),
        state=WAITING,
        finished_at=None,
        why=case((delivery.c.state == verbatim(KEPT_BACK), verbatim(CARRIED)), else_=verbatim("")),
        thread=None,
        replies_to="",
        edits="",
    )
)
_CARRY = _TO.where(_MAY_GO)
_AWAY = _TO.where(or_(_MAY_GO, _IS_UNASKED)).returning(delivery.c.id)

_SNOOZES = select(snooze.c.plan, snooze.c.step, snooze.c.until).where(snooze.c.chat.in_(_ONE))
_snooze = insert(snooze)
_SNOOZE = _snooze.on_conflict_do_update(
    index_elements=["plan", "step", "chat"],
    set_={"until": _snooze.excluded.until},
    where=_snooze.excluded.until > snooze.c.until,
)
_UNSNOOZE = delete(snooze).where(snooze.c.chat.in_(_ONE))


def tell_once(connection: Connection, one: Sequence[int], other: Sequence[int]) -> None:
    """Of a notice that is on its way to both chats, or was sent to one, one copy goes."""
    for these, those in ((one, other), (other, one)):
        connection.execute(_UNHANG, {"one": these, "other": those})
        connection.execute(_EMPTY, {"one": these})


def carry(connection: Connection, chats: Sequence[int], to_chat: int) -> None:
    """Notices, and what the quota keeps back: answers belong where was asked. Pauses, too."""
    connection.execute(_CARRY, {"one": chats, "to_chat": to_chat})
    _take_pauses(connection, chats, to_chat)


def away(connection: Connection, chat: int, to_chat: int) -> list[int]:
    """Whatever is not an answer, since it would not be read there; which deliveries."""
    gone = connection.scalars(_AWAY, {"one": [chat], "to_chat": to_chat}).all()
    _take_pauses(connection, [chat], to_chat)
    return list(gone)


def _take_pauses(connection: Connection, chats: Sequence[int], to_chat: int) -> None:
    for plan, step, until in connection.execute(_SNOOZES, {"one": chats}).all():
        row = {"plan": plan, "step": step, "chat": to_chat, "until": until}
        connection.execute(_SNOOZE, row)
    connection.execute(_UNSNOOZE, {"one": chats})
