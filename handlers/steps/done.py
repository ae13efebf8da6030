"""/done: close a step, with its true date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product

from bot.domain import quorum
from bot.domain.calendar import fiscal_year_end
from bot.domain.change import Change
from bot.domain.errors import Refusal
from bot.domain.events import Agreed, Closed, Event, Reopened, Reported, Skipped
from bot.domain.message import Message, paragraphs
from bot.domain.people import ChatKind
from bot.domain.plan import Plan
from bot.domain.rights import asked_to_verify, closes_alone
from bot.domain.standing import Lacking, Standing, closed_without
from bot.domain.typed import Lean, names_several, says_nothing
from bot.ports import EVIDENCE_KEY
from bot.render.text import attach, doubt, lesson, monthly, names, number, pictures, verify
from bot.render.text import done as texts
from bot.render.text import quorum as agreed
from handlers.core.announce import NOTE_LENGTH, Rows, announce, record
from handlers.core.asking import Ask, stop_asking
from handlers.core.call import Call, Reply, Spent
from handlers.core.scope import (
    StepScope,
    closable,
    replied_about,
    require_closer,
    require_open,
    require_unreported,
    step_here,
)
from handlers.core.words import Words
from handlers.steps.differing import differing, settles
from handlers.steps.doubt import question_of, unclear_day, which_day
from handlers.steps.way import LEAVE, QUESTION, Closing, closing_of, told_way, which_way


def done(call: Call) -> Reply:
    """Close the step that is meant, or ask first if that may be a mistake."""
    words, guessed = Words(call.arguments), _is_guessed(call)
    meant = closing_of(step_here(call, words, closable(call)))
    require_closer(call, meant)
    require_open(meant)
    require_unreported(meant)
    if call.by_button and words.take_word(LEAVE):
        stop_asking(call, QUESTION)
        return Reply(Message(doubt.not_closed(call.say, meant.number)), edits=True)
    sure = words.take_sure()
    meant = replace(meant, way=told_way(words, meant.step))
    told = take_day(call, words, meant)
    meant = replace(meant, way=meant.way or told_way(words, meant.step))
    sure = words.take_sure() or sure
    day, note = told or _day_said(call, meant.scope), "" if says_nothing(words.rest) else words.rest
    stop_asking(call, QUESTION)
    _refuse_impossible(meant, day, note)
    if not sure:
        question = None if told else which_day(call, meant, note)
        question = question or question_of(call, meant, day, note, guessed)
        if question:
            return Reply(
                _of_case(call, meant, question), spent=Spent.ALL if told else Spent.NOTHING
            )
    if meant.lacks_way:
        reply = Reply(_of_case(call, meant, which_way(call, meant, day, note)))
    else:
        reply = _complete(call, meant, day, note)
    return replace(reply, spent=Spent.ALL if sure or told else Spent.NOTHING)


def _of_case(call: Call, meant: StepScope, question: Message) -> Message:
    """Of several cases the question says which it is about."""
    return replace(question, text=names.of_case(call.say, meant.scope.plan, question.text))


def _complete(call: Call, meant: Closing, day: date, note: str) -> Reply:
    """Where it is verified by somebody, it is reported; else it closes."""
    by = call.person.id
    said = Agreed(at=call.now, by=by, step=meant.number, on=day, note=note, way=meant.way)
    if quorum.awaited(meant.scope.plan, meant.scope.team, meant.number, by):
        return _agree(call, meant, said)
    return _close(call, meant.scope, said)


def _agree(call: Call, meant: StepScope, event: Agreed) -> Reply:
    """One word of several, told once; the last one closes the step, on the latest day told."""
    before, said = quorum.tally(meant.scope.plan, meant.scope.team, event.step), meant.state.agreed
    if before is not None and any((e.by, e.way) == (event.by, event.way) for e in said):
        if not before.is_reached or quorum.is_split(said):
            raise Refusal("already-confirmed", step=meant.step, found=before)
        return _close(call, meant.scope, replace(event, on=max(e.on for e in said)))
    if settles(meant.scope, event, before):
        return _close(call, meant.scope, event)
    change = record(call, meant.scope, event)
    found = quorum.tally(change.after.plan, change.after.team, event.step)
    if found is not None and not found.is_reached:
        return announce(call, change, agreed.confirmed(call.say, change, found))
    said = change.after.states[event.step].agreed
    if found is not None and quorum.is_split(said):
        return differing(call, change, found)
    return _close(call, change.after, replace(event, on=max(e.on for e in said)))


def _close(call: Call, scope: Standing, said: Agreed) -> Reply:
    at, by, step, on, note, way = said.at, said.by, said.step, said.on, said.note, said.way
    if scope.plan.verifies(step) and not closes_alone(scope.team, call.person.id):
        report = Reported(at=at, by=by, step=step, on=on, note=note, way=way)
        return _report(call, scope, report)
    event = Closed(at=at, by=by, step=step, on=on, note=note, way=way)
    return announce_closing(call, scope, event)


def _report(call: Call, scope: Standing, event: Reported) -> Reply:
    """Those who verify are asked in private; in the group, if none of them can be."""
    change = record(call, scope, event)
    files = call.work.files.of_plan(scope.plan.id)
    by = change.after.states[event.step].reporters
    asked = [m for m in asked_to_verify(scope.team, by) if m.person.private_chat]
    for member in asked:
        if member.person.private_chat != call.chat.id:
            call.tell(
                member.person,
                partial(
                    verify.to_verify,
                    s=change.after,
                    number=event.step,
                    by=call.person,
                    files=files,
                    letter_to=None if member.acts_as_secretary else member.person,
                ),
            )
    plan = change.after.plan
    rows = number.rows(call.say, plan, event.step)
    rows = rows if asked else (*verify.rows(call.say, plan, event.step), *rows)
    return announce(call, change, *verify.reported(call.say, change, files), rows)


def announce_closing(call: Call, scope: Standing, event: Closed | Skipped | Reopened) -> Reply:
    """Write the event; tell the group what it closes, starts and moves."""
    change = record(call, scope, event)
    files = call.work.files.of_plan(scope.plan.id)
    mine, ours = texts.closed(call.say, change, files)
    lacking = _lacking(call, change.after, [event] if isinstance(event, Closed) else [])
    _tell_of_missing(call, change.after, lacking)
    if call.chat.kind is ChatKind.PRIVATE and lacking:
        mine = paragraphs([mine, *(attach.missing(call.say, d) for _, d in lacking)])
    rows = _after_closing(call, change.after.plan, event)
    if change.puts_off and call.can.pictures:
        rows = (*rows, pictures.timeline(call.say, scope.plan.id))
    return announce(call, change, mine, ours, rows)


def _after_closing(call: Call, plan: Plan, event: Event) -> Rows:
    """What may be told of a step that is closed: numbers of its documents, and what was learnt."""
    if not isinstance(event, Closed):
        return ()
    return (*number.rows(call.say, plan, event.step), *lesson.rows(call.say, plan, [event.step]))


def record_closings(call: Call, scope: Standing, events: Sequence[Closed]) -> Change:
    """Several at once, which are one entry; who must know of missing evidence is told."""
    after = scope.becoming(call.work.plans.append(scope.plan, *events))
    for event in events:
        call.work.plans.unsnooze(scope.plan.id, event.step)
    _tell_of_missing(call, after, _lacking(call, after, events))
    return Change(scope, after, events[-1], call.person)


def _lacking(call: Call, s: Standing, closings: Sequence[Closed]) -> Lacking:
    """The evidence that these closed steps lack."""
    steps = {e.step for e in closings}
    found = closed_without(s.plan, call.work.files.of_plan(s.plan.id)) if steps else []
    return [(step, documents) for step, documents in found if step.number in steps]


def _tell_of_missing(call: Call, s: Standing, lacking: Lacking) -> None:
    """In private: to who answers for the step, and to the secretary, unless told of all now,
    which is not done of a case.
    """
    key = EVIDENCE_KEY.format(plan=s.plan.id, day=s.today)
    there = [m for m in s.team.members if not m.away]
    for (step, _), member in product(lacking, there):
        concerned = member.in_party(s.plan.sop.id, step.parties) or (
            member.acts_as_secretary and (s.open_steps or s.plan.sop.case)
        )
        if concerned and member.person.private_chat != call.chat.id:
            follows = member.acts_as_secretary
            write = partial(monthly.evidence, plan=s.plan, lacking=lacking, follows=follows)
            call.tell(member.person, write, key=f"{key}:{step.number}")


def _day_said(call: Call, scope: Standing) -> date:
    """What was said while the bot was away was done then."""
    said = call.incoming.said_at
    return scope.plan.rules.local_day(min(said, call.now)) if said else scope.today


def _refuse_impossible(meant: StepScope, day: date, note: str) -> None:
    refuse_day(meant, day)
    if len(note) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(note), limit=NOTE_LENGTH)


def _is_guessed(call: Call) -> bool:
    """In a group, where people talk, neither words nor the message replied to tell the step."""
    words = Words(call.arguments)
    words.take_plan()
    if not call.by_button and names_several(words.rest):
        raise Refusal("one-step-at-a-time")
    told = words.take_step() is not None or any(a.step for a in replied_about(call))
    return call.chat.kind is ChatKind.GROUP and not told


def take_day(call: Call, words: Words, meant: Closing) -> date | None:
    """The day on which it was done, if one is told; if it is not clear which, that is asked."""
    said = words.rest
    try:
        return told_day(words, meant.scope)
    except Refusal as refusal:
        raise Ask(Reply(unclear_day(call, meant, said, refusal))) from None


def refuse_day(meant: StepScope, day: date) -> None:
    """Nothing is done before its plan begins, unless it is of the year before, nor tomorrow."""
    if day > meant.scope.today:
        raise Refusal("closing-in-future", day=day)
    start = min(meant.scope.plan.start, meant.scope.forecast[meant.number].start)
    if day < start:
        raise Refusal("closing-before-plan", day=day, start=start)


def told_day(words: Words, scope: Standing) -> date | None:
    """Past if no year is told; a day before the plan's start is the one to come in its year."""
    text, plan = words.rest, scope.plan
    day = words.take_date(scope.today, Lean.PAST)
    if day is None or day >= plan.start:
        return day
    coming = Words(text).take_date(scope.today, Lean.FUTURE)
    return coming if coming and coming <= fiscal_year_end(plan.fiscal_year) else day
