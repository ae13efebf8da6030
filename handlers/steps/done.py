"""/done: close a step, with its true date; /undo: take the last word back."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.calendar import fiscal_year_end
from bot.domain.errors import Refusal
from bot.domain.events import (
    Acknowledged,
    Closed,
    Confirmed,
    Event,
    FileKept,
    FileRemoved,
    RoleGiven,
    Undone,
)
from bot.domain.message import About, Button, Message
from bot.domain.people import ChatKind, Team
from bot.domain.plan import Plan, PlanStatus, effective
from bot.domain.reading import Lean, names_several, says_nothing
from bot.domain.rights import may_steer
from bot.ports import UnitOfWork
from bot.render.text import done as texts
from bot.render.text import doubt
from bot.render.text import undo as undoing
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    Scope,
    StepScope,
    closable,
    plan_here,
    replied_about,
    require_closer,
    scope_of,
    step_here,
    teams_here,
)
from handlers.core.words import Words
from handlers.steps.doubt import LEAVE, question_of, which_day

TAKE_BACK = timedelta(minutes=10)
RECORDS = (Acknowledged, Confirmed, FileKept, FileRemoved, RoleGiven)
"""Events that only tell what happened elsewhere: taking them back would change nothing."""
NOTE_LENGTH = 1000
"""Characters; a longer note does not fit the messages that repeat it."""


def done(call: Call, work: UnitOfWork) -> Reply:
    """Close the step that is meant, or ask first if that may be a mistake."""
    words, guessed = Words(call.arguments), _is_guessed(call, work)
    meant = step_here(call, work, words, closable(call))
    require_closer(call, meant)
    if call.by_button and words.take_word(LEAVE):
        return Reply(Message(doubt.not_closed(call.say, meant.number)), edits=True)
    sure = words.take_sure()
    told = _take_day(words, meant.scope)
    sure = words.take_sure() or sure
    day, note = told or _day_said(call, meant.scope), "" if says_nothing(words.rest) else words.rest
    _refuse_impossible(meant, day, note)
    question = None if told else which_day(call, work, meant, note)
    question = question or question_of(call, work, meant, day, note, guessed)
    if question and not sure:
        return Reply(question)
    event = Closed(at=call.now, by=call.person.id, step=meant.number, on=day, note=note)
    return announce_change(call, work, meant.scope, event)


def _day_said(call: Call, scope: Scope) -> date:
    """What was said while the bot was away was done then."""
    said = call.incoming.said_at
    return scope.plan.rules.local_day(min(said, call.now)) if said else scope.today


def announce_change(call: Call, work: UnitOfWork, scope: Scope, event: Event) -> Reply:
    """Write the event; tell the group what it closes, starts and moves."""
    plan = work.plans.append(scope.plan, event)
    after = scope_of(scope.team, plan, call, work)
    files = work.files.of_plan(plan.id)
    text = texts.closed(
        call.say,
        scope.plan,
        plan,
        event,
        files,
        call.person,
        before=scope.forecast(),
        after=after.forecast(),
        calendar=scope.calendar,
        today=scope.today,
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
    return (undoing.button(call.say, f"undo p{plan.id} e{plan.events[-1].id}"),)


def undo(call: Call, work: UnitOfWork) -> Reply:
    """Take an event back within ten minutes: whoever made it, the secretary or the chair."""
    words = Words(call.arguments)
    scope = _scope_to_undo(call, work, words)
    event = _event_to_undo(scope.plan, words.take_id("e"), call)
    if event.by != call.person.id and not may_steer(scope.team, call.person.id):
        raise Refusal("may-not-undo")
    if call.now - event.at > TAKE_BACK:
        raise Refusal("too-late-to-undo")
    if _built_upon(scope.plan, event):
        raise Refusal("undo-built-upon")
    plan = work.plans.append(scope.plan, Undone(at=call.now, by=call.person.id, event=event.id))
    after = scope_of(scope.team, plan, call, work)
    text = texts.taken_back(
        call.say, scope.plan, event, call.person, before=scope.forecast(), after=after.forecast()
    )
    return tell_group(call, work, scope.team, Message(text, about=(About(plan.id, _step(event)),)))


def _scope_to_undo(call: Call, work: UnitOfWork, words: Words) -> Scope:
    """What ended or cancelled a plan is taken back by the button under its announcement."""
    try:
        return plan_here(call, work, words)
    except Refusal as refusal:
        over = refusal.values.get("plan") or _newest_cancelled(call, work)
        if refusal.code not in ("plan-over", "no-plan") or call.by_button or over is None:
            raise
        raise Refusal("undo-of-end", plan=over) from None


def _newest_cancelled(call: Call, work: UnitOfWork) -> Plan | None:
    plans = (p for t in teams_here(call, work) for p in work.plans.of_team(t.id))
    return next((p for p in plans if p.status is PlanStatus.CANCELLED), None)


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


def _is_guessed(call: Call, work: UnitOfWork) -> bool:
    """In a group, where people talk, neither words nor the message replied to tell the step."""
    words = Words(call.arguments)
    words.take_plan()
    if not call.by_button and names_several(words.rest):
        raise Refusal("one-step-at-a-time")
    told = words.take_step() is not None or any(a.step for a in replied_about(call, work))
    return call.chat.kind is ChatKind.GROUP and not told


def _take_day(words: Words, scope: Scope) -> date | None:
    """Past if no year is told; a day before the plan's start is the one to come in its year."""
    text, plan = words.rest, scope.plan
    day = words.take_date(scope.today, Lean.PAST)
    if day is None or day >= plan.start:
        return day
    coming = Words(text).take_date(scope.today, Lean.FUTURE)
    return coming if coming and coming <= fiscal_year_end(plan.fiscal_year) else day


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
