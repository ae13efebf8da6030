"""Decisions among the steps of a file, and what hangs on them, with what is asked of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.sop_import import Option, Remark, Value
from bot.sop_import import decisions, told_ways
from bot.sop_import.making import Making


def decided(one: Making) -> Iterator[Remark]:
    """The other way leads back to the step before; of the first step it is the end."""
    if one.told.ways:
        yield from _told_ways(one)
        return
    pair = decisions.ways(one.raw)
    if pair is None or "every" in one.keys:
        return
    yes: Value = {"id": "yes", "name": pair[0]}
    ends: Value = {"id": "no", "name": pair[1], "ends": True}
    lead = decisions.leads(one.raw)
    before = lead[0] if lead and 1 <= lead[0] <= one.place else one.place
    back: Value = {"id": "no", "name": pair[1], "back": before, "rounds": decisions.AGAIN}
    none = Option("none", (*one.changes({"ways": None, "symbol": "decision"}),))
    told = {"written": f"{pair[0]} / {pair[1]}"}
    if one.place:
        one.keys["ways"] = [yes, back]
        told["times"] = str(decisions.AGAIN)
        ending = Option("ways-end", one.changes({"ways": [yes, ends]}), {"name": pair[1]})
        options: tuple[Option, ...] = (
            Option("ways-back", told={"step": str(before), "name": pair[1]}),
            ending,
            none,
        )
    else:
        one.keys["ways"] = [yes, ends]
        options = (Option("ways-end", told={"name": pair[1]}), none)
    yield one.remark("decision", "ways", *options, told=told)


def _told_ways(one: Making) -> Iterator[Remark]:
    """Asked only how often it leads back, if that is not said."""
    one.keys["ways"] = told_ways.ways(one.told)
    open_end = next((way for way in one.told.ways if way.back and not way.most), None)
    if open_end is not None:
        told = {"step": str(open_end.back), "name": open_end.name}
        none = Option("none", one.changes({"ways": None, "symbol": "decision"}))
        times = {"times": str(decisions.AGAIN)}
        yield one.remark("decision", "ways", Option("ways-back", told=told), none, told=times)


def conditional(one: Making, making: Sequence[Making]) -> Iterator[Remark]:
    """It is asked where only the decision says so, since what comes behind may hang on it, too."""
    every = [m.told for m in making]
    found = told_ways.condition(every, one.place + 1)
    if found is None or not 0 < found[0] <= len(making):
        return
    decision, name, sure = found
    if not (way := told_ways.id_of(every[decision - 1], name)):
        return
    one.keys["when"] = {"step": decision, "way": way}
    if not sure:
        first = Option("as-read", told={"name": told_ways.shown(every[decision - 1])})
        none = Option("none", one.changes({"when": None}))
        yield one.remark("decision", "when", first, none)
