"""/holiday: the team's days off, listed, added, removed; a change moves due dates at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from bot.domain.calendar import (
    ONE_DAY,
    SATURDAY,
    Calendar,
    fiscal_year,
    fiscal_year_end,
)
from bot.domain.message import Message
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.rights import may_steer
from bot.domain.standing import without_aside
from bot.domain.timeline import Timeline, moved
from bot.ports import Draft, UnitOfWork
from bot.render.text import cancelled
from bot.render.text import holiday as texts
from bot.render.text import undo as undo_texts
from handlers.core.announce import tell_group
from handlers.core.asking import action, asked, dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import require_steerer, standing_of, team_here, team_of_draft
from handlers.core.words import Words, is_cancel
from handlers.plans.holiday_days import Written, begins_with_date, read

VERBS: Mapping[str, str] = {"เพิ่ม": "add", "add": "add", "ลบ": "remove", "remove": "remove"}
OPPOSITE = {"add": "remove", "remove": "add"}
PAGE = 10
ASK_LIFETIME = timedelta(days=1)
EXAMPLE_AFTER = timedelta(days=7)
LINE_OF_OPPOSITE = 3
"""Days up to which the opposite command is written out; for more there is the button."""


@dataclass
class Change:
    """The days that a request changes, with their names, and those it leaves as they are."""

    days: dict[date, str] = field(default_factory=dict)
    known: list[tuple[date, str]] = field(default_factory=list)


def holiday(call: Call) -> Reply:
    """`holiday`, `holiday add 31/12/2569 name`, `holiday remove 1/5/2570`."""
    words = Words(call.arguments)
    team = team_here(call, words)
    verb = _take_verb(words)
    if not verb and begins_with_date(words.rest, call.today(team.rules)):
        return _offer(call, team, words.rest)
    if not verb:
        return _list(call, team, words.take_id("o") or 0)
    require_steerer(call, team)
    if not words.rest:
        return _ask(call, team, verb)
    return _change(call, team, verb, words.rest)


def answered(call: Call, question: Draft) -> Reply:
    """The days, typed or pasted."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    team = team_of_draft(call, question)
    require_steerer(call, team)
    reply = _change(call, team, question.data["verb"], call.arguments)
    call.work.drafts.drop(question.id)
    return reply


def _take_verb(words: Words) -> str:
    for written, verb in VERBS.items():
        if words.rest.lower().startswith(written):
            words.rest = words.rest[len(written) :].lstrip(" :\n")
            return verb
    return ""


def _list(call: Call, team: Team, offset: int) -> Reply:
    """The days to come, to the end of the running plan's fiscal year."""
    today = call.today(team.rules)
    years = [p.fiscal_year for p in _running(call.work, team)]
    until = fiscal_year_end(max(years, default=fiscal_year(today)))
    coming = [(d, n) for d, n in call.work.teams.days_off(team.id).items() if today <= d <= until]
    page = coming[offset : offset + PAGE]
    message = texts.listed(
        call.say,
        team.id,
        page,
        offset=offset,
        more=len(coming) > offset + PAGE,
        size=PAGE,
        until=until,
        steers=may_steer(team, call.person.id),
        example=_free(call.work, team, today),
    )
    return Reply(message, edits=True)


def _offer(call: Call, team: Team, text: str) -> Reply:
    """Days without a word on what to do with them: a button adds them."""
    require_steerer(call, team)
    today = call.today(team.rules)
    listed = call.work.teams.days_off(team.id)
    change = _compared(read(text, today, _free(call.work, team, today)), "add", listed)
    if not change.days:
        return Reply(Message(texts.unchanged(call.say, "add", change.known)))
    question = asked(call, f"holiday t{team.id}", text)
    return Reply(texts.offer(call.say, team.id, change.days, question))


def _free(work: UnitOfWork, team: Team, today: date) -> date:
    """A coming working day, for an example that works when it is copied."""
    return work.teams.calendar(team.id).on_or_after(today + EXAMPLE_AFTER)


def _taken(work: UnitOfWork, team: Team, today: date) -> date | None:
    """A coming day off that could be removed."""
    days = sorted(work.teams.days_off(team.id))
    return next((d for d in days if d > today and d.weekday() < SATURDAY), None)


