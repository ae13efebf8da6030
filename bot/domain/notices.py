"""What the bot says on its own, and when. Pure.

All notices go out at the slot. They are computed for [since, until) from what was known then:
the interval is cut where an event moved dates, and each piece sees the events recorded up to its
beginning. So the result for a past interval is what was really due, and however time is cut into
intervals the union is the same. Overdue notices whose day has passed while their step was not to be
spoken of are made up for, as one, at the first slot at which it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import dropwhile, pairwise, takewhile
from operator import attrgetter

from bot.domain import assignments, notice_rules
from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.events import (
    Acknowledged,
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    Agreed,
    AssignmentDone,
    Attending,
    CheckedIn,
    Cloned,
    Closed,
    Dated,
    Exported,
    Extended,
    ExtensionAsked,
    ExtensionDeclined,
    FileDated,
    FilesDeleted,
    LeadNamed,
    LessonTold,
    Limited,
    Numbered,
    ObstacleOver,
    Outcome,
    OutcomeRemoved,
    Progressed,
    QuorumSet,
    Reopened,
    Reported,
    Returned,
    Skipped,
    SopRevised,
    Undone,
    WorkNamed,
    WorkRemoved,
)
from bot.domain.notice_rules import IN_PLACE_OF, Said, View, reported_day
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.standing import is_overdue
from bot.domain.weekly_rule import weekly

MOVES_DATES = (
    *(Closed, Reported, Returned, Skipped, Reopened, Extended, Dated, Limited, Undone),
    *(Outcome, OutcomeRemoved, AssignmentDone, SopRevised),
)
SETTLES_NO_NOTICE = (
    Acknowledged,
    Agreed,
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    Attending,
    CheckedIn,
    Cloned,
    Exported,
    ExtensionAsked,
    ExtensionDeclined,
    LeadNamed,
    LessonTold,
    FileDated,
    FilesDeleted,
    Numbered,
    ObstacleOver,
    Progressed,
    QuorumSet,
    WorkNamed,
    WorkRemoved,
)
"""No notice, and no question of the calendar, comes or goes by these, nor at another time: of them
only its words may tell. All others have the planner look again."""
STEP_KINDS = tuple(kind for kind in Kind if kind not in (Kind.WEEKLY, Kind.ASSIGNMENT))
REMINDERS = frozenset({Kind.AHEAD, Kind.DUE, Kind.OVERDUE, Kind.CHECK_IN})
"""Late, the newest of these says all that a step's earlier ones would have said. Every other kind
speaks for itself, and replaces only its own."""
OUTLIVE_A_DATE = frozenset({Kind.START, Kind.CHECK_IN})
"""Said once, whatever the due date becomes afterwards: for the new one they would not come again.
Every other kind speaks of the due date that it was made for."""
ENDED_BY_OVERDUE = frozenset({Kind.START, Kind.AHEAD, Kind.CHECK_IN})
"""Of a step that is overdue by now they say nothing true any more."""
LOOK_AHEAD = (timedelta(days=8), timedelta(days=14), timedelta(days=400))
"""How far `next_wake` looks: nearly always the weekly comes within the first, cheap, stretch."""

Key = tuple[int, int | None, Kind, int, date | None, Audience]


@dataclass(frozen=True, slots=True)
class Notice:
    """`k`: days ahead of or past the due date, working days past a report, yyyymm of a check-in,
    else 0. `due`: the step's D, the day of a report, or the Monday of a weekly. `at`: the slot,
    aware UTC.
    """

    plan: int
    step: int | None
    kind: Kind
    k: int
    due: date | None
    audience: Audience
    at: datetime

    @property
    def key(self) -> Key:
        """What makes it the same notice, whenever it is computed."""
        return self.plan, self.step, self.kind, self.k, self.due, self.audience


def notices(plan: Plan, calendar: Calendar, since: datetime, until: datetime) -> list[Notice]:
    """All notices with `since` <= at < `until`, none before the confirmation of set-up, by time."""
    history = _History(plan, calendar)
    found = [
        notice
        for piece in history.pieces(since, until)
        for notice in history.of_piece(*piece)
        if not history.has_said(notice)
    ]
    return sorted(found, key=attrgetter("at"))


def next_wake(plan: Plan, calendar: Calendar, after: datetime) -> datetime | None:
    """The slot of the first notice at or after `after` if nothing more happens; None: none."""
    for first, last in pairwise((timedelta(0), *LOOK_AHEAD)):
        if found := notices(plan, calendar, after + first, after + last):
            return found[0].at
    return None


@dataclass(frozen=True, slots=True)
class Coming:
    """What a plan says next if nothing more happens."""

    found: tuple[Notice, ...]
    """All of one moment."""
    then: datetime | None
    """When it says something again; None: not within the longest look ahead."""


class _Ahead:
    """What was last worked out of a plan: until it is said, it is what comes next."""

    def __init__(self) -> None:
        self._last: tuple[datetime, Coming] | None = None

    def coming(self, plan: Plan, calendar: Calendar, since: datetime) -> Coming:
        last = self._last
        if last is None or not _still_comes(last[1], last[0], since):
            last = self._last = since, _coming(plan, calendar, since)
        return last[1]


def _still_comes(known: Coming, known_since: datetime, since: datetime) -> bool:
    return since == known_since or bool(known.found and known_since < since <= known.found[0].at)


def coming(plan: Plan, calendar: Calendar, since: datetime) -> Coming:
    """From `since` on; worked out once for each version of the plan and each slot."""
    return plan.once(_ahead, calendar).coming(plan, calendar, since)


def _ahead(_: Plan, __: Calendar) -> _Ahead:
    return _Ahead()


def _coming(plan: Plan, calendar: Calendar, since: datetime) -> Coming:
    for first, last in pairwise((timedelta(0), *LOOK_AHEAD)):
        if found := notices(plan, calendar, since + first, since + last):
            first_of_all = tuple(n for n in found if n.at == found[0].at)
            if len(first_of_all) < len(found):
                return Coming(first_of_all, found[len(first_of_all)].at)
            return Coming(first_of_all, next_wake(plan, calendar, since + last))
    return Coming((), None)


def notices_and_wake(
    plan: Plan, calendar: Calendar, since: datetime, until: datetime
) -> tuple[Sequence[Notice], datetime | None]:
    """`notices`, and the `next_wake` after them; of what is `coming` nothing is worked out anew."""
    ahead = coming(plan, calendar, since)
    if ahead.found and until <= ahead.found[0].at:
        return (), ahead.found[0].at
    if ahead.then is not None and until <= ahead.then:
        return ahead.found, ahead.then
    return notices(plan, calendar, since, until), next_wake(plan, calendar, until)


@dataclass(slots=True)
class _History:
    """A plan piece by piece, each piece from one event that moves dates to the next."""

    plan: Plan
    calendar: Calendar
    known: dict[datetime, Plan] = field(default_factory=dict)
    """The plan as it was then."""
    views: dict[datetime, View] = field(default_factory=dict)
    moments: list[datetime] = field(init=False)
    """The confirmation of set-up, and all that moved dates after it."""

    def __post_init__(self) -> None:
        confirmed = self.plan.confirmed_at
        moved = {e.at for e in self.plan.events if isinstance(e, MOVES_DATES)}
        self.moments = [confirmed, *sorted(moment for moment in moved if moment > confirmed)]

    def pieces(self, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
        since = max(since, self.plan.confirmed_at)
        inside = [moment for moment in self.moments if since < moment < until]
        return list(pairwise((since, *inside, until))) if since < until else []

    def view(self, moment: datetime) -> View:
        if moment not in self.views:
            self.views[moment] = notice_rules.view(self._known(moment), self.calendar)
        return self.views[moment]

    def _known(self, moment: datetime) -> Plan:
        if moment not in self.known:
            self.known[moment] = self.plan.as_of(moment)
        return self.known[moment]

    def of_piece(self, begin: datetime, end: datetime) -> Iterator[Notice]:
        view, days, slot = self.view(begin), self._days(begin, end), self._first_slot(begin)
        for number in view.told_of:
            for kind in STEP_KINDS:
                said = notice_rules.of_step(view, number, kind)
                if kind is Kind.OVERDUE:
                    if view.placed[number].due > days[1]:
                        continue  # nothing of this kind is said before D
                    said = self._with_missed(said, view, number, begin, slot)
                yield from self._notices(said, begin, end, days)
        yield from self._notices(weekly(view, *days), begin, end, days)
        for number, state in view.states.items():
            if state.met.outcomes:
                for said in assignments.of_step(view, number):
                    yield from self._notices(said, begin, end, days)

    def _days(self, begin: datetime, end: datetime) -> tuple[date, date]:
        """The first and the last whose slot may be in a piece."""
        return self._day(begin), self._day(end)

    def _day(self, moment: datetime) -> date:
        return self.plan.rules.local_day(moment)

    def _with_missed(
        self, said: Iterator[Said], view: View, number: int, begin: datetime, day: date
    ) -> Iterator[Said]:
        """At the first slot of a piece also what of this due date nobody could hear before."""
        may_be = number in view.active and view.runs_over(number)
        overdue = may_be and is_overdue(view.placed[number].due, self.calendar, day)
        if overdue and self._is_news(day, begin):
            heard = self._last_heard(view, number, day)
            if (missed := notice_rules.missed(view, number, heard, day)) is not None:
                yield missed
            said = dropwhile(lambda s: s.day <= day, said)
        yield from said

    def _first_slot(self, begin: datetime) -> date:
        """The day of the first slot from this moment on."""
        day = self.calendar.on_or_after(self._day(begin))
        if self.plan.rules.slot_on(day) < begin:
            day = self.calendar.on_or_after(day + ONE_DAY)
        return day

    def _is_news(self, day: date, begin: datetime) -> bool:
        """Whether something has happened since the slot before that of this day."""
        before = self.plan.rules.slot_on(self.calendar.on_or_before(day - ONE_DAY))
        return bisect_right(self.moments, begin) > bisect_right(self.moments, before)

    def _last_heard(self, view: View, number: int, day: date) -> date | None:
        """The last day, before this one, at whose slot the step was overdue by the same date."""
        due, slot = view.placed[number].due, self.plan.rules.slot_on(day)
        for begin, end in reversed(self.pieces(self.plan.confirmed_at, slot)):
            last, then = self._last_slot(end), self.view(begin)
            is_in = self.plan.rules.slot_on(last) >= begin
            if is_in and number in then.active and then.placed[number].due == due:
                return last
        return None

    def _last_slot(self, end: datetime) -> date:
        """The day of the last slot before this moment."""
        day = self.calendar.on_or_before(self._day(end))
        if self.plan.rules.slot_on(day) >= end:
            day = self.calendar.on_or_before(day - ONE_DAY)
        return day

    def has_said(self, notice: Notice) -> bool:
        """Whether an earlier piece said the same: an event moved S, and left D where it was.

        Only what stands on W(S) can come twice; everything else hangs on D alone.
        """
        if notice.step is None or not self._hangs_on_start(notice):
            return False
        return any(
            notice.key == said.key
            for piece in self.pieces(self.plan.confirmed_at, notice.at)
            for said in self._of_kind(notice.step, notice.kind, *piece)
        )

    def _hangs_on_start(self, notice: Notice) -> bool:
        if notice.kind is Kind.DUE and notice.due is not None:
            return self.plan.rules.local_day(notice.at) > self.calendar.on_or_before(notice.due)
        return notice.kind is Kind.START

    def _of_kind(self, step: int, kind: Kind, begin: datetime, end: datetime) -> Iterator[Notice]:
        if notice_rules.may_be_told_of(self._known(begin), step):
            said = notice_rules.of_step(self.view(begin), step, kind)
            yield from self._notices(said, begin, end, self._days(begin, end))

    def _notices(
        self, said: Iterable[Said], begin: datetime, end: datetime, days: tuple[date, date]
    ) -> Iterator[Notice]:
        for s in takewhile(lambda s: s.day <= days[1], said):
            if s.day < days[0]:
                continue
            at = self.plan.rules.slot_on(s.day).astimezone(UTC)
            if begin <= at < end:
                for audience in s.audiences:
                    yield Notice(self.plan.id, s.step, s.kind, s.k, s.due, audience, at)


def what_still_matters(
    late: Iterable[Notice], plan: Plan, calendar: Calendar, now: datetime
) -> list[Notice]:
    """Of notices that are late, those still worth sending: for each audience a step's newest of
    `REMINDERS`, and the newest of every other kind.
    """
    view, today = notice_rules.view(plan.as_of(now), calendar), plan.rules.local_day(now)
    valid = [n for n in late if _holds(n, view, today)]
    newest = {
        (n.step, _replaces(n.kind), n.audience, n.due if n.kind is Kind.ASSIGNMENT else None): n
        for n in _by_time(valid)
    }
    return _by_time(newest.values())


def _replaces(kind: Kind) -> frozenset[Kind]:
    """The kinds whose earlier notices it makes needless."""
    return REMINDERS if kind in REMINDERS else frozenset({kind})


def _by_time(found: Iterable[Notice]) -> list[Notice]:
    return sorted(found, key=attrgetter("at"))


def _holds(notice: Notice, view: View, today: date) -> bool:
    """Whether a late notice is still true of the plan as it is now."""
    if not view.says(notice.kind):
        return False
    if notice.step is None:
        return True
    if notice.kind is Kind.ASSIGNMENT:
        return assignments.is_open(view, notice.step, notice.due)
    return view.may_be_told_of(notice.step) and _fits_dates(notice, notice.step, view, today)


def _fits_dates(notice: Notice, step: int, view: View, today: date) -> bool:
    if view.states[step].awaits_verification is not (notice.kind is Kind.REVIEW):
        return False
    if notice.kind is Kind.REVIEW:
        return notice.due == reported_day(view.plan, step)
    due, meeting = view.due_on(step, today), view.states[step].meeting
    if meeting is not None and notice.kind in IN_PLACE_OF and meeting.on >= today:
        return notice.due == meeting.on and notice.kind is not Kind.START
    if step not in view.active:
        return False
    if notice.kind not in OUTLIVE_A_DATE and notice.due != due:
        return False
    if notice.kind is Kind.START and today < view.first_working(step):
        return False
    if notice.kind not in ENDED_BY_OVERDUE or not view.runs_over(step):
        return True
    return not is_overdue(due, view.calendar, today)


def late_delivery_time(now: datetime, calendar: Calendar, rules: Rules) -> datetime:
    """At once from the slot to closing time on a working day, else at the next slot. Aware UTC."""
    local = now.astimezone(rules.tz)
    works = calendar.is_working(local.date())
    if works and rules.slot <= local.time() <= rules.closing_time:
        return now.astimezone(UTC)
    return next_slot(now, calendar, rules)


def next_slot(now: datetime, calendar: Calendar, rules: Rules) -> datetime:
    """The first one after `now`, aware UTC."""
    local = now.astimezone(rules.tz)
    following = local.date() if local.time() < rules.slot else local.date() + ONE_DAY
    return rules.slot_on(calendar.on_or_after(following)).astimezone(UTC)
