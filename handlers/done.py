"""/done: close a step, with its true date; /undo: take the last word back."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.errors import Refusal
from bot.domain.events import (
    Acknowledged,
    Closed,
    Event,
    FileKept,
    FileRemoved,
    RoleGiven,
    Undone,
)
from bot.domain.message import About, Button, Message
from bot.domain.people import Team
from bot.domain.plan import Plan, effective
from bot.domain.reading import Lean
from bot.domain.rights import may_steer
from bot.domain.sop import Document
from bot.domain.status import open_predecessors
from bot.ports import UnitOfWork
from bot.render.text import closing
from handlers.call import Call, Reply
from handlers.scope import (
    Scope,
    StepScope,
    action,
    closable,
    plan_here,
    require_closer,
    scope_of,
    step_here,
)
from handlers.words import Words

TAKE_BACK = timedelta(minutes=10)
RECORDS = (Acknowledged, FileKept, FileRemoved, RoleGiven)
"""Events that only tell what happened elsewhere: taking them back would change nothing."""
NOTE_LENGTH = 1000
"""Characters; a longer note does not fit the messages that repeat it."""


def done(call: Call, work: UnitOfWork) -> Reply:
    """Close the step that is meant, or ask first if evidence or a predecessor is missing."""
    words = Words(call.arguments)
    meant = step_here(call, work, words, closable(call))
    require_closer(call, meant)
    sure = words.take_sure()
    day = words.take_date(meant.scope.today, Lean.PAST) or meant.scope.today
    sure = words.take_sure() or sure
    _refuse_impossible(meant, day, words.rest)
    if not sure and (question := _question(call, work, meant, day, words.rest)):
        return Reply(question)
    event = Closed(at=call.now, by=call.person.id, step=meant.number, on=day, note=words.rest)
    return announce_change(call, work, meant.scope, event)


def announce_change(call: Call, work: UnitOfWork, scope: Scope, event: Event) -> Reply:
    """Write the event; tell the group what it closes, starts and moves."""
    plan = work.plans.append(scope.plan, event)
    after = scope_of(scope.team, plan, call, work)
    files = work.files.of_plan(plan.id)
    text = closing.closed(
        call.say,
        scope.plan,
        plan,
        event,
        files,
        call.person,
        before=scope.forecast(),
        after=after.forecast(),
        calendar=scope.calendar,
    )
    message = Message(text, (undo_row(call, plan),), about=(About(plan.id, _step(event)),))
    return tell_group(call, work, scope.team, message)


def tell_group(call: Call, work: UnitOfWork, team: Team, message: Message) -> Reply:
    """The message answers here; said in private, the group hears it too."""
    if call.chat.id != team.group:
        work.outbox.post(team.group, message, call.now)
    return Reply(message)


def undo_row(call: Call, plan: Plan) -> tuple[Button, ...]:
    """The button that takes the newest event of the plan back."""
    return (Button(call.say.caption("Take back"), f"undo p{plan.id} e{plan.events[-1].id}"),)


def undo(call: Call, work: UnitOfWork) -> Reply:
    """Take an event back within ten minutes: whoever made it, the secretary or the chair."""
    words = Words(call.arguments)
    scope = plan_here(call, work, words)
    event = _event_to_undo(scope.plan, words.take_id("e"), call)
    if event.by != call.person.id and not may_steer(scope.team, call.person.id):
        raise Refusal("may-not-undo")
    if call.now - event.at > TAKE_BACK:
        raise Refusal("too-late-to-undo")
    if _built_upon(scope.plan, event):
        raise Refusal("undo-built-upon")
    plan = work.plans.append(scope.plan, Undone(at=call.now, by=call.person.id, event=event.id))
    after = scope_of(scope.team, plan, call, work)
    text = closing.taken_back(
        call.say, scope.plan, event, call.person, before=scope.forecast(), after=after.forecast()
    )
    return tell_group(call, work, scope.team, Message(text, about=(About(plan.id, _step(event)),)))


def missing_evidence(scope: Scope, number: int, work: UnitOfWork) -> list[Document]:
    """Evidence of the step that no kept file stands for."""
    there = {f.document for f in work.files.of_plan(scope.plan.id) if f.step == number}
    return [d for d in scope.plan.sop.step(number).evidence if d.id not in there]


def _refuse_impossible(meant: StepScope, day: date, note: str) -> None:
    state = meant.state
    if state.is_closed:
        raise Refusal("already-closed", step=meant.step, on=state.closed_on, skipped=state.skipped)
    if day > meant.scope.today:
        raise Refusal("closing-in-future", day=day)
    if day < meant.scope.plan.start:
        raise Refusal("closing-before-plan", day=day, start=meant.scope.plan.start)
    if len(note) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(note), limit=NOTE_LENGTH)


def _question(
    call: Call, work: UnitOfWork, meant: StepScope, day: date, note: str
) -> Message | None:
    missing = missing_evidence(meant.scope, meant.number, work)
    waiting = open_predecessors(meant.scope.states, meant.number)
    if not missing and not waiting:
        return None
    plan = meant.scope.plan
    sure = action(call, work, "done", f"p{plan.id} {meant.number} {day.isoformat()} !", note)
    rows = [(Button(call.say.caption("Close anyway"), sure),)]
    if missing:
        attach = f"attach p{plan.id} {meant.number}"
        rows.insert(0, (Button(call.say.caption("Attach evidence first"), attach),))
    text = closing.doubts(call.say, meant.step, missing, waiting, day)
    return Message(text, tuple(rows), about=(About(plan.id, meant.number),))


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
        _step(e) == step and type(e).__name__ in ("Closed", "Skipped", "Reopened") for e in later
    )


def _step(event: Event) -> int | None:
    return getattr(event, "step", None)
