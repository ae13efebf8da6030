"""A decision that several close, who have told different ways: the secretary or the chair settles
it.
"""

from __future__ import annotations

from functools import partial

from bot.domain import quorum
from bot.domain.change import Change
from bot.domain.events import Agreed
from bot.domain.message import Button, paragraphs
from bot.domain.quorum import Tally
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.render.text import quorum as agreed
from bot.render.text import way as texts
from handlers.core.announce import Rows, announce
from handlers.core.call import Call, Reply
from handlers.steps.way import token


def settles(scope: Standing, event: Agreed, before: Tally | None) -> bool:
    """Whether it is the last word on a decision of which different ways were told."""
    said = scope.states[event.step].agreed
    is_open = before is not None and before.is_reached and quorum.is_split(said)
    return is_open and event.by is not None and may_steer(scope.team, event.by)


def differing(call: Call, change: Change, found: Tally) -> Reply:
    """The group reads that it is not closed; the secretary who told what, with a button for each.

    Where no secretary can be reached, the buttons are in the group.
    """
    event, s = change.event, change.after
    assert isinstance(event, Agreed)
    rows = _rows(s, event)
    told = [m for m in s.team.secretaries if m.person.private_chat]
    for member in told:
        write = partial(texts.to_settle, s=s, number=event.step, rows=rows)
        call.tell(member.person, write)
    text = paragraphs([agreed.confirmed(call.say, change, found), texts.is_split(call.say)])
    return announce(call, change, text, rows=() if told else rows)


def _rows(s: Standing, event: Agreed) -> Rows:
    last = max(e.on for e in s.states[event.step].agreed)
    step, target = s.plan.sop.step(event.step), f"done p{s.plan.id} {event.step}"
    return tuple((Button(w.name, f"{target} {token(step, w.id)} {last}"),) for w in step.ways)
