"""The buttons under notices: รับทราบ, the monthly check-in, and the chair's hand-over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.documents import missing_evidence
from bot.domain.errors import Refusal
from bot.domain.events import Acknowledged, CheckedIn, Situation
from bot.domain.message import About, Message, Text
from bot.domain.people import Team
from bot.domain.plan import Plan, effective
from bot.domain.rules import Kind
from bot.domain.standing import Standing, StepStatus, overdue_days
from bot.domain.typed import impolite, one_line
from bot.ports import Draft
from bot.render.language import Say
from bot.render.text import notice_buttons, obstacle, snooze
from handlers.core.announce import NOTE_LENGTH
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply, Spent
from handlers.core.scope import (
    StepScope,
    closable,
    plan_here,
    require_closer,
    require_open,
    step_here,
)
from handlers.core.words import Words, is_cancel
from handlers.steps.done import done

FOLLOW_UP = "followup"
QUESTION = "ask:obstacle"
WORDS_WAIT = timedelta(hours=1)


def acknowledge(call: Call) -> Reply:
    """Record that the person has seen the notice: `ack p12 4 due`, `ack p12 6 8 overdue`, or of
    more steps than a button can name `ack p12 all overdue`.
    """
    words = Words(call.arguments)
    plan, steps = _acknowledged(call, words)
    notice = words.take_word(*Kind)
    events = [Acknowledged(at=call.now, by=call.person.id, step=n, notice=notice) for n in steps]
    call.work.plans.append(plan, *events)
    popup = snooze.acknowledged(call.say, plan.sop.step(steps[0]) if len(steps) == 1 else None)
    return Reply(popup=popup, spent=Spent.BUTTON)


def _acknowledged(call: Call, words: Words) -> tuple[Plan, Sequence[int]]:
    ahead = Words(words.rest)
    if ahead.take_plan() and ahead.take_word(notice_buttons.ALL_OVERDUE):
        scope = plan_here(call, words)
        words.take_word(notice_buttons.ALL_OVERDUE)
        return scope.plan, scope.having(StepStatus.OVERDUE)
    meant = step_here(call, words, closable(call))
    plan = meant.scope.plan
    return plan, [
        meant.number,
        *(n for n in iter(words.take_step, None) if n in plan.sop.by_number),
    ]


def check_in(call: Call) -> Reply:
    """`checkin p12 7 on-plan`, `… obstacle` or `… done`: the answer to the monthly question."""
    words = Words(call.arguments)
    meant = step_here(call, words, closable(call))
    require_closer(call, meant)
    answer = words.take_word("on-plan", "obstacle", "done")
    if answer == "done":
        line = meant.target
        return done(replace(call, command="done", arguments=line))
    if meant.state.is_closed or not answer:
        raise Refusal("button-expired")
    return _situation(call, meant, Situation(answer))


def _situation(call: Call, meant: StepScope, situation: Situation) -> Reply:
    scope, mine = meant.scope, _own_obstacles(call, meant)
    same = bool(mine) is (situation is Situation.OBSTACLE)
    if same and _last_said(call, meant) is situation:
        return Reply(popup=snooze.noted_already(call.say))
    event = CheckedIn(at=call.now, by=call.person.id, step=meant.number, situation=situation)
    plan = call.work.plans.append(scope.plan, event)
    if situation is Situation.OBSTACLE:
        return _ask_obstacle(call, meant)
    _stop_waiting(call)
    if mine:
        _tell_obstacle_over(call, meant, plan)
    left = len(plan.states[meant.number].obstacles)
    text = snooze.on_plan_noted(call.say, meant.step, left)
    return Reply(_about(text, plan.id, meant.number))


def _own_obstacles(call: Call, meant: StepScope) -> list[CheckedIn]:
    return [o for o in meant.state.obstacles if o.by == call.person.id]


def _ask_obstacle(call: Call, meant: StepScope) -> Reply:
    """Told at once; the words may follow."""
    plan = meant.scope.plan
    told = _tell_obstacle(call, meant)
    data, until = {"plan": plan.id, "step": meant.number}, call.now + WORDS_WAIT
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)
    text = snooze.ask_obstacle(call.say, meant.step, call.asked_in_group, told=told)
    return Reply(replace(_about(text, plan.id, meant.number), asks=True))


def obstacle_answered(call: Call, draft: Draft) -> Reply:
    """What the obstacle is, typed: recorded, and sent after the first word of it."""
    meant = step_here(call, Words(f"p{draft.data['plan']} {draft.data['step']}"), closable(call))
    note = one_line(impolite(call.arguments))
    if is_cancel(note):
        return dropped(call, draft, snooze.obstacle_left(call.say, meant.step))
    require_closer(call, meant)
    _require_words(note)
    call.work.drafts.drop(draft.id)
    plan = call.work.plans.append(meant.scope.plan, _obstacle(call, meant, note))
    told = _tell_obstacle(call, meant, note)
    text = snooze.obstacle_described(call.say, meant.step, note, told=told)
    over = (obstacle.button(call.say, plan.id, meant.number),)
    return Reply(replace(_about(text, plan.id, meant.number), buttons=(over,)))


def _obstacle(call: Call, meant: StepScope, note: str) -> CheckedIn:
    return CheckedIn(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        situation=Situation.OBSTACLE,
        note=note,
    )


def _require_words(note: str) -> None:
    if not any(c.isalnum() for c in note):
        raise Refusal("obstacle-needs-words")
    if len(note) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(note), limit=NOTE_LENGTH)


def _stop_waiting(call: Call) -> None:
    waiting = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    if waiting is not None and waiting.kind == QUESTION:
        call.work.drafts.drop(waiting.id)


def _last_said(call: Call, meant: StepScope) -> Situation | None:
    """What this person answered to the newest check-in of the step."""
    plan, since = meant.scope.plan, _newest_check_in(meant.scope)
    said = [
        e.situation
        for e in effective(plan.events)
        if isinstance(e, CheckedIn)
        and (e.step, e.by) == (meant.number, call.person.id)
        and plan.rules.local_day(e.at) >= since
    ]
    return said[-1] if said else None


def _newest_check_in(scope: Standing) -> date:
    """The first working day of a month, at or before today."""
    month = scope.today.replace(day=1)
    this = scope.calendar.on_or_after(month)
    if this <= scope.today:
        return this
    return scope.calendar.on_or_after((month - timedelta(days=1)).replace(day=1))


def hand_to_secretary(call: Call) -> Reply:
    """`followup p12 6`: the chair asks the secretary to follow an overdue step up."""
    meant = step_here(call, Words(call.arguments), lambda scope: scope.startable)
    scope = meant.scope
    member = scope.team.member(call.person.id)
    if member is None or not member.acts_as_chair:
        raise Refusal("chair-hands-over")
    require_open(meant)
    if not _handed_over_today(meant):
        _order(call, meant)
        event = Acknowledged(at=call.now, by=call.person.id, step=meant.number, notice=FOLLOW_UP)
        call.work.plans.append(scope.plan, event)
    return Reply(popup=snooze.handed_over_popup(call.say, meant.step), spent=Spent.BUTTON)


def _handed_over_today(meant: StepScope) -> bool:
    """Once a day is enough; a second press only gets the pop-up."""
    plan, today = meant.scope.plan, meant.scope.today
    return any(
        isinstance(e, Acknowledged)
        and (e.step, e.notice) == (meant.number, FOLLOW_UP)
        and plan.rules.local_day(e.at) == today
        for e in effective(plan.events)
    )


def _order(call: Call, meant: StepScope) -> None:
    """What the secretaries read in private."""
    scope, number = meant.scope, meant.number
    missing = missing_evidence(meant.state, call.work.files.of_plan(scope.plan.id))
    due = scope.due(number)
    days = overdue_days(due, scope.calendar, scope.today)

    def order(say: Say) -> Message:
        text = snooze.handed_over(say, scope.plan, scope.team, meant.step, due, days, missing)
        rows = notice_buttons.of_order(say, scope.plan.id, number)
        return replace(_about(text, scope.plan.id, number), buttons=rows)

    if not _tell_secretaries(call, scope.team, order):
        raise Refusal("no-secretary", vacant=not scope.team.secretaries)


def _tell_obstacle(call: Call, meant: StepScope, note: str = "") -> bool:
    """The secretary may withdraw it, too."""
    plan, number = meant.scope.plan, meant.number

    def told(say: Say) -> Message:
        text = snooze.obstacle(say, plan, meant.step, call.person, note)
        rows = ((obstacle.button(say, plan.id, number),),)
        return replace(_about(text, plan.id, number), buttons=rows)

    return _tell_secretaries(call, meant.scope.team, told)


def _tell_obstacle_over(call: Call, meant: StepScope, plan: Plan) -> None:
    def over(say: Say) -> Message:
        text = snooze.obstacle_over(say, plan, meant.step, call.person)
        return _about(text, plan.id, meant.number)

    _tell_secretaries(call, meant.scope.team, over)


def _tell_secretaries(call: Call, team: Team, write: Callable[[Say], Message]) -> bool:
    """All but who speaks now; whether there was one who can be told in private."""
    others = (m.person for m in team.secretaries if m.person.id != call.person.id)
    told = [person for person in others if person.private_chat is not None]
    for person in told:
        call.tell(person, write)
    return bool(told)


def _about(text: Text, plan: int, step: int) -> Message:
    return Message(text, about=(About(plan, step),))
