"""The form of /setup: what it holds, and how typed answers are read into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from bot.domain.calendar import FARTHEST, fiscal_year
from bot.domain.errors import Refusal
from bot.domain.events import Closed, Event, Limited, Skipped
from bot.domain.plan import Plan, PlanStatus, StepState
from bot.domain.sop import Sop
from bot.domain.typed import Lean, one_line
from bot.ports import Draft, UnitOfWork
from handlers.core.call import Call
from handlers.core.words import Words

LIFETIME = timedelta(days=2)
"""So long a form waits for its next answer."""
NAME_LENGTH = 20
"""Characters: a button shows number, name and year."""
LEFT_OUT = ("“-”", '"-"', "-", "–", "ไม่ทราบ")
"""Typed where there is no date."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the form says so far. `group` is the chat the plan is for.

    `revision` counts what was shown of it: the buttons of an older one no longer count.
    """

    id: int
    revision: int
    group: int
    sop: Sop
    start: date | None
    cutoffs: Mapping[str, date]
    closed: Mapping[int, date]
    origin: Plan | None = None
    """The cancelled plan whose closings and files are taken along."""
    name: str = ""
    """Of its own, beside another plan of the same SOP and fiscal year."""

    @property
    def token(self) -> str:
        """How the buttons name it."""
        return f"d{self.id} r{self.revision}"

    @property
    def skipped(self) -> Mapping[int, StepState]:
        """What was not carried out by the plan it comes from."""
        found = _endings(self) if self.origin else {}
        return {n: s for n, s in found.items() if s.skipped and n not in self.closed}

    @property
    def left_behind(self) -> list[int]:
        """Steps closed before the new plan begins: there their closings could not be."""
        states = self.origin.states if self.origin else {}
        closed = {n for n, s in states.items() if s.is_closed and n in self.sop.by_number}
        return sorted(closed - {*_endings(self)}) if self.origin else []

    @property
    def unverified(self) -> list[int]:
        """Steps that are reported and not verified there: here they are open again."""
        states = self.origin.states if self.origin else {}
        waiting = (n for n, s in states.items() if s.awaits_verification)
        return sorted(n for n in waiting if n in self.sop.by_number and n not in self.closed)

    @property
    def filled_sop(self) -> Sop:
        assert self.start is not None
        return self.sop.for_fiscal_year(fiscal_year(self.start))


def form_of(call: Call, draft: Draft) -> Form:
    data = draft.data
    if not call.work.chats.by_id(data["group"]).served:
        raise Refusal("not-served")
    start = data.get("start")
    return Form(
        draft.id,
        data["revision"],
        data["group"],
        call.sops.get(data["sop"], next(iter(call.sops.values()))),
        date.fromisoformat(start) if start else None,
        {k: date.fromisoformat(v) for k, v in data.get("cutoffs", {}).items()},
        {int(k): date.fromisoformat(v) for k, v in data.get("closed", {}).items()},
        origin_of(call, data["group"], data.get("origin")),
        data.get("name", ""),
    )


def origin_of(call: Call, group: int, plan: int | None) -> Plan | None:
    """The cancelled plan, if it is one of the team of this group."""
    team = call.work.teams.of_group(group)
    if plan is None or team is None or call.work.plans.team_of(plan) != team.id:
        return None
    found = call.work.plans.by_id(plan)
    return found if found.status is PlanStatus.CANCELLED else None


def _endings(filled: Form) -> Mapping[int, StepState]:
    """How its steps ended in the plan it comes from, as far as the new one can hold it: by the day
    on which they were completed, not verified.
    """
    assert filled.origin is not None
    states = filled.origin.states.items()
    return {
        n: s
        for n, s in states
        if s.completed_on
        and filled.start
        and s.completed_on >= filled.start
        and n in filled.sop.by_number
    }


def data_of(filled: Form) -> dict[str, Any]:
    return {
        "revision": filled.revision,
        "group": filled.group,
        "sop": filled.sop.id,
        "start": filled.start.isoformat() if filled.start else None,
        "cutoffs": {k: v.isoformat() for k, v in filled.cutoffs.items()},
        "closed": {str(k): v.isoformat() for k, v in filled.closed.items()},
        "origin": filled.origin.id if filled.origin else None,
        "name": filled.name,
    }


def with_start(call: Call, filled: Form, start: date) -> Form:
    if abs(start - call.today()) > FARTHEST:
        raise Refusal("start-too-far", day=start)
    fresh = replace(filled, start=start, closed={}, cutoffs={})
    if fresh.origin is None:
        return fresh
    endings = _endings(fresh).items()
    return replace(
        fresh, closed={n: s.completed_on for n, s in endings if s.completed_on and not s.skipped}
    )


def events_of(call: Call, filled: Form) -> list[Event]:
    """What confirming the form writes before the baseline is frozen."""
    assert filled.start is not None
    by = call.person.id
    limits: list[Event] = [
        Limited(
            at=call.now,
            by=by,
            step=cutoff.step,
            not_before=_fixed_start(filled, cutoff.step),
            not_after=filled.cutoffs[cutoff.id],
        )
        for cutoff in filled.sop.cutoffs
        if cutoff.id in filled.cutoffs
    ]
    closings: list[Event] = [
        Closed(at=call.now, by=by, step=n, on=day, note=_note(filled, n, day))
        for n, day in sorted(filled.closed.items())
    ]
    skips: list[Event] = [
        Skipped(at=call.now, by=by, step=n, on=s.closed_on, reason=s.note)
        for n, s in filled.skipped.items()
        if s.closed_on
    ]
    return limits + closings + skips


def _note(filled: Form, number: int, day: date) -> str:
    """What was noted with the closing that is taken along."""
    state = filled.origin.states.get(number) if filled.origin else None
    taken = state is not None and state.completed_on == day and not state.skipped
    return state.note if state and taken else ""


def _fixed_start(filled: Form, number: int) -> date | None:
    assert filled.start is not None
    fixed = filled.sop.step(number).not_before
    return fixed.in_fiscal_year(fiscal_year(filled.start)) if fixed else None


def _read_start(call: Call, filled: Form) -> Form:
    start = Words(call.arguments).take_date(call.today(), Lean.NEAR)
    if start is None:
        raise Refusal("date-unreadable")
    return with_start(call, filled, start)


def _read_cutoffs(call: Call, filled: Form) -> Form:
    """One date a line (or separated by commas), in the order asked; "-" leaves one out."""
    lines = _lines(call.arguments)
    if len(lines) > len(filled.sop.cutoffs):
        raise Refusal("too-many-dates", most=len(filled.sop.cutoffs))
    found = dict(filled.cutoffs)
    for cutoff, line in zip(filled.sop.cutoffs, lines, strict=False):
        if line in LEFT_OUT:
            found.pop(cutoff.id, None)
            continue
        found[cutoff.id] = _in_plan(filled, _date_of(line, call))
    days = [found[c.id] for c in filled.sop.cutoffs if c.id in found]
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise Refusal("cutoffs-not-in-order")
    return replace(filled, cutoffs=found)


def _read_closed(call: Call, filled: Form) -> Form:
    """`1 2/10/69` a line (or separated by commas); `1 -` takes the line back."""
    found = dict(filled.closed)
    for line in _lines(call.arguments):
        step, left_out = _left_out(line)
        words = Words(step)
        number = words.take_step()
        day = _day_in(line, words, call, filled)
        if number not in filled.sop.by_number or left_out is (day is not None):
            raise Refusal("closed-line-unreadable", line=line, start=filled.start)
        assert number is not None
        if day is None:
            found.pop(number, None)
        else:
            found[number] = _closing_day(call, filled, day)
    return replace(filled, closed=found)


def _day_in(line: str, words: Words, call: Call, filled: Form) -> date | None:
    """Of several lines the one is named in which no day, nor any likely one, is told."""
    try:
        return words.take_date(call.today(), Lean.NEAR)
    except Refusal as refusal:
        if refusal.code == "date-unclear" and not refusal.values["days"]:
            raise Refusal("closed-line-unreadable", line=line, start=filled.start) from None
        raise


def _read_name(call: Call, filled: Form) -> Form:
    name = one_line(call.arguments)
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise Refusal("plan-name-unreadable", most=NAME_LENGTH)
    if name in names_taken(runs_beside(call.work, filled)):
        raise Refusal("plan-name-taken", name=name)
    return replace(filled, name=name)


def runs_beside(work: UnitOfWork, filled: Form) -> list[Plan]:
    """The running plans of the same SOP and fiscal year in the same team; the oldest first."""
    team = work.teams.of_group(filled.group)
    assert filled.start is not None
    running = work.plans.running(team.id) if team else []
    year = fiscal_year(filled.start)
    found = (p for p in running if p.sop.id == filled.sop.id and p.fiscal_year == year)
    return sorted(found, key=lambda p: p.id)


def names_taken(runs: Sequence[Plan]) -> set[str]:
    return {p.name for p in runs if p.name}


def _left_out(line: str) -> tuple[str, bool]:
    """The line without the mark at its end that takes it back, and whether it had one."""
    mark = next((m for m in LEFT_OUT if line.endswith(m)), "")
    return line.removesuffix(mark).strip(), bool(mark)


def _closing_day(call: Call, filled: Form, day: date) -> date:
    if day > call.today():
        raise Refusal("closing-in-future", day=day)
    return _in_plan(filled, day)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(",", "\n").split("\n") if line.strip()]


def _date_of(text: str, call: Call) -> date:
    day = Words(text).take_date(call.today(), Lean.NEAR)
    if day is None:
        raise Refusal("date-unreadable")
    if abs(day - call.today()) > FARTHEST:
        raise Refusal("day-too-far", day=day)
    return day


def _in_plan(filled: Form, day: date) -> date:
    assert filled.start is not None
    if day < filled.start:
        raise Refusal("closing-before-plan", day=day, start=filled.start)
    return day


READ: Mapping[str, Callable[[Call, Form], Form]] = {
    "start": _read_start,
    "cutoffs": _read_cutoffs,
    "closed": _read_closed,
    "name": _read_name,
}
