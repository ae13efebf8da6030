"""What hangs on a decision, and what it can come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.decisions import conditions, named_way
from bot.domain.message import Text, join, plain
from bot.domain.numbers import base, numbered
from bot.domain.plan import StepState
from bot.domain.sop import Condition, Sop, Step, Way
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import way


def hangs_on(say: Say, sop: Sop, number: int) -> Text:
    """หากผลขั้นตอนที่ 3 เป็น ไม่ถูกต้อง: on what a step hangs; nothing, if on nothing."""
    return _if(say, sop, conditions(sop, number))


def _if(say: Say, sop: Sop, found: Sequence[Condition]) -> Text:
    told = dict.fromkeys((_shown(sop, c.step), named_way(sop, c.step, c.way)) for c in found)
    lines = [say("if step {number} comes to “{way}”", number=n, way=name) for n, name in told]
    return _either(say, lines)


def _either(say: Say, found: Sequence[Text]) -> Text:
    """ก หรือ ข."""
    if not found:
        return plain("")
    *before, last = found
    return say("{before} or {last}", before=join(before, ", "), last=last) if before else last


def _shown(sop: Sop, decision: int) -> int:
    """Rounds of a loop are one to who reads a condition, months are not."""
    return numbered(decision) if sop.step(decision).recurs else base(decision)


def possible(say: Say, sop: Sop, step: Step) -> Text:
    """The outcomes that a decision can have: ถูกต้อง หรือ ไม่ถูกต้อง (ย้อนกลับไปขั้นตอนที่ 1)."""
    return _either(say, [_possible(say, sop, w) for w in step.ways])


def _possible(say: Say, sop: Sop, one: Way) -> Text:
    if one.back:
        return say("{way} (back to step {number})", way=one.name, number=one.back)
    if not one.ends:
        return plain(one.name)
    ends = say("the case ends") if sop.case else say("the plan ends")
    return say("{way} ({follows})", way=one.name, follows=ends)


def _unreadable(say: Say, sop: Sop, step: Step) -> Text:
    return say(
        "This is none of the outcomes.\nPlease press a button, or type one of them: {ways}",
        ways=possible(say, sop, step),
    )


def to_decide(say: Say, sop: Sop, state: StepState) -> Text:
    """Under an open decision."""
    if not state.step.ways or state.is_closed:
        return plain("")
    return say("Outcome to be told: {ways}", ways=possible(say, sop, state.step))


def on_card(say: Say, s: Standing, number: int) -> Text:
    """On what a step hangs that is open, and what a decision can come to, or has."""
    state, sop = s.states[number], s.plan.sop
    is_decided = all(s.states[c.step].is_closed for c in conditions(sop, number))
    hangs = plain("") if state.is_closed or is_decided else hangs_on(say, sop, number)
    only = say("Carried out only {condition}", condition=hangs) if hangs else ""
    return join([only, to_decide(say, sop, state), way.of_closed(say, state)])


def of_procedure(say: Say, sop: Sop, step: Step) -> Text:
    """What the procedure says: when a step is carried out, and what a decision can come to."""
    hangs = _if(say, sop, step.when)
    only = say("Carried out only {condition}", condition=hangs) if hangs else ""
    ways = say("Possible outcomes: {ways}", ways=possible(say, sop, step)) if step.ways else ""
    return join([only, ways])


REFUSALS: Mapping[str, Callable[..., Text]] = {"way-unreadable": _unreadable}
