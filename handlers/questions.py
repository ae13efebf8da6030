"""Which question is answered, or taken back, by what was typed."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.incoming import Incoming
from bot.domain.people import ChatKind
from bot.ports import Draft
from bot.render.text import cancelled
from handlers.core import newest, quoted, reasons
from handlers.core.asking import dropped, waiting_question
from handlers.core.call import Call, Reply
from handlers.core.nearly import leads, small_talk
from handlers.core.words import is_cancel
from handlers.evidence import dated
from handlers.people import link, official_name
from handlers.steps import acknowledge, agenda, assignments, attend, minutes, way
from handlers.table import ANSWERS, GRAMMAR

_NOT_POLITENESS = frozenset(
    {
        *(acknowledge.QUESTION, reasons.QUESTION, way.QUESTION, "ask:progress"),
        *(agenda.QUESTION, attend.DELEGATE, attend.REASON, minutes.QUESTION),
        *(assignments.QUESTION, dated.QUESTION),
    }
)
"""Questions that no politeness answers."""
_OVER = frozenset({"plan-over", "already-closed", "file-gone", "not-yours", "meeting-over"})
_OVER |= {"meeting-moved", "meeting-without-day", "no-absence", "progress-of-closed"}
_OVER |= {"left-out", "sop-review-over", "sop-corrected-since", "sop-version-gone"}
"""Refusals of what the question is about, whatever is typed."""


def awaited(call: Call) -> Draft | None:
    """In a group only a reply to the bot's question answers it, or the word that takes it back:
    other talk is not for us. No file does.
    """
    in_group = call.chat.kind is ChatKind.GROUP
    if call.incoming.files or (in_group and not _may_answer(call.incoming)):
        return None
    draft = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    if draft is not None and in_group:
        draft = quoted.answered(call, draft)
    return draft if draft is not None and draft.kind in ANSWERS else None


def is_no_answer(call: Call, draft: Draft) -> bool:
    """Nobody is called by a command's word or a greeting; thanks are no obstacle, reason, per cent
    or day.
    """
    said = call.incoming.text
    polite = small_talk(said) is not None and any(char.isalnum() for char in said)
    if draft.kind == official_name.QUESTION:
        return polite or leads(said, GRAMMAR) or link.is_code(call)
    return polite and draft.kind in _NOT_POLITENESS


def outlived(call: Call, question: Draft, refusal: Refusal) -> None:
    """What it was about is over: no more is what is typed next refused as its answer."""
    if refusal.code in _OVER:
        call.work.drafts.drop(question.id)


def taken_back(call: Call, typed: Draft | None) -> Reply | None:
    """The word that cancels, in private, means the newest question, were its answers buttons.

    `typed`: the newest that waits for a typed answer. None: no other is newer.
    """
    said = call.incoming
    if call.chat.kind is ChatKind.GROUP or said.files or not is_cancel(said.text):
        return None
    question = call.work.drafts.offered(call.chat.id, call.person.id, call.now)
    if question is None or (typed is not None and typed.id > question.id):
        return None
    if typed is None and newest.file_kept_here(call):
        return None
    return dropped(call, question, cancelled.nothing_changed(call.say))


def unasked(call: Call, arguments: str) -> Draft:
    """What is to be cancelled; a file that has answered it already is not taken out by that."""
    try:
        return waiting_question(call, arguments)
    except Refusal as refusal:
        file = newest.file_kept_here(call) if refusal.code == "question-over" else None
        if file is None:
            raise
        raise Refusal("file-came", file=file) from None


def _may_answer(incoming: Incoming) -> bool:
    """What is said in a group. In reply to somebody else it is for that person."""
    replied = incoming.replied
    return is_cancel(incoming.text) if replied is None else replied.by_bot
