"""One step of a plan, whole: state, dates, people, documents, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.documents import for_group, papers
from bot.domain.events import Dated, Extended
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.people import ChatKind
from bot.domain.plan import Span, StepState, Work
from bot.domain.reports import Report, report
from bot.domain.standing import (
    Standing,
    StepStatus,
    is_closable,
    overdue_days,
)
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import (
    condition,
    dues,
    duration,
    lead,
    lesson,
    meetings,
    names,
    obstacle,
    quorum,
    requests,
    way,
)
from bot.render.text.documents import on_card
from bot.render.text.done import punctuality
from bot.render.text.notice_steps import due_line
from bot.render.text.number import line as number_line
from bot.render.text.status import remaining

NOTE_LENGTH = 300
"""Characters of a note that a card repeats; the history has the whole."""
MOST_WORKS = 10
CLOSED = (StepStatus.CLOSED, StepStatus.SKIPPED)


def card(
    say: Say,
    s: Standing,
    number: int,
    files: Sequence[File],
    pauses: Mapping[ChatKind, date],
    *,
    private: bool,
    secretary: bool = False,
) -> Text:
    """`private`: only there people are named; who has not reported, to the `secretary` alone.

    `pauses`: until when reminders rest, and where.
    """
    step = s.plan.sop.step(number)
    mine = [f for f in files if f.step == number]
    return paragraphs(
        [
            join([names.step(say, step), names.plan_head(say, s.plan)]),
            join(
                [
                    _state(say, s, number),
                    condition.on_card(say, s, number),
                    *_dates(say, s, number),
                    _slack(say, s, number),
                    *_pauses(say, pauses),
                ]
            ),
            _why_returned(say, s.states[number]) if private else "",
            requests.standing(say, s.states[number]) if private else "",
            join([_parties(say, s, number), *(_people(say, s, number) if private else ())]),
            quorum.on_card(say, s, number, named=private and secretary),
            _documents(say, s.states[number], mine, private=private),
            _progress(say, s, number, private=private),
            join(
                [
                    *_reported(say, s, number, private=private, secretary=secretary),
                    _last_word(say, s.states[number]),
                ]
            ),
        ]
    )


def _why_returned(say: Say, state: StepState) -> Text:
    """For who works on it; the group hears that it is being revised, and no more."""
    if state.returned is None:
        return plain("")
    reason = names.shorten(state.returned.reason, NOTE_LENGTH)
    return say("Sent back to be revised: {reason}", reason=reason)


def state_words(say: Say, s: Standing, number: int) -> Text:
    """The state of a step in words."""
    status = s.status[number]
    if s.states[number].left_out_by is not None:
        return way.left_out_words(say, s.states[number])
    if status is StepStatus.SKIPPED:
        return say("not carried out")
    if status is StepStatus.CLOSED:
        return say("closed")
    if s.is_over:
        return say("not completed")
    if status is StepStatus.REPORTED:
        return say("to be verified")
    if status is StepStatus.RUNNING:
        return say("being revised") if s.states[number].returned else say("in progress")
    if status is StepStatus.OVERDUE:
        days = overdue_days(s.due(number), s.calendar, s.today)
        return say.plural("{count} day overdue", "{count} days overdue", days)
    return say("not started")


def _state(say: Say, s: Standing, number: int) -> Text:
    waits_for = s.waits_for(number)
    if s.status[number] is StepStatus.WAITING and not s.is_over:
        steps = names.step_numbers(say, waits_for)
        return say("State: not started (waits for {steps})", steps=steps)
    return say("State: {state}", state=state_words(say, s, number))


def _dates(say: Say, s: Standing, number: int) -> list[Text]:
    if number in s.aside:
        return []
    actual = _actual(say, s, number) if s.status[number] in CLOSED else _forecast(say, s, number)
    rules = [] if s.status[number] in CLOSED else duration.in_plan(say, s.states[number])
    decided, cutoffs = _decided(say, s, number), _cutoffs(say, s, number)
    return [actual, _first_planned(say, s, number), *decided, *rules, *cutoffs]


def _cutoffs(say: Say, s: Standing, number: int) -> list[Text]:
    """The closing date of an outside system that limits this step, as the office entered it."""
    limited = s.states[number].limited
    if limited is None or limited.not_after is None:
        return []
    day = dates.short_date(limited.not_after, say.language)
    mine = [c for c in s.plan.sop.cutoffs if c.step == number]
    return [say("{title}: {day}", title=c.title, day=day) for c in mine]


def _actual(say: Say, s: Standing, number: int) -> Text:
    state, at = s.states[number], s.forecast[number]
    last, closed_on = state.completed_on, state.closed_on
    assert last is not None
    assert closed_on is not None
    if state.skipped:
        return say("Recorded {day}", day=dates.short_date(last, say.language))
    period = dates.span(min(at.start, last), last, say.language)
    done = say("Carried out {span}", span=period)
    if at.known_due is not None:
        on_time = punctuality(say, last, at.due, s.calendar)
        done = say("Carried out {span} ({punctuality})", span=period, punctuality=on_time)
    verified = say("Verified {day}", day=dates.short_date(closed_on, say.language))
    return join([done, verified if state.was_verified else ""])


def _as_reported(say: Say, s: Standing, number: int) -> Text:
    """Completed, where that is still to be verified."""
    reported, due = s.states[number].reported, s.due(number)
    assert reported is not None
    day = dates.short_date(reported.on, say.language)
    if due is None:
        return say("Reported as completed {day}", day=day)
    return say(
        "Reported as completed {day} ({punctuality})",
        day=day,
        punctuality=punctuality(say, reported.on, due, s.calendar),
    )


def _forecast(say: Say, s: Standing, number: int) -> Text:
    at = s.forecast[number]
    period = dues.period(say, at)
    if s.is_over:
        return plain("")
    if s.status[number] is StepStatus.REPORTED:
        return _as_reported(say, s, number)
    if s.status[number] is StepStatus.WAITING:
        return say("Dates, as forecast: {span}", span=period)
    if s.status[number] is StepStatus.RUNNING and s.meeting(number) is None and at.has_due:
        return say("Dates: {span} ({left})", span=period, left=remaining(say, s, number))
    return say("Dates: {span}", span=period)


def _first_planned(say: Say, s: Standing, number: int) -> Text:
    """The baseline, where it differs from what is shown above it."""
    first, state, at = s.plan.baseline.get(number), s.states[number], s.forecast[number]
    shown = Span(at.start, state.closed_on) if state.closed_on else at.span
    if first is None or first == shown or s.first_due(number) is None:
        return plain("")
    return say("First planned: {span}", span=dues.period(say, first))


def _decided(say: Say, s: Standing, number: int) -> list[Text]:
    """A meeting's day, an extension, a due date on a day off."""
    state, lines = s.states[number], []
    if isinstance(state.decided, Extended):
        day = dates.short_date(state.decided.to, say.language)
        reason = names.shorten(state.decided.reason, NOTE_LENGTH)
        lines.append(say("Extended to {day}: {reason}", day=day, reason=reason))
    elif state.meeting is not None:
        lines.append(_of_meeting(say, s, state.meeting, closed=state.is_closed))
        lines.append(meetings.room(say, state.meeting))
    lines.append(dues.missed(say, s, number))
    if _runs_over_day_off(s, number):
        lines.append(due_line(say, s.due(number), s.calendar, s.today))
    return lines


