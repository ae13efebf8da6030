"""The procedure as it is written: every step once, however often a plan carries it out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.numbers import base
from bot.domain.sop import Condition, Sop, Step

LEFT_OPEN = "…"
"""In a text where each occurrence has the name of its period."""


def as_written(sop: Sop) -> Sop:
    """With the numbers and titles of the procedure; a loop's way back leads to no later round."""
    if all(step.occurrence is None for step in sop.steps):
        return sop
    numbers = dict.fromkeys(base(step.number) for step in sop.steps)
    return replace(sop, steps=tuple(_one(sop.occurrences(n)) for n in numbers))


def _one(occurrences: tuple[Step, ...]) -> Step:
    """What comes before a loop's later rounds is the loop itself."""
    first = occurrences[0]
    counted = occurrences if first.occurrence else (first,)
    after = dict.fromkeys(base(n) for step in counted for n in step.after)
    once = replace(
        first,
        number=base(first.number),
        title=common_title(first),
        after=tuple(after),
        when=tuple(_conditions(first.when)),
        occurrence=None,
    )
    return _left_open(once, first.occurrence.name) if first.occurrence else once


def _left_open(step: Step, name: str) -> Step:
    """Its texts, and the day from which on it is carried out: each occurrence has its own."""

    def bare(text: str) -> str:
        return text.replace(name, LEFT_OPEN)

    documents = (replace(d, title=bare(d.title), note=bare(d.note)) for d in step.documents)
    return replace(
        step,
        lead=bare(step.lead),
        detail=tuple(map(bare, step.detail)),
        documents=tuple(documents),
        not_before=None,
    )


def _conditions(when: Iterable[Condition]) -> dict[Condition, None]:
    return dict.fromkeys(replace(one, step=base(one.step)) for one in when)


def common_title(step: Step) -> str:
    """Of all its occurrences."""
    name = step.occurrence.name if step.occurrence else ""
    bare = step.title.removesuffix(f" ({name})")
    return bare.replace(name, LEFT_OPEN) if name and bare == step.title else bare
