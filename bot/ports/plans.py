"""Plans, and what waits to be done for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.events import Event
from bot.domain.plan import Plan, PlanStatus, Span
from bot.domain.queues import Aside, Depth, Snooze
from bot.domain.sop import Sop


@dataclass(frozen=True, slots=True)
class Taken:
    """A plan to be planned: everything before `reached` is, and it is to be planned again from
    `again_from` because of a change. Aware UTC.
    """

    plan: Plan
    reached: datetime
    again_from: datetime | None

    @property
    def since(self) -> datetime:
        return min(self.reached, self.again_from or self.reached)


class Plans(Protocol):
    """A write raises Conflict when the plan is no longer at the version that was read."""

    def create(
        self,
        team: int,
        sop: Sop,
        start: date,
        events: Sequence[Event],
        baseline: Mapping[int, Span],
        now: datetime,
    ) -> Plan: ...
    def by_id(self, plan: int) -> Plan:
        """Raises Unreadable, as `of_team` does, if this program cannot make sense of it."""

    def team_of(self, plan: int) -> int | None:
        """Also of one that cannot be read."""

    def ids(self) -> list[int]:
        """Of every plan, whatever became of it; the oldest first."""

    def unreadable(self) -> list[int]:
        """Those that run, or sleep, and cannot be read."""

    def of_team(self, team: int) -> list[Plan]:
        """All of them, newest first."""

    def live(self, team: int) -> list[Plan]:
        """Those that run or sleep, newest first."""

    def running(self, team: int) -> list[Plan]: ...

    def append(self, plan: Plan, *events: Event) -> Plan:
        """Write the events (they get ids), raise the version; wake the planner at once, if a notice
        may hang on them.
        """

    def set_status(self, plan: Plan, status: PlanStatus) -> Plan: ...
    def sleep(self, team: int) -> list[Plan]:
        """Those that ran, until `wake`: the bot is not in their group."""

    def wake(self, team: int) -> list[Plan]:
        """Those that slept run again from where they stopped, by the rule of lateness."""

    def recheck(self, team: int, since: datetime) -> None:
        """The calendar or the rules changed: plan again from `since` on; nothing goes out twice."""

    def due(self, now: datetime, limit: int = 100) -> list[int]:
        """Plans whose `wake_at` has come, the longest waiting first."""

    def coming(self, now: datetime, until: datetime, limit: int) -> list[int]:
        """Those that are not due yet, and are by `until`; in the order in which they will be."""

    def take(self, plan: int, now: datetime) -> Taken | None:
        """If it is still due and nobody else plans it; nobody can until this unit ends. Raises
        Unreadable."""

    def rewind(self, now: datetime) -> int:
        """Wake those that a clock which was ahead has planned far beyond now; how many."""

    def planned_until(self, plan: int) -> tuple[datetime, datetime | None]:
        """(everything before this is planned, plan again from here because of a change)."""

    def planned(self, plan: Plan, until: datetime, wake_at: datetime | None) -> None: ...
    def snooze(self, snooze: Snooze) -> None: ...
    def unsnooze(self, plan: int, step: int, chat: int | None = None) -> None:
        """There, or in every chat."""

    def snoozes(self, plan: int) -> list[Snooze]: ...


class Absences(Protocol):
    """Why members do not come to a meeting: for the secretary alone; gone when the plan is over."""

    def tell(self, plan: int, step: int, day: date, person: int, reason: str) -> None:
        """In place of what the person told before."""

    def reasons(self, plan: int, step: int, day: date) -> Mapping[int, str]:
        """For the meeting of that day, by the person's id."""

    def erase(self, plan: int, step: int, person: int | None = None) -> None:
        """That of the person, or of everybody."""


class Agenda(Protocol):
    """What waits to be done, and what never will be."""

    def aside(self) -> list[Aside]:
        """What was set aside of updates, files and deliveries to nobody known; the newest first."""

    def depths(self, now: datetime) -> Mapping[str, Depth]:
        """What is due and not done: of `planner`, `inbox`, `files` and `outbox`; and what will
        not be done any more: `set aside` (updates) and `undelivered`."""