def _of_meeting(say: Say, s: Standing, meeting: Dated, *, closed: bool) -> Text:
    if meeting.on == s.today and not closed:
        return meetings.today(say, meeting)
    return (meetings.was if meeting.on < s.today else meetings.whole)(say, meeting)


def _runs_over_day_off(s: Standing, number: int) -> bool:
    if s.is_over or not is_closable(s.states, number) or s.meeting(number) is not None:
        return False
    due = s.due(number)
    return due is not None and not s.calendar.is_working(due)


def _slack(say: Say, s: Standing, number: int) -> Text:
    """How much room there is before a fixed date; silent when there is none to speak of."""
    at = s.forecast[number]
    if at.slack is None or at.slack <= 0 or s.is_over or not is_closable(s.states, number):
        return plain("")
    if s.status[number] is StepStatus.OVERDUE:
        return plain("")
    last = dates.short_date(at.due + timedelta(days=at.slack), say.language)
    affected = s.holds_up(number)
    if not affected:
        return say.plural(
            "It can be extended by {count} day (to {day} at the latest)",
            "It can be extended by {count} days (to {day} at the latest)",
            at.slack,
            day=last,
        )
    steps = names.step_numbers(say, affected)
    return say("If it ends after {day}, it affects {steps}.", day=last, steps=steps)


