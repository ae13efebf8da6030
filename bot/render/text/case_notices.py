"""Many cases in one notice or letter: a line each, one block for each SOP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.cases import Case, of_step, ordered
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.rules import Kind
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cases, chair_letter, deputies, escalation
from bot.render.text.notice_steps import Item

MOST_WHOLE = 2
"""Cases that are told whole in one message; of more each gets a line."""
MOST_LINES = 10
"""The list has all."""


def apart(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What is told whole, and of what each case gets a line at most: summaries, and steps of more
    than two cases.
    """
    steps = {i.plan.id for i in items if _is_step(i)}
    folds = len(steps) > MOST_WHOLE
    lines = [i for i in items if i.plan.sop.case and (i.notice.step is None or folds)]
    lines = [i for i in lines if i.notice.kind is not Kind.ASSIGNMENT]
    told = {id(i) for i in lines}
    return [i for i in items if id(i) not in told], lines


def _is_step(item: Item) -> bool:
    told = item.notice.step is not None and item.notice.kind is not Kind.ASSIGNMENT
    return item.plan.sop.case and told


def in_letter(items: Sequence[Item]) -> bool:
    """Whether what a chair gets of cases is told so: not, if it is of one alone."""
    alone = len({i.plan.id for i in items}) == 1
    return not (alone and all(i.notice.step is not None for i in items))


def told(say: Say, items: Sequence[Item], now: datetime) -> list[Text]:
    """A part for each SOP: its steps, and the summary of the week."""
    return [part for mine in _by_sop(items) for part in _of_sop(say, mine, now)]


def _of_sop(say: Say, items: Sequence[Item], now: datetime) -> list[Text]:
    found = _steps(items, now)
    parts = []
    if found:
        count = say.plural("{count} case", "{count} cases", len(found))
        head = join([bold(items[0].plan.sop.title), count], " · ")
        parts.append(join([head, *cases.named_lines(say, found, MOST_LINES)]))
    summary = _summary(say, items, now, titled=not found, names_late=not found)
    return [*parts, *([join([bold(_week(say, items)), *summary])] if summary else [])]


def _summary(
    say: Say, items: Sequence[Item], now: datetime, *, titled: bool, names_late: bool
) -> list[Text]:
    weekly, monday = [i for i in items if i.notice.kind is Kind.WEEKLY], _monday(items)
    if monday is None:
        return []
    standings = [i.standing(now) for i in weekly]
    return cases.weekly(say, standings, monday, titled=titled, names_late=names_late)


def _monday(items: Sequence[Item]) -> date | None:
    """Of the summary that is among them."""
    mondays = (i.notice.due for i in items if i.notice.kind is Kind.WEEKLY)
    return max((monday for monday in mondays if monday is not None), default=None)


def _week(say: Say, items: Sequence[Item]) -> Text:
    monday = _monday(items)
    return cases.week_title(say, monday) if monday is not None else plain("")


def _steps(items: Sequence[Item], now: datetime, *kinds: Kind) -> list[Case]:
    """Each step once; the overdue ones first, then by what is due next."""
    told = [i for i in items if i.notice.step is not None and (not kinds or i.notice.kind in kinds)]
    once = {(i.plan.id, i.step.number): of_step(i.standing(now), i.step.number) for i in told}
    return ordered(once.values())


def _by_sop(items: Sequence[Item]) -> list[list[Item]]:
    parts: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        parts.setdefault((item.team.id, item.plan.sop.id), []).append(item)
    return [*parts.values()]


def letter(say: Say, items: Sequence[Item], now: datetime, reader: Person | None) -> Text:
    """To the chair, of all cases of one SOP."""
    first, late = items[0], _steps(items, now, Kind.OVERDUE)
    reviews = _steps(items, now, Kind.REVIEW)
    moment = dates.moment(now.astimezone(first.plan.rules.tz), say.language)
    head = [bold(first.plan.sop.title), say("Data as of {moment}", moment=moment)]
    body = [join(head), *_listed(say, late, escalation.asked(say, first.team))]
    body += _listed(say, reviews, escalation.review_asked(say))
    body += _summary(say, items, now, titled=False, names_late=not late)
    if reader is not None and first.team.deputies:
        body.insert(0, deputies.in_place(say, first.team, reader, first.today(now)))
    return chair_letter.letter(
        say,
        first.plan.sop.committee,
        body,
        to_consider=bool(late or reviews),
        subject=_subject(say, items, late, reviews),
    )


def _listed(say: Say, found: Sequence[Case], asked: Text) -> list[Text]:
    if not found:
        return []
    return [paragraphs([join(cases.named_lines(say, found, MOST_LINES)), asked])]


def _subject(
    say: Say, items: Sequence[Item], late: Sequence[Case], reviews: Sequence[Case]
) -> Text:
    told = []
    if late:
        told.append(say.plural("{count} case overdue", "{count} cases overdue", len(late)))
    if reviews:
        count = len(reviews)
        told.append(
            say.plural("{count} case to be verified", "{count} cases to be verified", count)
        )
    return join([*told, _week(say, items)], "; ")
