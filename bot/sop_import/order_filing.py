"""What the steps of an SOP's file come after: what is proposed of it, and what is to be told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.domain.sop_import import Option, Remark, Value
from bot.sop_import import decisions
from bot.sop_import.making import Making
from bot.sop_import.sequence import Length, Order
from bot.sop_import.step_parties import Responsible


def lengths(making: Sequence[Making], bodies: Responsible) -> list[Length]:
    return [
        Length(one.days, tuple(bodies.of[one.place]), "every" in one.keys or one.told.parallel)
        for one in making
    ]


def in_order(making: Sequence[Making], order: Order, but: Collection[str]) -> Iterator[Remark]:
    for one in making:
        one.keys["after"] = [n + 1 for n in order.after[one.place]]
        after = _told_after(one, making)
        if after is not None:
            one.keys["after"] = [*after]
            if one.told.parallel:
                one.keys["parallel"] = True
            continue
        if one.place:
            one.added.append("after")
        if one.place in order.beside and (one.place or not _is_told_behind(making)):
            one.keys["parallel"] = True
            one.added.append("parallel")
            if "every" in one.keys:
                yield from _begins(one)
            else:
                yield one.remark("parallel", "parallel", *_beside(one, making, order))
    yield from _waiting(making, order, but)
    for one in making:
        yield from _led(one, making)
    if not order.fits:
        days = {"written": str(round(order.days))}
        yield Remark("too-long", path=("steps",), told=days)


def _told_after(one: Making, making: Sequence[Making]) -> Sequence[Value] | None:
    """What runs beside an earlier step comes after the same; None: nothing is said."""
    beside = one.told.beside
    if one.told.after is not None or not 0 < beside <= one.place:
        return one.told.after
    after = making[beside - 1].keys["after"]
    assert isinstance(after, list)
    return after


def _beside(one: Making, making: Sequence[Making], order: Order) -> Iterator[Option]:
    """Beside the others, or as it is drawn: after the step before it, and before the next."""
    yield Option("parallel")
    changes = [*one.changes({"parallel": None, "after": [one.place]})]
    if (behind := _next(one, making, order)) is not None:
        changes += behind.changes({"after": [one.place + 1]})
    yield Option("sequence", tuple(changes))


def _next(one: Making, making: Sequence[Making], order: Order) -> Making | None:
    """The next one that runs beside no other."""
    return next((m for m in making[one.place + 1 :] if m.place not in order.beside), None)


def _is_told_behind(making: Sequence[Making]) -> bool:
    """Whether the second step says itself after which it comes: then of the first nothing is to be
    proposed.
    """
    return len(making) > 1 and making[1].told.after is not None


def _begins(one: Making) -> Iterator[Remark]:
    """What recurs has its times from the beginning of the year on, or waits for what prepares it:
    then those that lie before are late.
    """
    after = one.keys["after"]
    assert isinstance(after, list)
    if not one.place:
        return
    waits = Option("after-step", told={"step": str((after or [one.place])[0])})
    begins = Option("from-start")
    if after:
        options = (waits, replace(begins, changes=one.changes({"after": []})))
    else:
        options = (begins, replace(waits, changes=one.changes({"after": [one.place]})))
    yield one.remark("recurring-start", "after", *options)


def _led(one: Making, making: Sequence[Making]) -> Iterator[Remark]:
    """Its chart leads elsewhere than its number, though it is no decision."""
    lead = decisions.leads(one.raw)
    if lead is None or one.told.ways or decisions.ways(one.raw) or lead[0] == one.place + 2:
        return
    to, words = lead
    options = [Option("as-numbered")]
    if one.place + 1 < to <= len(making):
        after = making[to - 1].changes({"after": [one.place + 1]})
        options.append(Option("leads-on", after, {"step": str(to)}))
    elif 1 <= to <= one.place + 1 and "every" not in one.keys:
        names = ("ดำเนินการต่อ", words)
        on, back = ({"id": id, "name": n} for id, n in zip(("yes", "no"), names, strict=True))
        ways: list[Value] = [{**on}, {**back, "back": to, "rounds": decisions.AGAIN}]
        options.append(Option("leads-back", one.changes({"ways": ways}), {"step": str(to)}))
    yield one.remark("order", "after", *options, told={"written": words})


def _waiting(making: Sequence[Making], order: Order, but: Collection[str]) -> Iterator[Remark]:
    """What follows something that recurs goes on beside it, unless it is about the whole year, and
    need not end before that does.
    """
    for following, recurring in _followed(making, order).items():
        one = making[following]
        if one.told.after is not None:
            continue
        own = one.keys["after"]
        assert isinstance(own, list)
        waits: list[Value] = [*own, *(n + 1 for n in recurring)]
        first = Option("beside"), Option("after-last")
        is_closing = _OF_YEAR.search(one.words) and "not_after" not in one.keys
        if is_closing and "recurring-last" not in but:
            one.keys["after"] = waits
            options = (first[1], replace(first[0], changes=one.changes({"after": own})))
        else:
            options = (first[0], replace(first[1], changes=one.changes({"after": waits})))
        told = {"written": ", ".join(str(n + 1) for n in recurring)}
        yield one.remark("recurring-last", "after", *options, told=told)


def _followed(making: Sequence[Making], order: Order) -> dict[int, list[int]]:
    """Which recur before which step: the next one that is about the whole year, else the next."""
    found: dict[int, list[int]] = {}
    for one in making:
        if "every" not in one.keys:
            continue
        main = [m for m in making[one.place + 1 :] if m.place not in order.beside]
        closing = (m for m in main if _OF_YEAR.search(m.words))
        if (behind := next(closing, next(iter(main), None))) is not None:
            found.setdefault(behind.place, []).append(one.place)
    return found


_OF_YEAR = re.compile(r"ประจำปี|ทั้งปี|ตลอดปี|(?:สิ้น|ปลาย|จบ)ปี|(?:12|สิบสอง) ?เดือน")
"""Words of a step that closes a year, and not only a part of it."""
