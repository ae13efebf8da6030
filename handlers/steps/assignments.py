"""What a meeting assigns: its text, its owner, its day; and that it is carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from bot.domain.calendar import FARTHEST
from bot.domain.errors import Refusal
from bot.domain.events import AssignmentDone, Matter, Outcome
from bot.domain.message import Button, Message, Text
from bot.domain.people import ChatKind, Person
from bot.domain.plan import Plan
from bot.domain.rights import may_steer
from bot.domain.typed import Lean
from bot.ports import Draft
from bot.render.language import Say
from bot.render.text import assignments as texts
from bot.render.text import cancelled, minutes, names, status_buttons
from handlers.core.announce import record, undo_row
from handlers.core.asking import day_rows, dropped, stop_asking
from handlers.core.call import Call, Reply, Spent
from handlers.core.person_meant import person_meant
from handlers.core.scope import StepScope, require_steerer
from handlers.core.words import Words, is_cancel
from handlers.steps.meeting import meeting_here, said
from handlers.steps.outcomes import next_id, outcome_told, read, refuse_more

QUESTION = "ask:minutes-work"
ANSWER_WAITS = timedelta(hours=1)
MOST_OWNERS = 30
DAYS = (7, 14, 30)
"""After which a day is offered."""
_BY = re.compile(r"(?:ภายใน(?:วันที่)?|(?<!\w)by) ?(?=\S)")


@dataclass(frozen=True, slots=True)
class Half:
    """What of an assignment is told so far; `due` in ISO."""

    text: str = ""
    item: int = 0
    owner: int = 0
    due: str = ""


def assign(call: Call, meant: StepScope, words: Words) -> Reply:
    """Typed in one go, or asked for one after another."""
    require_steerer(call, meant.scope.team)
    refuse_more(meant)
    return _go_on(call, meant, _told(call, meant, words.rest, Half()))


def answered(call: Call, draft: Draft) -> Reply:
    """What was asked for, typed."""
    if is_cancel(call.arguments):
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    meant = meeting_here(call, Words(draft.data["line"]))
    require_steerer(call, meant.scope.team)
    half = _half(draft)
    told = _told(call, meant, call.arguments, half)
    if told == half and half.owner:
        raise Refusal("date-unreadable")
    return _go_on(call, meant, told)


def owner(call: Call, meant: StepScope, words: Words) -> Reply:
    """`owner u5`: chosen by a button."""
    half, person = _waiting(call, meant), words.take_id("u") or 0
    if meant.scope.team.member(person) is None:
        raise Refusal("owner-not-member")
    return _go_on(call, meant, replace(half, owner=person))


def due(call: Call, meant: StepScope, words: Words) -> Reply:
    """`due 2027-03-31`: chosen by a button."""
    half, day = _waiting(call, meant), _day(meant, words)
    return _go_on(call, meant, replace(half, due=day.isoformat() if day else ""))


def done(call: Call, meant: StepScope, words: Words) -> Reply:
    """By whose it is, who acts for that one, the secretary or the chair."""
    met, team, by = meant.state.met, meant.scope.team, call.person.id
    work = outcome_told(meant, words, met.assigned)
    if work.owner not in team.stands_for(by) and not may_steer(team, by):
        raise Refusal("not-your-work", step=meant.step)
    if work.outcome in met.done:
        raise Refusal("done-already")
    event = AssignmentDone(at=call.now, by=by, step=meant.number, outcome=work.outcome)
    plan = record(call, meant.scope, event).after.plan
    text = texts.carried_out(call.say, work, call.person)
    return Reply(said(meant, text, (undo_row(call, plan),)), spent=Spent.BUTTON)


def tell_owner(
    call: Call, meant: StepScope, work: Outcome, write: Callable[[Say, Plan, Outcome], Text]
) -> None:
    """In private; who records it oneself knows."""
    member = meant.scope.team.member(work.owner)
    if member is None or member.person.id == call.person.id:
        return

    def told(say: Say) -> Message:
        is_own = write is texts.told_owner
        rows = texts.done_rows(say, meant.scope.plan.id, (work,)) if is_own else ()
        return said(meant, write(say, meant.scope.plan, work), rows)

    call.tell(member.person, told)


def _told(call: Call, meant: StepScope, typed: str, half: Half) -> Half:
    """With what is told now; a text that is known is not told anew."""
    person, typed = _mentioned(call, meant, typed)
    if person is not None:
        half = replace(half, owner=person.id)
    day, typed = _day_in(meant, typed, whole=bool(half.text))
    if day is not None:
        half = replace(half, due=day.isoformat())
    if half.text or not typed.strip():
        return half
    item, text = read(meant, typed.strip())
    return replace(half, text=text, item=item)


def _day_in(meant: StepScope, typed: str, *, whole: bool) -> tuple[date | None, str]:
    """The day behind ภายใน, and the rest: การควบคุมภายใน tells none. `whole`: all of it is the day
    that was asked for.
    """
    told = [(typed[: found.start()], typed[found.end() :]) for found in _BY.finditer(typed)]
    for before, after in told or [("", typed)] * whole:
        words = Words(after)
        day = _day(meant, words)
        if day is not None:
            return day, f"{before} {words.rest}"
    return None, typed


def _mentioned(call: Call, meant: StepScope, typed: str) -> tuple[Person | None, str]:
    """The member named by a mention, and the text without it."""
    named = next(iter(call.incoming.mentions), None)
    if named is None:
        return None, typed
    typed_alone = replace(call, incoming=replace(call.incoming, replied=None))
    person = person_meant(typed_alone, meant.scope.team, "")
    if person is None or meant.scope.team.member(person.id) is None:
        raise Refusal("owner-not-member")
    return person, typed.replace(named.text, " ", 1).strip()


def _go_on(call: Call, meant: StepScope, half: Half) -> Reply:
    """Who has left since he or she was told is asked for again."""
    if meant.scope.team.member(half.owner) is None:
        half = replace(half, owner=0)
    if half.text and half.owner and half.due:
        return _write(call, meant, half)
    data = {"line": meant.target, **asdict(half)}
    until = call.now + ANSWER_WAITS
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)
    if not half.text:
        who = call.asked_in_group
        text = minutes.ask(call.say, meant.scope, meant.number, Matter.ASSIGNED, who)
        return Reply(said(meant, text, asks=True))
    if half.owner:
        return _ask_day(call, meant, half)
    return ask_owner(call, meant, half.text, "owner")


def ask_owner(call: Call, meant: StepScope, text: str, verb: str, but: int | None = None) -> Reply:
    """By a button for each member, behind the verb; not for `but`, whose it is."""
    members = [m for m in meant.scope.team.members if m.has_duty and m.person.id != but]
    choice = [
        Button(
            names.shorten(names.person(call.say, m.person)),
            f"minutes {meant.target} {verb} u{m.person.id}",
        )
        for m in members[:MOST_OWNERS]
    ]
    rows = status_buttons.in_rows(choice, 2)
    return Reply(said(meant, texts.ask_owner(call.say, text), rows))


def _ask_day(call: Call, meant: StepScope, half: Half) -> Reply:
    calendar, today = meant.scope.calendar, meant.scope.today
    days = [calendar.on_or_after(today + timedelta(days=n)) for n in DAYS]

    def line(day: date) -> str:
        return f"minutes {meant.target} due {day.isoformat()}"

    rows = day_rows(call.say, days, today, line)
    return Reply(said(meant, texts.ask_day(call.say, half.text, days[-1]), rows, asks=True))


def _write(call: Call, meant: StepScope, half: Half) -> Reply:
    event = Outcome(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        outcome=next_id(meant),
        kind=Matter.ASSIGNED,
        text=half.text,
        item=half.item,
        owner=half.owner,
        due=date.fromisoformat(half.due),
    )
    plan = record(call, meant.scope, event).after.plan
    stop_asking(call, QUESTION)
    tell_owner(call, meant, event, texts.told_owner)
    private = call.chat.kind is ChatKind.PRIVATE
    person = call.work.people.by_id(half.owner) if private else None
    rows = (undo_row(call, plan), *minutes.rows(call.say, meant.target, holds=False))
    return Reply(said(meant, texts.recorded(call.say, event, person), rows))


def _day(meant: StepScope, words: Words) -> date | None:
    today = meant.scope.today
    day = words.take_date(today, Lean.FUTURE)
    if day is not None and day < today:
        raise Refusal("day-passed", day=day)
    if day is not None and day - today > FARTHEST:
        raise Refusal("day-too-far", day=day)
    return day


def _waiting(call: Call, meant: StepScope) -> Half:
    require_steerer(call, meant.scope.team)
    draft = call.work.drafts.of(QUESTION, call.chat.id, call.person.id, call.now)
    if draft is None or draft.data["line"] != meant.target:
        raise Refusal("button-expired")
    return _half(draft)


def _half(draft: Draft) -> Half:
    return Half(**{name: value for name, value in draft.data.items() if name != "line"})
