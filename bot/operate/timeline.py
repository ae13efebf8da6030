"""The text of `sopbot timeline` and `sopbot simulate`: tables for people, CSV for programs. Pure.

Days in CSV are ISO dates, times local without zone; tables add the Buddhist-era short date.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from bot.domain.calendar import Calendar, fiscal_year
from bot.domain.plan import StepState, fold
from bot.domain.simulate import Row, closings, simulate
from bot.domain.sop import Sop, Step, Unit
from bot.domain.timeline import Conflict, ConflictKind, StepDates, Timeline, timeline
from bot.render.dates import BUDDHIST_ERA, short_date
from bot.render.language import speaker
from bot.render.text import duration

GAP = "  "
UNKNOWN = ("-", "")
NOTES = {
    ConflictKind.SHORTENED: "{days} cut off by the fixed due date {fixed}",
    ConflictKind.DUE_NOT_APPLIED: "due {days} after its fixed due date {fixed}",
    ConflictKind.DATE_NOT_APPLIED: "its day {fixed} lies {days} before it can start",
    ConflictKind.PAST_FISCAL_YEAR: "ends {days} after the fiscal year ({fixed})",
}
SLACK_NOTE = (
    "Slack: calendar days by which a step may end later and still leave every step behind it its "
    "full duration before its fixed due date."
)

_DAYS = {Unit.WORKING: "working", Unit.CALENDAR: "calendar"}


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"


def print_timeline(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    fmt: str,
    ways: Mapping[int, str] | None = None,
) -> str:
    """The dates of every step, those in `slips` ending so many calendar days after their due.

    `ways`: of decisions, the id of the way each takes. What they leave out is not listed, nor what
    only an unexpected way leads to.
    """
    sop, ways = checked(sop, start, slips), ways or {}
    all_closed = closings(sop, start, calendar, slips, ways=ways)
    closed = [c for c in all_closed if c.step in slips or c.step in ways]
    planned, states = timeline(sop, start, calendar, closed), fold(sop, closed)
    steps = [s for s in _by_number(sop) if _is_listed(planned, states[s.number])]
    if fmt == Format.CSV:
        return as_csv(("step", "start", "due", "conflict"), _timeline_records(steps, planned))
    ended = {c.step: c.on for c in closed}
    lines = _columns(_timeline_head(), (_timeline_row(s, planned, ended) for s in steps))
    return "\n".join([*lines, "", *_footer(start, planned)]) + "\n"


def print_simulation(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    fmt: str,
    ways: Mapping[int, str] | None = None,
) -> str:
    """Every notice of a plan played to its last closing, one a line and audience."""
    sop = checked(sop, start, slips)
    rows = simulate(sop, start, calendar, slips, ways=ways)
    if fmt == Format.CSV:
        return as_csv(("at", "kind", "step", "to"), (_notice_record(r) for r in rows))
    head = ("At", "", "Kind", "Step", "To", "Title")
    lines = _columns(head, (_notice_row(sop, row) for row in rows))
    return "\n".join([*lines, "", f"{len(rows)} notices."]) + "\n"


def checked(sop: Sop, start: date, slips: Mapping[int, int]) -> Sop:
    """As it is in the fiscal year of `start`. Raises ValueError for a slip of a step it has not."""
    for number in slips:
        if number not in sop.by_number:
            known = ", ".join(str(n) for n in sorted(sop.by_number))
            raise ValueError(f"--slip: {sop.id} has no step {number} (its steps: {known})")
    return sop.for_fiscal_year(fiscal_year(start))


def _by_number(sop: Sop) -> list[Step]:
    return sorted(sop.steps, key=lambda s: s.number)


def _is_listed(planned: Timeline, state: StepState) -> bool:
    return planned[state.step.number].expected and state.left_out_by is None


def _timeline_records(steps: Iterable[Step], planned: Timeline) -> Iterable[Sequence[str]]:
    for step in steps:
        dates = planned[step.number]
        conflict = ";".join(c.kind for c in dates.conflicts)
        start = dates.start.isoformat() if dates.has_start else ""
        due = dates.due.isoformat() if dates.has_due else ""
        yield str(step.number), start, due, conflict


def _notice_record(row: Row) -> Sequence[str]:
    step = "" if row.step is None else str(row.step)
    return f"{row.at:%Y-%m-%dT%H:%M}", row.kind, step, row.to


def _timeline_head() -> Sequence[str]:
    return "Step", "Start", "", "Due", "", "Duration", "Slack", "Title", "Notes"


def _timeline_row(step: Step, planned: Timeline, ended: Mapping[int, date]) -> Sequence[str]:
    dates = planned[step.number]
    notes = [_note(c) for c in dates.conflicts]
    if step.number in ended:
        notes.insert(0, f"closed {ended[step.number]}")
    return (
        str(step.number).rjust(len("Step")),
        *(_day(dates.start) if dates.has_start else UNKNOWN),
        *(_day(dates.due) if dates.has_due else UNKNOWN),
        _duration(step),
        _slack(dates).rjust(len("Slack")),
        step.title,
        "; ".join(notes),
    )


def _notice_row(sop: Sop, row: Row) -> Sequence[str]:
    step = "" if row.step is None else str(row.step)
    title = "" if row.step is None else sop.step(row.step).title
    day = short_date(row.at.date(), "th")
    return f"{row.at:%Y-%m-%d %H:%M}", day, row.kind, step.rjust(len("Step")), row.to, title


def _day(day: date) -> tuple[str, str]:
    return day.isoformat(), short_date(day, "th")


def _duration(step: Step) -> str:
    """Days as a number and their unit, all else in words."""
    if not step.duration or step.due is not None or step.unit not in _DAYS:
        return duration.written(speaker("en"), step).plain.replace("\n", "; ").replace(".", "")
    count = f"{step.least}-{step.duration}" if step.least else str(step.duration)
    return f"{count:>3} {_DAYS[step.unit]}"


def _slack(dates: StepDates) -> str:
    return "-" if dates.slack is None else str(dates.slack)


def _note(conflict: Conflict) -> str:
    days = "1 day" if conflict.days == 1 else f"{conflict.days} days"
    return NOTES[conflict.kind].format(days=days, fixed=conflict.fixed)


def _footer(start: date, planned: Timeline) -> list[str]:
    year = fiscal_year(start)
    ends = f"The plan ends {' = '.join(_day(planned.end))}."
    if not planned.is_end_known:
        ends = "When the plan ends is not known: a step has no due date."
    lines = [f"Fiscal year {year + BUDDHIST_ERA} (ends {year}-09-30). {ends}"]
    if any(dates.slack is not None for dates in planned.steps.values()):
        lines.append(SLACK_NOTE)
    return lines


def as_csv(head: Sequence[str], records: Iterable[Sequence[str]]) -> str:
    """With line feeds only."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(records)
    return text.getvalue()


def _columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Left-aligned columns, each as wide on the screen as its widest cell."""
    table = [head, *rows]
    widths = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]
    return [
        GAP.join(
            cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)
        ).rstrip()
        for row in table
    ]


def width(text: str) -> int:
    """Cells on a screen: Thai vowels and tone marks above and below take none."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
