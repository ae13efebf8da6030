"""What was asked for, a reason or a day, is typed: it completes the line that asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.errors import Refusal
from bot.ports import Draft
from bot.render.text import cancelled
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.reasons import completed
from handlers.core.words import is_cancel
from handlers.evidence import judge, waive
from handlers.steps import extend, lesson, requests, skip, verify


def answered(call: Call, question: Draft) -> Reply:
    """The reason, the date or both, typed: they complete the line that asked for them."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    whole = completed(call, question)
    try:
        return _COMMANDS[whole.command](whole)
    except Refusal as refusal:
        if refusal.code not in _TRY_AGAIN:
            call.work.drafts.drop(question.id)
        raise


_COMMANDS: Mapping[str, Callable[[Call], Reply]] = {
    "date": extend.fix_day,
    "decline": requests.decline,
    "extend": extend.extend,
    "lesson": lesson.lesson,
    "reopen": skip.reopen,
    "return": verify.send_back,
    "sendback": judge.send_back,
    "skip": skip.skip,
    "waive": waive.waive,
}
_TRY_AGAIN = frozenset(
    {"date-impossible", "date-unclear", "day-passed", "day-too-early", "extend-not-later"}
)
_TRY_AGAIN |= {"note-too-long", "day-too-far"}
_TRY_AGAIN |= {"meeting-link-too-long", "link-unusable", "place-too-long"}
"""What other words put right; after other refusals nothing waits for an answer."""
