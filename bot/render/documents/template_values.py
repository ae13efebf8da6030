"""What is put into the office's own form: the same as stands in the report of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.domain import rounds
from bot.domain.files import File
from bot.domain.message import Text, as_text
from bot.domain.people import Member
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.documents import report_parts
from bot.render.documents.placeholders import Placeholder
from bot.render.documents.report import WIDTHS, cells, heads
from bot.render.documents.step_rows import step_row
from bot.render.documents.template import Lines, Value
from bot.render.documents.template_picture import Drawn
from bot.render.documents.template_table import Grid
from bot.render.language import Say
from bot.render.text import names, timeline
from bot.render.text import rounds as choosing


def report_values(
    say: Say, s: Standing, kept: Sequence[File], round: int | None, picture: bytes
) -> Mapping[Placeholder, Value]:
    """`kept`: files of the plan; `round`: None is the whole year; `picture`: PNG."""
    own, others = rounds.steps(s, round), rounds.going_on(s, round)
    told = [*own, *others]
    return {
        Placeholder.OFFICE: (s.plan.sop.unit,),
        Placeholder.TEAM: (s.plan.sop.committee,),
        Placeholder.INDICATOR: (s.plan.sop.indicator,),
        Placeholder.YEAR: (dates.fiscal_year_number(s.plan.fiscal_year),),
        Placeholder.ROUND: (choosing.name(say, round),),
        Placeholder.DATE: (dates.long_date(s.today, say.language),),
        Placeholder.STEPS: _steps(say, s, told, kept),
        Placeholder.SUMMARY: _lines(say, report_parts.summary(say, s, own)),
        Placeholder.OBSTACLES: _lines(say, report_parts.changes(say, s, told)),
        Placeholder.LESSONS: _lines(say, report_parts.lessons(say, s, told)),
        Placeholder.MISSING: _lines(say, report_parts.lacking(say, s, told, kept)),
        Placeholder.TIMELINE: Drawn(picture, timeline.caption(say, s).plain),
        Placeholder.CHAIR: _named(say, [m for m in s.team.members if m.chair]),
        Placeholder.SECRETARY: _named(say, [m for m in s.team.members if m.secretary]),
    }


def _steps(say: Say, s: Standing, numbers: Iterable[int], kept: Sequence[File]) -> Grid:
    rows = [cells(say, step_row(say, s, n, kept)) for n in numbers]
    plain = [[as_text(words).plain for words in row] for row in rows]
    return Grid([head.plain for head in heads(say)], plain, WIDTHS)


def _lines(say: Say, told: Sequence[Text]) -> Lines:
    return tuple(line.plain for line in told) or (say.caption("Nothing is recorded."),)


def _named(say: Say, holders: Sequence[Member]) -> Lines:
    """Nobody: the place stays empty, to be filled in by hand."""
    return tuple(names.person(say, m.person) for m in holders)
