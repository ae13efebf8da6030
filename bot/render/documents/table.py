"""The table of a report in Excel: a row a step, to be sorted, counted and copied from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import rounds
from bot.domain.files import File
from bot.domain.message import join
from bot.domain.numbers import occurrence_of
from bot.domain.plan import Span
from bot.domain.standing import Standing
from bot.render.documents import report_parts
from bot.render.documents.excel import Cell, Column, Sheet
from bot.render.documents.step_rows import step_row
from bot.render.language import Say
from bot.render.text import report

_DAY = 10.5
"""Characters."""


def table_workbook(say: Say, s: Standing, kept: Sequence[File], round: int | None) -> bytes:
    """An Excel file of some 10 KB. `kept`: files of the plan; `round`: None is the whole year."""
    title = report.subject(say, s.plan, round).plain
    sheet = Sheet(say.caption("Steps"), title, s.today, say.language)
    sheet.line(s.plan.sop.indicator)
    sheet.line(join([report.as_of(say, s, round), report.cancelled(say, s.plan)], " · "))
    numbers = [*rounds.steps(s, round), *rounds.going_on(s, round)]
    sheet.table(_columns(say), [_row(say, s, n, kept) for n in numbers])
    return sheet.made()


def _columns(say: Say) -> Sequence[Column]:
    return [
        Column(say.caption("Step"), 7, centred=True),
        Column(say.caption("What is done"), 26),
        Column(say.caption("Round"), 5, centred=True),
        Column(say.caption("First planned: start"), _DAY, centred=True),
        Column(say.caption("First planned: due"), _DAY, centred=True),
        Column(say.caption("Newest: start"), _DAY, centred=True),
        Column(say.caption("Newest: due"), _DAY, centred=True),
        Column(say.caption("Actual start"), _DAY, centred=True),
        Column(say.caption("Completed"), _DAY, centred=True),
        Column(say.caption("State"), 14),
        Column(say.caption("Change (days)"), 7, centred=True),
        Column(say.caption("Responsible"), 16),
        Column(say.caption("Evidence"), 32),
        Column(say.caption("Obstacles and extensions"), 26),
        Column(say.caption("Lessons"), 26),
    ]


def _row(say: Say, s: Standing, number: int, kept: Sequence[File]) -> Sequence[Cell]:
    row, state = step_row(say, s, number, kept), s.states[number]
    return [
        str(number) if occurrence_of(number) else number,
        row.title,
        rounds.of_step(s, number),
        *_ends(row.planned),
        *_ends(row.expected),
        *_ends(row.actual),
        row.state,
        row.variance,
        row.responsible,
        join(row.evidence),
        join(report_parts.troubles(say, s, [number])),
        state.lesson.text if state.lesson else None,
    ]


def _ends(span: Span | None) -> tuple[Cell, Cell]:
    return (span.start, span.known_due) if span else (None, None)
