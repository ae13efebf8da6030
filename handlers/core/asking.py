"""Questions with a button for each answer, and the command lines that stand behind buttons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from hashlib import sha256

from bot.domain.errors import Refusal
from bot.domain.message import About, Button, Message, Text
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.typed import arabic
from bot.ports import Draft
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names, refusals
from handlers.core.call import Call, Reply

MAX_ACTION_BYTES = 64
"""Telegram's limit on callback data; an action is kept below it on every channel."""
CHOICE_LIFETIME = timedelta(days=2)
ANSWER = "answer"
"""Of a button: what follows is said as if it had been typed."""
_DRAFT = re.compile("[0-9]{1,15}")
DayLine = Callable[[date], str]
"""The command line behind the button of a day."""
_LINE = "line:"
"""Begins the kind of a draft that is the rest of a command line."""


class Ask(Exception):
    """The request can mean several things: this reply asks which."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__("which?")


def which_team(call: Call, teams: Sequence[Team], rest: str) -> Reply:
    rows = tuple((Button(names.team_name(t), _choice(call, f"t{t.id}", rest)),) for t in teams)
    return Reply(Message(call.say("Which team do you mean?"), rows))


def which_plan(call: Call, plans: Sequence[Plan], rest: str) -> Reply:
    """The plan of the earlier fiscal year comes first: it is the one under way now."""
    ordered = sorted(plans, key=lambda p: p.start)
    teams = {p.team: call.work.teams.by_id(p.team) for p in ordered}
    labels = names.plan_labels(call.say, [(teams[p.team], p) for p in ordered])
    rows = tuple(
        (Button(label, _choice(call, f"p{p.id}", rest)),)
        for label, p in zip(labels, ordered, strict=True)
    )
    return Reply(Message(call.say("Which plan do you mean?"), rows))


def which_step(call: Call, plan: Plan, steps: Sequence[int], rest: str) -> Reply:
    rows = tuple(
        (
            Button(
                names.step_label(call.say, plan.sop.step(n)),
                _choice(call, f"p{plan.id} {n}", rest),
            ),
        )
        for n in steps
    )
    return Reply(Message(call.say("Which step do you mean?"), rows, about=(About(plan.id),)))


def which_day(call: Call, refusal: Refusal, days: Sequence[date], line: DayLine) -> Message:
    """What is wrong with the day that was typed, and a button for each of these."""
    rows = day_rows(call.say, days, call.today(), line)
    return Message(refusals.text(call.say, refusal, call.today()), rows)


def day_rows(
    say: Say, days: Sequence[date], today: date, line: DayLine
) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(_day_label(say, day, today), line(day)),) for day in days)


def likely_days(refusal: Refusal) -> tuple[date, ...]:
    """Those for which what was typed may stand."""
    days = refusal.values.get("days", ())
    return days if isinstance(days, tuple) else ()


def _day_label(say: Say, day: date, today: date) -> str:
    written = dates.weekday_mark(day, say.language)
    return say.caption("Today ({day})", day=written) if day == today else written


def in_its_place(call: Call, refusal: Refusal) -> Reply:
    """The request again, as it was typed but for its day, behind a button for each likely one."""
    told = str(refusal.values.get("text", ""))
    at = _alike(call.arguments).find(_alike(told)) if told else -1
    if at < 0:
        raise refusal
    before, after = call.arguments[:at], call.arguments[at + len(told) :]
    command = ANSWER if call.command.startswith("ask:") else call.command

    def line(day: date) -> str:
        return action(call, command, "", f"{before}{day.isoformat()}{after}")

    return Reply(which_day(call, refusal, likely_days(refusal), line))


def _alike(text: str) -> str:
    """As days off are read: in Arabic digits and without hyphens, every character in its place."""
    return arabic(text).replace("-", "/")


def action(
    call: Call,
    command: str,
    arguments: str,
    text: str = "",
    *,
    lifetime: timedelta = CHOICE_LIFETIME,
) -> str:
    """A command line for a button; what is long or not ASCII is kept in the store until pressed.

    Another line does not replace it: each button works for its time.
    """
    line = f"{command} {arguments} {text}".strip()
    if line.isascii() and len(line) <= MAX_ACTION_BYTES:
        return line
    draft = call.work.drafts.put(
        f"{_LINE}{command} {sha256(line.encode()).hexdigest()[:32]}",
        call.chat.id,
        call.person.id,
        {"text": text},
        call.now + lifetime,
    )
    return f"{command} {arguments} @{draft}"


def dropped(call: Call, question: Draft, text: Text) -> Reply:
    """The question waits for no answer any more; `text` says so."""
    call.work.drafts.drop(question.id)
    return Reply(Message(text))


def expanded(arguments: str, call: Call) -> str:
    """`@45` at the end stands for text that was too long for a button."""
    head, at, number = arguments.rpartition("@")
    if not at or not _DRAFT.fullmatch(number):
        return arguments
    draft = call.work.drafts.get(int(number), call.now)
    if draft is None or not draft.kind.startswith(_LINE):
        raise Refusal("button-expired")
    if draft.person != call.person.id:
        raise Refusal("not-your-button")
    return f"{head}{draft.data['text']}"


def _choice(call: Call, choice: str, rest: str) -> str:
    return action(call, call.command, choice, rest)
