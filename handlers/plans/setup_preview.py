"""The form of /setup as the plan it would make, shown until it is confirmed."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendar import Calendar, calendar_of
from bot.domain.message import Button, Message, Text, plain
from bot.domain.plan import fold
from bot.domain.reuse import Reference, references
from bot.domain.timeline import Timeline, timeline
from bot.ports import UnitOfWork
from bot.render.text import clone, plan_draft, way
from handlers.core.call import Call, Reply
from handlers.plans.setup_form import Form, data_of, events_of, former_run, runs_beside


def _calendar(filled: Form, work: UnitOfWork) -> Calendar:
    team = work.teams.of_group(filled.group)
    calendar = work.teams.calendar(team.id if team else 0)
    added = calendar.days_off.union(filled.days_off)
    return calendar_of(added) if filled.days_off else calendar


def line_of(call: Call, filled: Form) -> Timeline:
    assert filled.start is not None
    return timeline(
        filled.filled_sop, filled.start, _calendar(filled, call.work), events_of(call, filled)
    )


def preview(call: Call, filled: Form) -> Reply:
    filled = shown_anew(call.work, filled)
    assert filled.start is not None
    if filled.undecided:
        return Reply(_which_way(call, filled, filled.undecided[0]), edits=call.by_button)
    message = plan_draft.preview(
        call.say,
        filled.token,
        filled.filled_sop,
        filled.start,
        line_of(call, filled),
        cutoffs=filled.cutoffs,
        closed=filled.closed,
        skipped=[*filled.skipped],
        origin=_taken_along(call.work, filled),
        same_year=bool(runs_beside(call.work, filled)),
        former=former_run(call.work, filled),
        name=filled.name,
        today=call.today(),
        taken_over=_taken_over(call, filled),
        left_out=_left_out(call, filled),
        ways=filled.ways,
    )
    return Reply(message, edits=call.by_button)


def _which_way(call: Call, filled: Form, number: int) -> Message:
    """Of a decision that was closed already."""
    step, line = filled.sop.step(number), f"form {filled.token} way {number}"
    rows = tuple((Button(w.name, f"{line} w{n}"),) for n, w in enumerate(step.ways, 1))
    return way.which(call.say, filled.filled_sop, step, filled.closed[number], rows)


def _left_out(call: Call, filled: Form) -> list[int]:
    states = fold(filled.filled_sop, events_of(call, filled))
    return [n for n, state in states.items() if state.left_out_by is not None]


def _taken_along(work: UnitOfWork, filled: Form) -> plan_draft.Origin | None:
    """What comes from the cancelled plan, and what cannot."""
    if filled.origin is None:
        return None
    kept = (f for f in work.files.of_plan(filled.origin.id) if f.step in filled.sop.by_number)
    files = len({(f.step, f.number) for f in kept})
    return plan_draft.Origin(files, filled.left_behind, filled.unverified)


def _taken_over(call: Call, filled: Form) -> Text:
    """What it has from the plan of the year before."""
    if filled.model is None:
        return plain("")
    linked = references_of(call.work, filled)
    return clone.taken_over(call.say, filled.model, filled.filled_sop, linked, filled.days_off)


def references_of(work: UnitOfWork, filled: Form) -> list[Reference]:
    """The reports of the plan of the year before that this one's references name."""
    if filled.model is None:
        return []
    return references(filled.filled_sop, filled.model, work.files.of_plan(filled.model.id))


def shown_anew(work: UnitOfWork, filled: Form) -> Form:
    """Kept as the newest revision: what stands in older messages is confirmed no more."""
    filled = replace(filled, revision=filled.revision + 1)
    work.drafts.change(filled.id, data_of(filled))
    return filled
