"""What is recorded of a delivery, each in one unit of work: sent, put off, or given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import DeliveryError, FileUnread
from bot.domain.message import Message
from bot.domain.people import Chat, ChatKind, Team, on_duty
from bot.domain.rules import Audience
from bot.ports import LONGEST_PAUSE, SAMPLE, Attempt, Behind, Delivery, UnitOfWork
from scheduler import barred_groups, news
from scheduler.kept_back import Carried
from scheduler.rendering import Render, letters
from scheduler.worker import LONGEST_BACKOFF, backoff

log = structlog.get_logger(__name__)

Gone = Callable[[UnitOfWork, Chat, datetime], None]
"""What it means that a chat is closed to us; an update that says so means the same."""
GIVE_UP_AFTER = timedelta(days=1)
"""Of trying in vain, counted from when it could first be sent."""
TRIES = GIVE_UP_AFTER // LONGEST_BACKOFF
"""As many fill such a day. Notices rest at night, and each slot for which they wait is a new
beginning: of them the tries are counted."""
BREAKS = 3
"""So often a delivery that trips over a bug is tried before it is set aside."""
MEND = timedelta(minutes=1)
LEAST_TRIES = 10
"""After downtime of days, or with a clock set ahead, a day is over before anything was tried: so
many take a quarter of an hour at least."""
EDIT_TRIES = 3
"""A text that is not brought up to date is a smaller harm than a chat that stands still for it."""


def sent(
    work: UnitOfWork,
    delivery: Delivery,
    now: datetime,
    messages: Sequence[str],
    message: Message,
    rest: Sequence[Message],
    carried: Carried | None,
) -> Behind:
    """`rest`: what comes after it, queued on its own: failing, it repeats nothing before it."""
    behind = work.outbox.sent(delivery, messages, message, now)
    if carried is not None:
        carried.recorded(work, now)
    for one in rest:
        work.outbox.post(delivery.chat.id, one, now, thread=delivery.thread)
        behind = behind._replace(is_more=True)
    chat = work.chats.by_id(delivery.chat.id)  # of what was handed over it may be out of date
    if not chat.reachable:
        work.chats.set_reachable(chat.id, True)
        if chat.team is not None:
            work.plans.wake(chat.team)
    if chat.barred_since is not None and not delivery.edits:
        barred_groups.is_over(work, delivery, chat.barred_since, now)
        behind = behind._replace(is_more=True)
    return behind


def overtaken(work: UnitOfWork, delivery: Delivery, now: datetime) -> None:
    log.info("overtaken", delivery=delivery.id, notices=len(delivery.notices))
    work.outbox.dropped(delivery, "overtaken", now)


def put_off(work: UnitOfWork, delivery: Delivery, now: datetime, slot: datetime) -> None:
    """Late, at night or on a day off."""
    log.info("put off", delivery=delivery.id, until=slot.isoformat())
    work.outbox.postpone(delivery, slot, now)


def held(
    work: UnitOfWork, delivery: Delivery, now: datetime, until: datetime, everywhere: bool
) -> None:
    """429: all processes see the cool-down."""
    log.warning("held", delivery=delivery.id, until=until.isoformat(), everywhere=everywhere)
    # The chat itself is held: the row need not be, beyond what a row is put off at most.
    work.outbox.try_again(delivery, min(until, now + LONGEST_PAUSE), "too many messages")
    work.outbox.hold_chat(delivery.chat.id, until)
    if everywhere:
        work.outbox.hold_channel(delivery.chat.channel, until)


def broke(work: UnitOfWork, delivery: Delivery, now: datetime, incident: str) -> None:
    """A bug: one delivery that cannot be made must not stop those behind it."""
    if delivery.attempts < BREAKS:
        work.outbox.try_again(delivery, now + MEND * delivery.attempts, _why(incident))
        return
    work.outbox.failed(delivery, _why(incident), now)
    news.broke(work, delivery, incident, now)


def interrupted(work: UnitOfWork, delivery: Delivery, now: datetime) -> None:
    """The store was away before anything was sent."""
    work.outbox.try_again(delivery, now, "the store was away")


def no_file(work: UnitOfWork, delivery: Delivery, now: datetime, error: FileUnread) -> None:
    """Who asked for it is told at once, and may ask again: what comes behind is not to wait."""
    log.warning("no file", delivery=delivery.id, file=error.file, lost=error.lost, why=str(error))
    work.outbox.dropped(delivery, "no file", now)
    news.no_file(work, delivery, error, now)


def _why(incident: str) -> str:
    return f"incident {incident}"


def refused(
    work: UnitOfWork,
    delivery: Delivery,
    now: datetime,
    error: DeliveryError,
    chance: float,
    render: Render,
    gone: Gone,
) -> None:
    if error.over_quota:
        _keep_back(work, delivery, error, now)
        return
    log.warning("refused", delivery=delivery.id, attempts=delivery.attempts, gone=error.gone)
    if error.barred is not None and delivery.chat.kind is ChatKind.GROUP:
        barred_groups.refused(work, delivery, now, error)
        return
    if not error.gone and not error.permanent and not _tried_enough(delivery, now):
        again = now + backoff(delivery.attempts, chance)
        work.outbox.try_again(delivery, again, error.reason)
        return
    if error.gone and _try_elsewhere(work, delivery, now, error, gone):
        return
    _give_up(work, delivery, now, error, render)


def _give_up(
    work: UnitOfWork, delivery: Delivery, now: datetime, error: DeliveryError, render: Render
) -> None:
    """Of a chat that is closed to us its leaders hear otherwise."""
    work.outbox.failed(delivery, error.reason, now)
    if error.permanent and not error.gone:
        news.refused(work, delivery, error.reason, now)
    elif not error.gone:
        news.given_up(work, delivery, now)
    _chairs_to_secretaries(work, delivery, now, render)


def _try_elsewhere(
    work: UnitOfWork, delivery: Delivery, now: datetime, error: DeliveryError, gone: Gone
) -> bool:
    """The chat is closed to us: whether it goes to another one of the same person."""
    work.outbox.try_again(delivery, now, error.reason)
    carried = work.linking.away(delivery.chat.id)
    gone(work, work.chats.by_id(delivery.chat.id), now)
    return delivery.id in carried


def _keep_back(work: UnitOfWork, delivery: Delivery, error: DeliveryError, now: datetime) -> None:
    """Said once a month to whoever leads the team; that, too, may have to wait for a reply."""
    if delivery.lapses or delivery.key == SAMPLE:
        overtaken(work, delivery, now)
        return
    log.warning("kept back", delivery=delivery.id, notices=len(delivery.notices))
    work.outbox.keep_back(delivery, now)
    news.kept_back(work, delivery, now, used_up=not error.reserve)


def _tried_enough(delivery: Delivery, now: datetime) -> bool:
    if delivery.edits and delivery.attempts >= EDIT_TRIES:
        return True
    if delivery.notices and delivery.attempts >= TRIES:
        return True
    first = max(delivery.created_at, delivery.slot or delivery.created_at)
    return now - first >= GIVE_UP_AFTER and delivery.attempts >= LEAST_TRIES


def _chairs_to_secretaries(
    work: UnitOfWork, delivery: Delivery, now: datetime, render: Render
) -> None:
    """What the chair did not get, ready to be forwarded; never to the group.

    The ledger has these notices as planned, so they go as a finished text: failing, that is not
    passed on again, nor is what a secretary was to forward.
    """
    owed = [n for n in delivery.notices if n.audience is Audience.CHAIR]
    for plan in dict.fromkeys(n.plan for n in owed):
        team = on_duty(work.teams.by_id(work.plans.by_id(plan).team), now)
        if delivery.chat.person in {m.person.id for m in team.chairs}:
            mine = tuple(n for n in owed if n.plan == plan)
            instead = replace(delivery, notices=mine, thread="")
            _to_secretaries(work, team, instead, now, render)


def _to_secretaries(
    work: UnitOfWork, team: Team, delivery: Delivery, now: datetime, render: Render
) -> None:
    people = [m.person for m in team.secretaries if not m.acts_as_chair]
    for chat in (p.private_chat for p in people):
        if chat is not None:
            instead = replace(delivery, chat=work.chats.by_id(chat))
            for outgoing in letters(work, instead, now, render):
                work.outbox.post(chat, outgoing.message, now)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`label`: by which it is counted, as the README names it."""

    label: Attempt
    record: Callable[..., Behind | None]
    """Returns None if there may be anything to claim."""


SENT = Outcome("sent", sent)
OVERTAKEN = Outcome("overtaken", overtaken)
PUT_OFF = Outcome("put_off", put_off)
HELD = Outcome("held", held)
BROKE = Outcome("broke", broke)
INTERRUPTED = Outcome("interrupted", interrupted)
REFUSED = Outcome("refused", refused)
NO_FILE = Outcome("no_file", no_file)
