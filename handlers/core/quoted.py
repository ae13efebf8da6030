"""Which question a reply in a group answers: what it quotes tells."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.message import About, Message
from bot.ports import Draft, UnitOfWork
from handlers.core.call import Call
from handlers.core.scope import replied_about
from handlers.core.words import Words

_LINES = ("line", "target")
"""Where a draft holds the step at the head of a command line."""


def as_question(call: Call, message: Message) -> Message:
    """With what it asks about, so that a reply to it is known from one to something else."""
    waiting = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    meant = _about(call.work, waiting) if waiting else None
    if waiting is None or meant is None or (message.about and meant not in message.about):
        return message
    return replace(message, about=(replace(meant, question=waiting.id),))


def answered(call: Call, newest: Draft) -> Draft | None:
    """The question that is meant; None: this is talk. What tells no step may be the newest.

    Raises Refusal where it is one that waits no more.
    """
    quoted = replied_about(call)
    if not quoted or "files" in newest.data or _tells(quoted, _about(call.work, newest)):
        return newest
    asked = max(one.question for one in quoted)
    if not asked:
        return None
    question = call.work.drafts.get(asked, call.now)
    # Its id may be another's by now.
    if question is None or not _tells(quoted, _about(call.work, question)):
        raise Refusal("question-over")
    return question if question.person == call.person.id else None


def _tells(quoted: tuple[About, ...], meant: About | None) -> bool:
    return meant is not None and (meant.plan, meant.step) in {(a.plan, a.step) for a in quoted}


def _about(work: UnitOfWork, question: Draft) -> About | None:
    """The step; None: it is about none."""
    data = question.data
    if "step" in data:
        return About(data["plan"], data["step"])
    if "file" in data:
        file = work.files.by_id(data["file"])
        return About(file.plan, file.step) if file else None
    words = Words(next((data[name] for name in _LINES if name in data), ""))
    plan = words.take_plan()
    return About(plan, words.take_step()) if plan is not None else None
