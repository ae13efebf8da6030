"""The buttons under notices. An action is the command line a person could have typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.assignments import is_nobodys
from bot.domain.events import Dated
from bot.domain.meeting import attendance as who_comes
from bot.domain.message import Button
from bot.domain.notices import Notice
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from bot.render.language import Say
from bot.render.text import (
    assignments,
    attendance,
    case_notices,
    cases,
    clone,
    meetings,
    minutes,
    names,
    pictures,
)
from bot.render.text.notice_steps import Item, to_do, undecided

Row = tuple[Button, ...]
MOST_STEPS = 5
"""More steps than this in one message get no buttons of their own: a phone would show only them."""
MOST_CHOICES = 3
"""Of files that wait for their document."""
MOST_BYTES = 64
"""Of what a button does: so many Telegram takes.
https://core.telegram.org/bots/api#inlinekeyboardbutton
"""
ALL_OVERDUE = "all"
"""In the place of steps that are too many to be named."""
LONG_STEP_DAYS = 60
"""From here on a step reports progress."""
OF_MEETING = (Kind.AHEAD, Kind.DUE)
STEP_KINDS = (Kind.START, Kind.AHEAD, Kind.DUE, Kind.OVERDUE)


def rows(
    say: Say, told: Sequence[Item], *, to_group: bool, reader: Person | None
) -> tuple[Row, ...]:
    """Buttons for all steps a message tells of; with several steps each names its number."""
    told, has_lines = _without_lines(told)
    by_step: dict[tuple[int, int], list[Item]] = {}
    for item in told:
        if item.notice.step is not None and item.notice.kind is not Kind.ASSIGNMENT:
            by_step.setdefault((item.plan.id, item.notice.step), []).append(item)
    if len(by_step) == 1:
        (items,) = by_step.values()
        found = _of_one(say, items, to_group, reader)
    else:
        found = _of_several(say, list(by_step.values()), reader)
    for item in told:
        if item.notice.kind is Kind.ASSIGNMENT:
            found += _of_assigned(say, item, named=len(told) > 1)
    listed = ((cases.of_cases(say),),) if has_lines else ()
    return (*found, *_undecided(say, told, to_group), *_of_summary(say, told), *listed)


def _without_lines(told: Sequence[Item]) -> tuple[Sequence[Item], bool]:
    """Without the cases of which the message has a line each, and whether it has any: their list
    has a button for each.
    """
    if not any(i.plan.sop.case for i in told):
        return told, False
    letters = [i for i in told if _is_for_chair([i])]
    of_cases = [i for i in letters if i.plan.sop.case]
    if of_cases and case_notices.in_letter(of_cases):
        letters = [i for i in letters if not i.plan.sop.case]
    whole, _ = case_notices.apart([i for i in told if not _is_for_chair([i])])
    kept = {id(i) for i in (*letters, *whole)}
    return [i for i in told if id(i) in kept], len(kept) < len(told)


def _of_assigned(say: Say, item: Item, *, named: bool) -> list[Row]:
    """What is nobody's any more can be given to another, too."""
    work = to_do(item)
    found = assignments.done_rows(say, item.plan.id, work, named=named)
    gone = any(is_nobodys(o, item.team) for o in work)
    return [*found, *(minutes.anew_rows(say, _target(item)) if gone else ())]


def _of_one(say: Say, items: list[Item], to_group: bool, reader: Person | None) -> list[Row]:
    notice, plan, target = items[0].notice, items[0].plan, _target(items[0])
    if _is_review(items):
        return [_review(say, items[0])]
    if _is_for_chair(items):
        return [_for_chair(say, items[0], reader)]
    found: list[Row] = []
    if any(i.notice.kind is Kind.CHECK_IN for i in items):
        found.append(check_in(say, target))
    if any(i.notice.kind in STEP_KINDS for i in items):
        found.append(
            (
                Button(say.caption("Close the step"), f"done {target}"),
                Button(say.caption("Attach evidence"), f"attach {target}"),
            )
        )
        assert notice.step is not None
        meeting = plan.states[notice.step].meeting
        if meeting is not None and meeting.on == notice.due and notice.kind in OF_MEETING:
            met = who_comes(plan.states[notice.step].met, items[0].team)
            found += [attendance.row(say, target, meeting.on, met)]
            found += meetings.online_rows(say, meeting)
        found.append(_calmer(say, target, notice, to_group))
        if not to_group and plan.sop.step(notice.step).may_take(LONG_STEP_DAYS):
            found.append((Button(say.caption("Report progress"), f"progress {target}"),))
    return found


def _of_several(say: Say, steps: Sequence[list[Item]], reader: Person | None) -> list[Row]:
    found: list[Row] = []
    for items in steps[:MOST_STEPS]:
        if _is_review(items) or not _is_for_chair(items):
            same = [s[0].plan for s in steps if s[0].notice.step == items[0].notice.step]
            found.append(_numbered(say, items, same))
        elif may_hand_over(items[0].team, reader):
            found.append((_hand_over(say, items[0]),))
    letters = [s[0] for s in steps if _is_for_chair(s) and not _is_review(s)]
    return [*found, *_acknowledge_all(say, letters)]


def _is_review(items: Sequence[Item]) -> bool:
    return {i.notice.kind for i in items} == {Kind.REVIEW}


def _review(say: Say, item: Item) -> Row:
    target = _target(item)
    return (
        Button(say.caption("Verify"), f"verify {target}"),
        Button(say.caption("Send back"), f"return {target}"),
    )


def _is_for_chair(items: Sequence[Item]) -> bool:
    return all(i.notice.audience is Audience.CHAIR for i in items)


