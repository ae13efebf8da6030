"""What was made of a file in which nothing is to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.decisions import expected, left_out
from bot.domain.numbers import base
from bot.domain.sop import Sop
from bot.render.language import N_, speaker
from bot.sops.marks import MARK
from bot.sops.phrases import Phrase


def fine(name: str, sop: Sop, left: int = 0) -> str:
    """In the SOP's language: one line, and one for each of what is not in every file.

    `left`: places that wait for a decision.
    """
    say = speaker(sop.language)
    return "\n  ".join(phrase.by(say) for phrase in _told(name, sop, left))


def _told(name: str, sop: Sop, left: int) -> Iterator[Phrase]:
    told = Phrase(N_("{file}: fine (steps: {steps}, parties: {parties})"))
    yield told.of(file=name, steps=sop.length, parties=len(sop.parties))
    if len(sop.steps) > sop.length:
        told = Phrase(N_("each time they are carried out counted: {count} steps"))
        yield told.of(count=len(sop.steps))
    if sop.decides:
        yield from _decisions(sop)
    if sop.case:
        yield Phrase(N_("for cases: each is a plan with its own start and name"))
    if left:
        yield Phrase(N_('still to be decided, marked "{mark}": {count}')).of(mark=MARK, count=left)


def _decisions(sop: Sop) -> Iterator[Phrase]:
    told = Phrase(N_("steps that are decisions: {steps}"))
    yield told.of(steps=_listed(base(s.number) for s in sop.steps if s.ways))
    out = left_out(sop, expected(sop, {}))
    never = {base(n) for n in out if all(s.number in out for s in sop.occurrences(n))}
    if never:
        told = Phrase(N_("steps left out as long as each takes its first way: {steps}"))
        yield told.of(steps=_listed(never))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(n) for n in sorted(set(numbers)))
