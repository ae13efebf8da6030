"""The test notice: the same text as a real one, from the plan as it stands, without its buttons."""

from __future__ import annotations

from bot.domain.economy import has_room, is_used_up
from bot.domain.message import Message, Text
from bot.domain.notices import Notice
from bot.domain.people import ChatKind, Person, Team
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from bot.domain.standing import is_active, is_overdue
from bot.ports import SAMPLE
from bot.render.language import Say
from bot.render.text import trial_notice as texts
from bot.render.text.notices import Item, delivery
from bot.render.text.privacy import open_chat_row
from handlers.core.call import Call, Reply


def send(call: Call, team: Team) -> Reply:
    """To the group and to the private chat of whoever asks; the answer says what was sent.

    Where the month leaves no room for more it goes only to the chat that asks, with the answer.
    """
    in_group = call.chat.kind is ChatKind.GROUP
    own = call.work.people.by_id(call.person.id).private_chat if in_group else call.chat.id
    elsewhere = own if in_group else team.group
    month = call.outlook(elsewhere) if elsewhere is not None else None
    if month is not None and not has_room(month.limit, month.used):
        chats, used_up = {call.chat.id}, is_used_up(month.limit, month.used)
        sent = texts.only_here(call.say, in_group=in_group, used_up=used_up)
    else:
        chats = {team.group, own or team.group}
        unsure = elsewhere is not None and month is None and call.is_counted(elsewhere)
        sent = texts.sent(call.say, private=own is not None, unsure=unsure)
    for chat in sorted(chats):
        call.work.outbox.post(chat, _shown_in(call, team, chat), call.now, key=SAMPLE)
    return _told(call, team, sent)


def _told(call: Call, team: Team, sent: Text) -> Reply:
    """Names of people are said in private only."""
    missing = [m.person for m in team.members if m.person.private_chat is None]
    in_group = call.chat.kind is ChatKind.GROUP
    text = texts.tested(call.say, sent, len(missing), [] if in_group else missing)
    return Reply(Message(text, (open_chat_row(call.say),) if in_group and missing else ()))


def _shown_in(call: Call, team: Team, chat: int) -> Message:
    if chat == team.group:
        item, say = _item(call, team, Audience.GROUP), call.say_in(chat, team.language)
        return _shown(call, say, item, None)
    item, say = _item(call, team, Audience.RESPONSIBLE), call.say_in(chat, call.person.language)
    return _shown(call, say, item, call.person)


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
    due, today = item.dates(call.now).known_due, item.today(call.now)
    if due is None:
        return Kind.CHECK_IN
    if is_overdue(due, item.calendar, today):
        return Kind.OVERDUE
    return Kind.AHEAD if due > today else Kind.DUE


def _notice(call: Call, plan: Plan, step: int, kind: Kind, audience: Audience) -> Notice:
    return Notice(plan.id, step, kind, 0, None, audience, call.now)


def _shown(call: Call, say: Say, item: Item | None, reader: Person | None) -> Message:
    if item is None:
        return texts.sample(say, None)
    to_group = reader is None
    notice = delivery(say, [item], to_group=to_group, reader=reader, now=call.now, late=False)
    return texts.sample(say, notice)
