"""The weekly summary: whole to the chair, counts to the group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.calendar import Calendar
from bot.domain.events import Extended
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.standing import StepStatus, overdue_days
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.week import WEEK, Week, has_obstacle, week

REASON_LENGTH = 120
Line = Callable[[Say, Week, int], Text]


def summary(
    say: Say, plan: Plan, calendar: Calendar, files: Sequence[File], monday: date, today: date
) -> Text:
    """The six points for the chair; a quiet week is one line."""
    now = week(plan, calendar, monday, today)
    head = bold(_title(say, plan, monday))
    if now.is_quiet:
        missing = _missing_count(say, now, files)
        return join([head, names.plan_head(say, plan), _quiet(say, now), missing])
    running, late = now.having(StepStatus.RUNNING), now.having(StepStatus.OVERDUE)
    overview = join([bold(say("1. Overview")), names.plan_head(say, plan), tally(say, now.status)])
    return paragraphs(
        [
            head,
            overview,
            _listed(say, say("2. Closed in the week"), now, now.closed, _closed_line),
            _extended(say, now),
            _listed(say, say("3. In progress"), now, running, _running_line),
            _listed(say, say("4. Overdue"), now, late, _overdue_line),
            _listed(say, say("5. Due within 14 days"), now, now.coming, _running_line),
            _missing(say, now, files),
        ]
    )


def counts(say: Say, plan: Plan, calendar: Calendar, monday: date, today: date) -> Text:
    """For the group: numbers only, nobody named."""
    now = week(plan, calendar, monday, today)
    closed = [n for n in now.closed if n not in now.skipped]
    skipped = now.skipped
    lines = [
        bold(_title(say, plan, monday)),
        names.plan_head(say, plan),
        tally(say, now.status),
        _count(say("Closed in the week: {steps}", steps=_numbers(say, closed)), closed),
        _count(say("Not carried out: {steps}", steps=_numbers(say, skipped)), skipped),
        _count(say("Due within 14 days: {steps}", steps=_numbers(say, now.coming)), now.coming),
    ]
    return join(lines)


def sent_in_private(say: Say) -> Text:
    return say("The whole summary was sent to the private chat of the person who asked.")


def open_private_chat(say: Say) -> Text:
    """To a chair or secretary who cannot be written to yet."""
    return say(
        "For the whole summary, please open a private chat with this system, press Start "
        "and type /weekly or “สรุปสัปดาห์” there."
    )


def tally(say: Say, status: Mapping[int, StepStatus]) -> Text:
    """แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0 · ยังไม่เริ่ม 6 (ทั้งหมด 12 ขั้นตอน)."""
    count = Counter(status.values())
    found = {
        "closed": count[StepStatus.CLOSED],
        "running": count[StepStatus.RUNNING],
        "overdue": count[StepStatus.OVERDUE],
        "waiting": count[StepStatus.READY] + count[StepStatus.WAITING],
        "total": len(status),
    }
    if not count[StepStatus.SKIPPED]:
        return say(
            "Closed {closed} · in progress {running} · overdue {overdue} · not started {waiting} "
            "({total} steps in all)",
            **found,
        )
    return say(
        "Closed {closed} · not carried out {skipped} · in progress {running} · "
        "overdue {overdue} · not started {waiting} ({total} steps in all)",
        skipped=count[StepStatus.SKIPPED],
        **found,
    )


def _title(say: Say, plan: Plan, monday: date) -> Text:
    """The first one tells of no day before the plan's start."""
    first = max(monday - WEEK, plan.start)
    last = max(monday - timedelta(days=1), first)
    return say("Weekly progress summary ({week})", week=dates.span(first, last, say.language))


def _quiet(say: Say, now: Week) -> Text:
    running = now.having(StepStatus.RUNNING)
    if not running:
        return say("Nothing was closed and nothing falls due within 14 days.")
    return say(
        "As planned: {steps} in progress, nothing falls due within 14 days.",
        steps=names.step_numbers(say, running),
    )


def _listed(say: Say, head: Text, now: Week, steps: Sequence[int], line: Line) -> Text:
    if not steps:
        return join([bold(head), say("– none")])
    return join([bold(head), *(line(say, now, n) for n in steps)])


def _closed_line(say: Say, now: Week, number: int) -> Text:
    state = now.plan.states[number]
    assert state.closed_on is not None
    title, day = state.step.title, dates.short_date(state.closed_on, say.language)
    if state.skipped:
        return say(
            "• Step {number} {title} (not carried out: {reason})",
            number=number,
            title=title,
            reason=names.shorten(state.note, REASON_LENGTH),
        )
    return say("• Step {number} {title} ({day})", number=number, title=title, day=day)


def _extended(say: Say, now: Week) -> Text:
    """Silent in a week without any."""
    if not now.extended:
        return plain("")
    return join([bold(say("Extended in the week")), *(_extension(say, e) for e in now.extended)])


def _extension(say: Say, event: Extended) -> Text:
    return say(
        "• Step {number} to {day} (reason: {reason})",
        number=event.step,
        day=dates.short_date(event.to, say.language),
        reason=names.shorten(event.reason, REASON_LENGTH),
    )


def _running_line(say: Say, now: Week, number: int) -> Text:
    return join([_due_line(say, now, number), _obstacle(say, now, number)], " · ")


def _due_line(say: Say, now: Week, number: int) -> Text:
    state, due = now.plan.states[number], dates.short_date(now.line[number].due, say.language)
    title = state.step.title
    if state.progress is None:
        return say("• Step {number} {title} (due {due})", number=number, title=title, due=due)
    return say(
        "• Step {number} {title} (due {due}, {percent} per cent)",
        number=number,
        title=title,
        due=due,
        percent=state.progress,
    )


def _overdue_line(say: Say, now: Week, number: int) -> Text:
    step, due = now.plan.sop.step(number), now.line[number].due
    parties = names.parties(say, now.plan.sop, step.parties, short=True)
    day, days = dates.short_date(due, say.language), overdue_days(due, now.calendar, now.today)
    line = say.plural(
        "• Step {number} {title} ({count} day past the due date {due}) · responsible: {parties}",
        "• Step {number} {title} ({count} days past the due date {due}) · responsible: {parties}",
        days,
        number=number,
        title=step.title,
        due=day,
        parties=parties,
    )
    return join([line, _obstacle(say, now, number)], " · ")


def _obstacle(say: Say, now: Week, number: int) -> Text:
    return say("an obstacle") if has_obstacle(now.plan.states[number]) else plain("")


def _missing(say: Say, now: Week, files: Sequence[File]) -> Text:
    lines = [
        say("• (Step {number}) {title}", number=step.number, title=document.title)
        for step, document in now.missing(files)
    ]
    head = bold(say("6. Evidence still missing"))
    return join([head, *(lines or [say("– none")])])


def _missing_count(say: Say, now: Week, files: Sequence[File]) -> Text:
    """A quiet week names no documents, but does not hide that some are missing."""
    count = len(now.missing(files))
    if not count:
        return plain("")
    return say.plural(
        "Evidence still missing: {count} document",
        "Evidence still missing: {count} documents",
        count,
    )


def _numbers(say: Say, steps: Sequence[int]) -> Text:
    return names.step_numbers(say, steps) if steps else plain("")


def _count(line: Text, steps: Sequence[int]) -> Text:
    return line if steps else plain("")
