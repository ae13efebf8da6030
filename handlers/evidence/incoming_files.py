"""Files on their way: between the message that brought them and the step they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.files import (
    FILE_WAITS_IN_GROUP,
    MAX_FILE_BYTES,
    MAX_NAME,
    File,
    FileState,
    described,
    safe_name,
)
from bot.domain.incoming import Incoming, IncomingFile, Replied, order
from bot.domain.message import Message, Text, paragraphs
from bot.domain.people import ChatKind
from bot.domain.spelling import impolite
from bot.ports import ALBUM_PAUSE, FILES_WAIT, Draft, awaits
from bot.render.text import receipts
from handlers.core import newest
from handlers.core.call import Call
from handlers.core.scope import StepScope
from handlers.evidence import at_once
from handlers.evidence.receipts import received

QUESTION = FILES_WAIT
WAITS = {ChatKind.PRIVATE: timedelta(hours=1), ChatKind.GROUP: FILE_WAITS_IN_GROUP}
"""So long after the question the person's next file counts without being a reply."""
STEP_WAITS = timedelta(days=31)
"""So long files are remembered whose step is asked for: notices tell of them, once a month or more
often."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file and the message that brought it."""

    file: IncomingFile
    message: str
    thread: str

    @staticmethod
    def of(data: Mapping[str, Any]) -> Arriving:
        return Arriving(IncomingFile(**data["file"]), data["message"], data["thread"])

    @property
    def is_too_large(self) -> bool:
        """As far as the platform tells; else the fetch finds out."""
        return (self.file.size or 0) > MAX_FILE_BYTES


def by_caption(incoming: Incoming, is_command: Callable[[str], bool]) -> list[Incoming]:
    """An album as the requests it makes: one, or as many as its captions name steps.

    A file with no such caption goes with the one before it; what comes before the first, with that.
    """
    files = incoming.files
    if not any(f.message for f in files):
        return [incoming]
    heads = [n for n, f in enumerate(files) if is_command(f.caption)]
    if not heads:
        spoken = [n for n, f in enumerate(files) if f.caption]
        return [_headed(incoming, files, spoken[0] if len(spoken) == 1 else None)]
    ends = [*heads[1:], len(files)]
    starts = [0, *heads[1:]]
    return [
        _headed(incoming, files[start:end], head - start)
        for start, head, end in zip(starts, heads, ends, strict=True)
    ]


def _headed(incoming: Incoming, files: Sequence[IncomingFile], head: int | None) -> Incoming:
    """These files under the caption of one of them, which then describes all that have none."""
    if head is None:
        return replace(incoming, text="", message=files[0].message, files=tuple(files))
    bare = [replace(f, caption="") if n == head else f for n, f in enumerate(files)]
    text, message = files[head].caption, files[head].message
    return replace(incoming, text=text, message=message, files=tuple(bare))


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


def waiting_here(call: Call) -> Draft | None:
    """The question about a file that waits for this person here."""
    draft = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    return draft if draft is not None and draft.kind == QUESTION else None


def asked_for_here(call: Call) -> Draft | None:
    """The question for the file of a step that is answered by these files."""
    waiting = waiting_here(call)
    if waiting is None or remembered(waiting) or not awaits(waiting, call.incoming):
        return None
    return waiting


def remembered(draft: Draft) -> list[Arriving]:
    """The files that wait for their step; none if the step waits for its file."""
    return [Arriving.of(data) for data in draft.data.get("files", ())]


def step_asked(draft: Draft) -> str:
    """The step that waits for its file, as arguments."""
    return f"p{draft.data['plan']} {draft.data['step']}"


def announced(draft: Draft) -> str:
    """What was said of the file when it was announced."""
    said: str = draft.data.get("said", "")
    return said


def announced_here(call: Call) -> str:
    asked = asked_for_here(call)
    return announced(asked) if asked else ""


def wait_for_file(call: Call, plan: int, step: int, said: str, since: datetime | None) -> None:
    """`said`: what the file will be. `since`: what was said before is not it, if that is known."""
    until = call.now + WAITS[call.chat.kind]
    data = {"plan": plan, "step": step, "said": said, "since": since and since.isoformat()}
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)


def remember(call: Call, arriving: Sequence[Arriving]) -> tuple[int, list[Arriving]]:
    """Keep them with those that wait already, under one question: (its draft, all of them)."""
    waiting = waiting_here(call)
    before = remembered(waiting) if waiting else []
    files = [*before, *arriving]
    data = {"files": [asdict(a) for a in files]}
    if waiting is not None and before:
        call.work.drafts.change(waiting.id, data)
        return waiting.id, files
    until = call.now + STEP_WAITS
    return call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until), files


def claimed(call: Call, arriving: Sequence[Arriving]) -> list[Arriving]:
    """What came of the same albums before their caption did, and waits for its step."""
    waiting = waiting_here(call)
    albums = {a.file.album for a in arriving} - {""}
    known = remembered(waiting) if waiting else []
    found = [a for a in known if a.file.album in albums]
    if waiting is None or not found:
        return []
    rest = [asdict(a) for a in known if a not in found]
    if rest:
        call.work.drafts.change(waiting.id, {"files": rest})
    else:
        call.work.drafts.drop(waiting.id)
    return found


def in_order(arriving: Sequence[Arriving]) -> list[Arriving]:
    """As they were sent, which is how they are numbered."""
    return sorted(arriving, key=lambda a: order(a.message))


def joins_question(call: Call, arriving: Sequence[Arriving]) -> bool:
    """Whether the step of its album is being asked for: then it only joins."""
    waiting = waiting_here(call)
    albums = {a.file.album for a in remembered(waiting)} if waiting else set()
    asked = bool((albums - {""}) & {a.file.album for a in arriving})
    return asked and not any(a.is_too_large for a in arriving)


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


def stop_waiting(call: Call, meant: StepScope) -> None:
    draft = waiting_here(call)
    asked = meant.target
    if draft is not None and not remembered(draft) and step_asked(draft) == asked:
        call.work.drafts.drop(draft.id)


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
