"""Who sent what takes a while may still be answered at no cost."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from bot.domain.files import File
from bot.domain.sop_import import SopFile
from bot.ports import UnitOfWork
from scheduler.tools import Tools


def answering(
    tools: Tools, work: UnitOfWork, file: File | SopFile, now: datetime
) -> AbstractContextManager[None]:
    """Within it, what is posted to the chat that the file was sent to answers it."""
    replies = tools.channel(file.channel).can.replies
    token = work.outbox.kept_reply(file.cause) if replies else ""
    if not token:
        return nullcontext()
    return work.outbox.answering(work.chats.by_id(file.chat).address, token, now)
