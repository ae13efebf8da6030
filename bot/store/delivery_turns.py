"""A message or notice joins the outbox in the turn that its chat has by then."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, null, or_, select, update

from bot.store import claims
from bot.store.queue_tables import WAITING, delivery
from bot.store.tables import chat
from bot.store.types import insert, verbatim


def is_due(row: Any) -> ColumnElement[bool]:
    """A message is due as soon as it is written, whatever the clock said then; it has no slot."""
    return or_(row.c.due_at <= bindparam("now"), row.c.slot.is_(None))


_before = delivery.alias("before")
_BEFORE = (
    select(func.count())
    .where(_before.c.chat == chat.c.id, _before.c.state == verbatim(WAITING), is_due(_before))
    .correlate(chat)
    .scalar_subquery()
)


def _turn(first: int) -> ColumnElement[int]:
    of_chat = chat.c.id == bindparam("to_chat")
    return select(claims.turn(_BEFORE, first)).where(of_chat).scalar_subquery()


QUEUE = insert(delivery).values(turn=_turn(0))
"""With `to_chat`, and `now`: when it is due. What waits for a later slot is not before it."""
QUEUE_NOTICES = insert(delivery).values(turn=_turn(claims.NOTICES))
_waits = delivery.alias("waits")
_WAITS_THERE = select(_waits.c.id).where(
    _waits.c.chat == bindparam("to_chat"), _waits.c.state == verbatim(WAITING), is_due(_waits)
)
HURRY = (
    update(delivery)
    .where(
        delivery.c.id.in_(_WAITS_THERE),
        delivery.c.turn >= claims.NOTICES,
        delivery.c.turn < claims.STRANGERS,
    )
    .values(turn=delivery.c.turn - claims.NOTICES)
)
"""Notices in a chat where somebody now waits for an answer, which comes after them. They are found
in the index of what waits in a chat, not among all notices of the slot."""

_IS_UNCLAIMED = or_(_before.c.lease_until.is_(None), _before.c.lease_until <= bindparam("now"))
# Looked through once for all of the row that hangs on what waits there.
_PLACE = (
    select(
        func.count().label("before"),
        func.count(case((_IS_UNCLAIMED, 1))).label("unclaimed"),
        select(claims.OF_COMMITTEE)
        .where(chat.c.id == bindparam("to_chat"))
        .scalar_subquery()
        .label("of_committee"),
    )
    .where(
        _before.c.chat == bindparam("to_chat"),
        _before.c.state == verbatim(WAITING),
        is_due(_before),
    )
    .subquery("place")
)
_MAY_GO = and_(_PLACE.c.unclaimed == 0, _PLACE.c.of_committee)
_UNTIL = bindparam("claimed_until", type_=delivery.c.lease_until.type)
_SAID = ("chat", "late", "key", "message", "thread", "replies_to", "edits", "due_at")
_GIVEN = (*_SAID, "state", "cause")
"""As `SqlOutbox.post` gives them."""
QUEUE_CLAIMED = insert(delivery).from_select(
    [*_GIVEN, "lease_until", "attempts", "turn"],
    select(
        *(bindparam(name, type_=delivery.c[name].type) for name in _GIVEN),
        case((_MAY_GO, _UNTIL), else_=null()),
        case((_MAY_GO, 1), else_=0),
        _PLACE.c.before + claims.begin(_PLACE.c.of_committee),
    ),
)
"""As `QUEUE`, and claimed if all before it in its chat is, too; with `claimed_until`. Of SQLite."""
