"""What costs something for each who gets it is not said twice. Pure.

LINE counts a message once for each of its recipients, in a group for each of its members:
https://developers.line.biz/en/docs/messaging-api/pricing/
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.domain.notices import Notice
from bot.domain.rules import Audience, Kind

RESERVED = 5
"""One message in so many of a month is kept for what is urgent."""


def told_once(found: Iterable[Notice], unheard: Collection[int] = ()) -> list[Notice]:
    """Without what the responsible hear in their group at the same slot: the same notice, of the
    same step and due date. Escalations and whatever the group is not told stay.

    `unheard`: steps that the group has paused. A group that takes no message hears nothing: of it
    this is not asked. Twins stand at one slot, so it makes no difference how time is cut; but of
    what was found nothing may be missing, or one stands there without the other.
    """
    notices = list(found)
    heard = {n for n in notices if n.audience is Audience.GROUP and n.step not in unheard}
    return [
        n
        for n in notices
        if n.audience is not Audience.RESPONSIBLE
        or replace(n, audience=Audience.GROUP) not in heard
    ]


def is_urgent(notices: Iterable[Notice]) -> bool:
    """Whether any of them may use what is kept in reserve: of what is overdue, and to the chair and
    the secretary.
    """
    leading = (Audience.CHAIR, Audience.SECRETARY)
    overdue = (n.kind is Kind.OVERDUE or (n.kind is Kind.ASSIGNMENT and n.k) for n in notices)
    return any(overdue) or any(n.audience in leading for n in notices)


def has_room(limit: int | None, used: int) -> bool:
    """Whether a month in which so many messages were used leaves room for what is not urgent.
    `limit` None: there is none.
    """
    return limit is None or used < limit - limit // RESERVED


def is_used_up(limit: int | None, used: int) -> bool:
    """Whether nothing of the month is left, not even for what is urgent."""
    return limit is not None and used >= limit
