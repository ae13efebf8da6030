"""A copy of the SOP in its own form, with what really happened in the year beside what is written.

Headings and columns are those of the form on which offices write their SOPs (Template กลาง).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.calendar import ONE_DAY, fiscal_year
from bot.domain.message import Text, bold, join, plain
from bot.domain.plan import Span
from bot.domain.sop import Added, Document, DocumentKind, Sop, Step, Symbol, Unit
from bot.domain.standing import Standing
from bot.domain.written import as_written
from bot.render import dates
from bot.render.documents.step_rows import actual
from bot.render.documents.word import FIRST_LINE, Drawn, Look, Pages
from bot.render.language import N_, Say
from bot.render.text import dues, duration, flow, names, occurrences, way, written_step

_ITEM = Look(first=FIRST_LINE)
_UNDER = Look(left=FIRST_LINE)
_WIDTHS = (1.7, 3.4, 5.5, 2.7, 2.9, 3.4, 5.1)
_OWN_WIDTHS = (1.7, 4.0, 6.9, 2.8, 3.7, 5.6)
"""Of the form itself, without what was really done."""
_SIZE = 13
_HEADS = (N_("Directly responsible"), N_("Involved"))


def procedure_document(say: Say, s: Standing, chart: bytes) -> bytes:
    """As the plan has it: the years in its words are filled in. `chart`: its flow chart, as PNG."""
    sop = s.plan.sop
    pages = Pages(sop.title, s.today)
    day = dates.long_date(s.today, say.language)
    _title(pages, say, sop, names.year(say, s.plan))
    pages.paragraph(say("What was really done, as of {day}", day=day))
    _before_steps(pages, say, sop)
    _steps(pages, say, s)
    _legend(pages, say, sop)
    pages.turn(lying=False)
    pages.heading(say("Flow chart"))
    pages.picture(chart, flow.caption(say, s).plain)
    return pages.made()


def procedure_of(say: Say, sop: Sop, today: date) -> bytes:
    """Of no plan: in the form's own columns, for the fiscal year of `today`."""
    year = fiscal_year(today)
    sop = sop.for_fiscal_year(year)
    pages = Pages(sop.title, today)
    _title(pages, say, sop, dates.fiscal_year_name(year, say.language))
    _before_steps(pages, say, sop)
    pages.heading(say("5. Procedure"))
    if sop.case:
        pages.paragraph(say("Carried out for each case, from the day on which it comes in"), _UNDER)
    head = [
        *(say("Item no."), say("Flow chart"), say("Details of the work"), say("Duration")),
        *(say("Responsible"), say("Related documents")),
    ]
    rows = [_own_row(say, sop, step) for step in sop.once(as_written).steps]
    pages.table(head, rows, _OWN_WIDTHS, centred=(0, 1), size=_SIZE, drawn=_drawn(say, sop))
    _symbols(pages, say, sop)
    return pages.made()


def _title(pages: Pages, say: Say, sop: Sop, year: str) -> None:
    pages.title(sop.form or sop.title)
    if sop.form:
        pages.paragraph(sop.title, Look(bold=True, centred=True))
    pages.paragraph(join([bold(say("Name of the office")), sop.unit], "  "), Look(before=6))
    pages.paragraph(join([bold(say("Name of the indicator")), sop.indicator], "  "))
    if sop.indicator_number and f"ที่ {sop.indicator_number}" not in sop.indicator:
        pages.paragraph(join([bold(say("Indicator no.")), sop.indicator_number], "  "))
    pages.paragraph(year)
    if sop.form_revised:
        pages.paragraph(say("Form revised {revision}", revision=sop.form_revised))


def _before_steps(pages: Pages, say: Say, sop: Sop) -> None:
    """What stands upright; the steps lie."""
    _numbered(pages, say("1. Objectives"), 1, sop.objectives)
    _numbered(pages, say("2. Scope"), 2, sop.scope)
    pages.heading(say("3. Definitions (if any)"))
    if not sop.definitions:
        pages.paragraph("-", _ITEM)
    for one in sop.definitions:
        pages.paragraph(
            join([bold(one.term), say("means {meaning}", meaning=one.meaning)], " "), _ITEM
        )
    _responsible(pages, say, sop)
    pages.turn(lying=True)


def _numbered(pages: Pages, title: Text, chapter: int, lines: Sequence[str]) -> None:
    pages.heading(title)
    for n, line in enumerate(lines, 1):
        pages.paragraph(f"{chapter}.{n} {line}", _ITEM)


def _responsible(pages: Pages, say: Say, sop: Sop) -> None:
    """Who is responsible directly and who is involved are two lists."""
    pages.heading(say("4. Responsibilities"))
    for n, (head, bodies) in enumerate(zip(_HEADS, (sop.direct, sop.involved), strict=True), 1):
        if bodies:
            pages.paragraph(join([f"4.{n}", say(head)], " "), Look(bold=True, first=FIRST_LINE))
        for body in bodies:
            pages.paragraph(body, _UNDER)


def _steps(pages: Pages, say: Say, s: Standing) -> None:
    pages.heading(say("5. Procedure"))
    head = [
        *(say("Item no."), say("Flow chart"), say("Details of the work"), say("Duration")),
        *(say("Really done"), say("Responsible"), say("Related documents")),
    ]
    rows = [_row(say, s, step) for step in s.plan.sop.once(as_written).steps]
    pages.table(head, rows, _WIDTHS, centred=(0,), size=_SIZE)


