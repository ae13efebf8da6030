"""/calendar: the plan, or one's own work, for a calendar: as a file, or under one's own address."""

from __future__ import annotations

from bot.domain.message import About, Made, Message, ToMake
from bot.domain.people import ChatKind, Team
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import calendar as texts
from handlers.core.call import Call, Reply
from handlers.core.handing import in_private
from handlers.core.scope import require_member, team_here
from handlers.core.views import one_plan
from handlers.core.words import Words

MINE, WHOLE = "mine", "all"
ADDRESS, ANEW, REVOKE = "address", "anew", "revoke"


def calendar(call: Call) -> Reply:
    """In a group the file of the whole plan; in private one chooses.

    `calendar p7 mine`, `calendar p7 all`: the file; `calendar t5 address`, `anew`, `revoke`: the
    address under which one's own calendar reads the team's plans.
    """
    words = Words(call.arguments)
    if call.chat.kind is ChatKind.GROUP:
        return _to_group(call, one_plan(call, words))
    if call.calendar_page and words.rest.partition(" ")[2] in (ADDRESS, ANEW, REVOKE):
        return _address(call, words)
    scope = one_plan(call, words)
    chosen = words.take_word(MINE, WHOLE)
    if not chosen:
        message = texts.choices(call.say, scope.plan, by_itself=bool(call.calendar_page))
        return Reply(message)
    return Reply(_file(call.say, scope, call.person.id if chosen == MINE else None))


def _to_group(call: Call, scope: Standing) -> Reply:
    """Where the platform sends no files, only a person can get one."""
    if call.can.files:
        return Reply(_file(call.say, scope, None))
    return in_private(call, lambda say: _file(say, scope, None), Made.CALENDAR)


def _file(say: Say, scope: Standing, person: int | None) -> Message:
    plan, mine = scope.plan, person is not None
    name, of = texts.file_name(say, plan, mine=mine), str(person or "")
    made = ToMake(Made.CALENDAR, plan.id, name, say.language, of)
    text = texts.file(say, scope, mine=mine)
    return Message(text, documents=(made,), about=(About(plan.id),))


def _address(call: Call, words: Words) -> Reply:
    """What is used already is not made anew by a slip of the finger."""
    team = team_here(call, words)
    require_member(call, team)
    told = words.take_word(ANEW, REVOKE)
    if told == REVOKE:
        return _revoke(call, team)
    found = call.work.subscriptions.of_person(call.person.id)
    own = next((one for one in found if one.team == team.id), None)
    if own is not None and not told:
        return Reply(texts.there_is_one(call.say, team, own))
    token = call.work.subscriptions.make(team.id, call.person.id, call.now)
    page = call.calendar_page.format(token=token)
    return Reply(texts.made(call.say, team, page), edits=own is not None)


def _revoke(call: Call, team: Team) -> Reply:
    if not call.work.subscriptions.revoke(team.id, call.person.id):
        return Reply(Message(texts.none(call.say)))
    return Reply(Message(texts.revoked(call.say, team)), edits=True)
