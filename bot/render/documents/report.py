"""The report of a round, or of the year, in Word: ready to be edited and signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain import rounds
from bot.domain.files import File
from bot.domain.message import Text, join
from bot.domain.plan import Span
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.documents import cover, report_parts
from bot.render.documents.step_rows import StepRow, signed, step_row
from bot.render.documents.word import CELL, Look, Pages, Words
from bot.render.language import Say
from bot.render.text import dues, names, report, timeline

WIDTHS = (1.8, 5.1, 2.6, 2.6, 2.9, 1.6, 3.0, 5.1)
"""Centimetres."""
_CENTRED = {0, 2, 3, 4, 5}
_ITEM = Look(left=1.0)


def report_document(
    say: Say, s: Standing, kept: Sequence[File], round: int | None, picture: bytes | None
) -> bytes:
    """A Word file of some 300 KB. `kept`: files of the plan; `round`: None is the whole year;
    `picture`: of the timeline, as PNG.
    """
    own, others = rounds.steps(s, round), rounds.going_on(s, round)
    lacking = report_parts.lacking(say, s, [*own, *others], kept)
    pages = Pages(report.subject(say, s.plan, round).plain, s.today)
    _cover(pages, say, s, round, len(lacking))
    pages.turn(lying=True)
    _head(pages, say, s, round)
    _part(pages, say("1. Summary"), report_parts.summary(say, s, own), say)
    pages.heading(say("2. Results by step"))
    _table(pages, say, [step_row(say, s, n, kept) for n in own])
    if others:
        pages.heading(say("Steps of another round that go on"), 2)
        _table(pages, say, [step_row(say, s, n, kept) for n in others])
    pages.paragraph(_how_counted(say), Look(CELL, before=6))
    pages.turn(lying=False)
    _told(pages, say, s, [*own, *others])
    _part(pages, say("5. Evidence still missing"), lacking, say)
    _signatures(pages, say, s)
    if picture is not None:
        pages.heading(say("Timeline"), on_new_page=True)
        pages.picture(picture, timeline.caption(say, s).plain)
    return pages.made()


def _cover(pages: Pages, say: Say, s: Standing, round: int | None, lacking: int) -> None:
    """By the chair to whoever is above the committee."""
    sop, own = s.plan.sop, rounds.steps(s, round)
    body = [
        say(
            "{committee} has worked on {indicator} in {year}.",
            committee=sop.committee,
            indicator=names.set_apart(say, sop.indicator),
            year=names.year(say, s.plan),
        ),
        say(
            "This is to report the results for {period} ({days}), as of {day}: {closed} of {total} "
            "steps are closed. The details stand in the report attached.",
            period=report.period(say, s.plan, round),
            days=report.days(say, s.plan, round),
            day=dates.long_date(s.today, say.language),
            closed=sum(s.status[n] is StepStatus.CLOSED for n in own),
            total=len(own),
        ),
        *([_confession(say, lacking)] if lacking else []),
        say("Submitted for your kind information."),
    ]
    cover.memorandum(pages, say, sop.unit, report.subject(say, s.plan, round), body)
    chair = next((m for m in s.team.members if m.chair), None)
    cover.signature(pages, say, chair, say("Chair of {committee}", committee=sop.committee))


def _confession(say: Say, count: int) -> Text:
    return say.plural(
        "{count} document of evidence is still missing (part 5 of the report).",
        "{count} documents of evidence are still missing (part 5 of the report).",
        count,
    )


def _head(pages: Pages, say: Say, s: Standing, round: int | None) -> None:
    pages.title(report.subject(say, s.plan, round))
    pages.paragraph(s.plan.sop.indicator, Look(centred=True))
    pages.paragraph(report.as_of(say, s, round), Look(centred=True))


def _part(pages: Pages, head: Text, lines: Iterable[Text], say: Say) -> None:
    pages.heading(head)
    for line in [*lines] or [say("Nothing is recorded.")]:
        pages.paragraph(line, _ITEM)


def _table(pages: Pages, say: Say, rows: Iterable[StepRow]) -> None:
    pages.table(heads(say), [cells(say, row) for row in rows], WIDTHS, centred=_CENTRED)


def heads(say: Say) -> Sequence[Text]:
    """Of the table's columns."""
    return [
        say("Step"),
        say("What is done"),
        say("First planned"),
        say("Newest dates"),
        say("Actual dates"),
        say("Change (days)"),
        say("Responsible"),
        say("Evidence"),
    ]


def cells(say: Say, row: StepRow) -> Sequence[Words]:
    return [
        str(row.number),
        row.title,
        _span(say, row.planned),
        _span(say, row.expected),
        join([_span(say, row.actual) if row.actual else "", row.state]),
        signed(row.variance),
        row.responsible,
        join(row.evidence) if row.evidence else "–",
    ]


def _span(say: Say, span: Span | None) -> str:
    """A day that there is no room for stands whole on the next line."""
    written = dues.period(say, span).plain if span else "–"
    return written.replace(" – ", " –\n")


def _how_counted(say: Say) -> Text:
    return say(
        "Change: calendar days from the due date as first planned, a day off running to the next "
        "working day; + later, − earlier; of an open step as forecast."
    )


def _told(pages: Pages, say: Say, s: Standing, steps: Sequence[int]) -> None:
    changes, lessons = report_parts.changes(say, s, steps), report_parts.lessons(say, s, steps)
    _part(pages, say("3. Obstacles and extensions"), changes, say)
    _part(pages, say("4. Lessons"), lessons, say)


def _signatures(pages: Pages, say: Say, s: Standing) -> None:
    """Of who wrote it and of who stands for it; without names where nobody has the role."""
    committee = s.plan.sop.committee
    secretary = say("Secretary of {committee}", committee=committee)
    chair = say("Chair of {committee}", committee=committee)
    for who in [m for m in s.team.members if m.secretary] or (None,):
        cover.signature(pages, say, who, secretary, say("author"))
    for who in [m for m in s.team.members if m.chair] or (None,):
        cover.signature(pages, say, who, chair, say("approved by"))
