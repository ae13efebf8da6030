"""Which time is meant of a step that is carried out several times."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.errors import Refusal
from bot.domain.numbers import base
from bot.domain.occurrences import most_likely, repeats
from bot.domain.sop import Sop
from bot.domain.standing import Standing
from handlers.core.asking import Ask, which_step
from handlers.core.call import Call

CLOSES = "done"
MOST_OFFERED = 4
"""Of the times of a step; any other is typed by its number."""


def time_meant(
    call: Call, scope: Standing, number: int, fitting: Collection[int], rest: str
) -> int:
    """The number of the step that is meant by a number told. `fitting`: what the command can mean;
    `rest`: what follows in the command line.
    """
    if number in scope.plan.sop.by_number:
        return _round(call, scope, number, fitting)
    return one_time(call, scope, number, fitting, rest)


def one_time(
    call: Call, scope: Standing, number: int, fitting: Collection[int] = (), rest: str = ""
) -> int:
    """Of a step that recurs, told without which time, the only one that fits; to close one, the
    first that is open. Else it asks.
    """
    sop = scope.plan.sop
    if not repeats(sop, number):
        raise unknown_step(sop, number)
    every = [s.number for s in sop.occurrences(number)]
    likely = most_likely(scope, [n for n in every if n in fitting] or every)
    if len(likely) == 1 or (call.command == CLOSES and not scope.states[likely[0]].is_closed):
        return likely[0]
    raise Ask(which_step(call, scope.plan, likely[:MOST_OFFERED], rest))


def unknown_step(sop: Sop, number: int) -> Refusal:
    known = [s.number for s in sop.occurrences(number)]
    if len(known) > 1 and base(number) != number:
        return Refusal("no-such-step", number=number, first=known[0], last=known[-1])
    return Refusal("no-such-step", number=number, first=1, last=max(map(base, sop.by_number)))


def _round(call: Call, scope: Standing, number: int, fitting: Collection[int]) -> int:
    """Of a step that was led back to the round that fits, where the first does not; a button means
    the one that it was made for.
    """
    if call.by_button or number != base(number) or number in fitting:
        return number
    rounds = (s.number for s in scope.plan.sop.occurrences(number))
    return next((n for n in rounds if n in fitting), number)
