"""A plan under way takes another version of its SOP, and the former one again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.change import Change
from bot.domain.events import Event, SopRevised, Undone
from bot.domain.files import File, FileState
from bot.domain.notices import notices
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.revising import Misfit, for_plan, losing, misfits, unjoined
from bot.domain.rules import Kind
from bot.domain.sop import Document, DocumentKind, FixedDay, Occurrence, Sop, Way
from bot.domain.standing import Standing
from bot.domain.timeline import forecast
from tests.domain.deciding import parting
from tests.domain.plans import closed, day, local, plan_of, told
from tests.domain.sops import LO_2_4, NO_DAYS_OFF, chain
from tests.domain.strategies import calendars, plans, versions

YEAR = timedelta(days=400)
TEAM = Team(1, "คณะดำเนินงาน", 1)


def taken(sop: Sop, at: str, id: int = 90) -> SopRevised:
    return SopRevised(id=id, at=local(at), sop=sop, version=2)


def back(at: str, event: int = 90, id: int = 91) -> Undone:
    return Undone(id=id, at=local(at), event=event)


def changed(sop: Sop, number: int, **fields: object) -> Sop:
    steps = (
        replace(s, **fields) if s.number == number else s  # type: ignore[arg-type]
        for s in sop.steps
    )
    return replace(sop, steps=tuple(steps))


def why(old: Sop, new: Sop) -> dict[Misfit, tuple[int, ...]]:
    return {r.why: r.steps for r in misfits(old, new)}


def test_it_follows_the_version_from_then_on_and_had_the_former_before() -> None:
    plan = plan_of(chain(20, 10), taken(chain(30, 10), "2026-10-05 09:00"))
    assert plan.sop == chain(30, 10)
    assert forecast(plan, NO_DAYS_OFF, day("2026-10-05"))[1].due == day("2026-10-30")
    assert plan.as_of(local("2026-10-05 08:59")).sop == chain(20, 10)


def test_of_several_the_last_counts_and_taken_back_the_one_before_it() -> None:
    first, second = chain(30, 10), chain(40, 10)
    plan = plan_of(
        chain(20, 10),
        taken(first, "2026-10-05 09:00"),
        taken(second, "2026-10-06 09:00", id=95),
    )
    assert plan.sop == second
    assert plan.with_event(back("2026-10-06 09:05", 95, 96)).sop == first


def test_what_is_closed_stays_closed_on_its_day() -> None:
    plan = plan_of(chain(20, 10), closed(1, "2026-10-12", id=1))
    after = plan.with_event(taken(chain(30, 15), "2026-10-13 09:00"))
    assert after.states[1].closed_on == day("2026-10-12")
    line = forecast(after, NO_DAYS_OFF, day("2026-10-13"))
    assert (line[2].start, line[2].due) == (day("2026-10-13"), day("2026-10-27"))


def becomes(plan: Plan, calendar: Calendar, *events: Event) -> tuple[object, ...]:
    after, today = plan.with_event(*events), plan.start + timedelta(days=40)
    return after.sop, after.states, forecast(after, calendar, today)


@given(st.data(), calendars())
@settings(max_examples=40, deadline=None)
def test_taken_back_all_is_as_before(data: st.DataObject, calendar: Calendar) -> None:
    plan = data.draw(plans(calendar))
    at = max([plan.confirmed_at, *(e.at for e in plan.events)])
    event = SopRevised(id=900, at=at, sop=data.draw(versions(plan.sop)), version=3)
    undone = Undone(id=901, at=at + timedelta(minutes=9), event=900)
    assert becomes(plan.with_event(event), calendar, undone) == becomes(plan, calendar)
    whole = becomes(replace(plan, events=(*plan.events, event)), calendar)
    assert becomes(plan, calendar, event) == whole


@given(st.data(), calendars())
@settings(max_examples=40, deadline=None)
def test_the_same_sop_changes_nothing_and_says_nothing_again(
    data: st.DataObject, calendar: Calendar
) -> None:
    plan = data.draw(plans(calendar))
    at = max([plan.confirmed_at, *(e.at for e in plan.events)]) + timedelta(days=3)
    same = replace(plan.sop, title=plan.sop.title)
    event = SopRevised(id=900, at=at, sop=same, version=3)
    assert misfits(plan.sop, same) == []
    assert becomes(plan, calendar, event) == becomes(plan, calendar)
    since, until = plan.confirmed_at, plan.confirmed_at + YEAR
    again = notices(plan.with_event(event), calendar, since, until)
    once = notices(plan, calendar, since, until)
    assert {n.key for n in again} == {n.key for n in once}
    assert len(again) == len(once)


def test_the_new_due_date_has_its_notices_and_the_former_none_any_more() -> None:
    plan = plan_of(chain(20, 10), taken(chain(40, 10), "2026-10-18 09:00"))
    assert told(plan, Kind.AHEAD, Kind.DUE, Kind.OVERDUE, step=1, until="2026-11-10") == [
        "2026-10-13 ahead 7 group",
        "2026-10-16 ahead 3 responsible",
        "2026-11-02 ahead 7 group",
        "2026-11-06 ahead 1 responsible",
        "2026-11-09 due group",
        "2026-11-09 due responsible",
    ]


def test_the_start_of_a_step_is_told_once() -> None:
    fixed = FixedDay(10, 20)
    plan = plan_of(changed(chain(5, 60), 2, not_before=fixed), closed(1, "2026-10-05", id=1))
    start = told(plan, Kind.START, step=2)
    assert start
    version = changed(chain(5, 90), 2, not_before=fixed)
    later = plan.with_event(taken(version, "2026-10-21 09:00"))
    assert told(later, Kind.START, step=2) == start


def test_texts_durations_order_and_who_is_responsible_may_all_differ() -> None:
    documents = (Document("d", "รายงาน", DocumentKind.EVIDENCE),)
    fields: dict[str, object] = {"title": "อื่น", "duration": 9, "after": (1,), "parallel": True}
    fields |= {"parties": ("x",), "documents": documents, "meeting": True, "review": True}
    fields |= {"quorum": "all", "not_after": FixedDay(9, 30)}
    assert misfits(LO_2_4, changed(LO_2_4, 4, **fields)) == []


def test_steps_that_came_went_or_got_another_number_do_not_fit() -> None:
    assert why(chain(5, 5, 5), chain(5, 5)) == {Misfit.GONE: (3,)}
    assert why(chain(5, 5), chain(5, 5, 5)) == {Misfit.NEW: (3,)}


def test_another_sop_does_not_fit_nor_one_of_cases() -> None:
    assert why(chain(5), replace(chain(5), id="other")) == {Misfit.ANOTHER: ()}
    assert why(chain(5), replace(chain(5), case=True)) == {Misfit.ANOTHER: ()}


def test_decisions_keep_their_ways_though_these_may_be_called_otherwise() -> None:
    made = parting()
    decision = next(s for s in made.steps if s.ways)
    renamed = tuple(replace(w, name="เรียกใหม่") for w in decision.ways)
    assert misfits(made, changed(made, decision.number, ways=renamed)) == []
    more = (*decision.ways, Way("other", "อื่น"))
    assert why(made, changed(made, decision.number, ways=more)) == {Misfit.WAYS: (decision.number,)}
    one = next(s for s in made.steps if s.when)
    assert why(made, changed(made, one.number, when=())) == {Misfit.WAYS: (one.number,)}


def test_what_recurs_keeps_its_times_though_these_may_be_called_otherwise() -> None:
    once = Occurrence("ตุลาคม", "month", FixedDay(10, 1), FixedDay(10, 31))
    made = changed(chain(5, 5), 2, occurrence=once)
    assert misfits(made, changed(made, 2, occurrence=replace(once, name="ต.ค."))) == []
    moved = replace(once, last=FixedDay(11, 30))
    assert why(made, changed(made, 2, occurrence=moved)) == {Misfit.TIMES: (2,)}


def test_it_is_filled_in_for_the_year_of_the_plan() -> None:
    version = changed(chain(5), 1, title="รายงานปี {fiscal_year}")
    assert for_plan(plan_of(chain(5)), version).step(1).title == "รายงานปี 2570"


def test_a_change_names_what_it_moves_and_no_closed_step() -> None:
    plan = plan_of(chain(20, 10, 5), closed(1, "2026-10-12", id=1))
    event = taken(chain(99, 15, 5), "2026-10-13 09:00")
    before = Standing(plan, NO_DAYS_OFF, day("2026-10-13"), TEAM)
    moves = Change(before, before.becoming(plan.with_event(event)), event, Person(1, "ก")).moves
    assert [(n, old.due, new.due) for n, (old, new) in moves.items()] == [
        (2, day("2026-10-22"), day("2026-10-27")),
        (3, day("2026-10-27"), day("2026-11-01")),
    ]


def test_which_parties_of_its_steps_nobody_is_in() -> None:
    made = changed(changed(chain(5, 5, 5), 1, parties=("a", "b")), 3, parties=("c",))
    assert unjoined(made, frozenset({("test", "a"), ("else", "b")}), {1, 2}) == ["b"]


def test_which_steps_have_files_of_documents_that_are_gone() -> None:
    document = Document("d", "รายงาน", DocumentKind.EVIDENCE)
    old = changed(changed(chain(5, 5), 1, documents=(document,)), 2, documents=(document,))
    new = changed(old, 1, documents=(replace(document, id="e"),))
    at = local("2026-10-02 09:00")
    kept = [File(n, 1, n, "ก.pdf", FileState.KEPT, 2, at, 1, document="d") for n in (1, 2)]
    assert losing(old, new, kept) == [1]
