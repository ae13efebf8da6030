"""/weekly: the weekly summary now, whole to chair and secretary, counts to everybody else."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.message import About, Message, Text, paragraphs
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import chair_letter, notice_buttons
from bot.render.text import weekly as texts
from handlers.core.call import Call, Reply
from handlers.core.views import Rows, one_plan
from handlers.core.words import Words

MONDAY = 0


def weekly(call: Call) -> Reply:
    """In a group the counts; the letter goes to who asked, if he or she may have it."""
    scope = one_plan(call, Words(call.arguments))
    steers = may_steer(scope.team, call.person.id)
    if call.chat.kind is ChatKind.PRIVATE:
        return Reply(_letter(call, call.say, scope) if steers else _counts(call, scope))
    if not steers:
        return Reply(_counts(call, scope))
    chat = call.person.private_chat
    if chat is None:
        return Reply(_counts(call, scope, texts.open_private_chat(call.say)))
    call.work.outbox.post(
        chat, _letter(call, call.say_in(chat, call.person.language), scope), call.now
    )
    return Reply(_counts(call, scope, texts.sent_in_private(call.say)))


def _counts(call: Call, scope: Standing, more: Text | None = None) -> Message:
    counts = texts.counts(call.say, scope, _until(scope.today))
    rows = notice_buttons.to_status(call.say, scope.plan.id)
    return _about(paragraphs([counts, more or ""]), rows, scope)


def _letter(call: Call, say: Say, scope: Standing) -> Message:
    """A secretary reads under it who has not reported."""
    files, until = call.work.files.of_plan(scope.plan.id), _until(scope.today)
    letter = chair_letter.letter(
        say,
        scope.plan.sop.committee,
        [
            chair_letter.head(say, scope.plan, call.now),
            texts.summary(say, scope, files, until),
        ],
        to_consider=False,
        subject=texts.title(say, scope, until),
    )
    member = scope.team.member(call.person.id)
    is_secretary = member is not None and member.acts_as_secretary
    more = texts.silent(say, scope, until) if is_secretary else ""
    rows = notice_buttons.of_letter(say, scope.plan.id)
    return _about(paragraphs([letter, more]), rows, scope)


def _until(today: date) -> date:
    """On a Monday the week before it, as at the slot; else the seven days that end today."""
    return today if today.weekday() == MONDAY else today + timedelta(days=1)


def _about(text: Text, rows: Rows, scope: Standing) -> Message:
    return Message(text, rows, about=(About(scope.plan.id),))
