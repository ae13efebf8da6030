"""ผู้รับผิดชอบ of each step, and what is to be told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.sop_import import AT_THE_END, Change, Option, Remark
from bot.sop_import.parties import Meant, Parties, ids_of, key_of, parted
from bot.sop_import.raw import RawSop, RawStep

_COMMITTEE = re.compile(r"คณะ|(?:the )?committee|.*(?:committee|panel|board)$", re.IGNORECASE)
MOST_OPTIONS = 6
"""Parties that are offered: more would not be read on a phone."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """`of`: places of the parties of each step."""

    names: Sequence[str]
    ids: Sequence[str]
    of: Sequence[Sequence[int]]
    remarks: Sequence[Remark]

    def committee(self, direct: Sequence[str]) -> str:
        """The first of those who are responsible directly, as the steps spell it; if that is none,
        the one that the steps name. Empty: there is none.
        """
        named = dict(zip(self.ids, self.names, strict=True)).get("committee", "")
        named = named if _COMMITTEE.match(named) else ""
        first = next((one for one in direct[:1] if _COMMITTEE.match(one)), "")
        if first and not key_of(first).startswith(key_of(named)):
            return first
        return named or first

    def ids_of(self, place: int) -> list[str]:
        return [self.ids[n] for n in self.of[place]]


def responsible(raw: RawSop) -> Responsible:
    """A step that names nobody has the parties of the one before it: to be decided."""
    found = Parties((*raw.direct, *raw.involved))
    meant = [_of_step(found, step) for step in raw.steps]
    if not found.names:
        found.take(raw.direct[0] if raw.direct else "ผู้รับผิดชอบ")
    of = _without_gaps([list(dict.fromkeys(m.party for m in one)) for one in meant])
    ids = ids_of(found.names, raw.direct)
    made = Responsible(found.names, ids, of, ())
    remarks = [
        remark
        for place, step in enumerate(raw.steps)
        for remark in _remarks(made, step, place, meant[place])
    ]
    return replace(made, remarks=remarks)


def _of_step(found: Parties, step: RawStep) -> list[Meant]:
    return [found.take(one) for line in step.parties for one in parted(line)]


def _without_gaps(of: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    filled: list[Sequence[int]] = []
    for one in of:
        filled.append(one or (filled[-1] if filled else [0]))
    return filled


def _remarks(
    made: Responsible, step: RawStep, place: int, meant: Sequence[Meant]
) -> Iterator[Remark]:
    path = ("steps", place, "parties")
    if not meant:
        first = made.of[place][0]
        options = (_only(made, place, first), *_others(made, place, first))
        yield Remark("party-missing", step.number, step.spot, path, options=options)
    for one in meant:
        name = made.names[one.party]
        if one.unsure:
            new = Option("new", _of_its_own(made, place, one))
            options = (_taken(made, one.party), new)
            told = {"written": one.written}
            yield Remark("party-unclear", step.number, step.spot, path, told=told, options=options)
        elif one.written != name:
            yield Remark("party-unified", step.number, step.spot, path, one.written, name)


def _taken(made: Responsible, party: int) -> Option:
    """As the file has it."""
    return Option(made.ids[party], told={"name": made.names[party]})


def _only(made: Responsible, place: int, party: int) -> Option:
    return replace(
        _taken(made, party), changes=(Change(("steps", place, "parties"), [made.ids[party]]),)
    )


def _others(made: Responsible, place: int, but: int) -> list[Option]:
    others = (n for n in range(len(made.names)) if n != but)
    return [_only(made, place, n) for n in others][:MOST_OPTIONS]


def _of_its_own(made: Responsible, place: int, one: Meant) -> tuple[Change, ...]:
    """A party more, in place of the likely one."""
    id = f"party-{len(made.names) + place + 1}"
    name = one.written[:300]
    ids = [id if n == one.party else made.ids[n] for n in made.of[place]]
    party = {"id": id, "name": name, "short": name[:60]}
    return (
        Change(("parties", AT_THE_END), dict(party)),
        Change(("steps", place, "parties"), list(ids)),
    )
