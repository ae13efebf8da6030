"""Files on their way: between the message that brought them and the step they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.files import (
    MAX_NAME,
    File,
    FileState,
    described,
    safe_name,
)
from bot.domain.incoming import IncomingFile, Replied, order
from bot.domain.message import Message, Text, paragraphs
from bot.domain.spelling import impolite
from bot.ports import ALBUM_PAUSE
from bot.render.text import receipts
from handlers.core import newest
from handlers.core.call import Call
from handlers.core.scope import StepScope
from handlers.evidence import at_once
from handlers.evidence.receipts import received
from handlers.evidence.waiting import Arriving, stop_waiting


def arriving_of(call: Call, said: str) -> list[Arriving]:
    """The files of this message; `said`: what it says they are."""
    return _arriving(call, call.incoming.files, said)


def replied_files(call: Call, said: str) -> list[Arriving]:
    """The files of the message replied to, and of its album as far as that is remembered."""
    replied = call.incoming.replied
    files = (replied.files or _known(call, replied)) if replied else ()
    # An album of its own: what came with it before has had its answer.
    album = f"r{call.incoming.message}" if len(files) > 1 else ""
    return _arriving(call, [replace(f, album=album, caption=said or f.caption) for f in files], "")


def _known(call: Call, replied: Replied) -> Sequence[IncomingFile]:
    """What was attached already, perhaps to another step, where the platform repeats no files."""
    found = call.work.files.of_message(call.chat.id, replied.message) if replied.album else []
    return [
        IncomingFile(
            f.source,
            f.name,
            f.mime,
            f.size or None,
            caption=f.description,
            message=f.message,
            account=call.work.people.account_of(f.channel, f.sent_by) or "",
        )
        for f in found
        if f.state in (FileState.EXPECTED, FileState.KEPT) and f.source
    ][:1]


def is_one_of_unknown(call: Call) -> bool:
    """A file replied to came with others that nobody remembers, or that were never shown to us."""
    replied = call.incoming.replied
    files = replied.files if replied and not call.incoming.files else ()
    return len(files) == 1 and bool(files[0].album)


def _arriving(call: Call, files: Sequence[IncomingFile], said: str) -> list[Arriving]:
    incoming = call.incoming
    return [
        Arriving(
            _called(f, said, alone=len(files) == 1),
            f.message or incoming.message,
            incoming.place.thread,
        )
        for f in files
    ]


def _called(file: IncomingFile, said: str, *, alone: bool) -> IncomingFile:
    """What is said with one link is its title."""
    if file.link and alone:
        return replace(file, name=described(impolite(said), MAX_NAME) or file.name)
    name = file.name if file.link else safe_name(file.name) or "file"
    return replace(file, name=name, caption=described(file.caption or said))


def in_order(arriving: Sequence[Arriving]) -> list[Arriving]:
    """As they were sent, which is how they are numbered."""
    return sorted(arriving, key=lambda a: order(a.message))


def expect(call: Call, meant: StepScope, arriving: Sequence[Arriving]) -> Message | None:
    """Have the files fetched; what is too large is said at once, of the rest only the receipt.

    Of links, which are kept at once, this is the receipt.
    """
    refused, links = [], []
    for one in arriving:
        if one.file.link:
            links.append(_seen(call, meant, one))
            continue
        file = _expected(call, meant, one)
        if one.is_too_large:
            # It stays known as failed: by it the rest of its album finds the step.
            call.work.files.failed(file.id)
            refused.append(too_large(call, one))
    if len(refused) < len(arriving):
        stop_waiting(call, meant)
    if links:
        return received(call, at_once.keep(call, links))
    about = meant.about
    return Message(paragraphs(refused), about=about) if refused else None


def _seen(call: Call, meant: StepScope, one: Arriving) -> File:
    return File(
        id=0,
        plan=meant.scope.plan.id,
        step=meant.number,
        name=one.file.name,
        state=FileState.KEPT,
        sent_by=call.person.id,
        sent_at=_sent_at(call),
        channel=call.incoming.channel,
        album=one.file.album,
        chat=call.chat.id,
        message=one.message,
        thread=one.thread,
        description=one.file.caption,
        link=one.file.link,
    )


def too_large(call: Call, one: Arriving) -> Text:
    return receipts.too_large(call.say, one.file.name, one.file.size or 0)


def _expected(call: Call, meant: StepScope, one: Arriving) -> File:
    by = _sender(call, one)
    file = call.work.files.expect(
        meant.scope.plan.id,
        meant.number,
        one.file,
        channel=call.incoming.channel,
        chat=call.chat.id,
        message=one.message,
        thread=one.thread,
        by=by,
        document="",
        now=_sent_at(call),
    )
    if by != call.person.id:  # else what its entry would be is the deed of who sent it
        newest.keep(call, f"unattach f{file.id}")
    return file


def _sender(call: Call, one: Arriving) -> int:
    """Who sent a file that somebody else speaks of, if he or she is known here."""
    account = one.file.account
    known = call.work.people.by_account(call.incoming.channel, account) if account else None
    return call.person.id if known is None else known.id


def _sent_at(call: Call) -> datetime:
    """Its album has been waited for already, if the platform tells when it was sent."""
    said = call.incoming.said_at
    return call.now if said is None else max(call.now - ALBUM_PAUSE, min(said, call.now))
