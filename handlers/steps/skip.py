"""/skip: a step is not carried out this year; /reopen: a closed step is open again."""

from __future__ import annotations

from datetime import date

from bot.domain.cases import ended_by_itself
from bot.domain.errors import Refusal
from bot.domain.events import Reopened, Skipped
from bot.domain.plan import PlanStatus
from bot.domain.standing import Standing, is_active
from bot.domain.typed import has_written_date
from bot.render.text import reasons
from handlers.core.announce import reason_of
from handlers.core.asking import stop_asking
from handlers.core.call import Call, Reply
from handlers.core.reasons import QUESTION, ask
from handlers.core.scope import (
    StepScope,
    require_not_left_out,
    require_open,
    require_running,
    require_steerer,
    step_here,
)
from handlers.core.words import Words
from handlers.steps.done import announce_closing, refuse_day, told_day


def skip(call: Call) -> Reply:
    """Mark a step as not carried out, with the reason; it counts as closed today, or as told."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: scope.startable)
    require_steerer(call, meant.scope.team)
    require_open(meant)
    day = told_day(words, meant.scope) if has_written_date(words.rest) else None
    if day:
        refuse_day(meant, day)
    reason = reason_of(words)
    if not reason:
        told = day.isoformat() if day else ""
        raise ask(call, meant, told, reasons.why_skip(call.say, meant.step))
    stop_asking(call, QUESTION)
    event = Skipped(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        on=day or max(meant.scope.today, meant.scope.plan.start),
        reason=reason,
    )
    return announce_closing(call, meant.scope, event)


def reopen(call: Call) -> Reply:
    """Open a closed step again; successors that have started keep their first day. A case that
    ended with its last step goes on.
    """
    words = Words(call.arguments)
    meant = step_here(call, words, _closed_steps, ended=True)
    if not ended_by_itself(meant.scope.plan):
        require_running(meant.scope.plan)
    require_steerer(call, meant.scope.team)
    require_not_left_out(meant)
    if not meant.state.is_closed:
        raise Refusal("not-closed", step=meant.step)
    reason = reason_of(words)
    if not reason:
        raise ask(call, meant, "", reasons.why_reopen(call.say, meant.step))
    stop_asking(call, QUESTION)
    event = Reopened(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        reason=reason,
        kept=_started_successors(meant),
    )
    opened = meant.scope.becoming(meant.scope.plan.with_event(event))
    require_not_left_out(StepScope(opened, meant.number))
    return announce_closing(call, _going_on(call, meant.scope), event)


def _going_on(call: Call, scope: Standing) -> Standing:
    if scope.plan.is_running:
        return scope
    return scope.becoming(call.work.plans.set_status(scope.plan, PlanStatus.ACTIVE))


def _closed_steps(scope: Standing) -> list[int]:
    states = scope.states.items()
    closed = [n for n, state in states if state.is_closed and state.left_out_by is None]
    if not closed:
        raise Refusal("nothing-closed")
    return closed


def _started_successors(meant: StepScope) -> dict[int, date]:
    scope, dates = meant.scope, meant.scope.forecast
    return {
        s.number: dates[s.number].start
        for s in scope.plan.sop.successors(meant.number)
        if is_active(scope.states, s.number) and dates[s.number].start <= scope.today
    }
