"""What a decision leaves out and leads back to, and what counts meanwhile."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.change import Change
from bot.domain.plan import Plan
from bot.domain.rules import Kind
from bot.domain.simulate import closings
from bot.domain.sop import Sop
from bot.domain.standing import Standing, StepStatus
from bot.render.language import speaker
from bot.render.text.condition import hangs_on
from bot.sops.loader import load
from bot.store.codec import decode, encode
from tests.domain.deciding import END, looping, parting
from tests.domain.plans import closed, day, plan_of, told
from tests.domain.sops import NO_DAYS_OFF
from tests.domain.test_any_history import TEAM

START = day("2026-10-01")


def played(made: Sop, **ways: str) -> str:
    """`way`: of the decision; `again`: of its second round."""
    names = {3: ways.get("way", "yes")}
    if "again" in ways:
        names[next(s.number for s in made.steps if str(s.number) == "3.2")] = ways["again"]
    return " ".join(str(c.step) for c in closings(made, START, NO_DAYS_OFF, {}, ways=names))


def on(plan: Plan, today: str) -> Standing:
    return Standing(plan, NO_DAYS_OFF, day(today), TEAM)


def decided(made: Sop, way: str) -> Plan:
    before = [closed(1, "2026-10-03", id=1), closed(2, "2026-10-06", id=2)]
    return plan_of(made, *before, replace(closed(3, "2026-10-09", id=3), way=way))


def shown(numbers: list[int]) -> str:
    return " ".join(map(str, numbers))


def test_each_decision_is_played_by_its_first_way_or_the_one_told() -> None:
    assert played(parting()) == "1 2 3 4 5 7"
    assert played(parting(), way="no") == "1 2 3 6 7"
    assert played(looping()) == "1 2 3 4"
    assert played(looping(), way="no") == "1 2 3 1.2 2.2 3.2 4"
    assert played(looping(), way="no", again="no") == "1 2 3 1.2 2.2 3.2 1.3 2.3 3.3 4"


def test_a_way_that_ends_the_plan_closes_also_what_runs_beside_it() -> None:
    beside = replace(parting(no=END).step(1), number=8, duration=30)
    made = replace(parting(no=END), steps=(*parting(no=END).steps, beside))
    assert played(made, way="no") == "1 2 3"
    assert played(made) == "1 2 3 4 5 7 8"


def test_until_it_is_taken_the_unexpected_way_counts_nowhere() -> None:
    s = on(plan_of(parting()), "2026-10-01")
    assert s.open_steps == [1, 2, 3, 4, 5, 7]
    assert [*s.counted] == [1, 2, 3, 4, 5, 7]
    assert (s.shown, s.planned) == ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 7])
    assert (s.waits_for(7), s.holds_up(3)) == ([5], [4, 5, 7])


def test_rounds_of_a_loop_show_when_they_come() -> None:
    assert shown(on(plan_of(looping()), "2026-10-01").shown) == "1 2 3 4"
    again = on(decided(looping(), "no"), "2026-10-10")
    assert shown(again.shown) == "1 1.2 2 2.2 3 3.2 4"
    assert shown(again.having(StepStatus.RUNNING)) == "1.2"
    assert shown(on(decided(looping(), "yes"), "2026-10-10").shown) == "1 2 3 4"


def test_a_change_names_what_it_leaves_out_and_what_comes_back() -> None:
    after = decided(parting(), "no")
    before = replace(after, events=after.events[:2])
    by = TEAM.members[0].person
    taken = Change(on(before, "2026-10-09"), on(after, "2026-10-09"), after.events[2], by)
    back = Change(taken.after, taken.before, after.events[2], by)
    assert (taken.left_out, taken.returning, taken.begun) == ([4, 5], [], [6])
    assert (back.left_out, back.returning) == ([], [4, 5])
    assert set(taken.moves).isdisjoint({4, 5, 6})


def test_the_final_letter_comes_once_after_the_decision_that_ends_the_plan() -> None:
    plan = decided(parting(no=END), "no")
    letters = told(plan, Kind.WEEKLY)
    assert letters[-1].startswith("2026-10-12 weekly")
    assert len(letters) == len(set(letters))
    assert not told(plan, Kind.START, Kind.DUE, Kind.OVERDUE, step=4)


def test_of_a_decision_every_month_the_month_s_own_is_what_a_step_hangs_on() -> None:
    made = decode(Sop, encode(Sop, load("tests/sops/samples/hospital-data.yaml")))
    say = speaker("th")
    shown = [hangs_on(say, made, s.number).plain for s in made.steps if str(s.number) == "2.3"]
    assert shown == ["หากผลขั้นตอนที่ 1.3 เป็น “มีข้อผิดพลาดส่งคืน”"]
