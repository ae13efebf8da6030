"""The works (ผลงาน) of a long step: named, owned, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.events import Event, WorkNamed, WorkRemoved
from bot.domain.message import Button, Message, Text
from bot.domain.people import ChatKind
from bot.domain.plan import Work
from bot.domain.typed import one_line
from bot.ports import Draft
from bot.render.text import progress
from bot.render.text.notice_buttons import LONG_STEP_DAYS
from handlers.core.announce import undo_row
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_closer, step_here
from handlers.core.words import Words

TITLE_LENGTH = 200
TITLE_WAITS = timedelta(hours=1)


def works(call: Call) -> Reply:
    """`works p12 7` lists; `… add` asks a title; `… w2` shows; `… mine|free|drop w2` changes."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: scope.startable)
    require_closer(call, meant)
    _refuse_short(meant)
    if words.take_word("add"):
        return _ask_title(call, meant)
    verb = words.take_word(*_VERBS)
    number = words.take_id("w")
    if number is None:
        return Reply(_list(call, meant))
    one = progress.find(meant.state, number)
    if one is None:
        raise Refusal("work-gone")
    return _VERBS[verb](call, meant, one) if verb else Reply(_one(call, meant, one))


def title_answered(call: Call, draft: Draft, meant: StepScope) -> Reply:
    """The title of a new work, typed."""
    _refuse_short(meant)
    title = one_line(call.arguments)
    if len(title) > TITLE_LENGTH:
        raise Refusal("title-too-long", length=len(title), limit=TITLE_LENGTH)
    call.work.drafts.drop(draft.id)
    event = WorkNamed(
        at=call.now, by=call.person.id, step=meant.number, work=_next_id(meant), title=title
    )
    own = Button(call.say.caption("I own it"), _line(meant, "mine", event.work))
    more = Button(call.say.caption("Add another"), _line(meant, "add"))
    text = progress.work_added(call.say, meant.step, title)
    return _write(call, meant, event, text, (own, more))


def _ask_title(call: Call, meant: StepScope) -> Reply:
    data = {"plan": meant.scope.plan.id, "step": meant.number, "adds": True}
    until = call.now + TITLE_WAITS
    call.work.drafts.put("ask:progress", call.chat.id, call.person.id, data, until)
    text = progress.ask_title(call.say, meant.step, call.asked_in_group)
    return Reply(Message(text, about=meant.about, asks=True))


def _list(call: Call, meant: StepScope) -> Message:
    state = meant.state
    rows = [(Button(progress.work_label(w), _line(meant, work=w.id)),) for w in state.works]
    add = (Button(call.say.caption("Add a work"), _line(meant, "add")),)
    text = progress.works(call.say, state, _owners(call, state.works))
    return Message(text, (*rows, add), about=meant.about)


def _one(call: Call, meant: StepScope, one: Work) -> Message:
    mine = one.owner == call.person.id
    own = call.say.caption("No longer mine") if mine else call.say.caption("I own it")
    target = f"{meant.target} w{one.id}"
    rows = (
        (Button(call.say.caption("Report progress"), f"progress {target}"),),
        (
            Button(own, _line(meant, "free" if mine else "mine", one.id)),
            Button(call.say.caption("Remove"), _line(meant, "drop", one.id)),
        ),
    )
    text = progress.work(call.say, meant.state, one, _owners(call, (one,)))
    return Message(text, rows, about=meant.about)


def _own(call: Call, meant: StepScope, one: Work) -> Reply:
    return _give(call, meant, one, call.person.id)


def _free(call: Call, meant: StepScope, one: Work) -> Reply:
    return _give(call, meant, one, None)


def _give(call: Call, meant: StepScope, one: Work, owner: int | None) -> Reply:
    event = WorkNamed(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        work=one.id,
        title=one.title,
        owner=owner,
    )
    text = progress.owner_changed(call.say, one, mine=owner is not None)
    return _write(call, meant, event, text)


def _drop(call: Call, meant: StepScope, one: Work) -> Reply:
    event = WorkRemoved(at=call.now, by=call.person.id, step=meant.number, work=one.id)
    text = progress.work_removed(call.say, meant.step, one.title)
    return _write(call, meant, event, text)


def _write(
    call: Call,
    meant: StepScope,
    event: Event,
    text: Text,
    buttons: tuple[Button, ...] = (),
) -> Reply:
    plan = call.work.plans.append(meant.scope.plan, event)
    rows = [buttons] if buttons else []
    return Reply(Message(text, (*rows, undo_row(call, plan)), about=meant.about))


def _refuse_short(meant: StepScope) -> None:
    if not meant.step.may_take(LONG_STEP_DAYS):
        raise Refusal("no-works-here", step=meant.step)
    if meant.state.is_closed:
        raise Refusal("progress-of-closed", step=meant.step)


def _next_id(meant: StepScope) -> int:
    """Never given twice, whatever was removed or taken back."""
    named = (e for e in meant.scope.plan.events if isinstance(e, WorkNamed))
    return 1 + max((e.work for e in named if e.step == meant.number), default=0)


def _owners(call: Call, listed: tuple[Work, ...]) -> progress.Owners:
    """Persons are named in private only."""
    if call.chat.kind is ChatKind.GROUP:
        return {}
    return {w.owner: call.work.people.by_id(w.owner) for w in listed if w.owner is not None}


def _line(meant: StepScope, verb: str = "", work: int | None = None) -> str:
    parts = ["works", f"p{meant.scope.plan.id}", str(meant.number), verb]
    return " ".join([p for p in parts if p] + ([f"w{work}"] if work is not None else []))


_VERBS: dict[str, Callable[[Call, StepScope, Work], Reply]] = {
    "mine": _own,
    "free": _free,
    "drop": _drop,
}
