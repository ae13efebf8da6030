"""/progress: how far a step is, or one of its works (ผลงาน); `works` keeps their list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.events import Progressed
from bot.domain.message import Button, Message
from bot.domain.rights import may_close
from bot.domain.spelling import one_line
from bot.domain.standing import Standing, is_active
from bot.domain.typed import arabic, take_percent
from bot.ports import Draft
from bot.render.text import cancelled
from bot.render.text import progress as texts
from bot.render.text.notice_buttons import LONG_STEP_DAYS
from handlers.core.announce import NOTE_LENGTH, undo_row
from handlers.core.asking import action, dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    StepScope,
    replied_about,
    require_closer,
    require_not_left_out,
    step_here,
)
from handlers.core.words import Words, is_cancel
from handlers.steps.works import title_answered, works

__all__ = ["answered", "progress", "works"]

ANSWER_WAITS = timedelta(hours=1)
_NUMBER_ALONE = re.compile(r"[0-9]+\s*%?")


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported, as far as it is told."""

    meant: StepScope
    percent: int | None
    note: str
    work: int | None = None

    @property
    def target(self) -> str:
        target = f"p{self.meant.scope.plan.id} {self.meant.number}"
        return target if self.work is None else f"{target} w{self.work}"


def progress(call: Call) -> Reply:
    """`progress p12 7 w2 60 draft sent`: record it; what is not told is asked."""
    report = _read(call)
    require_closer(call, report.meant)
    require_not_left_out(report.meant)
    state = report.meant.state
    if state.is_closed:
        raise Refusal("progress-of-closed", step=report.meant.step)
    if report.work is not None and texts.find(state, report.work) is None:
        raise Refusal("work-gone")
    if state.works and report.work is None:
        return _which_work(call, report)
    if report.percent is None:
        return _ask(call, report)
    return _record(call, report)


def answered(call: Call, draft: Draft) -> Reply:
    """The per cent, typed, with a note; or the title of a work."""
    if is_cancel(call.arguments):
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    plan, step = draft.data["plan"], draft.data["step"]
    meant = step_here(call, Words(f"p{plan} {step}"), lambda scope: ())
    require_closer(call, meant)
    if draft.data.get("adds"):
        return title_answered(call, draft, meant)
    percent, note = take_percent(call.arguments)
    if percent is None:
        raise Refusal("percent-unreadable")
    if meant.state.is_closed:
        raise Refusal("progress-of-closed", step=meant.step)
    if draft.data["work"] is not None and texts.find(meant.state, draft.data["work"]) is None:
        raise Refusal("work-gone")
    reply = _record(call, Report(meant, percent, note or draft.data["note"], draft.data["work"]))
    call.work.drafts.drop(draft.id)
    return reply


def _read(call: Call) -> Report:
    words = Words(_percent_marked(call))
    try:
        meant = step_here(call, words, _reportable(call))
    except Refusal as refusal:
        # A number alone that is no step is the per cent of the only one: ความก้าวหน้า 40.
        if refusal.code != "no-such-step" or not _NUMBER_ALONE.fullmatch(arabic(call.arguments)):
            raise
        percent, _ = take_percent(call.arguments)
        if percent is None:
            raise Refusal("percent-unreadable") from None
        words = Words(f"{percent}%")
        meant = step_here(call, words, _reportable(call))
    one, percent = words.take_id("w"), words.take_percent()
    if percent is None and arabic(words.rest)[:1].isdigit():
        raise Refusal("percent-unreadable")
    return Report(meant, percent, words.rest, one)


def _percent_marked(call: Call) -> str:
    """In reply to a notice about one step a number alone is no step: 60, but not 7 60."""
    about = replied_about(call)
    if len({a.step for a in about}) != 1 or about[0].step is None:
        return call.arguments
    percent, rest = take_percent(call.arguments)
    if percent is None or take_percent(rest)[0] is not None:
        return call.arguments
    return f"{percent}% {rest}"


def _reportable(call: Call) -> Callable[[Standing], Iterable[int]]:
    """Running steps in this person's hands; the long ones, if any of them is."""

    def steps(scope: Standing) -> list[int]:
        team, sop, states = scope.team, scope.plan.sop, scope.states
        mine = [
            s
            for s in sop.steps
            if is_active(states, s.number) and may_close(team, sop, s, call.person.id)
        ]
        if not mine:
            raise Refusal("progress-needs-step")
        long = [s.number for s in mine if s.may_take(LONG_STEP_DAYS)]
        return long or [s.number for s in mine]

    return steps


def _which_work(call: Call, report: Report) -> Reply:
    told = "" if report.percent is None else f"{report.percent} {report.note}".strip()
    rows = [
        (
            Button(
                texts.work_label(one),
                action(call, "progress", f"{report.target} w{one.id}", told),
            ),
        )
        for one in report.meant.state.works
    ]
    text = texts.which_work(call.say, report.meant.step)
    return Reply(Message(text, (*rows, _list_row(call, report.meant)), about=report.meant.about))


def _ask(call: Call, report: Report) -> Reply:
    meant = report.meant
    data = {
        "plan": meant.scope.plan.id,
        "step": meant.number,
        "work": report.work,
        "note": report.note[:NOTE_LENGTH],
    }
    until = call.now + ANSWER_WAITS
    call.work.drafts.put("ask:progress", call.chat.id, call.person.id, data, until)
    rows = [texts.quarter_row(report.target)]
    if meant.step.may_take(LONG_STEP_DAYS):
        rows.append(_list_row(call, meant))
    one = texts.find(meant.state, report.work)
    text = texts.ask(call.say, meant.state, one, call.asked_in_group)
    return Reply(Message(text, tuple(rows), about=meant.about, asks=True))


def _record(call: Call, report: Report) -> Reply:
    """Said where it was reported; the group reads it in the weekly summary."""
    meant, note = report.meant, one_line(report.note)
    assert report.percent is not None
    if len(note) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(note), limit=NOTE_LENGTH)
    event = Progressed(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        percent=report.percent,
        note=note,
        work=report.work,
    )
    _stop_asking(call)
    plan = call.work.plans.append(meant.scope.plan, event)
    after = plan.states[meant.number]
    text = texts.recorded(call.say, meant.state, after, report.work, note, call.person)
    rows = [undo_row(call, plan)]
    if after.progress == 100:
        close = Button(call.say.caption("Close the step"), f"done p{plan.id} {meant.number}")
        rows.insert(0, (close,))
    return Reply(Message(text, tuple(rows), about=meant.about))


def _stop_asking(call: Call) -> None:
    """A button answers the question as well as typing does."""
    draft = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    if draft is not None and draft.kind == "ask:progress":
        call.work.drafts.drop(draft.id)


def _list_row(call: Call, meant: StepScope) -> tuple[Button, ...]:
    target = f"works {meant.target}"
    return (Button(call.say.caption("List of works"), target),)
