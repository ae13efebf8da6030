"""The report that an office hands in after a round of the fiscal year, or after the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from bot.domain import rounds
from bot.domain.files import File
from bot.domain.message import Message, Text, bold, join, plain
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text import rounds as choosing
from bot.render.text.weekly import tally

COMMAND = "report"


def which_round(say: Say, plan: Plan) -> Message:
    return choosing.which(say, plan, say("Of which round is the report to be?"), COMMAND)


def caption(
    say: Say, s: Standing, round: int | None, kept: Collection[File], *, own_form: bool
) -> Text:
    """What stands under the files; what is lacking is said at once. `own_form`: it is made in the
    office's, of which only the office knows what else is to be filled in.
    """
    own, others = rounds.steps(s, round), rounds.going_on(s, round)
    lacking = sum(len(papers) for _, papers in rounds.lacking(s, [*own, *others], kept))
    missing = say.plural(
        "{count} document of evidence is still missing.",
        "{count} documents of evidence are still missing.",
        lacking,
    )
    day = dates.long_date(s.today, say.language)
    ask = say("Please check it, fill in the number of the letter and to whom it goes, and sign.")
    if own_form:
        ask = say("Made in your office's own form. Please check it, and sign.")
    return join(
        [
            bold(subject(say, s.plan, round)),
            cancelled(say, s.plan),
            say("Data as of {moment}", moment=day),
            counts(say, s, own),
            missing if lacking else "",
            ask,
        ]
    )


def others(say: Say, plan: Plan, round: int | None) -> choosing.Rows:
    """Buttons to the same of the other rounds."""
    return choosing.others(say, plan, round, COMMAND)


def cancelled(say: Say, plan: Plan) -> Text:
    """That what is handed in is of a plan that counts no more; else nothing."""
    return names.over(say, plan) if plan.status is PlanStatus.CANCELLED else plain("")


def counts(say: Say, s: Standing, steps: Collection[int]) -> Text:
    """What is open when a plan is over is not to come any more."""
    status = {n: s.status[n] for n in steps if n not in s.aside}
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


def as_of(say: Say, s: Standing, round: int | None) -> Text:
    """Its days, and the day on which what stands in it was so."""
    day = dates.long_date(s.today, say.language)
    return join([days(say, s.plan, round), say("Data as of {moment}", moment=day)], " · ")


def subject(say: Say, plan: Plan, round: int | None) -> Text:
    return say(
        "Report on {indicator}, {period}",
        indicator=names.joined(say, plan.sop),
        period=period(say, plan, round),
    )