def _row(say: Say, s: Standing, step: Step) -> list[Text | str]:
    before, after = _work(say, step), _with_whom(say, s.plan.sop, step)
    return [*before, _planned(say, s, step), _done(say, s, step), *after]


def _own_row(say: Say, sop: Sop, step: Step) -> list[Text | str]:
    """All that the file says of it, in words."""
    lead, work = written_step.lead(say, sop, step), written_step.work(say, sop, step)
    lines = work if len(work) == 1 and not step.lead else _dashed(work)
    return [
        str(step.number),
        written_step.title(say, sop, step),
        join([lead, *lines]),
        join(written_step.timing(say, sop, step)),
        _parties(sop, step),
        written_step.documents(say, sop, step),
    ]


def _drawn(say: Say, sop: Sop) -> list[Drawn]:
    """The symbols of its chart; where all are the same they say nothing."""
    steps = sop.once(as_written).steps
    symbols = [Symbol.DECISION if step.ways else step.symbol for step in steps]
    if set(symbols) == {Symbol.PROCESS}:
        return []
    return [Drawn(_PRESETS[one], say.caption(_MEANINGS[one])) for one in symbols]


_PRESETS: Mapping[Symbol, str] = {
    Symbol.TERMINAL: "flowChartTerminator",
    Symbol.PROCESS: "flowChartProcess",
    Symbol.DECISION: "flowChartDecision",
    Symbol.CONNECTOR: "flowChartConnector",
}
_MEANINGS: Mapping[Symbol, str] = {
    Symbol.TERMINAL: N_("begin or end"),
    Symbol.PROCESS: N_("work"),
    Symbol.DECISION: N_("decision"),
    Symbol.CONNECTOR: N_("connection"),
}


def _work(say: Say, step: Step) -> list[Text | str]:
    detail = [step.detail[0]] if len(step.detail) == 1 and not step.lead else _dashed(step.detail)
    parallel = say("(runs in parallel)") if step.parallel else plain("")
    return [str(step.number), join([step.title, parallel]), join([step.lead, *detail])]


def _with_whom(say: Say, sop: Sop, step: Step) -> list[Text | str]:
    return [_parties(sop, step), join(_dashed(_title_of(say, d) for d in step.documents))]


def _parties(sop: Sop, step: Step) -> Text:
    parties = [sop.party(p).name for p in step.parties]
    return join(_dashed(parties) if len(parties) > 1 else parties)


def _dashed(lines: Iterable[Text | str]) -> list[Text]:
    return [join(["- ", line], "") for line in lines]


def _title_of(say: Say, document: Document) -> Text:
    if document.kind is DocumentKind.SUGGESTED:
        return say("{title} (suggested by the system)", title=document.title)
    return plain(document.title)


def _planned(say: Say, s: Standing, step: Step) -> Text:
    """As the procedure has it, and the days that the plan first made of it."""
    if (once := s.plan.sop.occurrences(step.number)[0]).recurs:
        return join([duration.written(say, step), occurrences.every(say, s.plan.sop, once)])
    first = s.plan.baseline.get(step.number)
    return join([duration.written(say, step), _span(say, first) if first is not None else ""])


def _done(say: Say, s: Standing, step: Step) -> Text:
    """Its days as they were; of what is open nothing is guessed. What was carried out several times
    has a line for each, and a count of those to come.
    """
    every = s.plan.sop.occurrences(step.number)
    if len(every) == 1:
        return _of_one(say, s, step)
    over = [one for one in every if s.states[one.number].is_closed and one.number in s.planned]
    told = [say("{number}: {told}", number=o.number, told=_of_one(say, s, o)) for o in over]
    left = len(every) - len(over)
    to_come = say.plural("{count} time to come", "{count} times to come", left)
    return join([*told, to_come if left and every[0].recurs else ""]) or say("not completed yet")


def _of_one(say: Say, s: Standing, step: Step) -> Text:
    state, span = s.states[step.number], actual(s, step.number)
    if state.left_out_by is not None:
        return way.left_out_words(say, state)
    if state.skipped:
        return say("not carried out: {reason}", reason=state.note)
    if span is None:
        return say("not completed yet")
    count = _days(s, step, span)
    return join([say.plural("{count} day", "{count} days", count), _span(say, span)])


def _days(s: Standing, step: Step, span: Span) -> int:
    """In the unit in which the planned ones are counted."""
    if step.unit is Unit.WORKING:
        return max(s.calendar.working_after(span.start - ONE_DAY, span.due), 1)
    return (span.due - span.start).days + 1


def _span(say: Say, span: Span) -> Text:
    return dues.period(say, span)


def _symbols(pages: Pages, say: Say, sop: Sop) -> None:
    if sop.legend:
        pages.heading(say("Symbols of the chart"))
    for line in sop.legend:
        pages.paragraph(join(["- ", line], ""), _UNDER)


def _legend(pages: Pages, say: Say, sop: Sop) -> None:
    _symbols(pages, say, sop)
    if any(Added.TITLE in step.added for step in sop.steps):
        written = sop.once(as_written).steps
        ours = [step.number for step in written if Added.TITLE in step.added]
        told = say("Titles of {steps}", steps=names.step_numbers(say, ours))
        pages.paragraph(
            join([say("Added by the system (not in the SOP)"), told], ": "), Look(before=6)
        )
