"""What the steps of an SOP's file come after, with what is proposed and what is to be told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.sop_import import Option, Remark
from bot.sop_import.making import Making
from bot.sop_import.sequence import Length, Order
from bot.sop_import.step_parties import Responsible


def lengths(making: Sequence[Making], bodies: Responsible) -> list[Length]:
    return [
        Length(one.days, tuple(bodies.of[one.place]), apart="every" in one.keys) for one in making
    ]


def in_order(making: Sequence[Making], order: Order) -> Iterator[Remark]:
    for one in making:
        one.keys["after"] = [n + 1 for n in order.after[one.place]]
        if one.place:
            one.added.append("after")
        if one.place in order.beside:
            one.keys["parallel"] = True
            one.added.append("parallel")
            if "every" not in one.keys:  # of which it goes without saying
                yield one.remark("parallel", "parallel", *_beside(one, making, order))
    if not order.fits:
        days = {"written": str(round(order.days))}
        yield Remark("too-long", path=("steps",), told=days)


def _beside(one: Making, making: Sequence[Making], order: Order) -> Iterator[Option]:
    """Beside the others, or as it is drawn: after the step before it, and before the next."""
    yield Option("parallel")
    changes = [*one.changes({"parallel": None, "after": [one.place]})]
    following = (m for m in making[one.place + 1 :] if m.place not in order.beside)
    if (behind := next(following, None)) is not None:
        changes += behind.changes({"after": [one.place + 1]})
    yield Option("sequence", tuple(changes))
