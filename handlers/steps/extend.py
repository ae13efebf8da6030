"""/extend: a new due date, previewed and confirmed; /date: the day of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY
from bot.domain.change import Change
from bot.domain.errors import Refusal
from bot.domain.events import Dated, Event, Extended
from bot.domain.meeting_place import place_told, take_link
from bot.domain.message import Button, Message
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.domain.timeline import ConflictKind, Timeline
from bot.domain.typed import tells_hour
from bot.render.text import cancelled, names, reasons, whatif
from bot.render.text import extend as texts
from handlers.core.announce import announce, reason_of, record
from handlers.core.asking import asked, stop_asking
from handlers.core.call import Call, Reply, Spent
from handlers.core.reasons import QUESTION, ask, asked_day
from handlers.core.scope import (
    StepScope,
    require_open,
    require_steerer,
    step_here,
)
from handlers.core.words import Words
from handlers.steps import requests
from handlers.steps.meeting import fixed, may_meet
from handlers.steps.requests import refuse_backwards

EXAMPLE_AFTER = timedelta(days=14)


def extend(call: Call) -> Reply:
    """Preview what a new due date moves; write it once confirmed. Who is responsible and may not
    extend asks for it.
    """
    words = Words(call.arguments)
    meant = _open_step(call, words)
    if not may_steer(meant.scope.team, call.person.id):
        requests.require_asker(call, meant)
    day = asked_day(call, words, meant, _ask_until)
    sure = words.take_sure()
    if day is None:
        raise _ask_until(call, meant)
    refuse_backwards(meant, day)
    reason = reason_of(words)
    if not reason:
        text = reasons.why_extend(call.say, meant.step, day)
        raise ask(call, meant, day.isoformat(), text)
    stop_asking(call, QUESTION)
    if not may_steer(meant.scope.team, call.person.id):
        return requests.ask_leaders(call, meant, day, reason)
    event = Extended(at=call.now, by=call.person.id, step=meant.number, to=day, reason=reason)
    if not sure:
        return _preview(call, meant, event, reason)
    return replace(_write(call, meant, event), spent=Spent.ALL)


def fix_day(call: Call) -> Reply:
    """Fix the day of a meeting step, and the time and the place if told."""
    words = Words(call.arguments)
    meant = _open_step(call, words, _meetings_first)
    require_steerer(call, meant.scope.team)
    day = asked_day(call, words, meant, _ask_day)
    before = meant.scope.forecast
    if not may_meet(meant.step):
        due = before[meant.number].known_due
        later = day if day and (due is None or day > due) else None
        raise Refusal("not-a-meeting", step=meant.step, day=later)
    if day is None:
        raise _ask_day(call, meant)
    event = _dated(call, words, meant, day)
    _refuse_impossible_day(meant, event, before)
    if event.time is None and tells_hour(words.rest):
        raise ask(call, meant, day.isoformat(), reasons.which_hour(call.say, day, words.rest))
    stop_asking(call, QUESTION)
    return fixed(call, meant, event)


def _startable(scope: Standing) -> Iterable[int]:
    return scope.startable


def _open_step(
    call: Call, words: Words, candidates: Callable[[Standing], Iterable[int]] = _startable
) -> StepScope:
    meant = step_here(call, words, candidates)
    require_open(meant)
    return meant


def _meetings_first(scope: Standing) -> Iterable[int]:
    """The open meetings, whatever they wait for; then what else may be one and can start."""
    meetings = [n for n in scope.open_steps if scope.plan.sop.step(n).meeting]
    others = [n for n in scope.startable if may_meet(scope.plan.sop.step(n))]
    return dict.fromkeys([*meetings, *others])


def _ask_until(call: Call, meant: StepScope) -> Exception:
    due = meant.scope.forecast[meant.number].due
    example = meant.scope.calendar.on_or_after(max(due, meant.scope.today) + EXAMPLE_AFTER)
    return ask(call, meant, "", reasons.until_when(call.say, meant.step, example))


def _ask_day(call: Call, meant: StepScope) -> Exception:
    due = meant.scope.forecast[meant.number].due
    example = meant.scope.calendar.on_or_after(max(due, meant.scope.today + ONE_DAY))
    return ask(call, meant, "", reasons.which_day(call.say, meant.step, example))


def _dated(call: Call, words: Words, meant: StepScope, day: date) -> Dated:
    """What follows the day: the hour, the room and the address of a meeting, as far as told."""
    link, words.rest = take_link(words.rest)
    hour = words.take_time()
    return Dated(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        on=day,
        time=hour,
        place=place_told(words.rest),
        link=link,
    )


def _refuse_impossible_day(meant: StepScope, event: Dated, before: Timeline) -> None:
    if event.on < meant.scope.today:
        raise Refusal("day-passed", day=event.on)
    after = meant.scope.becoming(meant.scope.plan.with_event(event)).forecast[meant.number]
    if after.due != event.on:
        raise Refusal("day-too-early", step=meant.step, day=event.on, start=after.start)
    past = [c for c in after.conflicts if c.kind is ConflictKind.DUE_NOT_APPLIED]
    if past and event.on > before[meant.number].due:
        raise Refusal("day-past-fixed", step=meant.step, day=event.on, fixed=past[0].fixed)


def _preview(call: Call, meant: StepScope, event: Extended, reason: str) -> Reply:
    plan = meant.scope.plan
    line = f"extend p{plan.id} {meant.number} {event.to.isoformat()} !"
    question = asked(call, line, reason)
    after = meant.scope.becoming(plan.with_event(event))
    change = Change(meant.scope, after, event, call.person)
    rows = (
        (Button(call.say.caption("Confirm the new due date"), f"{line} {question}"),),
        (cancelled.button(call.say, question),),
        *(whatif.rows(call.say, change) if whatif.moved_others(change) else ()),
    )
    text = texts.preview(call.say, change, call.work.teams.days_off(plan.team))
    return Reply(Message(names.of_case(call.say, plan, text), rows, about=meant.about))


def _write(call: Call, meant: StepScope, event: Event) -> Reply:
    change = record(call, meant.scope, event)
    days_off = call.work.teams.days_off(meant.scope.team.id)
    return announce(call, change, texts.announced(call.say, change, days_off))
