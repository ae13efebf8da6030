"""The meeting of a step: which one is meant, and its day, told once with its agenda."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from bot.domain.errors import Refusal
from bot.domain.events import Dated
from bot.domain.meeting import attendance as who_comes
from bot.domain.message import Message, Text, paragraphs
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render.text import agenda, attendance, extend, meetings
from handlers.core.announce import Rows, announce, record
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_running, step_here, step_of
from handlers.core.views import one_plan
from handlers.core.words import Words

MEETING_DAYS = 5
"""A step of more days is work, unless the SOP calls it a meeting."""


def may_meet(step: Step) -> bool:
    return step.meeting or 0 < step.calendar_days <= MEETING_DAYS


def meeting_here(call: Call, words: Words) -> StepScope:
    """The step whose meeting is meant; refused if it is none."""
    return _is_meeting(step_here(call, words, _meetings))


def meeting_and_verb(
    call: Call, words: Words, changes: Collection[str], shows: Collection[str] = ()
) -> tuple[StepScope, str]:
    """The meeting meant, and which of these words follows it. What `changes` it is said of a plan
    under way; to be read it may be over: told by its fiscal year, by a button, or the newest.
    """
    if _verb(words) in changes:
        return meeting_here(call, words), words.take_word(*changes)
    meant = _is_meeting(step_of(call, words, one_plan(call, words), _meetings))
    verb = words.take_word(*changes, *shows)
    if verb in changes:
        require_running(meant.scope.plan)
    return meant, verb


def _verb(words: Words) -> str:
    """The word behind plan and step: a year that comes after it is not the plan's."""
    behind = Words(words.rest)
    behind.take_plan()
    behind.take_step()
    return behind.take_word()


def _is_meeting(meant: StepScope) -> StepScope:
    if not may_meet(meant.step):
        raise Refusal("no-meeting-here", step=meant.step)
    return meant


def _meetings(scope: Standing) -> Iterable[int]:
    """The open ones that have their day or an agenda, of a plan that is over all that have; else
    those the SOP calls so.
    """
    among = scope.open_steps if scope.plan.is_running else scope.states
    begun = [n for n in among if scope.states[n].meeting or scope.states[n].met.agenda]
    return begun or [n for n in scope.states if scope.plan.sop.step(n).meeting]


def fixed(call: Call, meant: StepScope, event: Dated) -> Reply:
    """Write the day of a meeting, and say so with its agenda; what is so already is not said."""
    if _is_so(meant, event):
        return Reply(Message(meetings.fixed_already(call.say, meant.number), about=meant.about))
    if meant.state.met.on != event.on:
        call.work.absences.erase(meant.scope.plan.id, meant.number)
    change = record(call, meant.scope, event)
    days_off = call.work.teams.days_off(meant.scope.team.id)
    told = extend.announced(call.say, change, days_off)
    asks = attendance.asked(call.say)
    text = paragraphs([told, agenda.listed(call.say, meant.state.met), asks])
    found = who_comes(change.after.states[meant.number].met, change.after.team)
    row = attendance.row(call.say, meant.target, event.on, found)
    return announce(call, change, text, rows=(row, *meetings.online_rows(call.say, event)))


def _is_so(meant: StepScope, event: Dated) -> bool:
    was = meant.state.meeting
    told = (event.on, event.time, event.place, event.link)
    return was is not None and (was.on, was.time, was.place, was.link) == told


def reasons_of_absence(call: Call, meant: StepScope, on: date | None) -> Mapping[int, str]:
    """From the meeting of that day, by person: for a secretary's own eyes, no deputy's."""
    member = meant.scope.team.member(call.person.id)
    if member is None or not member.secretary or on is None:
        return {}
    return call.work.absences.reasons(meant.scope.plan.id, meant.number, on)


def said(meant: StepScope, text: Text, rows: Rows = (), *, asks: bool = False) -> Message:
    return Message(text, rows, about=meant.about, asks=asks)
