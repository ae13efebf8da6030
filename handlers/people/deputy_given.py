"""A deputy is recorded, ended and taken back; whom that concerns hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message, join
from bot.domain.people import Deputy, Person, Team
from bot.domain.rights import may_steer
from bot.render.text import deputies as texts
from bot.render.text import undo
from bot.render.text.privacy import open_chat_row
from handlers.core import offices
from handlers.core.announce import tell_group
from handlers.core.call import Call, Reply
from handlers.core.newest import TAKE_BACK
from handlers.core.scope import require_steerer
from handlers.core.signup import refresh_all
from handlers.people.departures import committee

LONGEST = timedelta(days=366)
"""A deputy for longer than a year holds the office: that is recorded as a role."""


def give(call: Call, team: Team, given: Deputy) -> Reply:
    """`team`: held, and as it really is: who only acts in it gives nobody anything of an office."""
    whose, deputy = (call.work.people.by_id(who) for who in (given.person, given.deputy))
    require_may_give(call, team, whose)
    _refuse_days(given, call.today(team.rules))
    _refuse_double(team, given)
    call.work.teams.add_member(team.id, deputy.id, call.now)
    id = call.work.teams.give_deputy(team.id, given, call.person.id, call.now)
    fresh = _recorded(call, team, given)
    for person, write in ((deputy, _to_deputy), (whose, _to_whose)):
        if person.id != call.person.id:
            write(call, fresh, person, given)
    told = texts.given(call.say, fresh, given, call.person)
    back = (undo.button(call.say, f"deputyend t{team.id} n{id}"),)
    rows = (back,) if deputy.private_chat is not None else (back, open_chat_row(call.say))
    mine = join([told, texts.unreachable(call.say, deputy)])
    return tell_group(call, team, Message(mine, rows), told if call.chat.id != team.group else None)


def end(call: Call, team: Team, one: Deputy) -> Reply:
    """Before its last day: by who is away, by the deputy, by secretary or chair."""
    require_may_end(call, team, one)
    call.work.teams.end_deputy(one.id, call.now)
    fresh = _recorded(call, team, one, holds=False)
    for who in {one.person, one.deputy} - {call.person.id}:
        member = fresh.member(who)
        if member is not None:
            call.tell(member.person, lambda say: texts.over(say, fresh, one))
    data, until = {"team": team.id, "deputy": one.id}, call.now + TAKE_BACK
    draft = call.work.drafts.put(_kind(one), call.chat.id, call.person.id, data, until)
    button = undo.button(call.say, f"deputyback t{team.id} n{one.id} d{draft}")
    return tell_group(
        call, team, Message(texts.ended(call.say, fresh, one, call.person), ((button,),))
    )


def bring_back(call: Call, team: Team, one: Deputy, draft: int) -> Reply:
    """What one has just ended; a deputy, too, his or her own time."""
    kept = call.work.drafts.get(draft, call.now)
    if kept is None or (kept.kind, kept.person) != (_kind(one), call.person.id):
        raise Refusal("button-expired")
    require_may_end(call, team, one)
    _require_settled(call, team, one.person)
    _refuse_double(team, one)
    call.work.drafts.drop(draft)
    call.work.teams.end_deputy(one.id, None)
    fresh = _recorded(call, team, one)
    told = texts.again(call.say, fresh, one, call.person)
    return replace(tell_group(call, team, Message(told)), took_back=True)


def require_may_give(call: Call, team: Team, whose: Person) -> None:
    """For oneself, or by secretary and chair; of no office to which others may still object."""
    if whose.id != call.person.id:
        require_steerer(call, team)
        _require_settled(call, team, call.person.id)
    if team.member(whose.id) is None:
        raise Refusal("deputy-no-member", person=whose)
    _require_settled(call, team, whose.id)


def require_may_end(call: Call, team: Team, one: Deputy) -> None:
    if call.person.id not in (one.person, one.deputy):
        require_steerer(call, team)


def may_end(call: Call, team: Team, one: Deputy) -> bool:
    return call.person.id in (one.person, one.deputy) or may_steer(team, call.person.id)


def _require_settled(call: Call, team: Team, person: int) -> None:
    until = offices.objected_until(call, team, person)
    if until is not None:
        raise Refusal("deputy-office-open", at=until)


def _refuse_days(given: Deputy, today: date) -> None:
    if given.until < given.since:
        raise Refusal("deputy-backwards", first=given.since, last=given.until)
    if given.until < today:
        raise Refusal("deputy-passed", last=given.until)
    if given.until - given.since >= LONGEST or given.since - today > LONGEST:
        raise Refusal("deputy-too-long", most=LONGEST.days)


def _refuse_double(team: Team, given: Deputy) -> None:
    if given.person == given.deputy:
        raise Refusal("deputy-self")
    same_days = [d for d in team.deputies if d.meets(given.since, given.until)]
    for one in same_days:
        if one.person == given.person:
            raise Refusal("deputy-overlaps", team=team, standing=one)
        if one.person == given.deputy:
            raise Refusal("deputy-away", team=team, standing=one)


def _recorded(call: Call, team: Team, one: Deputy, *, holds: bool = True) -> Team:
    offices.record_acting(call, team, one, holds=holds)
    refresh_all(call, team.id)
    return call.work.teams.by_id(team.id)


def _to_deputy(call: Call, team: Team, person: Person, one: Deputy) -> None:
    call.tell(person, lambda say: texts.you_act(say, team, one))


def _to_whose(call: Call, team: Team, person: Person, one: Deputy) -> None:
    called = committee(call, team)
    call.tell(person, lambda say: texts.acted_for_you(say, team, one, called))


def _kind(one: Deputy) -> str:
    return f"deputy-ended:{one.id}"
