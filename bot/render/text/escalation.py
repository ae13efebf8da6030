"""What a letter to the chair says of steps that are overdue, or that nobody has verified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.message import Text, join, paragraphs, plain
from bot.domain.occurrences import Group, together
from bot.domain.people import Team
from bot.domain.reports import chairs_word as newest_word
from bot.domain.standing import Standing, overdue_days
from bot.render import dates
from bot.render.language import Say
from bot.render.text import meetings, names, notice_steps, obstacle, occurrences
from bot.render.text.history_entry import FOLLOW_UP


def overdue_subject(say: Say, steps: Sequence[int]) -> Text:
    return say("{steps} overdue", steps=names.step_numbers(say, steps))


def overdue(say: Say, s: Standing, steps: Sequence[int]) -> Text:
    """Steps past their due dates, whose they are, what they hold up, and what is asked."""
    told = (_several(say, s, g) for g in together(s.plan.sop, steps))
    return paragraphs([*told, asked(say, s.team)])


def asked(say: Say, team: Team) -> Text:
    if any(not m.chair for m in team.secretaries):
        return say("It is suggested to have the secretary follow up, or to extend the time.")
    return say("It is suggested to speed up the work, or to extend the time.")


def review_subject(say: Say, steps: Sequence[int]) -> Text:
    return say("{steps} to be verified", steps=names.step_numbers(say, steps))


def review(say: Say, s: Standing, steps: Sequence[int]) -> Text:
    """Steps reported as completed that nobody has verified, what waits for them, what is asked."""
    return paragraphs([*(_reported(say, s, number) for number in steps), review_asked(say)])


def review_asked(say: Say) -> Text:
    return say("It is suggested to have them verified, or to send them back with the reason.")


def _reported(say: Say, s: Standing, number: int) -> Text:
    reported, step = s.states[number].reported, s.plan.sop.step(number)
    assert reported is not None
    return join(
        [
            names.step(say, step),
            say("Reported as completed {day}", day=dates.short_date(reported.on, say.language)),
            notice_steps.waiting_since(say, s, number),
            _affected(say, s.holds_up(number)),
        ]
    )


def _several(say: Say, s: Standing, group: Group) -> Text:
    """Occurrences of one step at once."""
    if len(group) == 1:
        return _one(say, s, group[0])
    first, states = occurrences.longest_late(s, group), s.states
    waiting = {n for number in group for n in s.holds_up(number)}
    named, late = names.steps(say, s.plan.sop, group), occurrences.times_late(say, s, group)
    due = due_day(say, s, s.forecast[first].due)
    return join(
        [
            say("{step}: {late} ({due})", step=named, late=late, due=due),
            notice_steps.responsible(say, s.plan, s.plan.sop.step(first)),
            *(line for n in group for line in obstacle.standing(say, s.plan, states[n])),
            _affected(say, sorted(waiting)),
            chairs_word(say, s, first),
        ]
    )


def _one(say: Say, s: Standing, number: int) -> Text:
    step, due = s.plan.sop.step(number), s.forecast[number].due
    days, short = overdue_days(due, s.calendar, s.today), due_day(say, s, due)
    named = names.step(say, step)
    line = say.plural(
        "{step}: {count} day past the due date ({due})",
        "{step}: {count} days past the due date ({due})",
        days,
        step=named,
        due=short,
    )
    meeting = s.states[number].meeting
    return join(
        [
            line,
            meetings.was(say, meeting) if meeting is not None else "",
            notice_steps.responsible(say, s.plan, step),
            *obstacle.standing(say, s.plan, s.states[number]),
            _affected(say, s.holds_up(number)),
            chairs_word(say, s, number),
        ]
    )


def due_day(say: Say, s: Standing, due: date) -> Text:
    """Of a day off it is said that it is one: the days overdue are counted from the next."""
    day = dates.short_date(due, say.language)
    return plain(day) if s.calendar.is_working(due) else say("{day}, a day off", day=day)


def chairs_word(say: Say, s: Standing, number: int) -> Text:
    """What the chair has said to an earlier letter on this step."""
    said = newest_word(s.team, s.plan, number, s.forecast[number].due)
    if said is None:
        return plain("")
    day = dates.short_date(s.plan.rules.local_day(said.at), say.language)
    if said.notice == FOLLOW_UP:
        return say("Given by the chair to the secretary to follow up, {day}", day=day)
    return say("Acknowledged by the chair, {day}", day=day)


def _affected(say: Say, waiting: Sequence[int]) -> Text:
    if not waiting:
        return plain("")
    steps = names.step_numbers(say, waiting)
    return say("Held up by it: {steps}", steps=steps)
