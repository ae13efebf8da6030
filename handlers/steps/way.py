"""Which way a decision takes: told with its closing, typed or by a button, or asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Button, Message
from bot.domain.occurrences import BEGUN
from bot.domain.sop import Step
from bot.domain.typed_ways import take_way
from bot.render.text import way as texts
from handlers.core.announce import NOTE_LENGTH
from handlers.core.asking import asked, keep_asking
from handlers.core.call import Call
from handlers.core.scope import StepScope
from handlers.core.words import Words

LEAVE = "leave"
"""Of a button: the step stays open."""
QUESTION = "ask:closing"
"""What is asked before a step is closed, and may be typed."""
ANSWER_WAITS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Closing(StepScope):
    """A step that is to be closed. `way`: the id of the one told, where it is a decision."""

    way: str = ""

    @property
    def told(self) -> str:
        """The plan, the step and the way, as a command line names them."""
        return f"{self.target} {token(self.step, self.way)}" if self.way else self.target

    @property
    def lacks_way(self) -> bool:
        return bool(self.step.ways) and not self.way


def closing_of(meant: StepScope) -> Closing:
    return Closing(meant.scope, meant.number)


def token(step: Step, way: str) -> str:
    """`w2`: the second way of the step."""
    return f"w{[w.id for w in step.ways].index(way) + 1}"


def told_way(words: Words, step: Step) -> str:
    """The id of the way that is told next; empty: none is, or the step is no decision."""
    if not step.ways:
        return ""
    place = words.take_id("w")
    if place is None:
        found, words.rest = take_way(words.rest, step.ways)
        return found.id if found else ""
    if not 1 <= place <= len(step.ways):
        raise Refusal("button-expired")
    return step.ways[place - 1].id


def _begun_besides(meant: StepScope) -> list[int]:
    """Other steps that are worked on, or should be."""
    scope = meant.scope
    return [n for n in scope.planned if scope.status[n] in BEGUN and n != meant.number]


def which_way(call: Call, meant: StepScope, day: date, note: str) -> Message:
    """Asked once nothing speaks against the closing: the answer, pressed or typed, closes it."""
    target, step = meant.target, meant.step
    data = {"line": f"{target}:", "day": day.isoformat(), "note": note[:NOTE_LENGTH]}
    keep_asking(call, QUESTION, data, call.now + ANSWER_WAITS, same=("line",))
    mark = asked(call, f"way {target} {day}", note)
    ways = [(w.name, f"{target} {token(step, w.id)} {day} ! {mark}") for w in step.ways]
    rows = [(Button(name, f"done {line}"),) for name, line in ways]
    rows.append((Button(call.say.caption("Leave it open"), f"done {target} {LEAVE} {mark}"),))
    sop, begun = meant.scope.plan.sop, _begun_besides(meant)
    asks = texts.which(call.say, sop, step, day, tuple(rows), begun)
    return replace(asks, about=meant.about)
