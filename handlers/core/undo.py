"""/undo: take an event back; typed, it stands for the button under the newest thing one did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.events import (
    Acknowledged,
    Carried,
    Closed,
    Confirmed,
    Event,
    FileKept,
    FileRemoved,
    Named,
    Reopened,
    RoleGiven,
    Skipped,
    StepEvent,
    Undone,
)
from bot.domain.message import About, Message
from bot.domain.people import ChatKind
from bot.domain.plan import Plan, PlanStatus, effective
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.ports import Draft
from bot.render.text import done as done_texts
from bot.render.text import names
from handlers.core.announce import record, tell_group
from handlers.core.call import Call, Reply
from handlers.core.scope import plan_here, replied_about, teams_here
from handlers.core.words import Words

TAKE_BACK = timedelta(minutes=10)
RECORDS = (Acknowledged, Carried, Confirmed, FileKept, FileRemoved, Named, RoleGiven)
"""Events that only tell what happened elsewhere: taking them back would change nothing."""
KIND = "takeback"
USED = ""
"""In place of an action: the newest thing is taken back, and what was before it is not newest."""
BY_EVENT = "undo"
"""The person's newest entry in the plan."""


def undo(call: Call) -> Reply:
    """Take an event back within ten minutes: whoever made it, the secretary or the chair."""
    words = Words(call.arguments)
    scope = _scope_to_undo(call, words)
    event = _event_to_undo(scope.plan, words.take_id("e"), call)
    if event.by != call.person.id and not may_steer(scope.team, call.person.id):
        raise Refusal("may-not-undo")
    if call.now - event.at > TAKE_BACK:
        raise Refusal("too-late-to-undo")
    if _built_upon(scope.plan, event):
        raise Refusal("undo-built-upon")
    undone = record(call, scope, Undone(at=call.now, by=call.person.id, event=event.id))
    said = done_texts.taken_back(call.say, replace(undone, event=event))
    text = names.of_run(call.say, scope.plan, said)
    about = (About(scope.plan.id, _step(event)),)
    return tell_group(call, scope.team, Message(text, about=about))


def _scope_to_undo(call: Call, words: Words) -> Standing:
    """What ended or cancelled a plan is taken back by the button under its announcement."""
    try:
        return plan_here(call, words)
    except Refusal as refusal:
        over = refusal.values.get("plan") or _newest_cancelled(call)
        if refusal.code not in ("plan-over", "no-plan") or call.by_button or over is None:
            raise
        raise Refusal("undo-of-end", plan=over) from None


def _newest_cancelled(call: Call) -> Plan | None:
    plans = (p for t in teams_here(call) for p in call.work.plans.of_team(t.id))
    return next((p for p in plans if p.status is PlanStatus.CANCELLED), None)


def remember(call: Call, message: Message | None) -> None:
    """Keep what takes this message's news back; to have taken back is no news of one's own."""
    newest = _newest(call)
    if call.by_button and newest and newest.data["action"] == call.incoming.text:
        use(call)
    elif message is not None:
        buttons = (button for row in message.buttons for button in row)
        action = next((b.action for b in buttons if b.takes_back), "")
        if action:
            _keep(call, action, [[a.plan, a.step] for a in message.about])


def use(call: Call) -> None:
    """One typed /undo takes one thing back: what came before it has its button."""
    _keep(call, USED, [])


def line(call: Call) -> str:
    """The command line that takes back the newest thing; refused if that is not certain."""
    newest = _newest(call)
    if newest is None or _did_since(call, newest.expires_at - TAKE_BACK):
        return BY_EVENT
    action: str = newest.data["action"]
    elsewhere = call.chat.kind is ChatKind.GROUP and newest.chat != call.chat.id
    if action == USED or elsewhere or _replies_to_another(call, newest):
        raise Refusal("undo-not-newest")
    return action


def _keep(call: Call, action: str, about: list[list[int | None]]) -> None:
    data, until = {"action": action, "about": about}, call.now + TAKE_BACK
    call.work.drafts.put(KIND, call.chat.id, call.person.id, data, until)


def _newest(call: Call) -> Draft | None:
    """In whichever chat it was done."""
    person = call.person
    groups = (team.group for team in call.work.teams.of_person(person.id))
    chats = {call.chat.id, person.private_chat or call.chat.id, *groups}
    drafts = (call.work.drafts.of(KIND, chat, person.id, call.now) for chat in chats)
    return max((d for d in drafts if d), key=lambda d: d.id, default=None)


def _did_since(call: Call, moment: datetime) -> bool:
    """An entry without a button of its own, such as the answer to a check-in."""
    plans = (p for t in teams_here(call) for p in call.work.plans.running(t.id))
    own = (e for p in plans for e in effective(p.events) if e.by == call.person.id)
    return any(e.at > moment and not isinstance(e, RECORDS) for e in own)


def _replies_to_another(call: Call, newest: Draft) -> bool:
    replied = call.incoming.replied
    if replied is None or not replied.by_bot:
        return False
    about: list[list[int | None]] = newest.data["about"]
    return [[a.plan, a.step] for a in replied_about(call)] != about


def _event_to_undo(plan: Plan, told: int | None, call: Call) -> Event:
    standing = effective(plan.events)
    if told is not None:
        found = next((e for e in standing if e.id == told), None)
    else:
        mine = [e for e in standing if e.by == call.person.id and e.at > plan.confirmed_at]
        mine = [e for e in mine if not isinstance(e, RECORDS)]
        found = mine[-1] if mine else None
    if found is None or isinstance(found, RECORDS):
        raise Refusal("nothing-to-undo")
    return found


def _built_upon(plan: Plan, event: Event) -> bool:
    """A later closing, skip or reopening of the same step stands on this event."""
    step = _step(event)
    later = [e for e in effective(plan.events) if e.id > event.id]
    return step is not None and any(
        _step(e) == step and isinstance(e, Closed | Skipped | Reopened) for e in later
    )


def _step(event: Event) -> int | None:
    return event.step if isinstance(event, StepEvent) else None
