"""The entries of a calendar in words: what stands in its squares, and what behind each.

No address stands in them: that of an online meeting has a field of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.diary import Entry, Fate, Sort
from bot.domain.message import Text, join, plain
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import agenda, meetings, names

TITLE_LENGTH = 100
"""Characters of what a meeting assigned: a title of one line."""
_ROUNDS: Mapping[int, str] = {
    1: N_("End of the first five months · {indicator}"),
    2: N_("End of the second five months · {indicator}"),
}


def name(say: Say, plan: Plan, *, mine: bool) -> Text:
    """Of the calendar of one plan."""
    year = names.year(say, plan)
    if mine:
        indicator = names.within(say, plan.sop)
        return say("My work · {indicator} · {year}", indicator=indicator, year=year)
    return say("Plan · {indicator} · {year}", indicator=names.joined(say, plan.sop), year=year)


def team_name(say: Say, team: Team, *, mine: bool) -> Text:
    """Of the calendar of all its plans."""
    if mine:
        return say("My work · {team}", team=names.team_name(team))
    return say("Plan · {team}", team=names.team_name(team))


def title(say: Say, s: Standing, entry: Entry) -> Text:
    if entry.fate is Fate.CALLED_OFF:
        return say("Called off: {what}", what=_what(say, s, entry))
    if entry.fate is Fate.SKIPPED:
        return say("Not carried out: {what}", what=_what(say, s, entry))
    return _TITLES[entry.sort](say, s, entry)


def _what(say: Say, s: Standing, entry: Entry) -> Text:
    if entry.sort in (Sort.WORK, Sort.ROUND):
        return _TITLES[entry.sort](say, s, entry)
    return names.step(say, s.plan.sop.step(entry.step))


def _of_step(say: Say, s: Standing, entry: Entry) -> Text:
    step = names.step(say, s.plan.sop.step(entry.step))
    if entry.fate is Fate.DONE:
        return say("Completed: {step}", step=step)
    if entry.sort is Sort.MEETING:
        return say("Meeting of {step}", step=step)
    return say("Due: {step}", step=step)


def _of_work(say: Say, _s: Standing, entry: Entry) -> Text:
    assert entry.work is not None
    text = names.shorten(entry.work.text, TITLE_LENGTH)
    if entry.fate is Fate.DONE:
        return say("Carried out: {text}", text=text)
    return say("Assigned work: {text}", text=text)


def _of_round(say: Say, s: Standing, entry: Entry) -> Text:
    return say(_ROUNDS[entry.round], indicator=names.within(say, s.plan.sop))


def description(say: Say, s: Standing, entry: Entry) -> Text:
    facts = [names.over(say, s.plan), names.plan_head(say, s.plan)]
    if entry.sort is Sort.WORK:
        return join([*facts, *_about_work(say, s, entry)])
    if entry.sort is Sort.ROUND:
        return join([*facts, _last_day(say, entry)])
    return join([*facts, *_about_step(say, s, entry)])


def _about_step(say: Say, s: Standing, entry: Entry) -> list[Text]:
    step, met = s.plan.sop.step(entry.step), s.states[entry.step].met
    parties = names.parties(say, s.plan.sop, step.parties, short=True)
    responsible = say("Responsible: {parties}", parties=parties) if step.parties else plain("")
    if entry.meeting is not None:
        whole = meetings.whole(say, entry.meeting)
        return [whole, _online(say, entry), responsible, agenda.listed(say, met)]
    if entry.fate is not Fate.COMES:
        return [responsible]
    return [_due(say, entry), _forecast(say, s, entry), responsible]


def _forecast(say: Say, s: Standing, entry: Entry) -> Text:
    if s.status[entry.step] is not StepStatus.WAITING:
        return plain("")
    return say("As forecast: a step before it is not closed yet.")


def _online(say: Say, entry: Entry) -> Text:
    if entry.meeting is None or not entry.meeting.link:
        return plain("")
    return say("One can take part online: the button stands in the chat with the bot.")


def _about_work(say: Say, s: Standing, entry: Entry) -> list[Text]:
    assert entry.work is not None
    step = s.plan.sop.step(entry.step)
    where = say("From the meeting of step {number} {title}", number=step.number, title=step.title)
    return [where, plain(entry.work.text), _due(say, entry)]


def _due(say: Say, entry: Entry) -> Text:
    """The due date as what it is."""
    due = say("Due on {weekday}", weekday=dates.weekday_date(entry.falls_on, say.language))
    if entry.on == entry.falls_on:
        return due
    until = dates.weekday_date(entry.on, say.language)
    return join([due, say("(A day off. It can be closed until {until}.)", until=until)], " ")


def _last_day(say: Say, entry: Entry) -> Text:
    day = dates.weekday_date(entry.falls_on, say.language)
    if entry.on == entry.falls_on:
        return say("The round ends on {day}.", day=day)
    return say("The round ends on {day} (a day off).", day=day)


_TITLES: Mapping[Sort, Callable[[Say, Standing, Entry], Text]] = {
    Sort.DUE: _of_step,
    Sort.MEETING: _of_step,
    Sort.WORK: _of_work,
    Sort.ROUND: _of_round,
}