def may_hand_over(team: Team, chair: Person | None) -> bool:
    """Whether there is a secretary besides the chair."""
    return any(chair is None or m.person.id != chair.id for m in team.secretaries)


def _target(item: Item) -> str:
    return f"p{item.plan.id} {item.notice.step}"


def _calmer(say: Say, target: str, notice: Notice, to_group: bool) -> Row:
    snooze = Button(say.caption("Pause reminders"), f"snooze {target} 3")
    if to_group:
        return (snooze,)
    return (snooze, Button(say.caption("Acknowledged"), f"ack {target} {notice.kind.value}"))


def _numbered(say: Say, items: Sequence[Item], same: Sequence[Plan]) -> Row:
    """`same`: all plans in the message of which a step with this number is told."""
    target, step = _target(items[0]), items[0].notice.step
    if _is_review(items):
        return (
            Button(say.caption("Verify step {number}", number=step), f"verify {target}"),
            Button(say.caption("Send back step {number}", number=step), f"return {target}"),
        )
    if {i.notice.kind for i in items} == {Kind.CHECK_IN}:
        return (
            Button(say.caption("{number}: on plan", number=step), f"checkin {target} on-plan"),
            Button(say.caption("{number}: obstacle", number=step), f"checkin {target} obstacle"),
            Button(say.caption("{number}: done", number=step), f"checkin {target} done"),
        )
    meeting = items[0].plan.states[items[0].step.number].meeting
    if meeting is not None and _is_ahead_of(meeting, items):
        return attendance.numbered_row(say, target, items[0].step.number, meeting.on)
    if items[0].plan.number or len(same) > 1:
        which = names.plan_apart(say, items[0].plan, same)
        label = say.caption("{case}: close step {number}", case=which, number=step)
        return (Button(label, f"done {target}"),)
    return (
        Button(say.caption("Close step {number}", number=step), f"done {target}"),
        Button(say.caption("Attach to step {number}", number=step), f"attach {target}"),
    )


def _is_ahead_of(meeting: Dated, items: Sequence[Item]) -> bool:
    """Before a meeting who comes is asked; there is nothing to close yet."""
    return all(i.notice.kind is Kind.AHEAD and i.notice.due == meeting.on for i in items)


def _hand_over(say: Say, item: Item) -> Button:
    label = say.caption("Follow up step {number}", number=item.notice.step)
    return Button(label, f"followup {_target(item)}")


def _acknowledge_all(say: Say, items: Sequence[Item]) -> list[Row]:
    """One button for all steps of a letter; of several letters one for each plan."""
    plans = {i.plan.id: i.plan for i in items}
    found: list[Row] = []
    for id, plan in plans.items():
        steps = " ".join(str(i.notice.step) for i in items if i.plan.id == id)
        label = say.caption("Acknowledged")
        if len(plans) > 1:
            named = names.plan_label(say, plan)
            label = say.caption("Acknowledged: {plan}", plan=named)
        line = f"ack p{id} {steps} overdue"
        line = line if len(line) <= MOST_BYTES else f"ack p{id} {ALL_OVERDUE} overdue"
        found.append((Button(label, line),))
    return found


def _for_chair(say: Say, item: Item, reader: Person | None) -> Row:
    target = _target(item)
    seen = Button(say.caption("Acknowledged"), f"ack {target} overdue")
    if not may_hand_over(item.team, reader):
        return (seen,)
    return (seen, Button(say.caption("Let the secretary follow up"), f"followup {target}"))


def check_in(say: Say, target: str) -> Row:
    return (
        Button(say.caption("On plan"), f"checkin {target} on-plan"),
        Button(say.caption("Obstacle"), f"checkin {target} obstacle"),
        Button(say.caption("Done"), f"checkin {target} done"),
    )


def _undecided(say: Say, told: Sequence[Item], to_group: bool) -> tuple[Row, ...]:
    """The question which document a file is, asked anew."""
    items = [i for i in told if i.notice.step is not None and not _is_for_chair([i])]
    files = {f.id: f for i in items for f in undecided(i)} if not to_group else {}
    return tuple(
        (Button(say.caption("Choose for {label}", label=f.label), f"document f{f.id} anew"),)
        for f in list(files.values())[:MOST_CHOICES]
    )


def _of_summary(say: Say, told: Sequence[Item]) -> tuple[Row, ...]:
    """Under the final letter the next year's plan is offered, too."""
    weekly = [i for i in told if i.notice.kind is Kind.WEEKLY]
    plans = {i.plan.id: i.plan for i in weekly}
    if len(plans) != 1:
        return ()
    (plan,) = plans.values()
    rows = of_letter(say, plan.id) if _is_for_chair(weekly) else to_status(say, plan.id)
    return (*rows, (clone.button(say, plan),)) if is_final(plan) else rows


def is_final(plan: Plan) -> bool:
    """Whether no weekly letter follows the one that is written of it now."""
    return not plan.is_running or all(state.is_closed for state in plan.states.values())


def of_order(say: Say, plan: int, step: int) -> tuple[Row, ...]:
    """Under what the chair asks the secretary to follow up."""
    target = f"p{plan} {step}"
    return (
        (
            Button(say.caption("Close the step"), f"done {target}"),
            Button(say.caption("See the status"), f"status {target}"),
        ),
    )


def of_letter(say: Say, plan: int) -> tuple[Row, ...]:
    """Under the weekly letter, which is too long for the caption of a picture."""
    ((status,),) = to_status(say, plan)
    return ((status, *pictures.timeline(say, plan)),)


def to_status(say: Say, plan: int) -> tuple[Row, ...]:
    return ((Button(say.caption("See the status"), f"status p{plan}"),),)
