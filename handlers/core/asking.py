"""Questions with a button for each answer, and the command lines that stand behind buttons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.message import About, Button, Message, Text, join
from bot.domain.people import ChatKind, Team, on_duty
from bot.domain.plan import Plan
from bot.domain.rights import may_steer
from bot.domain.typed import arabic
from bot.ports import ASKS, OFFERS, Draft
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cancelled, names, refusals
from handlers.core.call import Call, Reply
from handlers.core.words import Words

MAX_ACTION_BYTES = 64
"""Telegram's limit on callback data; an action is kept below it on every channel."""
CHOICE_LIFETIME = timedelta(days=2)
ANSWER = "answer"
"""Of a button: what follows is said as if it had been typed."""
UNASK = "unask"
"""Of a button: the question that waits for a typed answer, named by its draft, waits no more."""
_MARK = re.compile(r"(?P<sign>[@?])(?P<draft>[0-9]{1,15})\Z")
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


def which_day(
    call: Call, refusal: Refusal, days: Sequence[date], line: DayLine, *, waits: bool = True
) -> Message:
    """What is wrong with the day that was typed, and a button for each of these. `waits`: one that
    is typed now is the answer.
    """
    rows = day_rows(call.say, days, call.today(), line)
    by_reply = waits and call.chat.kind is ChatKind.GROUP and not call.can.opens_field
    shown = Refusal(refusal.code, **{**refusal.values, "by_reply": by_reply, "waits": waits})
    return Message(refusals.text(call.say, shown, call.today()), rows, asks=waits)


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
    command = ANSWER if call.command.startswith(ASKS) else call.command

    def line(day: date) -> str:
        return action(call, command, "", f"{before}{day.isoformat()}{after}")

    waits = call.command.startswith(ASKS)
    return Reply(which_day(call, refusal, likely_days(refusal), line, waits=waits))


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
    if line.isascii() and len(line) <= MAX_ACTION_BYTES and not _MARK.search(line):
        return line
    draft = call.work.drafts.put(
        f"{_LINE}{command} {sha256(line.encode()).hexdigest()[:32]}",
        call.chat.id,
        call.person.id,
        {"text": text},
        call.now + lifetime,
    )
    return f"{command} {arguments} @{draft}"


def keep_asking(
    call: Call, kind: str, data: Mapping[str, Any], until: datetime, same: Sequence[str]
) -> None:
    """A question waits for its answer. Asked again, being alike in what `same` names, it is the
    same one: its older buttons still take it back.
    """
    drafts, chat, person = call.work.drafts, call.chat.id, call.person.id
    asked = drafts.of(kind, chat, person, call.now)
    if asked is not None and all(asked.data[name] == data[name] for name in same):
        drafts.change(asked.id, data, until)
    else:
        drafts.put(kind, chat, person, data, until)


def dropped(call: Call, question: Draft, text: Text) -> Reply:
    """The question waits for no answer any more; `text` says so."""
    call.work.drafts.drop(question.id)
    return Reply(Message(text))


def stop_asking(call: Call, kind: str) -> None:
    """Whatever else answers the question, a button or the whole line typed at once, it waits no
    more.
    """
    waiting = call.work.drafts.of(kind, call.chat.id, call.person.id, call.now)
    if waiting is not None:
        call.work.drafts.drop(waiting.id)


def with_way_out(call: Call, message: Message) -> Message:
    """A question that waits for a typed answer bears a button that takes it back, if it can."""
    if call.can.opens_field:
        return message
    waiting = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    if waiting is None:
        return message
    way_out = (cancelled.typed_button(call.say, waiting.id),)
    return replace(message, buttons=(*message.buttons, way_out))


def asked_again(call: Call, question: Draft, refusal: Refusal) -> Reply | None:
    """Why what was typed is no answer, as the question once more; None: it need not be asked so."""
    if call.can.opens_field or call.work.drafts.get(question.id, call.now) is None:
        return None
    how = cancelled.by_reply(call.say) if call.chat.kind is ChatKind.GROUP else ""
    told = refusals.text(call.say, refusal, call.today())
    return Reply(Message(join([told, how]), asks=True))


def waiting_question(call: Call, arguments: str) -> Draft:
    """That which the button `unask d45` stands under."""
    found = call.work.drafts.get(Words(arguments).take_id("d") or 0, call.now)
    if found is None or not found.kind.startswith(ASKS):
        raise Refusal("question-over")
    require_asker(call, found)
    return found


def asked(call: Call, about: str, text: str = "") -> str:
    """The mark that ends the lines of a question's buttons, and stands for `text` in them.

    By it the question is found when one is pressed; the same one, asked anew, has a new mark.
    """
    return marked(open_question(call, about, text, call.now + CHOICE_LIFETIME))


def open_question(call: Call, about: str, text: str, until: datetime) -> int:
    """Its draft."""
    kind = f"{OFFERS}{sha256(f'{about} {text}'.encode()).hexdigest()[:32]}"
    return call.work.drafts.put(kind, call.chat.id, call.person.id, {"text": text}, until)


def marked(question: int) -> str:
    """The mark of a question that is kept as this draft, with its `text`."""
    return f"?{question}"


def question_of(call: Call, arguments: str) -> Draft | None:
    """The question under which a button with these arguments stands; it must wait still."""
    found = _MARK.search(arguments)
    if found is None or found["sign"] != "?":
        return None
    question = call.work.drafts.get(int(found["draft"]), call.now)
    if question is None or "text" not in question.data:
        raise Refusal("question-over")
    require_asker(call, question)
    return question


def require_asker(call: Call, question: Draft) -> None:
    """Answered or cancelled by who asked; in a group by its secretary and its chair too."""
    if question.person == call.person.id:
        return
    if question.chat != call.chat.id:
        raise Refusal("button-expired")
    team = call.work.teams.of_group(call.chat.id) if call.chat.kind is ChatKind.GROUP else None
    if team is None or not may_steer(on_duty(team, call.now), call.person.id):
        asker = call.work.people.by_id(question.person)
        raise Refusal("not-your-button", person=asker)


def expanded(arguments: str, call: Call) -> str:
    """`@45` or `?45` at the end stands for text that is kept in the store."""
    found = _MARK.search(arguments)
    if found is None:
        return arguments
    kept = question_of(call, arguments) or _line_of(call, int(found["draft"]))
    return f"{arguments[: found.start()]}{kept.data['text']}"


def _line_of(call: Call, draft: int) -> Draft:
    kept = call.work.drafts.get(draft, call.now)
    if kept is None or not kept.kind.startswith(_LINE):
        raise Refusal("button-expired")
    require_asker(call, kept)
    return kept


def _choice(call: Call, choice: str, rest: str) -> str:
    return action(call, call.command, choice, rest)
