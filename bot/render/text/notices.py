"""What the bot says on its own: everything for one chat in one slot, as one message.

Texts count the real days from sending to the due date, never the k of the rule. In a group a step
and its role are named, never a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import Calendar
from bot.domain.files import File
from bot.domain.message import About, Message, Text, bold, join, paragraphs, plain
from bot.domain.notices import Notice
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.recipients import is_forwarded
from bot.domain.rules import Audience, Kind
from bot.domain.sop import Step
from bot.domain.timeline import StepDates, timeline
from bot.render import dates
from bot.render.language import Say
from bot.render.text import chair_letter, names, notice_buttons, weekly


@dataclass(frozen=True, slots=True)
class Item:
    """A notice to be told, and what is needed to tell it."""

    notice: Notice
    plan: Plan
    team: Team
    calendar: Calendar
    files: Sequence[File] = ()

    def today(self, now: datetime) -> date:
        return self.plan.rules.local_day(now)

    @property
    def step(self) -> Step:
        assert self.notice.step is not None
        return self.plan.sop.step(self.notice.step)

    def dates(self, now: datetime) -> StepDates:
        plan = self.plan
        line = timeline(plan.sop, plan.start, self.calendar, plan.events, self.today(now))
        return line[self.step.number]


def delivery(
    say: Say,
    items: Sequence[Item],
    *,
    to_group: bool,
    reader: Person | None,
    now: datetime,
    late: bool,
) -> Message:
    """One message of all that is due to this chat; `late`: because the system was down."""
    letters = [i for i in items if i.notice.audience is Audience.CHAIR]
    rest = [i for i in items if i.notice.audience is not Audience.CHAIR]
    forwarded = [i for i in letters if reader and is_forwarded(i.notice, reader.id, i.team)]
    own = [i for i in letters if i not in forwarded]
    parts = [bold(say("Sent late (the system was down)")) if late else plain("")]
    parts += _by_plan(say, rest, to_group, now)
    parts += _letters(say, own, now)
    if forwarded:
        parts.append(_to_forward(say, forwarded[0].plan))
        parts += _letters(say, forwarded, now)
    return Message(
        paragraphs(parts),
        notice_buttons.rows(
            say, [(i.notice, i.plan) for i in items if i not in forwarded], to_group
        ),
        about=_about(items),
    )


def _by_plan(say: Say, items: Sequence[Item], to_group: bool, now: datetime) -> list[Text]:
    """Each plan under its own head; a chat with a single plan still reads which."""
    parts: list[Text] = []
    for plan in dict.fromkeys(i.plan.id for i in items):
        mine = [i for i in items if i.plan.id == plan]
        steps = [i for i in mine if i.notice.step is not None]
        if steps:
            parts.append(names.plan_head(say, mine[0].plan))
        parts += [_TELL[i.notice.kind](say, i, to_group, now) for i in steps]
        parts += [_weekly_counts(say, i, now) for i in mine if i.notice.step is None]
        if to_group and steps:
            parts.append(say("Your cooperation in keeping to the dates is appreciated."))
    return parts


def _letters(say: Say, items: Sequence[Item], now: datetime) -> list[Text]:
    """One letter to the chair for each plan."""
    by_plan: dict[int, list[Item]] = {}
    for item in items:
        by_plan.setdefault(item.plan.id, []).append(item)
    return [_letter(say, mine, now) for mine in by_plan.values()]


def _letter(say: Say, items: Sequence[Item], now: datetime) -> Text:
    first = items[0]
    overdue = [(i.step, i.dates(now).due) for i in items if i.notice.kind is Kind.OVERDUE]
    summary = next((i for i in items if i.notice.kind is Kind.WEEKLY), None)
    body = []
    if overdue:
        body.append(chair_letter.overdue(say, first.plan, overdue, first.today(now)))
    if summary is not None:
        assert summary.notice.due is not None
        body.append(
            weekly.summary(
                say,
                summary.plan,
                summary.calendar,
                summary.files,
                summary.notice.due,
                summary.today(now),
            )
        )
    return chair_letter.letter(say, first.plan, body, to_consider=bool(overdue))


def _to_forward(say: Say, plan: Plan) -> Text:
    return say(
        "The chair has not opened a private chat with the bot. "
        "Please forward the following to the chair:"
    )


def _weekly_counts(say: Say, item: Item, now: datetime) -> Text:
    assert item.notice.due is not None
    return weekly.counts(say, item.plan, item.calendar, item.notice.due, item.today(now))


def _start(say: Say, item: Item, to_group: bool, now: datetime) -> Text:
    found = item.dates(now)
    period = say(
        "{start} to {due}",
        start=dates.weekday_short(found.start, say.language),
        due=dates.weekday_short(found.due, say.language),
    )
    begins = say("Time to begin") if found.start <= item.today(now) else say("About to begin")
    return _section(say, item, bold(begins), [period], to_group)


def _ahead(say: Say, item: Item, to_group: bool, now: datetime) -> Text:
    due, today = item.dates(now).due, item.today(now)
    head = say.plural(
        "Reminder: {count} day left", "Reminder: {count} days left", (due - today).days
    )
    return _section(say, item, bold(head), [due_line(say, due, item.calendar, today)], to_group)


def _due(say: Say, item: Item, to_group: bool, now: datetime) -> Text:
    due, today = item.dates(now).due, item.today(now)
    if due == today:
        head = say("Due today ({day})", day=dates.long_date(due, say.language))
    else:
        head = say(
            "Due {day} (a day off): please close it today",
            day=dates.weekday_short(due, say.language),
        )
    ask = say(
        "Please attach the evidence and close the step today by {time}.",
        time=dates.clock(item.plan.rules.closing_time, say.language),
    )
    return _section(say, item, bold(head), [ask], to_group)


def _overdue(say: Say, item: Item, to_group: bool, now: datetime) -> Text:
    due, today = item.dates(now).due, item.today(now)
    days = (today - due).days
    head = say.plural("{count} day past the due date", "{count} days past the due date", days)
    lines = [
        say("It was due {day}.", day=dates.weekday_short(due, say.language)),
        _whom_to_ask(say, item),
        say("Please close it, or tell the secretary if more time is needed."),
    ]
    if item.notice.audience is not Audience.SECRETARY:
        del lines[1]
    return _section(say, item, bold(head), lines, to_group)


def _check_in(say: Say, item: Item, to_group: bool, now: datetime) -> Text:
    found, today = item.dates(now), item.today(now)
    state = item.plan.states[item.step.number]
    lines = [due_line(say, found.due, item.calendar, today)]
    if state.progress is not None:
        lines.append(say("Progress told so far: {percent} per cent", percent=state.progress))
    lines.append(say("How does it go? Please press a button."))
    return _section(say, item, bold(say("Monthly check-in")), lines, to_group)


def _section(say: Say, item: Item, head: Text, lines: Sequence[Text], to_group: bool) -> Text:
    roles = say(
        "Responsible: {parties}",
        parties=names.parties(item.plan.sop, item.step.parties, short=True),
    )
    by_kind = to_group or item.notice.audience is Audience.SECRETARY
    return join(
        [
            head,
            names.step(say, item.step),
            *lines,
            roles if by_kind else "",
            _to_attach(say, item),
        ]
    )


def _to_attach(say: Say, item: Item) -> Text:
    """Evidence of the step that is not there yet."""
    if item.notice.kind not in (Kind.AHEAD, Kind.DUE, Kind.OVERDUE):
        return plain("")
    there = {f.document for f in item.files if f.step == item.step.number}
    missing = [d.title for d in item.step.evidence if d.id not in there]
    if not missing:
        return plain("")
    return join([say("Documents to attach:"), *(say("• {title}", title=t) for t in missing)])


def _whom_to_ask(say: Say, item: Item) -> Text:
    """For the secretary, in private: who of the responsible there is."""
    people = item.team.responsible(item.plan.sop.id, item.step.parties)
    if not people:
        return say("Nobody has joined the responsible parties yet.")
    return say(
        "Members: {people}", people=join((names.person(say, m.person) for m in people), ", ")
    )


def due_line(say: Say, due: date, calendar: Calendar, today: date) -> Text:
    """The due date as what it is; on a day off also the day by which to close."""
    if calendar.is_working(due):
        return say("Due {day}", day=dates.weekday_date(due, say.language))
    before = calendar.on_or_before(due)
    if before < today:
        return say("Due {day} (a day off)", day=dates.weekday_short(due, say.language))
    return say(
        "Due {day} (a day off)\nPlease close the step by {before}",
        day=dates.weekday_short(due, say.language),
        before=dates.weekday_short(before, say.language),
    )


def _about(items: Sequence[Item]) -> tuple[About, ...]:
    return tuple(dict.fromkeys(About(i.plan.id, i.notice.step) for i in items))


_TELL: Mapping[Kind, Callable[[Say, Item, bool, datetime], Text]] = {
    Kind.START: _start,
    Kind.AHEAD: _ahead,
    Kind.DUE: _due,
    Kind.OVERDUE: _overdue,
    Kind.CHECK_IN: _check_in,
}
