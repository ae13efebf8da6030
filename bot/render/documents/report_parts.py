"""What a report says beside the table of its steps, each part as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TypeGuard

from bot.domain.documents import missing_evidence
from bot.domain.events import CheckedIn, Event, Extended, Situation
from bot.domain.files import File
from bot.domain.message import Text
from bot.domain.plan import effective
from bot.domain.reports import overall
from bot.domain.sop import Document
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.documents.step_rows import has_begun, variance
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.weekly import tally

Numbers = Collection[int]
"""Of the steps that are reported on."""


def summary(say: Say, s: Standing, steps: Numbers) -> list[Text]:
    """How many stand how, how far they are, and how many were completed on time."""
    percent = overall({n: s.states[n] for n in steps})
    progress = say("Progress: {percent} per cent", percent=percent)
    done = [variance(s, n) for n in steps if s.status[n] is StepStatus.CLOSED]
    late = sum(days > 0 for days in done if days is not None)
    on_time = sum(days is not None for days in done) - late
    when = say(
        "Completed as first planned or before: {on_time} · later: {late}",
        on_time=on_time,
        late=late,
    )
    return [counts(say, s, steps), *([progress] if steps else []), *([when] if done else [])]


def counts(say: Say, s: Standing, steps: Numbers) -> Text:
    """What is open when a plan is over is not to come any more."""
    status = {n: s.status[n] for n in steps}
    if not s.is_over:
        return tally(say, status)
    count = Counter(status.values())
    closed, skipped = count[StepStatus.CLOSED], count[StepStatus.SKIPPED]
    return say(
        "Closed {closed} · not carried out {skipped} · not completed {open} ({total} steps in all)",
        closed=closed,
        skipped=skipped,
        open=len(status) - closed - skipped,
        total=len(status),
    )


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


def lacking(say: Say, s: Standing, steps: Numbers, kept: Iterable[File]) -> list[Text]:
    """The evidence that is not there, or was returned, of each step that has begun."""
    return [
        say("{step}: {text}", step=names.step_number(say, n), text=document.title)
        for n, documents in _lacking(s, steps, [*kept])
        for document in documents
    ]


def _lacking(
    s: Standing, steps: Numbers, kept: Sequence[File]
) -> Iterator[tuple[int, Sequence[Document]]]:
    for n in sorted(steps):
        if has_begun(s, n) and not s.states[n].skipped:
            yield n, missing_evidence(s.states[n], kept)
