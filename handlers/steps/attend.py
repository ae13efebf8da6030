"""Who comes to a meeting: every member for oneself; names are for secretary and chair alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.errors import Refusal
from bot.domain.events import Attending, Dated, Presence
from bot.domain.meeting import DELEGATE_LENGTH, attendance
from bot.domain.message import Message, Text, paragraphs
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.domain.typed import impolite, one_line
from bot.ports import Draft
from bot.render.text import agenda as agenda_texts
from bot.render.text import attendance as texts
from bot.render.text import cancelled, meetings, undo
from handlers.core.announce import NOTE_LENGTH, Rows, record, undo_row
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_member, require_open, require_steerer
from handlers.core.views import former_rows
from handlers.core.words import Words, is_cancel
from handlers.steps.meeting import meeting_and_verb, meeting_here, reasons_of_absence, said

DELEGATE, REASON = "ask:attend-delegate", "ask:attend-reason"
ANSWER_WAITS = timedelta(hours=24)
"""Whom one sends has often to be found first."""
WORDS: Mapping[str, Presence] = {
    "มา": Presence.COMES,
    "ไม่มา": Presence.ABSENT,
    "ส่งผู้แทน": Presence.DELEGATES,
}
NAMES = "รายชื่อ"


def attend(call: Call) -> Reply:
    """`attend p12 9` asks; `… comes d20270303`, `absent`, `delegates` answer; `names`, `why`."""
    words = Words(call.arguments)
    meant, verb = meeting_and_verb(call, words, _CHANGES, ("names", NAMES))
    if verb in _CHANGES:
        return _CHANGES[verb](call, meant, words)
    scope, number = meant.scope, meant.number
    if scope.plan.is_running:
        _meeting(meant)
    if verb:
        return _names(call, meant)
    below = (*rows(call, scope, number), *former_rows(call, scope, number))
    return Reply(said(meant, card(call, meant), below))


def delegate_answered(call: Call, draft: Draft) -> Reply:
    """The delegate's name, typed."""
    if is_cancel(call.arguments):
        return dropped(call, draft, texts.left_unnamed(call.say))
    words = Words(draft.data["line"])
    meant = meeting_here(call, words)
    named = Words(f"{words.rest} {call.arguments}")
    reply = _answer(call, meant, named, Presence.DELEGATES)
    call.work.drafts.drop(draft.id)
    return reply


def reason_answered(call: Call, draft: Draft) -> Reply:
    """The reason of an absence, typed: no event, but a row that can be erased."""
    if is_cancel(call.arguments):
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    meant = meeting_here(call, Words(draft.data["line"]))
    meeting, reason = _missed(call, meant), one_line(impolite(call.arguments))
    if len(reason) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(reason), limit=NOTE_LENGTH)
    call.work.drafts.drop(draft.id)
    plan = meant.scope.plan.id
    call.work.absences.tell(plan, meant.number, meeting.on, call.person.id, reason)
    back = undo.button(call.say, f"attend {meant.target} unwhy")
    return Reply(said(meant, texts.reason_recorded(call.say), ((back,),)))


def rows(call: Call, scope: Standing, number: int) -> Rows:
    """The question who comes, if a day is to come, and the way in; to steerers in private names."""
    meeting, at = scope.meeting(number), f"p{scope.plan.id} {number}"
    if meeting is None or meeting.on < scope.today or not scope.plan.is_running:
        return ()
    found = attendance(scope.states[number].met, scope.team)
    asked = texts.row(call.say, at, meeting.on, found)
    online = meetings.online_rows(call.say, meeting)
    if call.chat.kind is ChatKind.GROUP or not may_steer(scope.team, call.person.id):
        return (asked, *online)
    return (asked, texts.names_row(call.say, at), *online)


def card(call: Call, meant: StepScope) -> Text:
    """The meeting, its agenda, and how many come."""
    shown = agenda_texts.card(call.say, meant.scope, meant.number)
    return paragraphs([shown, texts.line(call.say, meant.scope, meant.number)])


def _answer(call: Call, meant: StepScope, words: Words, answer: Presence) -> Reply:
    """`words`: the day for which it was asked, and a delegate's name."""
    require_member(call, meant.scope.team)
    require_open(meant)
    meeting, asked = _meeting(meant), words.take_id("d")
    if asked is not None and asked != int(_day(meeting)):
        raise Refusal("meeting-moved", meeting=meeting)
    if meeting.on < meant.scope.today:
        raise Refusal("meeting-over", step=meant.step)
    named = one_line(impolite(words.rest)) if answer is Presence.DELEGATES else ""
    if len(named) > DELEGATE_LENGTH:
        raise Refusal("delegate-too-long", length=len(named), limit=DELEGATE_LENGTH)
    event = Attending(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        answer=answer,
        on=meeting.on,
        delegate=named,
    )
    return _write(call, meant, event)


def _write(call: Call, meant: StepScope, event: Attending) -> Reply:
    before = meant.state.met.answer_of(call.person.id)
    same = before is not None and (before.answer, before.delegate) == (event.answer, event.delegate)
    after = meant.scope if same else record(call, meant.scope, event).after
    _stop_asking(call, meant)
    if event.answer is not Presence.ABSENT:
        call.work.absences.erase(after.plan.id, meant.number, call.person.id)
    back = () if same else (undo_row(call, after.plan),)
    if call.chat.kind is ChatKind.PRIVATE:
        return _told_here(call, meant, after, event, back)
    if not same:
        _told_in_private(call, meant, after, event)
    text = texts.recorded(call.say, attendance(after.states[meant.number].met, after.team))
    if not call.by_button:
        return Reply(said(meant, text, back))
    return Reply(_counted(call, meant, after), popup=text.plain, edits=True)


