"""A step of a plan with its dates and state, short enough for a phone; /my: one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.cases import Case, of_step
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.occurrences import Group, nearest, together
from bot.domain.people import Member
from bot.domain.rules import Kind, Rules
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.language import Say
from bot.render.text import (
    assignments,
    condition,
    dues,
    meetings,
    my_cases,
    names,
    occurrences,
    way,
)
from bot.render.text.status import behind, coming_line, due_line, numbered, period
from bot.render.text.step_card import state_words
from bot.render.text.verify import review_line
from bot.render.text.weekly_lines import due_today

MOST_COMING = 4
MARKS: Mapping[StepStatus, str] = {
    StepStatus.CLOSED: "✓",
    StepStatus.SKIPPED: "–",
    StepStatus.REPORTED: "◐",
    StepStatus.RUNNING: "▶",
    StepStatus.OVERDUE: "!",
    StepStatus.READY: "○",
    StepStatus.WAITING: "○",
}
DONE = (StepStatus.CLOSED, StepStatus.SKIPPED)


def line(say: Say, s: Standing, number: int) -> Text:
    title = say(
        "{mark} {number}. {title}",
        mark=MARKS[s.status[number]],
        number=number,
        title=s.title(number),
    )
    return join([bold(title), _when(say, s, number)])


def stands(say: Say, s: Standing, number: int) -> Text:
    """The days of a step and its state; of one that was never done only that."""
    if number in s.aside and not s.states[number].is_closed:
        return condition.hangs_on(say, s.plan.sop, number)
    never = s.is_over and not s.states[number].is_closed
    if never or s.status[number] is StepStatus.SKIPPED:
        return state_words(say, s, number)
    return join([_period(say, s, number), way.of_closed(say, s.states[number])], " · ")


def _when(say: Say, s: Standing, number: int) -> Text:
    state, at = s.states[number], s.forecast[number]
    told = stands(say, s, number)
    if number in s.aside:
        return told
    if s.status[number] is StepStatus.SKIPPED or (s.is_over and not state.is_closed):
        return told
    last, was = state.closed_on or at.known_due, s.first_due(number)
    if was == last:
        was = None
    old = say("(first planned {day})", day=dates.short_date(was, say.language)) if was else ""
    return join([told, old], " ")


def _period(say: Say, s: Standing, number: int) -> Text:
    state, meeting = s.states[number], s.meeting(number)
    if state.closed_on is not None:
        return say("closed {day}", day=dates.short_date(state.closed_on, say.language))
    if meeting is not None and meeting.on == s.today:
        return meetings.today(say, meeting)
    span = period(say, s, number)
    return say("{span} · {state}", span=span, state=_state(say, s, number))


def _state(say: Say, s: Standing, number: int) -> Text:
    if s.status[number] is StepStatus.RUNNING and s.is_due_today(number):
        return due_today(say, s, number)
    return state_words(say, s, number)


def from_to(say: Say, s: Standing) -> Text:
    """When it starts, and when the last step ends, as it looks now and as first planned."""
    if not s.forecast.is_end_known:
        return say("From {start}", start=_start(say, s))
    end = dates.short_date(s.forecast.end, say.language)
    firsts = [span.due for span in s.plan.baseline.values() if span.has_due]
    first = max(firsts, default=s.forecast.end)
    if first == s.forecast.end:
        return say("From {start} to {end}", start=_start(say, s), end=end)
    return say(
        "From {start} to {end} (first planned {day})",
        start=_start(say, s),
        end=end,
        day=dates.short_date(first, say.language),
    )


def _start(say: Say, s: Standing) -> str:
    return dates.short_date(s.plan.start, say.language)


def mine(say: Say, found: Sequence[tuple[Standing, Member | None]], *, private: bool) -> Text:
    """The steps of one person in each plan. In a group nothing says that anybody is late."""
    many = len({s.team.id for s, _ in found}) > 1
    plans = [(s, member) for s, member in found if not s.plan.sop.case]
    blocks = [_mine_of(say, s, member, named=many, private=private) for s, member in plans]
    parts = my_cases.by_sop([(s, member) for s, member in found if s.plan.sop.case])
    of_cases = (_of_cases(say, part, named=many, private=private) for part in parts)
    return paragraphs([bold(say("My work")), *blocks, *of_cases])


def _of_cases(say: Say, found: Sequence[my_cases.Mine], *, named: bool, private: bool) -> Text:
    s, member = found[0]
    own, role, nothing = (
        own_in_cases(found),
        _role(say, s, member),
        _nothing_of_cases(say, s, member),
    )
    own = own if private else [replace(case, late=0) for case in own]
    return my_cases.block(say, found, own, role, nothing, named=named)


def _nothing_of_cases(say: Say, s: Standing, member: Member | None) -> Text:
    if _only_chairs(s, member):
        return plain("")
    if not _has_joined(s, member):
        return say("Signed up for no step yet.\nTo sign up, please type /join or “ลงชื่อ”.")
    return say("None of your steps is to be done now.")


def own_in_cases(found: Sequence[my_cases.Mine]) -> list[Case]:
    """The steps of a person that can be done in cases, what is due first before the rest."""
    found = [(s, member) for s, member in found if s.plan.sop.case]
    own = [of_step(s, n) for s, member in found for n in own_steps(s, member) if n in s.startable]
    return sorted(own, key=lambda c: (c.due or date.max, c.plan.id, c.step or 0))


def own_steps(s: Standing, member: Member | None) -> list[int]:
    """Open steps of this person's parties."""
    if member is None:
        return []
    return [
        n for n in sorted(s.open_steps) if member.in_party(s.plan.sop.id, s.states[n].step.parties)
    ]


