"""The way by buttons to a deputy: for whom, who, and from which day until which."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY
from bot.domain.day_words import month_end
from bot.domain.errors import Refusal
from bot.domain.message import Button
from bot.domain.people import Deputy, Member, Person, Team
from bot.domain.rights import may_steer
from bot.domain.typed_spans import Span, find_span
from bot.ports import Draft
from bot.render.text import cancelled, names
from bot.render.text import deputies as texts
from bot.render.text.status_buttons import turning
from handlers.core.asking import asked, dropped, stop_asking
from handlers.core.call import Call, Reply
from handlers.core.scope import team_here, team_of_draft
from handlers.core.words import Words, is_cancel
from handlers.people import deputy_given

QUESTION = "ask:deputy"
LIFETIME = timedelta(days=1)
PAGE = 8
"""Members on one card."""
A_WEEK = timedelta(days=6)
EXAMPLE_AFTER = timedelta(days=7)


def fill(call: Call) -> Reply:
    """`deputyfor t5`, `… u3` for whom, `… u3 v7` who, `… u3 v7 2027-03-01 2027-03-31` when."""
    words = Words(call.arguments)
    team = call.work.teams.hold(team_here(call, words).id)
    whose, deputy = (team.member(words.take_id(letter)) for letter in "uv")
    offset = words.take_id("o") or 0
    if whose is None and may_steer(team, call.person.id):
        return _choose_whose(call, team, offset)
    whose = whose or team.member(call.person.id)
    if whose is None:
        raise Refusal("button-expired")
    deputy_given.require_may_give(call, team, whose.person)
    span, _ = find_span(words.rest, call.today(team.rules))
    if deputy is None or span is None:
        return go_on(call, team, whose.person, deputy.person if deputy else None, offset)
    return _given(call, team, whose.person.id, deputy.person.id, span)


def go_on(call: Call, team: Team, whose: Person, deputy: Person | None, offset: int = 0) -> Reply:
    """Ask for what is missing: the deputy first, then the days."""
    deputy_given.require_may_give(call, team, whose)
    if deputy is not None:
        return _ask_days(call, team, whose, deputy)
    target = f"deputyfor t{team.id} u{whose.id}"
    others = [m for m in team.members if m.person.id != whose.id]
    question = asked(call, target)
    rows = _page(call, others, target, "v", offset, question)
    return Reply(texts.choose_deputy(call.say, whose, rows, question), edits=call.by_button)


def answered(call: Call, question: Draft) -> Reply:
    """The days, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_recorded(call.say))
    team = call.work.teams.hold(team_of_draft(call, question).id)
    today = call.today(team.rules)
    span, rest = find_span(call.arguments, today)
    if span is None or rest:
        raise Refusal("deputy-days-unreadable", example=today + EXAMPLE_AFTER)
    return _given(call, team, question.data["whose"], question.data["deputy"], span)


def _given(call: Call, team: Team, whose: int, deputy: int, span: Span) -> Reply:
    """The question waits no more, whichever way it was answered."""
    reply = deputy_given.give(call, team, Deputy(0, whose, deputy, *span))
    stop_asking(call, QUESTION)
    return reply


def _choose_whose(call: Call, team: Team, offset: int) -> Reply:
    own = [m for m in team.members if m.person.id == call.person.id]
    others = [m for m in team.members if m.has_duty and m not in own]
    target = f"deputyfor t{team.id}"
    question = asked(call, target)
    rows = _page(call, [*own, *others], target, "u", offset, question)
    return Reply(texts.choose_whose(call.say, rows, question), edits=call.by_button)


def _ask_days(call: Call, team: Team, whose: Person, deputy: Person) -> Reply:
    data = {"team": team.id, "whose": whose.id, "deputy": deputy.id}
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, call.now + LIFETIME)
    target = f"deputyfor t{team.id} u{whose.id} v{deputy.id}"
    today = call.today(team.rules)
    rows = tuple(
        (Button(label, f"{target} {first.isoformat()} {last.isoformat()}"),)
        for label, (first, last) in _likely(call, today)
    )
    return Reply(texts.ask_days(call.say, whose, deputy, rows, today + EXAMPLE_AFTER))


def _likely(call: Call, today: date) -> list[tuple[str, Span]]:
    tomorrow, end = today + ONE_DAY, month_end(today.year, today.month)
    return [
        (call.say.caption("Today only"), (today, today)),
        (call.say.caption("Tomorrow only"), (tomorrow, tomorrow)),
        (call.say.caption("Seven days from today"), (today, today + A_WEEK)),
        (call.say.caption("Until the end of this month"), (today, end)),
    ]


def _page(
    call: Call, members: list[Member], target: str, letter: str, offset: int, question: str
) -> texts.Rows:
    """`target`: the line to which the member is added."""
    shown = members[offset : offset + PAGE]
    rows = tuple(
        (_button(names.person(call.say, m.person), f"{target} {letter}{m.person.id} {question}"),)
        for m in shown
    )
    turn = turning(call.say, target, offset, PAGE, len(members))
    return (*rows, turn) if turn else rows


def _button(label: str, action: str) -> Button:
    return Button(names.shorten(label), action)
