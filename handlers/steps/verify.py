"""/verify: what was reported as completed is closed; /return: it goes back, to be revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY
from bot.domain.change import Change
from bot.domain.decisions import named_way
from bot.domain.errors import Refusal
from bot.domain.events import Closed, Returned
from bot.domain.message import Message
from bot.domain.people import ChatKind, Person
from bot.domain.rights import may_verify
from bot.domain.standing import Standing, awaiting
from bot.domain.typed_ways import take_way
from bot.render.text import lesson
from bot.render.text import verify as texts
from handlers.core.announce import announce, reason_of, record
from handlers.core.asking import Ask, action, day_rows, stop_asking
from handlers.core.call import Call, Reply, Spent
from handlers.core.reasons import QUESTION, ask, asked_day
from handlers.core.scope import StepScope, plan_here, require_open, step_here, steps_replied_to
from handlers.core.views import known_step
from handlers.core.words import Words
from handlers.steps.done import announce_closing, record_closings

MORE_TIME = (3, 5, 10)
"""Working days that are offered for a revision."""
EXAMPLE_AFTER = timedelta(days=7)


def verify(call: Call) -> Reply:
    """Close the steps told, or those of the message replied to; else list what waits."""
    words = Words(call.arguments)
    scope = plan_here(call, words, fits=lambda s: bool(awaiting(s.states)))
    steps = list(dict.fromkeys(iter(words.take_step, None))) or _replied(call, scope)
    waiting = awaiting(scope.states)
    if not steps and not waiting:
        raise Refusal("nothing-to-verify")
    if not steps:
        return _listed(call, scope, waiting)
    found = [StepScope(scope, known_step(call, scope, n, fitting=waiting)) for n in steps]
    for meant in found:
        _require_verifier(call, meant)
        _require_way(meant, words.rest)
    return _close(call, scope, [_closing(call, meant) for meant in found])


def _listed(call: Call, scope: Standing, waiting: Sequence[int]) -> Reply:
    """Who may verify none of them is told why."""
    able = _verifiable(call, scope, waiting)
    if not able:
        _require_verifier(call, StepScope(scope, waiting[0]))
    return Reply(texts.waiting(call.say, scope, waiting, able))


def _replied(call: Call, scope: Standing) -> list[int]:
    """Steps of the message replied to, if they wait."""
    return [n for n in steps_replied_to(call, scope.plan) if scope.states[n].awaits_verification]


def _verifiable(call: Call, scope: Standing, waiting: Sequence[int]) -> list[int]:
    """By this person; in a group by anybody: who presses is judged then."""
    if call.chat.kind is ChatKind.GROUP:
        return list(waiting)
    return [n for n in waiting if may_verify(scope.team, scope.states[n].reporters, call.person.id)]


def _require_verifier(call: Call, meant: StepScope) -> None:
    require_open(meant)
    reporters, by = meant.state.reporters, call.person.id
    if not meant.state.awaits_verification:
        raise Refusal("not-reported", step=meant.step)
    if not may_verify(meant.scope.team, reporters, by):
        raise Refusal("may-not-verify", own=by in reporters)


def _require_way(meant: StepScope, told: str) -> None:
    """Who names a way means to verify that one, not the one that was reported."""
    reported, (way, _) = meant.state.reported, take_way(told, meant.step.ways)
    if reported is not None and way is not None and way.id != reported.way:
        was = named_way(meant.scope.plan.sop, meant.number, reported.way)
        raise Refusal("other-way-reported", step=meant.step, way=was)


def _closing(call: Call, meant: StepScope) -> Closed:
    reported = meant.state.reported
    assert reported is not None
    return Closed(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        on=max(meant.scope.today, meant.scope.plan.start),
        note=reported.note,
        report=reported.id,
        way=reported.way,
    )


def _close(call: Call, scope: Standing, closings: Sequence[Closed]) -> Reply:
    if len(closings) == 1:
        return replace(announce_closing(call, scope, closings[0]), spent=Spent.ALL)
    change = record_closings(call, scope, closings)
    steps = [e.step for e in closings]
    text = texts.verified(call.say, change, closings)
    rows = lesson.rows(call.say, change.after.plan, steps)
    return replace(announce(call, change, text, rows=rows, steps=steps), spent=Spent.ALL)


def send_back(call: Call) -> Reply:
    """`return 7 20/3/70 reason`: open again for who reported it, who is told why in private."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: awaiting(scope.states))
    _require_verifier(call, meant)
    day = asked_day(call, words, meant, _ask_why)
    reason = reason_of(words)
    if not reason:
        raise _ask_why(call, meant, day)
    due = meant.scope.due(meant.number)
    if day is None and due is not None and due <= meant.scope.today:
        raise _ask_until(call, meant, reason)
    event = Returned(at=call.now, by=call.person.id, step=meant.number, reason=reason, to=day)
    _refuse_impossible(meant, event)
    stop_asking(call, QUESTION)
    return replace(_announce_return(call, meant, event), spent=Spent.ALL)


def _ask_why(call: Call, meant: StepScope, day: date | None = None) -> Ask:
    example = meant.scope.calendar.on_or_after(meant.scope.today + EXAMPLE_AFTER)
    told = day.isoformat() if day else ""
    return ask(call, meant, told, texts.why_return(call.say, meant.step, example))


def _ask_until(call: Call, meant: StepScope, reason: str) -> Ask:
    """The due date has passed, so that a return must tell a new one."""
    scope, target = meant.scope, meant.target
    days = [scope.calendar.nth_working(scope.today + ONE_DAY, n) for n in MORE_TIME]

    def line(day: date) -> str:
        return action(call, "return", f"{target} {day.isoformat()}", reason)

    rows = day_rows(call.say, days, scope.today, line)
    text = texts.until_when(call.say, meant.step)
    return Ask(Reply(Message(text, rows, about=meant.about)))


def _refuse_impossible(meant: StepScope, event: Returned) -> None:
    if event.to is None:
        return
    if event.to <= meant.scope.today:
        raise Refusal("day-passed", day=event.to)
    after = meant.scope.becoming(meant.scope.plan.with_event(event)).forecast[meant.number]
    if after.due != event.to:
        raise Refusal("day-too-early", step=meant.step, day=event.to, start=after.start)


def _announce_return(call: Call, meant: StepScope, event: Returned) -> Reply:
    reporters = _reporters(meant)
    change = record(call, meant.scope, event)
    told = all(p.private_chat is not None for p in reporters) and bool(reporters)
    for reporter in reporters:
        _tell_reporter(call, change, reporter)
    return announce(call, change, *texts.sent_back(call.say, change, told=told))


def _reporters(meant: StepScope) -> list[Person]:
    """Members still: who reported it, and whoever confirmed it before, who is to do so anew."""
    return [m.person for m in meant.scope.team.members if m.person.id in meant.state.reporters]


def _tell_reporter(call: Call, change: Change, reporter: Person) -> None:
    event, by = change.event, call.person
    assert isinstance(event, Returned)
    if reporter.private_chat != call.chat.id:
        call.tell(reporter, lambda say: texts.to_revise(say, change.after, event.step, by))
