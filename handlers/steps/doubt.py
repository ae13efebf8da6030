"""What is asked before a step is closed: as of which day, and whether it is really meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.domain.documents import missing_evidence
from bot.domain.errors import Refusal
from bot.domain.message import Button, Message, Text
from bot.domain.plan import Span
from bot.domain.quorum import Tally, awaited, tally
from bot.domain.rights import closes_alone
from bot.domain.standing import Standing, last_closing
from bot.domain.typed import Lean, told_in
from bot.ports import UnitOfWork
from bot.render.text import doubt as texts
from handlers.core.announce import NOTE_LENGTH
from handlers.core.asking import action, day_rows, keep_asking, likely_days
from handlers.core.asking import asked as mark_of
from handlers.core.asking import which_day as offered
from handlers.core.call import Call
from handlers.core.scope import StepScope
from handlers.steps.way import ANSWER_WAITS, LEAVE, QUESTION, Closing

MOST_DAYS = 7
"""Days that are offered; more would not be read."""


def which_day(call: Call, meant: Closing, note: str) -> Message | None:
    """The true day may stand in the note only: it is not to be lost."""
    today = meant.scope.today
    told = told_in(note, today, Lean.PAST)
    days = _possible(meant, (d for t in told for d in t.days if d != today))
    if not days and all(t.days for t in told):
        return None
    _wait_for_day(call, meant, note)
    rows = day_rows(call.say, (*days, today), today, lambda day: _line(call, meant, day, note))
    return _asked(meant, texts.which_day(call.say, meant.step), rows)


def unclear_day(call: Call, meant: Closing, said: str, refusal: Refusal) -> Message:
    """A day was told, but not which, or none that there is: it is not to be replaced by today."""
    today, rest = meant.scope.today, str(refusal.values["rest"])
    days = _possible(meant, likely_days(refusal))
    _wait_for_day(call, meant, rest)

    def line(day: date) -> str:
        return _line(call, meant, day, rest if day in days else said)

    offers_today = refusal.code == "date-unclear" and today not in days
    shown = [*days, today] if offers_today else days
    return _about(meant, offered(call, refusal, shown, line))


def _possible(meant: StepScope, days: Iterable[date]) -> list[date]:
    """Between the plan's start and today."""
    start, today = meant.scope.plan.start, meant.scope.today
    return [d for d in dict.fromkeys(days) if start <= d <= today][:MOST_DAYS]


def _wait_for_day(call: Call, meant: Closing, note: str) -> None:
    line = f"{meant.target}: {meant.told.removeprefix(meant.target).strip()}".strip()
    data = {"line": line, "note": note[:NOTE_LENGTH]}
    keep_asking(call, QUESTION, data, call.now + ANSWER_WAITS, same=("line",))


def question_of(call: Call, meant: Closing, day: date, note: str, guessed: bool) -> Message | None:
    """Asked before the step is closed, if anything speaks against it."""
    asked = replace(
        _doubts(call.work, meant, day, call.person.id, guessed), then=_then(call, meant)
    )
    if not asked.any:
        return None
    target = meant.told
    mark = mark_of(call, f"done {target} {day}", note)
    rows = [
        (Button(call.say.caption("Close anyway"), f"done {target} {day} ! {mark}"),),
        (Button(call.say.caption("Leave it open"), f"done {meant.target} {LEAVE} {mark}"),),
    ]
    if asked.missing:
        attach = Button(call.say.caption("Attach evidence first"), f"attach {meant.target}")
        rows.insert(0, (attach,))
    return _asked(meant, texts.doubts(call.say, asked), tuple(rows))


def _then(call: Call, meant: StepScope) -> Text | str:
    """Where a yes is one word of several, or is verified by somebody."""
    scope, number, by = meant.scope, meant.number, call.person.id
    found = tally(scope.plan, scope.team, number)
    if found and found.needed - found.count > 1 and awaited(scope.plan, scope.team, number, by):
        return texts.waits_for_others(call.say)
    if scope.plan.verifies(number) and not closes_alone(scope.team, by):
        return texts.waits_for_verification(call.say)
    return ""


def _doubts(
    work: UnitOfWork, meant: Closing, day: date, person: int, guessed: bool
) -> texts.Doubts:
    scope, number = meant.scope, meant.number
    before = [scope.states[n] for n in meant.step.after]
    return texts.Doubts(
        meant.state,
        day,
        scope.today,
        _span(scope, number),
        missing=missing_evidence(meant.state, work.files.of_plan(scope.plan.id)),
        waiting=scope.waits_for(number),
        later=[s for s in before if s.closed_on and s.closed_on > day and not s.skipped],
        guessed=guessed,
        way=meant.way,
        unconfirmed=_unconfirmed(meant, person),
    )


def _unconfirmed(meant: StepScope, person: int) -> Tally | None:
    """Of those without whom it is not closed, if it is not this person's word that is asked for."""
    asked = meant.scope.plan, meant.scope.team, meant.number
    found = None if awaited(*asked, person) else tally(*asked)
    return found if found is not None and not found.is_reached else None


def _span(scope: Standing, number: int) -> Span:
    """As forecast; a step of a case may be done on the day on which what it waits for was."""
    span = scope.forecast[number].span
    if not scope.plan.sop.case:
        return span
    ready = last_closing(scope.states, number) or scope.plan.start
    return replace(span, start=min(span.start, ready))


def _line(call: Call, meant: Closing, day: date, note: str) -> str:
    told = f"{meant.told} {day.isoformat()}"
    return action(call, "done", told, note)


def _asked(meant: StepScope, text: Text, rows: tuple[tuple[Button, ...], ...]) -> Message:
    return _about(meant, Message(text, rows))


def _about(meant: StepScope, message: Message) -> Message:
    return replace(message, about=meant.about)
