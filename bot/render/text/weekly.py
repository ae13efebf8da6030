"""The weekly summary: whole to the chair, counts to the group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import Calendar
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.status import StepStatus, is_active, step_status
from bot.domain.timeline import Timeline, timeline
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

WEEK = timedelta(days=7)
COMING = timedelta(days=14)
Line = Callable[[Say, "Week", int], Text]


@dataclass(frozen=True, slots=True)
class Week:
    """The state of a plan as a summary tells it: the seven days before `monday`, and what comes."""

    plan: Plan
    monday: date
    line: Timeline
    status: dict[int, StepStatus]
    closed: tuple[int, ...]
    coming: tuple[int, ...]

    def having(self, *wanted: StepStatus) -> list[int]:
        return [n for n, status in sorted(self.status.items()) if status in wanted]


def week(plan: Plan, calendar: Calendar, monday: date, today: date) -> Week:
    states = plan.states
    line = timeline(plan.sop, plan.start, calendar, plan.events, today)
    status = {
        n: step_status(states, n, line[n].start, line[n].due, calendar, today) for n in states
    }
    closed = [
        n
        for n, s in states.items()
        if s.closed_on is not None and monday - WEEK <= s.closed_on < monday
    ]
    first = min(monday, today)
    coming = [
        n
        for n in states
        if is_active(states, n)
        and status[n] is not StepStatus.OVERDUE
        and first <= line[n].due < monday + COMING
    ]
    return Week(plan, monday, line, status, tuple(sorted(closed)), tuple(sorted(coming)))


def summary(
    say: Say, plan: Plan, calendar: Calendar, files: Sequence[File], monday: date, today: date
) -> Text:
    """The six points for the chair; a quiet week is one line."""
    now = week(plan, calendar, monday, today)
    head = bold(_title(say, monday))
    if _is_quiet(now):
        return join([head, names.plan_head(say, plan), _quiet(say, now)])
    overview = join([bold(say("1. Overview")), names.plan_head(say, plan), tally(say, now.status)])
    return paragraphs(
        [
            head,
            overview,
            _listed(say, bold(say("2. Closed this week")), now, now.closed, _closed_line),
            _listed(
                say, bold(say("3. In progress")), now, now.having(StepStatus.RUNNING), _running_line
            ),
            _listed(
                say, bold(say("4. Overdue")), now, now.having(StepStatus.OVERDUE), _running_line
            ),
            _listed(say, bold(say("5. Due within 14 days")), now, now.coming, _running_line),
            _missing(say, now, files),
        ]
    )


def counts(say: Say, plan: Plan, calendar: Calendar, monday: date, today: date) -> Text:
    """For the group: numbers only, nobody named."""
    now = week(plan, calendar, monday, today)
    lines = [
        bold(_title(say, monday)),
        names.plan_head(say, plan),
        tally(say, now.status),
        _count(say("Closed this week: {steps}", steps=_numbers(say, now.closed)), now.closed),
        _count(say("Due within 14 days: {steps}", steps=_numbers(say, now.coming)), now.coming),
    ]
    return join(lines)


def sent_in_private(say: Say) -> Text:
    return say("The whole summary was sent to the private chat of who asked.")


def open_private_chat(say: Say) -> Text:
    """To a chair or secretary who cannot be written to yet."""
    return say(
        "For the whole summary, please open a private chat with this system, press Start "
        "and type /weekly or สรุปสัปดาห์ there."
    )


def tally(say: Say, status: Mapping[int, StepStatus]) -> Text:
    """แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0 · ยังไม่เริ่ม 6 (ทั้งหมด 12 ขั้นตอน)."""
    count = Counter(status.values())
    return say(
        "Closed {closed} · in progress {running} · overdue {overdue} · not started {waiting} "
        "({total} steps in all)",
        closed=count[StepStatus.CLOSED] + count[StepStatus.SKIPPED],
        running=count[StepStatus.RUNNING],
        overdue=count[StepStatus.OVERDUE],
        waiting=count[StepStatus.READY] + count[StepStatus.WAITING],
        total=len(status),
    )


def _title(say: Say, monday: date) -> Text:
    last = monday - timedelta(days=1)
    return say(
        "Weekly progress summary ({week})", week=dates.span(monday - WEEK, last, say.language)
    )


def _is_quiet(now: Week) -> bool:
    return not (now.closed or now.coming or now.having(StepStatus.OVERDUE))


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
        return join([head, say("– none")])
    return join([head, *(line(say, now, n) for n in steps)])


def _closed_line(say: Say, now: Week, number: int) -> Text:
    state = now.plan.states[number]
    assert state.closed_on is not None
    title, day = state.step.title, dates.short_date(state.closed_on, say.language)
    if state.skipped:
        return say("• {number}. {title} (not carried out)", number=number, title=title)
    return say("• {number}. {title} ({day})", number=number, title=title, day=day)


def _running_line(say: Say, now: Week, number: int) -> Text:
    state, due = now.plan.states[number], dates.short_date(now.line[number].due, say.language)
    title = state.step.title
    if state.progress is None:
        return say("• {number}. {title} (due {due})", number=number, title=title, due=due)
    return say(
        "• {number}. {title} (due {due}, {percent} per cent)",
        number=number,
        title=title,
        due=due,
        percent=state.progress,
    )


def _missing(say: Say, now: Week, files: Sequence[File]) -> Text:
    there = {(f.step, f.document) for f in files}
    lines = [
        say("• {number}. {title}", number=s.number, title=d.title)
        for s in now.plan.sop.steps
        if now.status[s.number] not in (StepStatus.WAITING, StepStatus.READY, StepStatus.SKIPPED)
        for d in s.evidence
        if (s.number, d.id) not in there
    ]
    head = bold(say("6. Evidence still missing"))
    return join([head, *(lines or [say("– none")])])


def _numbers(say: Say, steps: Sequence[int]) -> Text:
    return names.step_numbers(say, steps) if steps else plain("")


def _count(line: Text, steps: Sequence[int]) -> Text:
    return line if steps else plain("")
