"""Small SOPs with a decision: two ways that come together, a loop, an early end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from bot.domain.recurrence import Loop, expanded
from bot.domain.sop import Condition, Sop, Step, Way
from tests.domain.sops import sop, step

YES, NO = Way("yes", "ถูกต้อง"), Way("no", "ไม่ถูกต้อง")
BACK, END = replace(NO, back=1), replace(NO, ends=True)


def decision(number: int, *ways: Way, duration: int = 3, after: tuple[int, ...] = ()) -> Step:
    return replace(step(number, duration, after=after), ways=ways)


def only_if(made: Step, way: str, decided: int = 3) -> Step:
    return replace(made, when=(Condition(decided, way),))


def parting(*durations: int, no: Way = NO) -> Sop:
    """1, 2, the decision 3; 4 and behind it 5 if yes, 6 if no; 7 after either."""
    days = dict(enumerate(durations or (3,) * 7, start=1))
    return sop(
        [
            step(1, days[1]),
            step(2, days[2], after=(1,)),
            decision(3, YES, no, duration=days[3], after=(2,)),
            only_if(step(4, days[4], after=(3,)), "yes"),
            step(5, days[5], after=(4,)),
            only_if(step(6, days[6], after=(3,)), "no"),
            step(7, days[7], after=(5, 6)),
        ]
    )


def looping(*durations: int, most: int = 3) -> Sop:
    """1, 2, the decision 3: no leads back to 1, at most until they were done `most` times; 4."""
    days = dict(enumerate(durations or (3,) * 4, start=1))
    steps = [
        step(1, days[1]),
        step(2, days[2], after=(1,)),
        decision(3, YES, BACK, duration=days[3], after=(2,)),
        only_if(step(4, days[4], after=(3,)), "yes"),
    ]
    loops = {3: Loop(1, "no", most, lambda n: f"ครั้งที่ {n}")}
    return sop(expanded(steps, {}, loops))


@st.composite
def deciding(draw: st.DrawFn) -> Sop:
    """One of them, of any durations."""
    of = draw(st.lists(st.integers(1, 30), min_size=7, max_size=7))
    return draw(st.sampled_from([parting(*of), parting(*of, no=END), looping(*of[:4], most=2)]))