def _pauses(say: Say, pauses: Mapping[ChatKind, date]) -> list[Text]:
    sentences = {
        ChatKind.GROUP: N_("Reminders in the group are paused; they go on from {day}."),
        ChatKind.PRIVATE: N_("Reminders to you are paused; they go on from {day}."),
    }
    return [
        say(sentences[kind], day=dates.short_date(until, say.language))
        for kind, until in pauses.items()
    ]


def _parties(say: Say, s: Standing, number: int) -> Text:
    step = s.plan.sop.step(number)
    parties = names.parties(say, s.plan.sop, step.parties, short=True)
    return say("Responsible: {parties}", parties=parties)


def _people(say: Say, s: Standing, number: int) -> tuple[Text, Text]:
    main = lead.line(say, s.plan, s.team, s.plan.sop.step(number))
    return _members(say, s, number), main


def _members(say: Say, s: Standing, number: int) -> Text:
    people = s.team.responsible(s.plan.sop.id, s.plan.sop.step(number).parties)
    if not people:
        return say("Nobody has joined the responsible parties yet.")
    named = names.listed(say, [names.person(say, m.person) for m in people])
    return say("Members: {people}", people=named)


def _documents(say: Say, state: StepState, files: Sequence[File], *, private: bool) -> Text:
    documents = state.step.documents
    known = {d.id for d in documents}
    found = papers(state, files)
    stand = {p.document.id: p for p in (found if private else for_group(found))}
    lines: list[Text] = []
    for one in documents:
        labels = _labels(f for f in files if f.document == one.id)
        document = on_card(say, one, stand.get(one.id), labels)
        lines.append(join([document, number_line(say, state, one)]))
    others = _labels(f for f in files if f.document not in known)
    if others:
        lines.append(say("✓ Other files ({labels})", labels=others))
    return join([bold(say("Documents")), *lines]) if lines else plain("")


def _labels(files: Iterable[File]) -> str:
    """4-01, 4-02; once each, whatever the versions."""
    return ", ".join(dict.fromkeys(f.label for f in files))


def _progress(say: Say, s: Standing, number: int, *, private: bool) -> Text:
    state = s.states[number]
    if state.progress is None:
        return plain("")
    head = say("Progress: {percent} per cent", percent=state.progress)
    return join([head, *(_work(say, s, w, private=private) for w in state.works[:MOST_WORKS])])


def _work(say: Say, s: Standing, work: Work, *, private: bool) -> Text:
    owner = s.team.member(work.owner) if work.owner is not None and private else None
    if owner is None:
        return say("• {title}: {percent} per cent", title=work.title, percent=work.percent)
    return say(
        "• {title} ({person}): {percent} per cent",
        title=work.title,
        person=names.person(say, owner.person),
        percent=work.percent,
    )


def _reported(say: Say, s: Standing, number: int, *, private: bool, secretary: bool) -> list[Text]:
    """What the check-ins brought; who told an obstacle is said in private only."""
    if s.is_over:
        return []
    found = report(s.team, s.plan, s.calendar, number, s.today)
    team = s.team if private else None
    return [
        say("On plan, as last reported") if found.on_plan else plain(""),
        say("No report has come to the newest check-in.") if found.is_missing else plain(""),
        _silent(say, found) if private and secretary else plain(""),
        *obstacle.standing(say, s.plan, s.states[number], team),
    ]


def _silent(say: Say, found: Report) -> Text:
    if not found.silent:
        return plain("")
    people = names.listed(say, [names.person(say, m.person) for m in found.silent])
    return say("No report yet from: {people} (for the secretary only)", people=people)


def _last_word(say: Say, state: StepState) -> Text:
    note = state.note if state.is_closed else state.progress_note
    said = say("Note: {note}", note=names.shorten(note, NOTE_LENGTH)) if note else ""
    return join([said, lesson.line(say, state)])
