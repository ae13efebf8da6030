"""What a command still lacks is asked; the typed answer completes its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import FARTHEST, fiscal_year_end
from bot.domain.errors import Refusal
from bot.domain.message import Message, Text
from bot.domain.step_dates import next_years
from bot.domain.typed import SURE, Lean, find_date
from bot.ports import Draft
from bot.render.text import names
from handlers.core.asking import Ask, action, keep_asking, likely_days, which_day
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope
from handlers.core.words import Words

QUESTION = "ask:reason"
ANSWER_WAITS = timedelta(hours=1)
YEAR = timedelta(days=365)
_UNTIL = re.compile(r"(?:(?:เป็น|ไป|จน)*ถึง|เป็น|to |until )\s*")


def ask(call: Call, meant: StepScope, told: str, text: Text) -> Ask:
    """The question for the rest of this command's line, of which `told` follows the step."""
    return ask_rest(call, meant, f"{meant.target}: {told}".strip(), text)


def ask_rest(call: Call, meant: StepScope, line: str, text: Text) -> Ask:
    """The same of a line that does not begin with the step."""
    _wait(call, meant, line)
    text = names.of_case(call.say, meant.scope.plan, text)
    return Ask(Reply(Message(text, about=meant.about, asks=True)))


def _wait(call: Call, meant: StepScope, line: str) -> None:
    """For an answer that completes the line."""
    about = {"plan": meant.scope.plan.id, "step": meant.number}
    data = {"command": call.command, "arguments": line, **about}
    keep_asking(call, QUESTION, data, call.now + ANSWER_WAITS, same=("command", "arguments"))


def completed(call: Call, draft: Draft) -> Call:
    """The call as if all of it had been typed at once, but for a mark that would confirm it."""
    line = f"{draft.data['arguments']} {call.arguments.lstrip(SURE + ' ')}"
    return replace(call, command=draft.data["command"], arguments=line)


def asked_day(
    call: Call, words: Words, meant: StepScope, ask_anew: Callable[[Call, StepScope], Exception]
) -> date | None:
    """The day that is told, if one is; if it is not clear which, that is asked."""
    try:
        return _take_day(words, meant)
    except Refusal as refusal:
        days = [d for d in likely_days(refusal) if d >= meant.scope.today]
        if not days and refusal.code == "date-unclear":
            raise ask_anew(call, meant) from None
        if not days:
            raise
        told, rest = meant.target, str(refusal.values["rest"])

        def line(day: date) -> str:
            return action(call, call.command, f"{told} {day.isoformat()}", rest)

        _wait(call, meant, f"{meant.target}:")
        raise Ask(Reply(which_day(call, refusal, days, line))) from None


def _take_day(words: Words, meant: StepScope) -> date | None:
    """The date, perhaps after a word that leads to it: เป็น 20 ต.ค. 69."""
    today = meant.scope.today
    after = _UNTIL.sub("", words.rest, count=1) if _UNTIL.match(words.rest) else words.rest
    if find_date(after):
        words.rest = after
    told = words.rest
    day = words.take_date(today, Lean.FUTURE)
    if day is None:
        return None
    if abs(day - today) > FARTHEST:
        raise Refusal("day-too-far", day=day)
    if day > _year_end(meant) and _is_without_year(told, day, today):
        text = told.removesuffix(words.rest).strip()
        raise Refusal("date-unclear", text=text, days=(day,), rest=words.rest)
    return day


def _year_end(meant: StepScope) -> date:
    """Of the year in which the step is done; a case may go on in the next one."""
    plan = meant.scope.plan
    is_next = plan.sop.case or meant.number in plan.sop.once(next_years)
    return fiscal_year_end(plan.fiscal_year + is_next)


def _is_without_year(told: str, day: date, today: date) -> bool:
    """Whether a year ago the same words would have told another day."""
    return Words(told).take_date(today - YEAR, Lean.FUTURE) != day
