"""What happened to a plan, told one entry after another, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.events import (
    Acknowledged,
    ActingGiven,
    Confirmed,
    Event,
    LeadNamed,
    RoleGiven,
    StepEvent,
    Undone,
)
from bot.domain.message import Text, bold, join, paragraphs
from bot.domain.numbers import base
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.history_entry import Told, plan_made, what

__all__ = ("PAGE", "Told", "entries", "page", "people_in")

PAGE = 8


def entries(
    plan: Plan, step: int | None, *, private: bool, chairs: Collection[int] = ()
) -> list[Event]:
    """The newest first. Which member has seen which reminder is no matter for the group."""
    public = [e for e in plan.events if not isinstance(e, Acknowledged) or e.by in chairs]
    shown = list(plan.events) if private else public
    if step is not None:
        wanted = {s.number for s in plan.sop.occurrences(step)} if step == base(step) else {step}
        shown = [e for e in shown if _step_of(plan, e) in wanted]
    return shown[::-1]


def page(say: Say, told: Told, shown: Sequence[Event], step: int | None, offset: int) -> Text:
    """One page, with the beginning of the plan at its very end."""
    lines = [_entry(say, told, e) for e in shown[offset : offset + PAGE]]
    told_already = any(isinstance(e, Confirmed) for e in shown)
    if step is None and offset + PAGE >= len(shown) and not told_already:
        lines.append(_beginning(say, told.plan))
    return paragraphs([_head(say, told.plan, step), *(lines or [say("Nothing recorded yet.")])])


def people_in(events: Sequence[Event]) -> set[int]:
    """Everybody that these events name."""
    by = {e.by for e in events if e.by is not None}
    deputies = {e.deputy for e in events if isinstance(e, ActingGiven)}
    named = {e.person for e in events if isinstance(e, RoleGiven | ActingGiven | LeadNamed)}
    return by | deputies | {person for person in named if person is not None}


def _head(say: Say, plan: Plan, step: int | None) -> Text:
    title = bold(say("History"))
    if step is not None:
        title = bold(say("History of step {number}", number=step))
    return join([title, names.plan_head(say, plan)])


def _beginning(say: Say, plan: Plan) -> Text:
    """Of a plan made before it was recorded by whom."""
    return join([_moment(say, plan, plan.confirmed_at), plan_made(say, plan)])


def _entry(say: Say, told: Told, event: Event) -> Text:
    who = told.people.get(event.by) if event.by is not None else None
    head = say(
        "{moment} · {person}",
        moment=_moment(say, told.plan, event.at),
        person=names.person(say, who) if who else say("the system"),
    )
    taken_back = say("(taken back)") if event.id in told.undone else ""
    return join([head, join([what(say, told, event), taken_back], " ")])


def _moment(say: Say, plan: Plan, at: datetime) -> str:
    return dates.moment(at.astimezone(plan.rules.tz), say.language)


def _step_of(plan: Plan, event: Event) -> int | None:
    """Taking back belongs to the step of what it takes back."""
    if isinstance(event, Undone):
        event = next((e for e in plan.events if e.id == event.event), event)
    return event.step if isinstance(event, StepEvent) else None
