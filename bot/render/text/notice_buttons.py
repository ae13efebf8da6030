"""The buttons under notices. An action is the command line a person could have typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button
from bot.domain.notices import Notice
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from bot.render.language import Say

Row = tuple[Button, ...]
MOST_STEPS = 5
"""More steps than this in one message get no buttons of their own: a phone would show only them."""
LONG_STEP_DAYS = 60
"""From here on a step reports progress."""
STEP_KINDS = (Kind.START, Kind.AHEAD, Kind.DUE, Kind.OVERDUE)


def rows(say: Say, told: Sequence[tuple[Notice, Plan]], to_group: bool) -> tuple[Row, ...]:
    """Buttons for all steps a message tells of; with several steps each names its number."""
    steps = list(dict.fromkeys((n.plan, n.step) for n, _ in told if n.step is not None))
    if not steps:
        return _of_summary(say, told)
    if len(steps) == 1:
        return _of_one(say, told, to_group)
    found: list[Row] = []
    for plan, step in steps[:MOST_STEPS]:
        kinds = {n.kind for n, _ in told if (n.plan, n.step) == (plan, step)}
        chair = all(
            n.audience is Audience.CHAIR for n, _ in told if (n.plan, n.step) == (plan, step)
        )
        found += _of_several(say, plan, step, kinds, chair)
    return tuple(found)


def _of_one(say: Say, told: Sequence[tuple[Notice, Plan]], to_group: bool) -> tuple[Row, ...]:
    about = [(n, p) for n, p in told if n.step is not None]
    notice, plan = about[0]
    target = f"p{notice.plan} {notice.step}"
    if all(n.audience is Audience.CHAIR for n, _ in about):
        return (_for_chair(say, target),)
    found: list[Row] = []
    if any(n.kind is Kind.CHECK_IN for n, _ in about):
        found.append(_check_in(say, target))
    if any(n.kind in STEP_KINDS for n, _ in about):
        found.append(
            (
                Button(say.caption("Close the step"), f"done {target}"),
                Button(say.caption("Attach evidence"), f"attach {target}"),
            )
        )
        found.append(_calmer(say, target, notice, to_group))
        assert notice.step is not None
        if not to_group and plan.sop.step(notice.step).duration >= LONG_STEP_DAYS:
            found.append((Button(say.caption("Report progress"), f"progress {target}"),))
    return tuple(found)


def _calmer(say: Say, target: str, notice: Notice, to_group: bool) -> Row:
    snooze = Button(say.caption("Pause reminders"), f"snooze {target} 3")
    if to_group:
        return (snooze,)
    return (snooze, Button(say.caption("Acknowledged"), f"ack {target} {notice.kind.value}"))


def _of_several(say: Say, plan: int, step: int | None, kinds: set[Kind], chair: bool) -> list[Row]:
    target = f"p{plan} {step}"
    if chair:
        return [
            (Button(say.caption("Follow up step {number}", number=step), f"followup {target}"),)
        ]
    if kinds == {Kind.CHECK_IN}:
        return [
            (
                Button(say.caption("{number}: on plan", number=step), f"checkin {target} on-plan"),
                Button(
                    say.caption("{number}: obstacle", number=step), f"checkin {target} obstacle"
                ),
                Button(say.caption("{number}: done", number=step), f"checkin {target} done"),
            )
        ]
    return [
        (
            Button(say.caption("Close step {number}", number=step), f"done {target}"),
            Button(say.caption("Attach to step {number}", number=step), f"attach {target}"),
        )
    ]


def _for_chair(say: Say, target: str) -> Row:
    return (
        Button(say.caption("Acknowledged"), f"ack {target} overdue"),
        Button(say.caption("Let the secretary follow up"), f"followup {target}"),
    )


def _check_in(say: Say, target: str) -> Row:
    return (
        Button(say.caption("On plan"), f"checkin {target} on-plan"),
        Button(say.caption("Obstacle"), f"checkin {target} obstacle"),
        Button(say.caption("Done"), f"checkin {target} done"),
    )


def _of_summary(say: Say, told: Sequence[tuple[Notice, Plan]]) -> tuple[Row, ...]:
    plans = dict.fromkeys(n.plan for n, _ in told)
    if len(plans) != 1:
        return ()
    return to_status(say, next(iter(plans)))


def to_status(say: Say, plan: int) -> tuple[Row, ...]:
    return ((Button(say.caption("See the status"), f"status p{plan}"),),)
