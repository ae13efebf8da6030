"""What a report says beside the table of its steps, each part as lines."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import TypeGuard

from bot.domain import rounds
from bot.domain.events import CheckedIn, Event, Extended, Situation, SopRevised
from bot.domain.files import File
from bot.domain.message import Text
from bot.domain.plan import effective
from bot.domain.reports import overall
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.documents.step_rows import variance
from bot.render.language import Say
from bot.render.text import names, report

Numbers = Collection[int]
"""Of the steps that are reported on."""


def summary(say: Say, s: Standing, steps: Numbers) -> list[Text]:
    """How many stand how, how far they are, and how many were completed on time."""
    percent = overall({n: s.states[n] for n in steps if n not in s.aside})
    progress = say("Progress: {percent} per cent", percent=percent)
    done = [variance(s, n) for n in steps if s.status[n] is StepStatus.CLOSED]
    late = sum(days > 0 for days in done if days is not None)
    on_time = sum(days is not None for days in done) - late
    when = say(
        "Completed as first planned or before: {on_time} · later: {late}",
        on_time=on_time,
        late=late,
    )
    told = [report.cancelled(say, s.plan), report.counts(say, s, steps)]
    told += [progress] * bool(steps) + [when] * bool(done)
    return [*filter(None, told)]


def changes(say: Say, s: Standing, steps: Numbers) -> list[Text]:
    """The versions of its SOP that the plan has taken, then the troubles of the steps."""
    return [*_revisions(say, s), *troubles(say, s, steps)]


def _revisions(say: Say, s: Standing) -> list[Text]:
    found = [e for e in effective(s.plan.events) if isinstance(e, SopRevised)]
    days = (dates.short_date(s.plan.rules.local_day(e.at), say.language) for e in found)
    return [
        say("The plan follows version {number} of the SOP since {day}", number=e.version, day=day)
        for e, day in zip(found, days, strict=True)
    ]


def troubles(say: Say, s: Standing, steps: Numbers) -> list[Text]:
    """Obstacles as told, also those that are over, and extensions with their reasons."""
    told = {_words(e): e for e in reversed(effective(s.plan.events)) if _is_trouble(e, steps)}
    return [_trouble(say, s, event) for event in reversed(told.values())]


def _is_trouble(event: Event, steps: Numbers) -> TypeGuard[CheckedIn | Extended]:
    """An obstacle without words is asked about, and tells nothing here."""
    if isinstance(event, CheckedIn):
        hinders = event.situation is Situation.OBSTACLE and bool(event.note)
        return hinders and event.step in steps
    return isinstance(event, Extended) and event.step in steps


def _words(event: CheckedIn | Extended) -> Hashable:
    """By which the same, told again, is known."""
    if isinstance(event, Extended):
        return event.step, event.to, event.reason
    return event.step, event.by, event.note


def _trouble(say: Say, s: Standing, event: CheckedIn | Extended) -> Text:
    step = names.step_number(say, event.step)
    if isinstance(event, Extended):
        day, reason = dates.short_date(event.to, say.language), event.reason or "–"
        return say("{step}: extended to {day} ({reason})", step=step, day=day, reason=reason)
    day = dates.short_date(s.plan.rules.local_day(event.at), say.language)
    stands = any(_words(o) == _words(event) for o in s.states[event.step].obstacles)
    if stands:
        return say("{step}: {note} (told {day}, it stands)", step=step, note=event.note, day=day)
    return say("{step}: {note} (told {day}, over)", step=step, note=event.note, day=day)


def lessons(say: Say, s: Standing, steps: Numbers) -> list[Text]:
    told = ((n, s.states[n].lesson) for n in sorted(steps))
    return [
        say("{step}: {text}", step=names.step_number(say, n), text=lesson.text)
        for n, lesson in told
        if lesson is not None
    ]


def lacking(say: Say, s: Standing, steps: Numbers, kept: Collection[File]) -> list[Text]:
    """The evidence that is not there, or was returned, of each step that has begun."""
    return [
        say("{step}: {text}", step=names.step_number(say, step.number), text=document.title)
        for step, documents in rounds.lacking(s, sorted(steps), kept)
        for document in documents
    ]
