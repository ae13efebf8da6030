"""/snooze: no reminders of a step in this chat for some days; its due date never moves.

A closing, a reopening, another due date end it (`handlers.core.announce`), or whoever may pause.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import ChatKind
from bot.domain.relevance import kept_back
from bot.domain.standing import Standing
from bot.domain.typed import Lean, take_length, tidy
from bot.ports import Snooze
from bot.render.text import snooze as texts
from bot.render.text import status_buttons
from handlers.core import newest
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    StepScope,
    closable,
    replied_about,
    require_closer,
    require_open,
    step_here,
)
from handlers.core.words import Words

DEFAULT_DAYS = 3
MOST_DAYS = 30
"""Longer is forgetting; the weekly summary would be the only word of the step for a month."""
_UNTIL = re.compile(r"\A(?:(?:จน|ไป)*ถึง|until )\s*")


LONGEST = timedelta(days=MOST_DAYS + 14)
"""With the days off to the next working day."""
_ONE_NUMBER = re.compile(r"\d+")


def snooze(call: Call) -> Reply:
    """Pause the reminders of one step here; escalation goes on.

    `snooze p12 5 was 2027-03-01`: until the day that stood before; `… 5 for 7`: for seven days.
    """
    words = Words(_as_days(call.arguments))
    told_days = _only_days(call, words)
    meant = step_here(call, words, closable(call))
    require_closer(call, meant)
    require_open(meant)
    scope = meant.scope
    until = _day_before(words, scope.today) or _until(scope, told_days or _days(words, meant))
    pause = Snooze(scope.plan.id, meant.number, call.chat.id, until)
    newest.keep(call, _way_back(call, meant))
    call.work.plans.snooze(pause)
    kept = kept_back(scope.plan, scope.team, scope.calendar, pause, call.now)
    in_group = call.chat.kind is ChatKind.GROUP
    text = texts.paused(call.say, scope, meant.number, until, kept, to_group=in_group)
    end = (status_buttons.end_of_pause(call.say, scope.plan.id, meant.number),)
    return Reply(Message(text, (end,), about=meant.about))


def resume(call: Call) -> Reply:
    """End the pause of one step here."""
    meant = step_here(call, Words(call.arguments), lambda scope: _paused_here(call, scope))
    require_closer(call, meant)
    if meant.number not in _paused_here(call, meant.scope):
        raise Refusal("not-paused", step=meant.step)
    scope = meant.scope
    newest.keep(call, _way_back(call, meant))
    call.work.plans.unsnooze(scope.plan.id, meant.number, call.chat.id)
    text = texts.resumed(call.say, scope, meant.number)
    return Reply(Message(text, about=meant.about))


def _as_days(arguments: str) -> str:
    """A length at its end as `for 7`: 7 วัน by itself is no step."""
    days, before = take_length(tidy(arguments))
    return arguments if days is None else f"{before} for {days}"


def _days(words: Words, meant: StepScope) -> int:
    """Until a day, or for a number of them."""
    today = meant.scope.today
    words.rest = _UNTIL.sub("", words.rest)
    if day := words.take_date(today, Lean.FUTURE):
        if day <= today:
            raise Refusal("day-passed", day=day)
        return (day - today).days
    words.take_word("for")
    days = words.take_step()
    if days == 0 or (days is None and words.rest):
        raise Refusal("snooze-unreadable", step=meant.step)
    return days or DEFAULT_DAYS


def _until(scope: Standing, days: int) -> date:
    if days > MOST_DAYS:
        raise Refusal("snooze-too-long", days=days, most=MOST_DAYS)
    return scope.calendar.on_or_after(scope.today + timedelta(days=days))


def _day_before(words: Words, today: date) -> date | None:
    if not words.take_word("was"):
        return None
    day = words.take_date(today, Lean.FUTURE)
    if day is None or day > today + LONGEST:
        raise Refusal("button-expired")
    return day


def _way_back(call: Call, meant: StepScope) -> str:
    """What makes this pause, or that there is none, what it is now."""
    target, paused = meant.target, _paused_here(call, meant.scope)
    if meant.number not in paused:
        return f"unsnooze {target}"
    return f"snooze {target} was {paused[meant.number].isoformat()}"


def _paused_here(call: Call, scope: Standing) -> dict[int, date]:
    """The steps, and the days from which on they are reminded of again."""
    pauses = call.work.plans.snoozes(scope.plan.id)
    here = [p for p in pauses if p.chat == call.chat.id and p.until > scope.today]
    return {p.step: p.until for p in here}


def _only_days(call: Call, words: Words) -> int | None:
    """In reply to a notice about one step a single number counts days, not a step."""
    one_step = len({a.step for a in replied_about(call)}) == 1
    if not one_step or not _ONE_NUMBER.fullmatch(words.rest):
        return None
    return words.take_step()