def now_own(s: Standing, member: Member | None) -> list[int]:
    going = s.having(StepStatus.RUNNING, StepStatus.OVERDUE)
    return [n for n in own_steps(s, member) if n in going]


def _mine_of(say: Say, s: Standing, member: Member | None, *, named: bool, private: bool) -> Text:
    return paragraphs(
        [
            join(
                [
                    names.plan_head(say, s.plan),
                    names.team_name(s.team) if named else "",
                    _role(say, s, member),
                ]
            ),
            *_own_lists(say, s, member, private=private),
            assignments.mine(say, s, member.person.id) if member else plain(""),
        ]
    )


def _own_lists(say: Say, s: Standing, member: Member | None, *, private: bool) -> list[Text]:
    own, now = own_steps(s, member), now_own(s, member)
    reported = [n for n in own if s.states[n].awaits_verification]
    if _only_chairs(s, member):
        return [_told_to_chair(say, s.plan.rules)]
    if not _has_joined(s, member):
        return [say("Signed up for no step yet.\nTo sign up, please type /join or “ลงชื่อ”.")]
    if not own:
        return [say("All your steps are closed.")]
    rest = [n for n in own if n not in (*now, *reported)]
    later = sorted(rest, key=lambda n: (s.forecast[n].start, n))
    late = [n for n in now if s.status[n] is StepStatus.OVERDUE] if private else []
    return [
        _list(say("Overdue"), [_all_overdue(say, s, g) for g in together(s.plan.sop, late)]),
        _list(say("Now"), [_now(say, s, n) for n in now if n not in late]),
        _list(say("To be verified"), [_reported(say, s, n) for n in reported]),
        _list(say("Later"), _later(say, s, later)),
        _list(say("My works"), _works(say, s, member)),
    ]


def _told_to_chair(say: Say, rules: Rules) -> Text:
    """What comes to the chair by itself, as far as the team has not switched it off."""
    days = names.listed(say, [str(day) for day in rules.overdue_chair])
    weekly, overdue = (kind not in rules.off for kind in (Kind.WEEKLY, Kind.OVERDUE))
    if weekly and overdue:
        what = say(
            "You get the weekly summary of progress, and the steps that are {days} days overdue.",
            days=days,
        )
    elif overdue:
        what = say("You get the steps that are {days} days overdue.", days=days)
    else:
        what = say("You get the weekly summary of progress.") if weekly else plain("")
    return join([say("You are the chair in this system."), what])


def _later(say: Say, s: Standing, steps: Sequence[int]) -> list[Text]:
    steps = nearest(s.plan.sop, steps)
    lines = [join([coming_line(say, s, n), behind(say, s, n)]) for n in steps[:MOST_COMING]]
    left_out = steps[MOST_COMING:]
    if left_out:
        lines.append(say("and {steps}", steps=names.step_numbers(say, left_out)))
    return lines


def _list(head: Text, lines: Sequence[Text]) -> Text:
    return join([bold(head), *lines]) if lines else plain("")


def _now(say: Say, s: Standing, number: int) -> Text:
    if s.status[number] is StepStatus.RUNNING:
        when = due_line(say, s, number)
    else:
        when = say("Due {day}", day=_due(say, s, number))
    return join([numbered(say, s, number), when])


def _reported(say: Say, s: Standing, number: int) -> Text:
    return join([numbered(say, s, number), review_line(say, s.states[number])])


def _all_overdue(say: Say, s: Standing, group: Group) -> Text:
    return _overdue(say, s, group[0]) if len(group) == 1 else occurrences.late(say, s, group)


def _overdue(say: Say, s: Standing, number: int) -> Text:
    meeting, state = s.meeting(number), state_words(say, s, number)
    if meeting is not None:
        when = say("{span} · {state}", span=meetings.short(say, meeting), state=state)
    else:
        when = say("Due {day} · {state}", day=_due(say, s, number), state=state)
    return join([numbered(say, s, number), when])


def _due(say: Say, s: Standing, number: int) -> str:
    return dues.short(say, s.due(number)).plain


def _works(say: Say, s: Standing, member: Member | None) -> list[Text]:
    """Works of long steps that this person owns."""
    return [
        say("• {title}: {percent} per cent", title=work.title, percent=work.percent)
        for _, state in sorted(s.states.items())
        for work in state.works
        if member is not None and work.owner == member.person.id and not state.is_closed
    ]


def _role(say: Say, s: Standing, member: Member | None) -> Text:
    if member is None or _only_chairs(s, member) or not _steers(member):
        return plain("")
    role = say("chair") if member.acts_as_chair else say("secretary")
    return say("Role: {role}", role=role)


def _steers(member: Member) -> bool:
    return member.acts_as_chair or member.acts_as_secretary


def _has_joined(s: Standing, member: Member | None) -> bool:
    if member is None:
        return False
    joined = (sop for m in (member, *member.acts_for) for sop, _ in m.parties)
    return s.plan.sop.id in joined


def _only_chairs(s: Standing, member: Member | None) -> bool:
    """The chair, who need not sign up for any step."""
    return member is not None and member.acts_as_chair and not _has_joined(s, member)
