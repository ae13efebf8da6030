"""/skip: a step is not carried out this year; /reopen: a closed step is open again."""

from __future__ import annotations

from datetime import date

from bot.domain.errors import Refusal
from bot.domain.events import Reopened, Skipped
from bot.domain.status import is_active
from bot.ports import UnitOfWork
from handlers.call import Call, Reply
from handlers.done import NOTE_LENGTH, announce_change
from handlers.scope import Scope, StepScope, require_steerer, step_here
from handlers.words import Words


def skip(call: Call, work: UnitOfWork) -> Reply:
    """Mark a step as not carried out, with the reason; it counts as closed today."""
    words = Words(call.arguments)
    meant = step_here(call, work, words, lambda scope: scope.startable)
    require_steerer(call, meant.scope.team)
    state = meant.state
    if state.is_closed:
        raise Refusal("already-closed", step=meant.step, on=state.closed_on, skipped=state.skipped)
    event = Skipped(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        on=max(meant.scope.today, meant.scope.plan.start),
        reason=reason_of(words, call, meant),
    )
    return announce_change(call, work, meant.scope, event)


def reopen(call: Call, work: UnitOfWork) -> Reply:
    """Open a closed step again; successors that have started keep their first day."""
    words = Words(call.arguments)
    meant = step_here(call, work, words, _closed_steps)
    require_steerer(call, meant.scope.team)
    if not meant.state.is_closed:
        raise Refusal("not-closed", step=meant.step)
    event = Reopened(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        reason=reason_of(words, call, meant),
        kept=_started_successors(meant),
    )
    return announce_change(call, work, meant.scope, event)


def reason_of(words: Words, call: Call, meant: StepScope) -> str:
    """The rest of the line, which must give a reason."""
    if not words.rest:
        raise Refusal("reason-missing", command=call.command, step=meant.step)
    if len(words.rest) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(words.rest), limit=NOTE_LENGTH)
    return words.rest


def _closed_steps(scope: Scope) -> list[int]:
    return [n for n, state in scope.states.items() if state.is_closed]


def _started_successors(meant: StepScope) -> dict[int, date]:
    scope, dates = meant.scope, meant.scope.forecast()
    return {
        s.number: dates[s.number].start
        for s in scope.plan.sop.successors(meant.number)
        if is_active(scope.states, s.number) and dates[s.number].start <= scope.today
    }
