"""The form of /setup: what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.calendar import FARTHEST, fiscal_year
from bot.domain.decisions import way_of
from bot.domain.errors import Refusal
from bot.domain.events import Closed, Event, Limited, Skipped
from bot.domain.midyear import starting
from bot.domain.numbers import by_plain_number, numbered
from bot.domain.plan import Plan, PlanStatus, StepState
from bot.domain.sop import Sop
from bot.ports import Draft, UnitOfWork
from handlers.core.call import Call

LIFETIME = timedelta(days=2)
"""So long a form waits for its next answer."""


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
    model: Plan | None = None
    """The plan of an earlier year that this one is made from (/clone)."""
    durations: Mapping[int, int] = field(default_factory=dict)
    """Of the steps that have another than in the file of the SOP: days in the step's own unit."""
    days_off: Mapping[date, str] = field(default_factory=dict)
    """To be added to the team's."""
    parties: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Ids of those who are to be of a party; who is of another stays so."""
    ways: Mapping[int, str] = field(default_factory=dict)
    """Which way each closed decision took."""

    @property
    def undecided(self) -> list[int]:
        """Closed decisions of which no way is told."""
        return [n for n in sorted(self.closed) if self.sop.step(n).ways and n not in self.ways]

    @property
    def is_asked(self) -> bool:
        """Whether there is a question that no button but its own answers."""
        return bool(self.undecided) or (self.sop.case and not self.name)

    @property
    def token(self) -> str:
        """How the buttons name it."""
        return f"d{self.id} r{self.revision}"

    @property
    def skipped(self) -> Mapping[int, StepState]:
        """What was not carried out by the plan it comes from."""
        found = _endings(self) if self.origin else {}
        return {
            n: s
            for n, s in found.items()
            if s.skipped and not s.left_out_by and n not in self.closed
        }

    @property
    def left_behind(self) -> list[int]:
        """Steps closed before the new plan begins: there their closings could not be."""
        states = self.origin.states if self.origin else {}
        ended = {n for n, s in states.items() if s.is_closed and s.left_out_by is None}
        closed = {n for n in ended if n in self.sop.by_number}
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
        corrected = self.sop.with_durations(self.durations)
        return starting(corrected, self.start).for_fiscal_year(fiscal_year(self.start))


def form_of(call: Call, draft: Draft) -> Form:
    data = draft.data
    if not call.work.chats.by_id(data["group"]).served:
        raise Refusal("not-served")
    start, sop = data.get("start"), call.sops_of(data["group"]).get(data["sop"])
    if sop is None:
        raise Refusal("form-outdated")
    closed = {numbered(int(k)): date.fromisoformat(v) for k, v in data.get("closed", {}).items()}
    return Form(
        draft.id,
        data["revision"],
        data["group"],
        sop,
        date.fromisoformat(start) if start else None,
        {k: date.fromisoformat(v) for k, v in data.get("cutoffs", {}).items()},
        {number: day for number, day in closed.items() if number in sop.by_number},
        origin_of(call, data["group"], data.get("origin")),
        data.get("name", ""),
        model_of(call, data["group"], data.get("model")),
        {numbered(int(k)): v for k, v in data.get("durations", {}).items()},
        {date.fromisoformat(k): v for k, v in data.get("days_off", {}).items()},
        data.get("parties", {}),
        _known_ways(sop, {numbered(int(k)): v for k, v in data.get("ways", {}).items()}),
    )


def origin_of(call: Call, group: int, plan: int | None) -> Plan | None:
    """The cancelled plan, if it is one of the team of this group."""
    found = _of_group(call, group, plan)
    return found if found is not None and found.status is PlanStatus.CANCELLED else None


def model_of(call: Call, group: int, plan: int | None) -> Plan | None:
    """The plan to begin from, if it is one of the team of this group and was not cancelled."""
    found = _of_group(call, group, plan)
    return found if found is not None and found.status is not PlanStatus.CANCELLED else None


def model_in(filled: Form) -> Plan:
    """A form of /setup alone has none, nor the buttons that ask for it."""
    if filled.model is None:
        raise Refusal("button-expired")
    return filled.model


def _of_group(call: Call, group: int, plan: int | None) -> Plan | None:
    team = call.work.teams.of_group(group)
    if plan is None or team is None or call.work.plans.team_of(plan) != team.id:
        return None
    return call.work.plans.by_id(plan)


def durations_in(plan: Plan | None, sop: Sop) -> Mapping[int, int]:
    """Those that were corrected in this plan of the same SOP."""
    if plan is None or plan.sop.id != sop.id:
        return {}
    there = plan.sop.by_number
    both = ((s, there[s.number]) for s in sop.steps if s.number in there)
    alike = ((s, t) for s, t in both if s.unit is t.unit and s.duration and t.duration)
    return {s.number: t.duration for s, t in alike if s.duration != t.duration}


def _endings(filled: Form) -> Mapping[int, StepState]:
    """How its steps ended in the plan it comes from, as far as the new one can hold it: by the day
    on which they were completed, not verified.
    """
    assert filled.origin is not None
    states = filled.origin.states.items()
    known = filled.filled_sop.by_number if filled.start else {}
    return {
        n: s
        for n, s in states
        if s.completed_on and filled.start and s.completed_on >= filled.start and n in known
    }


def data_of(filled: Form) -> dict[str, Any]:
    return {
        "revision": filled.revision,
        "group": filled.group,
        "sop": filled.sop.id,
        "start": filled.start.isoformat() if filled.start else None,
        "cutoffs": {k: v.isoformat() for k, v in filled.cutoffs.items()},
        "closed": {k: v.isoformat() for k, v in by_plain_number(filled.closed).items()},
        "origin": filled.origin.id if filled.origin else None,
        "name": filled.name,
        "model": filled.model.id if filled.model else None,
        "durations": by_plain_number(filled.durations),
        "parties": {k: list(v) for k, v in filled.parties.items()},
        "days_off": {k.isoformat(): v for k, v in filled.days_off.items()},
        "ways": {str(int(k)): v for k, v in filled.ways.items()},
    }


def with_start(call: Call, filled: Form, start: date) -> Form:
    if abs(start - call.today()) > FARTHEST:
        raise Refusal("start-too-far", day=start)
    fresh = replace(filled, start=start, closed={}, cutoffs={}, ways={})
    if fresh.origin is None:
        return fresh
    endings = _endings(fresh).items()
    closed = {n: s.completed_on for n, s in endings if s.completed_on and not s.skipped}
    ways = _known_ways(fresh.sop, {n: s.way for n, s in endings if n in closed})
    return replace(fresh, closed=closed, ways=ways)


def _known_ways(sop: Sop, ways: Mapping[int, str]) -> Mapping[int, str]:
    """Those that the file still has: what took another is asked again."""
    return {n: way for n, way in ways.items() if n in sop.by_number and way_of(sop.step(n), way)}


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
        Closed(
            at=call.now,
            by=by,
            step=n,
            on=day,
            note=_note(filled, n, day),
            way=filled.ways.get(n, ""),
        )
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


def runs_beside(work: UnitOfWork, filled: Form) -> list[Plan]:
    """The running plans of the same SOP and fiscal year in the same team; the oldest first."""
    team = work.teams.of_group(filled.group)
    assert filled.start is not None
    running = work.plans.running(team.id) if team else []
    year = fiscal_year(filled.start)
    found = (p for p in running if p.sop.id == filled.sop.id and p.fiscal_year == year)
    return sorted(found, key=lambda p: p.id)


def former_run(work: UnitOfWork, filled: Form) -> Plan | None:
    """The newest plan of the same SOP and a year before that still runs; of cases there is none."""
    team = work.teams.of_group(filled.group)
    if team is None or filled.start is None or filled.sop.case:
        return None
    year, running = fiscal_year(filled.start), work.plans.running(team.id)
    found = (p for p in running if p.sop.id == filled.sop.id and p.fiscal_year < year)
    return max(found, key=lambda p: p.start, default=None)


def names_taken(runs: Sequence[Plan]) -> set[str]:
    return {p.name for p in runs if p.name}
