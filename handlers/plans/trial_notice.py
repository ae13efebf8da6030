"""The test notice: the same text as a real one, from the plan as it stands, without its buttons."""

from __future__ import annotations

from bot.domain.message import Message
from bot.domain.notices import Notice
from bot.domain.people import ChatKind, Person, Team
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from bot.domain.standing import is_active, is_overdue
from bot.render.language import Say
from bot.render.text import settings
from bot.render.text.notices import Item, delivery
from handlers.core.call import Call, Reply


def send(call: Call, team: Team) -> Reply:
    """To the group and to the private chat of whoever asks; the answer says what was sent."""
    item = _item(call, team, Audience.GROUP)
    in_group = call.say_in(team.group, team.language)
    call.work.outbox.post(team.group, _shown(call, in_group, item, None), call.now)
    private = call.work.people.by_id(call.person.id).private_chat
    if private is not None:
        own = _item(call, team, Audience.RESPONSIBLE)
        say = call.say_in(private, call.person.language)
        message = _shown(call, say, own, call.person)
        call.work.outbox.post(private, message, call.now)
    return _told(call, team, private is not None)


def _told(call: Call, team: Team, reached: bool) -> Reply:
    """Names of people are said in private only."""
    missing = [m.person for m in team.members if m.person.private_chat is None]
    in_group = call.chat.kind is ChatKind.GROUP
    text = settings.tested(
        call.say, private=reached, count=len(missing), unreachable=[] if in_group else missing
    )
    return Reply(Message(text, (settings.open_row(call.say),) if in_group and missing else ()))


def _item(call: Call, team: Team, audience: Audience) -> Item | None:
    """A notice such as might go out today; None without a running plan."""
    running = call.work.plans.running(team.id)
    active = [(p, n) for p in running for n, s in p.states.items() if is_active(p.states, n)]
    if not active:
        return None
    plan, step = active[0]
    calendar = call.work.teams.calendar(team.id)
    item = Item(_notice(call, plan, step, Kind.AHEAD, audience), plan, team, calendar)
    kind = _fitting(item, call)
    return Item(_notice(call, plan, step, kind, audience), plan, team, calendar)


def _fitting(item: Item, call: Call) -> Kind:
    due, today = item.dates(call.now).due, item.today(call.now)
    if is_overdue(due, item.calendar, today):
        return Kind.OVERDUE
    return Kind.AHEAD if due > today else Kind.DUE


def _notice(call: Call, plan: Plan, step: int, kind: Kind, audience: Audience) -> Notice:
    return Notice(plan.id, step, kind, 0, None, audience, call.now)


def _shown(call: Call, say: Say, item: Item | None, reader: Person | None) -> Message:
    if item is None:
        return settings.sample(say, None)
    to_group = reader is None
    notice = delivery(say, [item], to_group=to_group, reader=reader, now=call.now, late=False)
    return settings.sample(say, notice)
