"""A person asked to be forgotten: who it was goes, what was recorded stays.

All of it goes in the unit of work in which it was asked for, except the address to which the
farewell is still to be sent. That address stands in a chat of its own, which is nobody's, and goes
in the transaction that records what became of the farewell (`after_farewell`). After a crash the
farewell still waits in the outbox: it is sent, or within a day given up, and then the address goes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, update

from bot.domain.people import ERASED
from bot.domain.sop_import import Stage
from bot.ports import LEFT_TEAM
from bot.store import upkeep
from bot.store.people import DEFAULT_LANGUAGE
from bot.store.queue_tables import (
    DROPPED,
    FAILED,
    HELD,
    KEPT_BACK,
    WAITING,
    delivery,
    draft,
    inbox,
    invite,
    sent_message,
)
from bot.store.tables import (
    absence,
    account,
    chat,
    chat_person,
    deputy,
    download,
    handout,
    membership,
    party_member,
    person,
    snooze,
    sop_file,
    sop_version,
    subscription,
    team,
)
from bot.store.types import verbatim

_WHO: BindParameter[int] = bindparam("who")
_LOCKS = (
    select(account.c.account).where(account.c.person == _WHO).with_for_update(),
    select(person.c.id).where(person.c.id == _WHO).with_for_update(),
    select(team.c.id)
    .join(membership, membership.c.team == team.c.id)
    .where(membership.c.person == _WHO)
    .order_by(team.c.id)
    .with_for_update(of=team),
)
"""On PostgreSQL: what is just being written about the person (`SqlPeople.seen`) comes first, and
goes too; of two secretaries the second finds that the first is gone."""
_PRIVATE_CHATS = select(chat.c.id).where(chat.c.person == _WHO)
_TEAMS_LEFT = (
    select(team.c.id)
    .join(draft, draft.c.chat == team.c.group_chat)
    .where(draft.c.person == _WHO, draft.c.kind == LEFT_TEAM)
)
_GONE = (
    # Nobody would know any more that these are not to bring the person back.
    delete(invite).where(invite.c.team.in_(_TEAMS_LEFT)),
    delete(invite).where(invite.c.by == _WHO),
    delete(draft).where(draft.c.person == _WHO),
    delete(download).where(download.c.person == _WHO),
    delete(handout).where(handout.c.person == _WHO),
    delete(sop_file).where(sop_file.c.sent_by == _WHO),
    delete(sop_version).where(
        sop_version.c.by == _WHO, sop_version.c.stage == verbatim(Stage.REVIEWED)
    ),
    delete(deputy).where(or_(deputy.c.person == _WHO, deputy.c.deputy == _WHO)),
    delete(absence).where(absence.c.person == _WHO),
    delete(subscription).where(subscription.c.person == _WHO),
    delete(party_member).where(party_member.c.person == _WHO),
    delete(membership).where(membership.c.person == _WHO),
    delete(chat_person).where(chat_person.c.person == _WHO),
    delete(account).where(account.c.person == _WHO),
    # Whose they are stands in what they say, which nobody reads.
    delete(inbox).where(inbox.c.state == verbatim(HELD)),
)
_NAMELESS = (
    update(person)
    .where(person.c.id == _WHO)
    .values(
        name="",
        official_name="",
        position="",
        username="",
        language=DEFAULT_LANGUAGE,
        channel="",
        erased_as=bindparam("role"),
    )
)

_CHAT: BindParameter[int] = bindparam("of_chat")
_OWN = select(chat.c.channel, chat.c.address, chat.c.person).where(chat.c.id == _CHAT)
_EMPTIED = (
    delete(snooze).where(snooze.c.chat == _CHAT),
    delete(sent_message).where(sent_message.c.chat == _CHAT),
    delete(draft).where(draft.c.chat == _CHAT),
    update(delivery)
    .where(delivery.c.chat == _CHAT, delivery.c.state.in_((WAITING, FAILED, KEPT_BACK)))
    .values(state=DROPPED, message=None, why="erased", finished_at=bindparam("now")),
)
_NOWHERE: BindParameter[str] = bindparam("nowhere")
_LANES = (
    update(inbox)
    .where(
        inbox.c.channel == bindparam("on_channel"),
        inbox.c.lane == bindparam("of_lane"),
        inbox.c.state != WAITING,
    )
    .values(lane=_NOWHERE)
)
"""Of albums: others are forgotten with the update. The keys stay: they number updates, and by them
one that comes again is known."""
_NOBODYS = (
    update(chat)
    .where(chat.c.id == _CHAT)
    .values(address=_NOWHERE, title="", person=None, reachable=False)
)


def hold(connection: Connection, who: int) -> None:
    for lock in _LOCKS:
        connection.execute(lock, {"who": who})


def forget(connection: Connection, who: int, role: str, now: datetime) -> None:
    hold(connection, who)
    for private in connection.scalars(_PRIVATE_CHATS, {"who": who}).all():
        _empty(connection, private, now)
    for gone in _GONE:
        connection.execute(gone, {"who": who})
    connection.execute(_NAMELESS, {"who": who, "role": role})
    upkeep.scrub_soon(connection)


def after_farewell(connection: Connection, private: int, now: datetime) -> None:
    """It was sent or never will be; whoever has written there since then is somebody new."""
    if connection.execute(_OWN, {"of_chat": private}).one().person is None:
        _empty(connection, private, now)
        upkeep.scrub_soon(connection)


def _empty(connection: Connection, private: int, now: datetime) -> None:
    """What files and notices refer to stays, and names nobody."""
    own = connection.execute(_OWN, {"of_chat": private}).one()
    nowhere = f"{ERASED}{private}"
    for statement in _EMPTIED:
        connection.execute(statement, {"of_chat": private, "now": now})
    lanes = {"on_channel": own.channel, "of_lane": own.address, "nowhere": nowhere}
    connection.execute(_LANES, lanes)
    connection.execute(_NOBODYS, {"of_chat": private, "nowhere": nowhere})
