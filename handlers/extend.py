"""/extend: a new due date, previewed and confirmed; /date: the day of a meeting."""

from __future__ import annotations

from datetime import date

from bot.domain.errors import Refusal
from bot.domain.events import Dated, Event, Extended
from bot.domain.message import About, Button, Message
from bot.domain.reading import Lean
from bot.ports import UnitOfWork
from bot.render.text import moving
from handlers.call import Call, Reply
from handlers.done import tell_group, undo_row
from handlers.scope import Scope, StepScope, action, require_steerer, scope_of, step_here
from handlers.skip import reason_of
from handlers.words import Words


def extend(call: Call, work: UnitOfWork) -> Reply:
    """Preview what a new due date moves; write it once confirmed."""
    words = Words(call.arguments)
    meant = _open_step(call, work, words)
    require_steerer(call, meant.scope.team)
    day = words.take_date(meant.scope.today, Lean.FUTURE)
    sure = words.take_sure()
    if day is None:
        raise Refusal("extend-needs-date", step=meant.step)
    _refuse_backwards(meant, day)
    reason = reason_of(words, call, meant)
    event = Extended(at=call.now, by=call.person.id, step=meant.number, to=day, reason=reason)
    if not sure:
        return _preview(call, work, meant, event, reason)
    return _write(call, work, meant, event)


def fix_day(call: Call, work: UnitOfWork) -> Reply:
    """Fix the day, and the time if told, of a meeting step."""
    words = Words(call.arguments)
    meant = _open_step(call, work, words)
    require_steerer(call, meant.scope.team)
    day = words.take_date(meant.scope.today, Lean.FUTURE)
    if day is None:
        raise Refusal("day-missing", step=meant.step)
    event = Dated(at=call.now, by=call.person.id, step=meant.number, on=day, time=words.take_time())
    _refuse_impossible_day(meant, event)
    return _write(call, work, meant, event)


def _open_step(call: Call, work: UnitOfWork, words: Words) -> StepScope:
    meant = step_here(call, work, words, lambda scope: scope.startable)
    state = meant.state
    if state.is_closed:
        raise Refusal("already-closed", step=meant.step, on=state.closed_on, skipped=state.skipped)
    return meant


def _refuse_backwards(meant: StepScope, day: date) -> None:
    due = meant.scope.forecast()[meant.number].due
    if day <= due:
        raise Refusal("extend-not-later", step=meant.step, day=day, due=due)


def _refuse_impossible_day(meant: StepScope, event: Dated) -> None:
    if event.on < meant.scope.today:
        raise Refusal("day-passed", day=event.on)
    after = meant.scope.forecast(meant.scope.plan.with_event(event))
    if after[meant.number].due != event.on:
        raise Refusal(
            "day-too-early", step=meant.step, day=event.on, start=after[meant.number].start
        )


def _preview(call: Call, work: UnitOfWork, meant: StepScope, event: Extended, reason: str) -> Reply:
    plan = meant.scope.plan
    sure = action(
        call, work, "extend", f"p{plan.id} {meant.number} {event.to.isoformat()} !", reason
    )
    rows = (
        (Button(call.say.caption("Confirm the new due date"), sure),),
        (Button(call.say.caption("Cancel"), "cancel"),),
    )
    text = moving.preview(
        call.say,
        plan,
        event,
        before=meant.scope.forecast(),
        after=meant.scope.forecast(plan.with_event(event)),
        calendar=meant.scope.calendar,
    )
    return Reply(Message(text, rows, about=(About(plan.id, meant.number),)))


def _write(call: Call, work: UnitOfWork, meant: StepScope, event: Event) -> Reply:
    scope: Scope = meant.scope
    plan = work.plans.append(scope.plan, event)
    after = scope_of(scope.team, plan, call, work)
    text = moving.announced(
        call.say,
        plan,
        event,
        call.person,
        before=scope.forecast(),
        after=after.forecast(),
        calendar=scope.calendar,
    )
    message = Message(text, (undo_row(call, plan),), about=(About(plan.id, meant.number),))
    return tell_group(call, work, scope.team, message)
