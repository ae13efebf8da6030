"""The report that an office hands in after a round of the fiscal year, or after the year."""

from __future__ import annotations

from bot.domain import rounds
from bot.domain.message import Text, plain
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def period(say: Say, plan: Plan, round: int | None) -> Text:
    """รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2570; None: the year."""
    year = names.year(say, plan)
    if round is None:
        return plain(year)
    if round == 1:
        return say("the first five months of {year}", year=year)
    return say("the last five months of {year}", year=year)


def days(say: Say, plan: Plan, round: int | None) -> Text:
    """1 ตุลาคม 2569 – 28 กุมภาพันธ์ 2570"""
    span = rounds.days(round, plan.fiscal_year)
    first, last = (dates.long_date(day, say.language) for day in (span.start, span.due))
    return say("{first} – {last}", first=first, last=last)


def subject(say: Say, plan: Plan, round: int | None) -> Text:
    number = plan.sop.indicator_number
    return say(
        "Report on indicator {number}, {period}", number=number, period=period(say, plan, round)
    )
