"""What waits for an answer: a step for its file, or files for their step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.files import FILE_WAITS_IN_GROUP, MAX_FILE_BYTES
from bot.domain.incoming import IncomingFile
from bot.domain.people import ChatKind
from bot.ports import FILES_WAIT, Draft, awaits
from handlers.core.call import Call
from handlers.core.scope import StepScope

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


def joins_question(call: Call, arriving: Sequence[Arriving]) -> bool:
    """Whether the step of its album is being asked for: then it only joins."""
    waiting = waiting_here(call)
    albums = {a.file.album for a in remembered(waiting)} if waiting else set()
    asked = bool((albums - {""}) & {a.file.album for a in arriving})
    return asked and not any(a.is_too_large for a in arriving)


def stop_waiting(call: Call, meant: StepScope) -> None:
    draft = waiting_here(call)
    asked = meant.target
    if draft is not None and not remembered(draft) and step_asked(draft) == asked:
        call.work.drafts.drop(draft.id)
