"""What is found when all is over: what was done, and every promise that was broken."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.torture import effects, papers, tellings
from tests.torture.chats import Chats
from tests.torture.migrating import Migrating
from tests.torture.phases import Phase
from tests.torture.torture import Torture

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """`counts` and `faults` by what they are of; a kill may double what was in the air, `in_air` at
    most.
    """

    kills: int
    in_air: int
    doubled: Sequence[int]
    """How many messages each kill doubled, of those that did."""
    counts: Mapping[str, str]
    faults: Mapping[str, Sequence[str]]

    @property
    def is_clean(self) -> bool:
        return not any(self.faults.values()) and max(self.doubled, default=0) <= self.in_air

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for what, count in self.counts.items():
            yield f"{what:10}{count}"
        yield f"{'doubled':10}{sum(self.doubled)} messages; by one kill: {sorted(self.doubled)}"
        for what, found in self.faults.items():
            yield f"{what:10}{len(found)} faults"
            yield from (f"    {fault}" for fault in found[:SHOWN])


def judge(torture: Torture, migrating: Migrating) -> Verdict:
    deeds, books, now = torture.load.done, torture.books, torture.fleet.clock.now()
    side = torture.side
    chats = Chats(torture.committees, quotes=side.quotes)
    wanted, overtaken = tellings.wanted(torture.committees, books, now, counted=side.counted)
    kills = torture.killer.kills
    hit = torture.killer.hit + Counter({Phase.MIGRATE: migrating.hits})
    slots = Counter(notice.day for notice in wanted.elements())
    return Verdict(
        len(kills) + migrating.kills,
        side.in_air,
        [*Counter(bisect(kills, message.at) for message in chats.doubled()).values()],
        {
            "kills": f"{len(kills) + migrating.kills}: {_listed(hit)}",
            "updates": f"{sum(deed.updates for deed in deeds)}{_posted(torture.fleet.served)}",
            "files": str(sum(len(deed.papers) for deed in deeds)),
            "notices": f"{wanted.total()}, {max(slots.values(), default=0)} in the busiest slot",
        },
        {
            "updates": list(effects.faults(deeds, books, chats)),
            "files": list(papers.faults(deeds, books, chats, torture.fleet.data / "files")),
            "notices": list(tellings.faults(wanted, overtaken, chats)),
            "database": [*books.faults(now), *migrating.faults()],
            side.name: side.wrongs(),
            "log": [line for line in torture.fleet.log.splitlines() if _complains(line)],
        },
    )


def _posted(served: Sequence[int]) -> str:
    return f", posted to each process: {', '.join(map(str, served))}" if served else ""


def _listed(hit: Mapping[Phase, int]) -> str:
    """One kill may have hit several things that were going on."""
    return ", ".join(f"{phase} {hit[phase]}" for phase in sorted(hit, key=lambda p: -hit[p]))


def _complains(line: str) -> bool:
    return any(sign in line for sign in ("Traceback", "level='error'", "level='critical'"))
