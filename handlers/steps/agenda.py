"""/agenda: what a meeting deals with; any member proposes, secretary and chair put it in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.events import AgendaItem, AgendaMoved, AgendaRemoved
from bot.domain.meeting import ITEM_LENGTH, MOST_ITEMS
from bot.domain.message import Button
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.domain.typed import one_line
from bot.ports import Draft
from bot.render.language import Say
from bot.render.text import agenda as texts
from bot.render.text import cancelled, names
from handlers.core.announce import Rows, record, undo_row
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    StepScope,
    require_member,
    require_open,
    require_running,
    require_steerer,
)
from handlers.core.views import former_rows
from handlers.core.words import Words, is_cancel
from handlers.steps import papers
from handlers.steps.attend import card, rows
from handlers.steps.meeting import meeting_and_verb, meeting_here, said

QUESTION = "ask:agenda"
ANSWER_WAITS = timedelta(hours=1)
MOST_CHOICES = 8
"""More do not fit a phone."""
ADD, DROP = ("เพิ่ม", "เสนอ"), ("ลบ", "นำออก")
UP, DOWN = ("เลื่อนขึ้น",), ("เลื่อนลง",)


def agenda(call: Call) -> Reply:
    """`agenda p12 9` shows it; `… add`, `pick`, `up i3`, `down i3`, `drop i3` change it."""
    words = Words(call.arguments)
    meant, verb = meeting_and_verb(call, words, _VERBS)
    if verb:
        return _VERBS[verb](call, meant, words)
    return _one_or_all(call, meant, words)


def answered(call: Call, draft: Draft) -> Reply:
    """The matter, typed."""
    if is_cancel(call.arguments):
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    meant = meeting_here(call, Words(f"p{draft.data['plan']} {draft.data['step']}"))
    reply = _put(call, meant, call.arguments)
    call.work.drafts.drop(draft.id)
    return reply


def _one_or_all(call: Call, meant: StepScope, words: Words) -> Reply:
    told = words.take_id("i")
    if told is None:
        former = former_rows(call, meant.scope, meant.number)
        shown = (*_rows(call, meant), *papers.rows(call, meant), *former)
        return Reply(said(meant, card(call, meant), shown))
    require_running(meant.scope.plan)
    require_steerer(call, meant.scope.team)
    item = _item(meant, told)
    text = texts.line(call.say, meant.state.met.number(told), item)
    return Reply(said(meant, text, texts.change_rows(call.say, meant.target, item)))


def _rows(call: Call, meant: StepScope) -> Rows:
    if meant.state.is_closed or not meant.scope.plan.is_running:
        return ()
    picks = bool(_choices(call.say, meant))
    orders = call.chat.kind is ChatKind.GROUP or may_steer(meant.scope.team, call.person.id)
    change = texts.rows(call.say, meant.scope, meant.number, picks=picks, orders=orders)
    return (*rows(call, meant.scope, meant.number), *change)


def _add(call: Call, meant: StepScope, words: Words) -> Reply:
    if words.rest:
        return _put(call, meant, words.rest)
    require_member(call, meant.scope.team)
    _refuse_more(meant)
    data = {"plan": meant.scope.plan.id, "step": meant.number}
    until = call.now + ANSWER_WAITS
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)
    text = texts.ask_text(call.say, meant.step, call.asked_in_group)
    return Reply(said(meant, text, asks=True))


def _put(call: Call, meant: StepScope, told: str) -> Reply:
    require_member(call, meant.scope.team)
    _refuse_more(meant)
    text = one_line(told)
    if len(text) > ITEM_LENGTH:
        raise Refusal("matter-too-long", length=len(text), limit=ITEM_LENGTH)
    by, number = call.person.id, meant.number
    event = AgendaItem(at=call.now, by=by, step=number, item=_next_id(meant), text=text)
    change = record(call, meant.scope, event)
    if not may_steer(meant.scope.team, by):
        _tell_secretaries(call, change.after, event)
    shown = texts.added(call.say, meant.step, change.after.states[number].met, event)
    more = Button(call.say.caption("Propose another"), f"agenda {meant.target} add")
    return Reply(said(meant, shown, (undo_row(call, change.after.plan), (more,))))


def _tell_secretaries(call: Call, s: Standing, event: AgendaItem) -> None:
    """Who proposes it; where that would cost something, the history tells."""
    for person in (m.person for m in s.team.secretaries):
        if person.private_chat is not None and not call.is_counted(person.private_chat):
            call.tell(person, lambda say: texts.added_told(say, s, event, call.person))


def _pick(call: Call, meant: StepScope, words: Words) -> Reply:
    """From what the SOP says of the step, and from the obstacles that stand."""
    choices = _choices(call.say, meant)
    told = words.take_word()
    if told in choices:
        return _put(call, meant, choices[told])
    if not choices:
        raise Refusal("nothing-to-choose")
    choice = tuple(
        (Button(names.shorten(text), f"agenda {meant.target} pick {key}"),)
        for key, text in list(choices.items())[:MOST_CHOICES]
    )
    return Reply(said(meant, texts.which(call.say), choice))


def _choices(say: Say, meant: StepScope) -> Mapping[str, str]:
    """What is not on the agenda yet, by what stands for it in a button."""
    details = {f"d{n}": one_line(text)[:ITEM_LENGTH] for n, text in enumerate(meant.step.detail)}
    states = meant.scope.states.values()
    told = [o for state in states for o in state.obstacles if o.note]
    troubles = {f"e{o.id}": texts.of_obstacle(say, o)[:ITEM_LENGTH] for o in told}
    there = {item.text for item in meant.state.met.agenda}
    return {key: text for key, text in (details | troubles).items() if text not in there}


def _order(call: Call, meant: StepScope, words: Words) -> Reply:
    require_steerer(call, meant.scope.team)
    met = meant.state.met
    if not met.agenda:
        raise Refusal("no-agenda-item", step=meant.step)
    choice = tuple(
        (Button(texts.label(n, item), f"agenda {meant.target} i{item.item}"),)
        for n, item in enumerate(met.agenda, start=1)
    )
    return Reply(said(meant, texts.which_to_change(call.say, met), choice))


def _drop(call: Call, meant: StepScope, words: Words) -> Reply:
    item = _told_item(call, meant, words)
    event = AgendaRemoved(at=call.now, by=call.person.id, step=meant.number, item=item.item)
    plan = record(call, meant.scope, event).after.plan
    text = texts.removed(call.say, meant.step, item)
    return Reply(said(meant, text, (undo_row(call, plan),)))


def _up(call: Call, meant: StepScope, words: Words) -> Reply:
    return _move(call, meant, words, -1)


def _down(call: Call, meant: StepScope, words: Words) -> Reply:
    return _move(call, meant, words, 1)


def _move(call: Call, meant: StepScope, words: Words, by: int) -> Reply:
    item, met = _told_item(call, meant, words), meant.state.met
    place = met.number(item.item) + by
    if not 1 <= place <= len(met.agenda):
        raise Refusal("at-the-end-already")
    event = AgendaMoved(
        at=call.now, by=call.person.id, step=meant.number, item=item.item, place=place
    )
    after = record(call, meant.scope, event).after
    text = texts.moved(call.say, meant.step, after.states[meant.number].met, item.item)
    change = texts.change_rows(call.say, meant.target, item)
    return Reply(said(meant, text, (undo_row(call, after.plan), *change)), edits=True)


def _told_item(call: Call, meant: StepScope, words: Words) -> AgendaItem:
    """By the id that a button carries, or typed by its number on the agenda."""
    require_steerer(call, meant.scope.team)
    require_open(meant)
    told, agenda = words.take_id("i"), meant.state.met.agenda
    if told is not None:
        return _item(meant, told)
    number = words.take_step() or 0
    if not 1 <= number <= len(agenda):
        raise Refusal("no-agenda-item", step=meant.step)
    return agenda[number - 1]


def _item(meant: StepScope, told: int) -> AgendaItem:
    item = meant.state.met.item(told)
    if item is None:
        raise Refusal("no-agenda-item", step=meant.step)
    return item


def _refuse_more(meant: StepScope) -> None:
    require_open(meant)
    if len(meant.state.met.agenda) >= MOST_ITEMS:
        raise Refusal("agenda-full", limit=MOST_ITEMS)


def _next_id(meant: StepScope) -> int:
    """Never given twice, whatever was removed or taken back."""
    proposed = (e for e in meant.scope.plan.events if isinstance(e, AgendaItem))
    return 1 + max((e.item for e in proposed if e.step == meant.number), default=0)


_VERBS: Mapping[str, Callable[[Call, StepScope, Words], Reply]] = {
    **dict.fromkeys(("add", *ADD), _add),
    "pick": _pick,
    "order": _order,
    **dict.fromkeys(("drop", *DROP), _drop),
    **dict.fromkeys(("up", *UP), _up),
    **dict.fromkeys(("down", *DOWN), _down),
}
