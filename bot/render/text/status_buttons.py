"""The buttons under statuses, steps, plans and one's own work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.message import Button
from bot.domain.numbers import base
from bot.domain.occurrences import together
from bot.domain.plan import Plan
from bot.domain.standing import Standing, StepStatus
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.cases import of_cases
from bot.render.text.notice_buttons import LONG_STEP_DAYS

Row = tuple[Button, ...]
Rows = tuple[Row, ...]
IN_A_ROW = 3
MOST_STEPS = 6
MOST_OWN = 3
"""Own steps that get their own buttons to act with."""
GOING = (StepStatus.OVERDUE, StepStatus.RUNNING)
OPENED = (StepStatus.OVERDUE, StepStatus.REPORTED, StepStatus.RUNNING)
"""Of these a status has a button to the whole of the step."""


def of_status(say: Say, s: Standing) -> Rows:
    """All steps; each running step's detail, or what is left to read when all is over."""
    plan = s.plan.id
    if s.is_over:
        return ((_all_steps(say, plan),), _kept(say, plan))
    groups = together(s.plan.sop, s.having(*OPENED))[:MOST_STEPS]
    steps = (g[0] if len(g) == 1 else base(g[0]) for g in groups)
    rest = (_all_steps(say, plan), *([of_cases(say, here=True)] if s.plan.sop.case else []))
    return (*in_rows(_detail(say, plan, n) for n in steps), rest)


def of_several(say: Say, found: Sequence[Standing]) -> Rows:
    """One button for each plan, and one for all cases."""
    return tuple((button,) for button in _plans(say, found, " here"))


def of_step(say: Say, s: Standing, number: int, *, may_act: bool, is_paused: bool = False) -> Rows:
    """What can be done with the step now, and where to read more."""
    target = f"p{s.plan.id} {number}"
    rows: list[Row] = []
    if may_act and not s.is_over and s.states[number].left_out_by is None:
        rows += _acts(say, s, number, target)
        rows += [(end_of_pause(say, s.plan.id, number),)] * is_paused
    rows.append(
        (
            Button(say.caption("Files"), f"files {target}"),
            Button(say.caption("History"), f"history {target}"),
            Button(say.caption("SOP text"), f"sop {target}"),
        )
    )
    back = Button(say.caption("Back to the status"), f"status p{s.plan.id} here")
    return (*rows, (back,))


def of_series(say: Say, plan: Plan, steps: Iterable[int]) -> Rows:
    """Under a step that recurs: these of its occurrences whole, and what the SOP says."""
    details = in_rows(_detail(say, plan.id, n) for n in steps)
    number = next(iter(steps), None)
    text = () if number is None else (Button(say.caption("SOP text"), f"sop p{plan.id} {number}"),)
    back = Button(say.caption("Back to the status"), f"status p{plan.id} here")
    return (*details, (*text, back))


def of_meeting(say: Say, plan: Plan, number: int) -> Rows:
    """Under the card of a step that is a meeting."""
    target = f"p{plan.id} {number}"
    return (
        (
            Button(say.caption("Agenda"), f"agenda {target}"),
            Button(say.caption("Minutes"), f"minutes {target}"),
        ),
    )


def end_of_pause(say: Say, plan: int, number: int) -> Button:
    return Button(say.caption("End the pause of reminders"), f"unsnooze p{plan} {number}")


def of_plan(say: Say, plan: Plan, offset: int, size: int, total: int) -> Rows:
    """Earlier and later of its `total` entries, and back to the status."""
    base = f"plan p{plan.id} here"
    turn = turning(say, base, offset, size, total)
    status = (Button(say.caption("Status"), f"status p{plan.id} here"),)
    return (turn, status) if turn else (status,)


def turning(say: Say, base: str, offset: int, size: int, total: int) -> Row:
    """To the page before and the page after, where there is one."""
    row = []
    if offset > 0:
        row.append(Button(say.caption("‹ Previous"), f"{base} o{max(0, offset - size)}"))
    if offset + size < total:
        row.append(Button(say.caption("Next ›"), f"{base} o{offset + size}"))
    return tuple(row)


def of_mine(say: Say, found: Sequence[tuple[Standing, Sequence[int]]]) -> Rows:
    """For each own step that runs: close it, attach to it; then the whole of each plan."""
    acts = [(s.plan, n) for s, steps in found for n in steps if not s.plan.sop.case][:MOST_OWN]
    rows = [_own(say, plan, n, [p for p, other in acts if other == n]) for plan, n in acts]
    cases = [(s.plan, n) for s, steps in found for n in steps if s.plan.sop.case][:MOST_OWN]
    rows += [_of_one_plan(say, plan, n) for plan, n in cases]
    if len(found) == 1 and not found[0][0].plan.sop.case:
        return (*rows, (_all_steps(say, found[0][0].plan.id),))
    return (
        *rows,
        *((button,) for button in _plans(say, [s for s, _ in found])),
    )


def _own(say: Say, plan: Plan, number: int, same: Sequence[Plan]) -> Row:
    """`same`: the plans with a step of this number."""
    if len(same) > 1:
        return _of_one_plan(say, plan, number, same)
    target = f"p{plan.id} {number}"
    return (
        Button(say.caption("Close step {number}", number=number), f"done {target}"),
        Button(say.caption("Attach to step {number}", number=number), f"attach {target}"),
    )


def _of_one_plan(say: Say, plan: Plan, number: int, same: Sequence[Plan] = ()) -> Row:
    which = names.plan_apart(say, plan, same)
    label = say.caption("{case}: close step {number}", case=which, number=number)
    return (Button(label, f"done p{plan.id} {number}"),)


def in_rows(buttons: Iterable[Button], size: int = IN_A_ROW) -> Rows:
    listed = tuple(buttons)
    return tuple(listed[n : n + size] for n in range(0, len(listed), size))


def _acts(say: Say, s: Standing, number: int, target: str) -> list[Row]:
    attach = Button(say.caption("Attach evidence"), f"attach {target}")
    if s.status[number] not in (*GOING, StepStatus.READY):
        return [(attach,)]
    rows: list[Row] = [(Button(say.caption("Close the step"), f"done {target}"), attach)]
    if s.plan.sop.step(number).may_take(LONG_STEP_DAYS) or s.states[number].works:
        rows.append((Button(say.caption("Report progress"), f"progress {target}"),))
    return rows


def _detail(say: Say, plan: int, number: int) -> Button:
    return Button(names.step_number(say, number), f"status p{plan} here {number}")


def _kept(say: Say, plan: int) -> Row:
    return (
        Button(say.caption("Files"), f"files p{plan}"),
        Button(say.caption("History"), f"history p{plan}"),
    )


def _all_steps(say: Say, plan: int) -> Button:
    return Button(say.caption("See all steps"), f"plan p{plan} here")


def _plans(say: Say, found: Sequence[Standing], how: str = "") -> list[Button]:
    plans = [s for s in found if not s.plan.sop.case]
    labels = names.plan_labels(say, [(s.team, s.plan) for s in plans]) if plans else []
    pairs = zip(labels, plans, strict=True)
    listed = [of_cases(say)] if len(plans) < len(found) else []
    return [*(Button(label, f"status p{s.plan.id}{how}") for label, s in pairs), *listed]
