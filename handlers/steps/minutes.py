"""/minutes: what a meeting came to, by secretary and chair; each matter typed at once or asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from bot.domain.events import Matter, Outcome, OutcomeRemoved
from bot.domain.message import Button
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.ports import Draft
from bot.render.text import assignments as work_texts
from bot.render.text import cancelled
from bot.render.text import minutes as texts
from handlers.core.announce import Rows, record, undo_row
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_steerer
from handlers.core.views import former_rows
from handlers.core.words import Words, is_cancel
from handlers.steps import assignments, papers, reassign
from handlers.steps.meeting import (
    meeting_and_verb,
    meeting_here,
    reasons_of_absence,
    said,
)
from handlers.steps.outcomes import next_id, outcome_told, read, refuse_more

QUESTION = "ask:minutes"
ANSWER_WAITS = timedelta(hours=1)
RESOLVE, NOTE, ASSIGN = "มติ", "รับทราบ", "มอบหมาย"
DONE, DROP, ANEW = "ดำเนินการแล้ว", ("ลบ", "นำออก"), "มอบใหม่"


def minutes(call: Call) -> Reply:
    """`minutes p12 9` shows them; `… resolve`, `note`, `assign`, `anew`, `drop`, `done w3` act;
    `draft` and `sign` give papers.
    """
    words = Words(call.arguments)
    meant, verb = meeting_and_verb(call, words, _VERBS, _PAPERS)
    do = {**_VERBS, **_PAPERS}.get(verb)
    return do(call, meant, words) if do else _whole(call, meant)


def answered(call: Call, draft: Draft) -> Reply:
    """What the meeting came to, typed."""
    if is_cancel(call.arguments):
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    meant = meeting_here(call, Words(draft.data["line"]))
    reply = _put(call, meant, call.arguments, Matter(draft.data["kind"]))
    call.work.drafts.drop(draft.id)
    return reply


def _whole(call: Call, meant: StepScope) -> Reply:
    scope, number = meant.scope, meant.number
    private = call.chat.kind is ChatKind.PRIVATE
    leads = may_steer(scope.team, call.person.id)
    why = reasons_of_absence(call, meant, meant.state.met.on) if private else {}
    people = call.work.people.by_id if private and leads else None
    text = texts.whole(call.say, scope, number, people, why)
    acts = _rows(call, meant, leads=leads, private=private) if scope.plan.is_running else ()
    shown = (*acts, *papers.rows(call, meant), *former_rows(call, scope, number))
    return Reply(said(meant, text, shown))


def _rows(call: Call, meant: StepScope, *, leads: bool, private: bool) -> Rows:
    """What can be done with them while the plan is under way."""
    scope, met, acts = meant.scope, meant.state.met, leads or not private
    rows = texts.rows(call.say, meant.target, holds=bool(met.outcomes)) if acts else ()
    rows += texts.anew_rows(call.say, meant.target) if acts and met.to_do() else ()
    mine = met.to_do() if leads and private else met.to_do(of=scope.team.stands_for(call.person.id))
    done = work_texts.done_rows(call.say, scope.plan.id, mine) if private else ()
    return (*rows, *done)


def _matter(call: Call, meant: StepScope, words: Words, kind: Matter) -> Reply:
    require_steerer(call, meant.scope.team)
    if words.rest:
        return _put(call, meant, words.rest, kind)
    refuse_more(meant)
    data = {"line": meant.target, "kind": str(kind)}
    until = call.now + ANSWER_WAITS
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)
    text = texts.ask(call.say, meant.scope, meant.number, kind, call.asked_in_group)
    return Reply(said(meant, text, asks=True))


def _put(call: Call, meant: StepScope, told: str, kind: Matter) -> Reply:
    require_steerer(call, meant.scope.team)
    item, text = read(meant, told)
    event = Outcome(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        outcome=next_id(meant),
        kind=kind,
        text=text,
        item=item,
    )
    after = record(call, meant.scope, event).after
    shown = texts.recorded(call.say, after, event)
    more = texts.rows(call.say, meant.target, holds=False)
    return Reply(said(meant, shown, (undo_row(call, after.plan), *more)))


def _drop(call: Call, meant: StepScope, words: Words) -> Reply:
    """`drop w3` takes it off; alone it asks which."""
    require_steerer(call, meant.scope.team)
    met = meant.state.met
    if not words.rest and met.outcomes:
        choice = tuple(
            (Button(texts.label(call.say, o), f"minutes {meant.target} drop w{o.outcome}"),)
            for o in met.outcomes
        )
        return Reply(said(meant, texts.which_to_remove(call.say), choice))
    gone = outcome_told(meant, words, met.outcomes)
    event = OutcomeRemoved(at=call.now, by=call.person.id, step=meant.number, outcome=gone.outcome)
    plan = record(call, meant.scope, event).after.plan
    assignments.tell_owner(call, meant, gone, work_texts.told_off)
    text = texts.removed(call.say, gone)
    return Reply(said(meant, text, (undo_row(call, plan),)))


_VERBS: Mapping[str, Callable[[Call, StepScope, Words], Reply]] = {
    **dict.fromkeys(("resolve", RESOLVE), partial(_matter, kind=Matter.RESOLVED)),
    **dict.fromkeys(("note", NOTE), partial(_matter, kind=Matter.NOTED)),
    **dict.fromkeys(("assign", ASSIGN), assignments.assign),
    "owner": assignments.owner,
    "due": assignments.due,
    **dict.fromkeys(("done", DONE), assignments.done),
    **dict.fromkeys(("anew", ANEW), reassign.anew),
    **dict.fromkeys(("drop", *DROP), _drop),
}
_PAPERS: Mapping[str, Callable[[Call, StepScope, Words], Reply]] = {
    "draft": papers.draft,
    "sign": papers.sign_in,
}
