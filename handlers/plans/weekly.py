"""/weekly: the weekly summary now, whole to chair and secretary, counts to everybody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.message import About, Message, Text, paragraphs
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import cases as texts_of_cases
from bot.render.text import chair_letter, notice_buttons
from bot.render.text import weekly as texts
from bot.render.text.cases import of_cases
from handlers.core.call import Call, Reply
from handlers.core.scope import standing_of, teams_here
from handlers.core.views import Rows, one_of, some_plans, told_plan
from handlers.core.words import Words

MONDAY = 0


def weekly(call: Call) -> Reply:
    """In a group the counts; the letter goes to who asked, if he or she may have it."""
    words = Words(call.arguments)
    told = told_plan(call, words)
    if told is not None:
        return _weekly(call, told)
    live = some_plans(call)
    plans = [s for s in live if not s.plan.sop.case]
    if len(plans) < len(live):
        return _with_cases(call, plans, words)
    return _weekly(call, one_of(call, live, words))


def _with_cases(call: Call, plans: list[Standing], words: Words) -> Reply:
    """All cases of an SOP in a few lines, below the summary of the plan of the year."""
    told = _of_cases(call)
    if not plans:
        return Reply(Message(told, ((of_cases(call.say),),)))
    reply = _weekly(call, one_of(call, plans, words))
    assert reply.message is not None
    rows = (*reply.message.buttons, (of_cases(call.say),))
    text = paragraphs([reply.message.text, told])
    return replace(reply, message=replace(reply.message, text=text, buttons=rows))


def _of_cases(call: Call) -> Text:
    blocks = []
    for team in teams_here(call):
        plans = [p for p in call.work.plans.of_team(team.id) if p.sop.case]
        found = [standing_of(team, p, call) for p in plans]
        blocks += texts_of_cases.weekly(call.say, found, _until(call.today(team.rules)))
    return paragraphs(blocks)


def _weekly(call: Call, scope: Standing) -> Reply:
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
