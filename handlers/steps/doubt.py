"""What is asked before a step is closed: as of which day, and whether it is really meant."""

from __future__ import annotations

from datetime import date

from bot.domain.message import About, Button, Message, Text
from bot.domain.plan import Span
from bot.domain.sop import Document
from bot.domain.standing import Standing, open_predecessors
from bot.domain.typed import Lean, days_in
from bot.ports import UnitOfWork
from bot.render.text import doubt as texts
from handlers.core.asking import action
from handlers.core.call import Call
from handlers.core.scope import StepScope

LEAVE = "leave"
"""Of a button: the step stays open."""
MOST_DAYS = 3
"""Days of a note that are offered; more would not be read."""


def which_day(call: Call, meant: StepScope, note: str) -> Message | None:
    """The true day may stand in the note only: it is not to be lost."""
    plan, today = meant.scope.plan, meant.scope.today
    told = [d for d in days_in(note, today, Lean.PAST) if plan.start <= d < today]
    if not told:
        return None
    rows = tuple(
        (Button(texts.day_label(call.say, day, today), _line(call, meant, day, note)),)
        for day in (*told[:MOST_DAYS], today)
    )
    return _asked(meant, texts.which_day(call.say, meant.step), rows)


def question_of(
    call: Call, meant: StepScope, day: date, note: str, guessed: bool
) -> Message | None:
    """Asked before the step is closed, if anything speaks against it."""
    asked = _doubts(call.work, meant, day, guessed)
    if not asked.any:
        return None
    target = f"p{meant.scope.plan.id} {meant.number}"
    rows = [
        (Button(call.say.caption("Close anyway"), _line(call, meant, day, note, "!")),),
        (Button(call.say.caption("Leave it open"), f"done {target} {LEAVE}"),),
    ]
    if asked.missing:
        rows.insert(0, (Button(call.say.caption("Attach evidence first"), f"attach {target}"),))
    return _asked(meant, texts.doubts(call.say, asked), tuple(rows))


def _doubts(work: UnitOfWork, meant: StepScope, day: date, guessed: bool) -> texts.Doubts:
    scope, number = meant.scope, meant.number
    before = [scope.states[n] for n in meant.step.after]
    return texts.Doubts(
        meant.state,
        day,
        scope.today,
        _span(scope, number),
        missing=missing_evidence(scope, number, work),
        waiting=open_predecessors(scope.states, number),
        later=[s for s in before if s.closed_on and s.closed_on > day and not s.skipped],
        guessed=guessed,
    )


def _span(scope: Standing, number: int) -> Span:
    dates = scope.forecast[number]
    return Span(dates.start, dates.due)


def _line(call: Call, meant: StepScope, day: date, note: str, sure: str = "") -> str:
    told = f"p{meant.scope.plan.id} {meant.number} {day.isoformat()} {sure}"
    return action(call, "done", told.strip(), note)


def _asked(meant: StepScope, text: Text, rows: tuple[tuple[Button, ...], ...]) -> Message:
    return Message(text, rows, about=(About(meant.scope.plan.id, meant.number),))


def missing_evidence(scope: Standing, number: int, work: UnitOfWork) -> list[Document]:
    """Evidence of the step that no kept file stands for."""
    there = {f.document for f in work.files.of_plan(scope.plan.id) if f.step == number}
    return [d for d in scope.plan.sop.step(number).evidence if d.id not in there]