def _ask(call: Call, team: Team, verb: str) -> Reply:
    data = {"team": team.id, "verb": verb}
    call.work.drafts.put("ask:holiday", call.chat.id, call.person.id, data, call.now + ASK_LIFETIME)
    today = call.today(team.rules)
    if verb == "remove":
        return Reply(texts.ask_removed(call.say, _taken(call.work, team, today)))
    free = _free(call.work, team, today)
    calendar = call.work.teams.calendar(team.id)
    first = calendar.on_or_after(free + ONE_DAY)
    return Reply(texts.ask_added(call.say, free, first, calendar.on_or_after(first + ONE_DAY)))


def _change(call: Call, team: Team, verb: str, text: str) -> Reply:
    """Write the days at once, plan again, and tell the group what moves."""
    today = call.today(team.rules)
    written = read(text, today, _free(call.work, team, today))
    change = _compared(written, verb, call.work.teams.days_off(team.id))
    if not change.days:
        return Reply(Message(texts.unchanged(call.say, verb, change.known)))
    before = _forecasts(call, team)
    _write(call.work, team, verb, change.days)
    calendar = call.work.teams.calendar(team.id)
    call.work.plans.recheck(team.id, _since(call.now, calendar, team, today))
    said = texts.changed(
        call.say,
        verb,
        change.days,
        known=change.known,
        passed=min(change.days) < today,
        moves=_moves(before, _forecasts(call, team)),
        by=call.person,
        opposite=_opposite_line(call, verb, change.days),
    )
    undo = undo_texts.button(call.say, _opposite(call, team, verb, change.days))
    return tell_group(call, team, Message(said, ((undo,),)))


def _compared(written: Sequence[Written], verb: str, listed: Mapping[date, str]) -> Change:
    """Weekends and what is so already need nothing; inside a range they go without saying."""
    change = Change()
    for one in written:
        for day in one.days():
            if day.weekday() < SATURDAY and (day in listed) == (verb == "remove"):
                change.days[day] = listed.get(day, one.name)
            elif not one.is_range:
                change.known.append((day, listed.get(day, "")))
    if not change.days and not change.known:
        change.known = [(one.first, listed.get(one.first, "")) for one in written]
    return change


def _write(work: UnitOfWork, team: Team, verb: str, days: Mapping[date, str]) -> None:
    for day, name in days.items():
        if verb == "add":
            work.teams.add_day_off(team.id, day, name)
        else:
            work.teams.remove_day_off(team.id, day)


def _since(now: datetime, calendar: Calendar, team: Team, today: date) -> datetime:
    """From where to plan again: what now belongs to today's slot is not lost, passed or not."""
    slot = team.rules.slot_on(calendar.on_or_before(today))
    return min(now, slot.astimezone(UTC))


def _running(work: UnitOfWork, team: Team) -> list[Plan]:
    return work.plans.running(team.id)


def _forecasts(call: Call, team: Team) -> list[tuple[Plan, Timeline]]:
    scopes = [standing_of(team, plan, call) for plan in _running(call.work, team)]
    return [(scope.plan, scope.forecast) for scope in scopes]


def _moves(
    before: Sequence[tuple[Plan, Timeline]], after: Sequence[tuple[Plan, Timeline]]
) -> list[texts.Moves]:
    both = zip(before, after, strict=True)
    return [(plan, without_aside(plan, moved(old, new))) for (plan, old), (_, new) in both]


def _opposite(call: Call, team: Team, verb: str, days: Mapping[date, str]) -> str:
    """Behind the button; what was removed comes back with its name."""
    line = "\n" if verb == "remove" else ", "
    written = (
        f"{d.isoformat()} {days[d] if verb == 'remove' else ''}".strip() for d in sorted(days)
    )
    return action(call, "holiday", f"t{team.id} {OPPOSITE[verb]}", line.join(written))


def _opposite_line(call: Call, verb: str, days: Mapping[date, str]) -> str:
    few = list(islice(sorted(days), LINE_OF_OPPOSITE + 1))
    if len(few) > LINE_OF_OPPOSITE:
        return ""
    name = days[few[0]] if verb == "remove" and len(few) == 1 else ""
    return texts.command_line(call.say, OPPOSITE[verb], few, name)
