"""Decisions: which way one takes, what follows from it, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.change import Change
from bot.domain.decisions import ended_by, named_way
from bot.domain.events import Agreed, Closed, Event
from bot.domain.folding import taken as ways_taken
from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.numbers import occurrence_of
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Sop, Step, Way
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

Rows = tuple[tuple[Button, ...], ...]
MOST_NAMED = 8
"""Steps left out that are named; of more the others are counted."""


def which(
    say: Say, sop: Sop, step: Step, day: date, rows: Rows, begun: Sequence[int] = ()
) -> Message:
    """Asked before a decision is closed, as of a day. `begun`: other steps that are open."""
    text = paragraphs(
        [
            join(
                [
                    bold(say("What did step {number} come to?", number=step.number)),
                    step.title,
                    *_consequences(say, sop, step),
                    _dropped(say, step, begun),
                ]
            ),
            _last_round(say, sop, step),
            say("Please choose the outcome, as of {day}.", day=dates.long_date(day, say.language)),
        ]
    )
    return Message(text, rows)


def _consequences(say: Say, sop: Sop, step: Step) -> list[Text]:
    return [
        say("• {way}: {follows}", way=way.name, follows=_leads(say, sop, step.number, way))
        for way in step.ways
        if way.back or way.ends
    ]


def _dropped(say: Say, step: Step, begun: Sequence[int]) -> Text:
    """What nobody works on any more if all ends with it."""
    if not begun or not any(way.ends for way in step.ways):
        return plain("")
    return say(
        "If it ends, these are not carried out further: {steps}",
        steps=names.step_numbers(say, begun),
    )


def _leads(say: Say, sop: Sop, decision: int, way: Way) -> Text:
    """Where a way leads that does not lead on; else nothing."""
    if way.ends:
        return say("the case ends") if sop.case else say("the plan ends")
    if not way.back:
        return plain("")
    time, most = _round(sop, decision)
    return say(
        "back to step {number} (time {time} of at most {most})",
        number=way.back,
        time=time + 1,
        most=most,
    )


def _round(sop: Sop, decision: int) -> tuple[int, int]:
    """Which round of its loop this is, and of at most how many."""
    return occurrence_of(decision) or 1, len(sop.occurrences(decision))


def _last_round(say: Say, sop: Sop, step: Step) -> Text:
    """Of a decision that leads back no more."""
    time, most = _round(sop, step.number)
    led_back = any(w.back for s in sop.occurrences(step.number) for w in s.ways)
    if time < most or not led_back or any(w.back for w in step.ways):
        return plain("")
    return say("This is the last of at most {most} times: it does not lead back again.", most=most)


def taken(say: Say, step: Step, way: str) -> Text:
    """The outcome of a decision; nothing of another step."""
    name = next((w.name for w in step.ways if w.id == way), "")
    return say("Outcome: {way}", way=name) if name else plain("")


def passed_over(say: Say, step: Step) -> Text:
    """Which way counts of a decision that is not carried out."""
    if not step.ways:
        return plain("")
    return say("The plan goes on as if the outcome were “{way}”.", way=step.ways[0].name)


def of_closed(say: Say, state: StepState) -> Text:
    """The outcome of a closed decision, also of one that was passed over."""
    if not state.is_closed or state.left_out_by is not None:
        return plain("")
    return passed_over(say, state.step) if state.skipped else taken(say, state.step, state.way)


def follows(say: Say, change: Change, closings: Sequence[Event] = ()) -> Text:
    """What closing a decision, opening it again or passing it over does to the steps behind it."""
    s = change.after
    if not s.plan.sop.decides:
        return plain("")
    decided = [e for e in closings or [change.event] if isinstance(e, Closed) and e.way]
    return join(
        [
            *(_led(say, s.plan.sop, e) for e in decided),
            left_out(say, change),
            returning(say, change),
        ]
    )


def _led(say: Say, sop: Sop, event: Closed) -> Text:
    way = next(w for w in sop.step(event.step).ways if w.id == event.way)
    if way.ends:
        return _ended(say, sop)
    if not way.back:
        return plain("")
    time, most = _round(sop, event.step)
    line = say(
        "Back to step {number} (time {time} of at most {most})",
        number=way.back,
        time=time + 1,
        most=most,
    )
    last = say("It is the last time: it does not lead back again.") if time + 1 == most else ""
    return join([bold(line), last])


def _ended(say: Say, sop: Sop) -> Text:
    if sop.case:
        return say("The case ends with it; what is still open is not carried out.")
    return say("The plan ends with it; what is still open is not carried out.")


def ended(say: Say, plan: Plan) -> Text:
    """That a decision ended the plan, and by which outcome; else nothing."""
    by = ended_by(plan.sop, ways_taken(plan.states)) if plan.sop.decides else None
    if by is None:
        return plain("")
    name = named_way(plan.sop, by, plan.states[by].way)
    return say("Ended by the outcome of step {number} ({way}).", number=by, way=name)


def left_out(say: Say, change: Change) -> Text:
    """The steps that are not carried out because of it, by the decision that leaves them out."""
    states = change.after.states
    by: dict[int, list[int]] = {}
    for number in change.left_out:
        by.setdefault(states[number].left_out_by or 0, []).append(number)
    return join(_left_out(say, decision, steps) for decision, steps in by.items())


def _left_out(say: Say, decision: int, steps: Sequence[int]) -> Text:
    named = say(
        "Not carried out, by the outcome of step {number}: {steps}",
        number=decision,
        steps=names.step_numbers(say, steps[:MOST_NAMED]),
    )
    rest = len(steps) - MOST_NAMED
    return join([named, say("… and {count} more", count=rest) if rest > 0 else ""], " ")


def returning(say: Say, change: Change) -> Text:
    """The steps that come back, as the decision is taken back."""
    found = change.returning
    if not found:
        return plain("")
    return say("To be carried out again: {steps}", steps=names.step_numbers(say, found))


def left_out_words(say: Say, state: StepState) -> Text:
    """The state of a step that a decision left out."""
    return say("not carried out, by the outcome of step {number}", number=state.left_out_by)


def not_carried_out(say: Say, steps: Sequence[int]) -> Text:
    return say("Not carried out: {steps}", steps=names.step_numbers(say, steps))


def is_split(say: Say) -> Text:
    """Under a confirmation, in the group: the ways told are not the same."""
    return say(
        "Different outcomes were confirmed, so the step is not closed.\n"
        "The secretary or the chair decides."
    )


def to_settle(say: Say, s: Standing, number: int, rows: Rows) -> Message:
    """To the secretary, in private: who told which way of a decision that several close."""
    state = s.states[number]
    head = bold(say("Different outcomes of step {number} were confirmed", number=number))
    lines = [_told_by(say, s, w, state.agreed) for w in state.step.ways]
    ask = say("Please choose the outcome that counts.")
    text = paragraphs([join([head, names.plan_head(say, s.plan), s.title(number), *lines]), ask])
    return Message(text, rows, about=(About(s.plan.id, number),))


def _told_by(say: Say, s: Standing, way: Way, agreed: Sequence[Agreed]) -> Text:
    by = {e.by for e in agreed if e.way == way.id}
    who = [names.person(say, m.person) for m in s.team.members if m.person.id in by]
    people = names.listed(say, who)
    return say("• {way}: {people}", way=way.name, people=people) if who else plain("")


def _is_left_out(say: Say, step: Step, decision: Step, way: str) -> Text:
    return say(
        "Step {step} is not carried out, by the outcome of step {number} ({way}).\n"
        "If it is to be, the secretary opens that one again: /reopen {number} and the reason.",
        step=step.number,
        number=decision.number,
        way=way,
    )


def _other_reported(say: Say, step: Step, way: str) -> Text:
    return say(
        "The outcome reported for step {number} is “{way}”.\n"
        "If it is another, send the step back: type “ส่งกลับ {number}” and the reason.",
        number=step.number,
        way=way,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "left-out": _is_left_out,
    "other-way-reported": _other_reported,
}
