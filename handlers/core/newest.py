"""The newest thing a person did, whatever and wherever it was: what a typed /undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.events import (
    ActingGiven,
    Carried,
    Cloned,
    Confirmed,
    Event,
    Exported,
    FileDated,
    FileKept,
    FileRemoved,
    FilesDeleted,
    Named,
    Numbered,
    RoleGiven,
)
from bot.domain.files import File, FileState
from bot.domain.message import Message
from bot.domain.people import ChatKind
from bot.domain.plan import Plan, effective
from bot.ports import Draft
from bot.render.text import undo as texts
from handlers.core.call import Call, Reply
from handlers.core.scope import replied_about

TAKE_BACK = timedelta(minutes=10)
KIND = "takeback"
USED = ""
"""In place of a command line: the newest thing is taken back, and what was before is not newest."""
BY_EVENT = "undo"
"""The person's newest entry in the plan, to be refused as what it is."""
TAKES_OUT = "unattach"
REMEMBERED = (
    *(ActingGiven, Carried, Cloned, Confirmed, Exported, FileDated, FileRemoved),
    *(FilesDeleted, Named, RoleGiven),
)
"""Events that only tell what is kept elsewhere: what did it was remembered with its way back."""
Abouts = list[list[int | None]]


@dataclass(frozen=True, slots=True)
class Deed:
    """`line`: the command line that takes it back. `chat`: where it was done; None: not known.

    What has no button of its own was answered in private.
    """

    line: str
    chat: int | None = None


def remember(call: Call, reply: Reply | None) -> None:
    """Keep what takes this back; to have taken back is no news of one's own."""
    if (reply and reply.took_back) or _pressed_newest(call):
        use(call)
    elif reply and reply.message and (line := _behind_button(reply.message)):
        keep(call, line, reply.message)


def keep(call: Call, line: str, message: Message | None = None) -> None:
    """What was done now is taken back by this command line. In reply to the `message` that tells
    of it a typed /undo means it."""
    about = message.about if message else ()
    _put(call, line, [[a.plan, a.step] for a in about])


def use(call: Call) -> None:
    """One typed /undo takes one thing back: what came before it has its button."""
    _put(call, USED, [])


def deed(call: Call) -> Deed:
    """What a typed /undo stands for; refused if nothing is certain."""
    kept = _remembered(call)
    seen = kept.data["seen"] if kept else 0
    entry = max(_unremembered(call, seen), key=lambda found: found[1].id, default=None)
    if entry is not None:
        plan, event = entry
        _refuse_another(call, [[plan.id, getattr(event, "step", None)]])
        return Deed(*_of_event(call, plan, event))
    if kept is None:
        return Deed(BY_EVENT)
    if kept.data["action"] == USED:
        raise Refusal("undo-not-newest")
    _refuse_another(call, kept.data["about"])
    return Deed(kept.data["action"], kept.chat)


def file_kept_here(call: Call) -> File | None:
    """The file that a /undo typed here would take out: the newest thing done, in this very chat."""
    try:
        done = deed(replace(call, incoming=replace(call.incoming, replied=None)))
    except Refusal:
        return None
    verb, _, file = done.line.partition(" f")
    found = call.work.files.by_id(int(file)) if verb == TAKES_OUT else None
    return found if found and (found.state, found.chat) == (FileState.KEPT, call.chat.id) else None


def where_done(call: Call, done: Deed) -> Call:
    """As if typed in the chat where it was done, which is the group's or the person's own."""
    if done.chat in (None, call.chat.id):
        return call
    if call.chat.kind is ChatKind.GROUP and call.person.private_chat is None:
        raise Refusal("undo-elsewhere")
    there = call.work.chats.by_id(done.chat or 0)
    team = call.work.teams.of_group(there.id)
    say = call.say_in(there.id, team.language if team else call.person.language)
    return replace(call, chat=there, incoming=replace(call.incoming, replied=None), say=say)


@contextmanager
def kept_there(call: Call, there: Call) -> Iterator[None]:
    """Why it cannot be taken back may tell of what this group has nothing to do with."""
    try:
        yield
    except Refusal:
        if call.chat.kind is ChatKind.GROUP and there.chat.id != call.chat.id:
            raise Refusal("undo-elsewhere") from None
        raise


def told(call: Call, there: Call, reply: Reply) -> Reply:
    """Who heard of the thing hears that it is taken back; nobody else does."""
    if reply.message is None or there.chat.id == call.chat.id:
        return reply
    call.work.outbox.post(there.chat.id, reply.message, call.now)
    if call.chat.kind is ChatKind.PRIVATE:
        return reply
    if there.chat.kind is ChatKind.GROUP:  # another group's
        call.work.outbox.post(call.person.private_chat or 0, reply.message, call.now)
    heard = reply.told_group == call.chat.id
    return Reply() if heard else Reply(Message(texts.taken_back_elsewhere(call.say)))


def _pressed_newest(call: Call) -> bool:
    newest = _remembered(call) if call.by_button else None
    return newest is not None and newest.data["action"] == call.incoming.text


def _behind_button(message: Message) -> str:
    buttons = (button for row in message.buttons for button in row)
    return next((b.action for b in buttons if b.takes_back), "")


def _put(call: Call, action: str, about: Abouts) -> None:
    seen = max((p.events[-1].id for p in _plans(call) if p.events), default=0)
    data = {"action": action, "about": about, "seen": seen}
    call.work.drafts.put(KIND, call.chat.id, call.person.id, data, call.now + TAKE_BACK)


def _remembered(call: Call) -> Draft | None:
    """In whichever chat it was done."""
    person = call.person
    groups = (team.group for team in call.work.teams.of_person(person.id))
    chats = {call.chat.id, person.private_chat or call.chat.id, *groups}
    drafts = (call.work.drafts.of(KIND, chat, person.id, call.now) for chat in chats)
    return max((d for d in drafts if d), key=lambda d: d.id, default=None)


def _unremembered(call: Call, seen: int) -> Iterator[tuple[Plan, Event]]:
    """Entries written since, without a way back of their own: a file that came, an answer."""
    since = call.now - TAKE_BACK
    for plan in _plans(call):
        for event in effective(e for e in plan.events if e.at > plan.confirmed_at):
            mine = event.by == call.person.id and event.id > seen and event.at >= since
            if mine and not isinstance(event, REMEMBERED):
                yield plan, event


def _of_event(call: Call, plan: Plan, event: Event) -> tuple[str, int | None]:
    if isinstance(event, FileKept) or (isinstance(event, Numbered) and event.file):
        file = call.work.files.by_id(event.file)
        return f"{TAKES_OUT} f{event.file}", file.chat if file else None
    return f"undo p{plan.id} e{event.id}", call.person.private_chat


def _plans(call: Call) -> Iterator[Plan]:
    for team in call.work.teams.of_person(call.person.id):
        yield from call.work.plans.running(team.id)


def _refuse_another(call: Call, about: Abouts) -> None:
    """In reply to what tells of something else nothing is guessed."""
    replied = call.incoming.replied
    if replied is None or not replied.by_bot:
        return
    if [[a.plan, a.step] for a in replied_about(call)] != about:
        raise Refusal("undo-not-newest")
