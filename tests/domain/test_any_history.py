"""Whatever happened to a step, in whatever order: it is shown, closed, opened and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import folding, notice_rules
from bot.domain.documents import papers
from bot.domain.events import Acknowledged, Closed, Event, FileDated, Reopened, StepEvent, Undone
from bot.domain.notices import MOVES_DATES, notices
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan, fold
from bot.domain.quorum import tally
from bot.domain.rules import Kind
from bot.domain.standing import Standing, StepStatus
from bot.render.language import speaker
from bot.render.text import status, weekly
from bot.render.text.history_entry import Told, what
from bot.render.text.outline import outline
from bot.render.text.step_card import card
from tests.domain.plans import day, local, plan_of
from tests.domain.sops import LO_2_4, OFF_2570

SAY, TODAY = speaker("th"), day("2027-01-15")
BEGUN = local("2026-10-01 08:00")
RULE = st.sampled_from(["any", "all", "parties", "2"])
KINDS = [kind for kind in get_args(Event) if issubclass(kind, StepEvent)]
TEAM = Team(
    1,
    "คณะดำเนินงาน",
    1,
    members=tuple(
        Member(Person(n, f"คุณ {n}"), 1, frozenset({(LO_2_4.id, "committee")}), n == 1, n == 2)
        for n in range(1, 5)
    ),
)


def event(kind: type[Any], number: int) -> st.SearchStrategy[Event]:
    told: dict[str, Any] = {"id": st.just(number), "step": st.integers(1, 4)}
    told["at"] = st.just(BEGUN + timedelta(hours=7 * number))
    told["by"] = st.integers(1, 4)
    if kind.__name__ == "QuorumSet":
        told["rule"] = RULE
    if kind is Reopened:
        told["kept"] = st.just({})
    return st.builds(kind, **told)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Also what no handler would write: a return of what was never reported."""
    made: list[Event] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        kind = draw(st.sampled_from([*KINDS, Undone]))
        if kind is Undone:
            back = draw(st.integers(1, number))
            made.append(Undone(id=number, at=BEGUN + timedelta(hours=7 * number), event=back))
        else:
            made.append(draw(event(kind, number)))
    return made


def shown(plan: Plan) -> list[str]:
    s = Standing(plan, OFF_2570, TODAY, TEAM)
    now = local("2027-01-15 09:00")
    told = Told(plan, {m.person.id: m.person for m in TEAM.members})
    return [
        status.whole(SAY, s, now).plain,
        outline(SAY, s, 0).plain,
        weekly.summary(SAY, s, [], day("2027-01-11")).plain,
        *(card(SAY, s, n, [], {}, private=True, secretary=True).plain for n in range(1, 5)),
        *(what(SAY, told, e).plain for e in plan.events),
    ]


@given(histories())
@settings(max_examples=20, deadline=None)
def test_whatever_happened_it_is_shown_closed_opened_and_taken_back(events: list[Event]) -> None:
    plan = plan_of(LO_2_4, *events, confirmed="2026-10-01")
    assert all(shown(plan))
    for number in range(1, 5):
        tally(plan, TEAM, number), papers(plan.states[number], [])
    last: dict[str, Any] = {"id": 99, "at": local("2027-01-14 10:00"), "by": 1, "step": 1}
    ended = plan.with_event(Closed(**last, on=TODAY))
    assert Standing(ended, OFF_2570, TODAY, TEAM).status[1] is StepStatus.CLOSED
    said = notices(ended, OFF_2570, last["at"], last["at"] + timedelta(days=60))
    assert {n.kind for n in said if n.step == 1} <= {Kind.ASSIGNMENT}
    opened = ended.with_event(Reopened(**{**last, "id": 100}, reason="-"))
    assert not opened.states[1].is_closed
    assert not opened.states[1].awaits_verification
    undone = ended.with_event(Undone(id=101, at=local("2027-01-14 10:05"), event=99))
    assert undone.states == fold(plan.sop, plan.events)
    assert all(shown(opened))


def test_what_happens_to_a_step_is_folded_unless_it_is_for_the_history_only() -> None:
    assert set(KINDS) - set(folding._CHANGES) == {Acknowledged, FileDated}


@given(histories(), st.data())
@settings(max_examples=10, deadline=None)
def test_by_what_moves_no_dates_nothing_is_due_at_another_time(
    events: list[Event], data: st.DataObject
) -> None:
    plan = plan_of(LO_2_4, *events, confirmed="2026-10-01")
    for kind in set(KINDS) - set(MOVES_DATES):
        assert due(plan.with_event(data.draw(event(kind, 99)))) == due(plan)


def due(plan: Plan) -> list[object]:
    view = notice_rules.view(plan, OFF_2570)
    assigned = [[(o.outcome, o.due) for o in s.met.to_do()] for s in view.states.values()]
    return [view.placed, view.active, view.told_of, assigned]