def _counted(call: Call, meant: StepScope, after: Standing) -> Message | None:
    """The buttons under the message, with the counts as they are by now."""
    meeting = after.meeting(meant.number)
    if meeting is None or not call.incoming.buttons or not call.can.edits:
        return None
    found = attendance(after.states[meant.number].met, after.team)
    shown = {b.action: b for b in texts.row(call.say, meant.target, meeting.on, found)}
    stand = call.incoming.buttons
    now = tuple(tuple(shown.get(b.action, b) for b in row) for row in stand)
    return Message(Text(), _anothers(now)) if now != stand else None


def _anothers(rows: Rows) -> Rows:
    """What they take back is not what was done now."""
    return tuple(tuple(replace(b, takes_back=False) for b in row) for row in rows)


def _told_here(
    call: Call, meant: StepScope, after: Standing, event: Attending, back: Rows
) -> Reply:
    if event.answer is Presence.DELEGATES and not event.delegate:
        _wait(call, meant, DELEGATE, call.chat.id)
        return Reply(said(meant, texts.ask_delegate(call.say, meant.step), asks=True))
    text = texts.recorded_privately(call.say, after, meant.number, event)
    if event.answer is Presence.ABSENT:
        return Reply(said(meant, text, (*back, texts.why_row(call.say, meant.target))))
    return Reply(said(meant, text, back))


def _told_in_private(call: Call, meant: StepScope, after: Standing, event: Attending) -> None:
    """What is asked further is nobody else's matter; who has no private chat is asked nothing."""
    person = call.person
    if person.private_chat is None or event.answer is Presence.COMES or event.delegate:
        return
    if event.answer is Presence.DELEGATES:
        _wait(call, meant, DELEGATE, person.private_chat)
        ask = partial(texts.ask_delegate, step=meant.step)
        call.tell(person, lambda say: said(meant, ask(say), asks=True))
        return
    if call.is_counted(person.private_chat):
        return  # a reason can be told all the same, and costs nothing when it is typed there
    shown = partial(texts.recorded_privately, s=after, number=meant.number, answer=event)
    call.tell(person, lambda say: said(meant, shown(say), (texts.why_row(say, meant.target),)))


def _names(call: Call, meant: StepScope) -> Reply:
    scope = meant.scope
    require_steerer(call, scope.team)
    write = partial(
        texts.named,
        s=scope,
        number=meant.number,
        people=call.work.people.by_id,
        why=reasons_of_absence(call, meant, meant.state.met.on),
    )
    if call.chat.kind is ChatKind.PRIVATE:
        return Reply(said(meant, write(call.say)))
    if call.person.private_chat is None:
        raise Refusal("only-in-private")
    call.tell(call.person, lambda say: said(meant, write(say)))
    return Reply(Message(texts.names_sent(call.say), about=meant.about))


def _why(call: Call, meant: StepScope, words: Words) -> Reply:
    if call.chat.kind is ChatKind.GROUP:
        raise Refusal("only-in-private")
    _missed(call, meant)
    _wait(call, meant, REASON, call.chat.id)
    return Reply(said(meant, texts.ask_reason(call.say, meant.step), asks=True))


def _unwhy(call: Call, meant: StepScope, words: Words) -> Reply:
    call.work.absences.erase(meant.scope.plan.id, meant.number, call.person.id)
    return Reply(said(meant, texts.reason_erased(call.say)), took_back=True)


def _stop_asking(call: Call, meant: StepScope) -> None:
    """For a name: else what is typed next would be taken for it, and change the answer back."""
    chat = call.person.private_chat or call.chat.id
    waiting = call.work.drafts.of(DELEGATE, chat, call.person.id, call.now)
    if waiting is not None and waiting.data["line"].startswith(f"{meant.target} "):
        call.work.drafts.drop(waiting.id)


def _wait(call: Call, meant: StepScope, kind: str, chat: int) -> None:
    data = {"line": f"{meant.target} d{_day(_meeting(meant))}"}
    call.work.drafts.put(kind, chat, call.person.id, data, call.now + ANSWER_WAITS)


def _meeting(meant: StepScope) -> Dated:
    meeting = meant.state.meeting
    if meeting is None:
        raise Refusal("meeting-without-day", step=meant.step)
    return meeting


def _day(meeting: Dated) -> str:
    return f"{meeting.on:%Y%m%d}"


def _missed(call: Call, meant: StepScope) -> Dated:
    """The meeting to which this person does not come."""
    meeting, told = _meeting(meant), meant.state.met.answer_of(call.person.id)
    if told is None or told.answer is not Presence.ABSENT:
        raise Refusal("no-absence")
    return meeting


def _answers(answer: Presence) -> Callable[[Call, StepScope, Words], Reply]:
    return partial(_answer, answer=answer)


_CHANGES: Mapping[str, Callable[[Call, StepScope, Words], Reply]] = {
    **{str(answer): _answers(answer) for answer in Presence},
    **{word: _answers(answer) for word, answer in WORDS.items()},
    "why": _why,
    "unwhy": _unwhy,
}
