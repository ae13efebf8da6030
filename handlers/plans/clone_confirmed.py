"""What a plan made from last year's takes over once its form is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.events import Cloned, Event, FileKept
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.reuse import Reference
from handlers.core.call import Call
from handlers.plans.setup_form import Form


def add_days_off(call: Call, team: Team, filled: Form) -> None:
    """Those of the form become the team's; plans that run already are planned again."""
    if not filled.days_off:
        return
    for day, name in filled.days_off.items():
        call.work.teams.add_day_off(team.id, day, name)
    call.work.plans.recheck(team.id, call.now)


def events(call: Call, model: Plan, plan: Plan, linked: Sequence[Reference]) -> list[Event]:
    """From which plan it was made, with which other durations, and the reports of that one that its
    references name: their files are kept here, too.
    """
    there = model.sop.by_number
    changed = (s for s in plan.sop.steps if s.number in there)
    durations = {
        s.number: there[s.number].duration
        for s in changed
        if s.duration != there[s.number].duration
    }
    made = Cloned(
        at=call.now,
        by=call.person.id,
        plan=model.id,
        year=model.fiscal_year,
        durations=durations,
    )
    return [made, *(_kept(call, plan, one) for one in linked)]


def _kept(call: Call, plan: Plan, one: Reference) -> FileKept:
    file = replace(
        one.file,
        plan=plan.id,
        step=one.step.number,
        document=one.document.id,
        sent_by=call.person.id,
        sent_at=one.file.sent_at if one.file.link else call.now,
        channel=call.incoming.channel,
        album="",
        chat=call.chat.id,
        message="",
        thread="",
    )
    kept = call.work.files.add(file)
    return FileKept(
        at=call.now,
        by=call.person.id,
        step=kept.step,
        label=kept.label,
        name=kept.name,
        version=kept.version,
        file=kept.id,
    )
