"""How two versions of an SOP differ."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.sop import Sop
from bot.domain.sop_differences import Aspect, differences
from bot.sops.loader import load
from tests.people import SOP

BEFORE = load(SOP)


def changed(number: int, **fields: object) -> Sop:
    steps = tuple(
        replace(s, **fields) if s.number == number else s  # type: ignore[arg-type]
        for s in BEFORE.steps
    )
    return replace(BEFORE, steps=steps)


def told(after: Sop) -> list[tuple[Aspect, int]]:
    return [(d.aspect, d.number) for d in differences(BEFORE, after)]


def test_the_same_has_none() -> None:
    assert told(BEFORE) == []


def test_each_aspect_of_a_step_is_one() -> None:
    assert told(changed(4, duration=9, after=(1,))) == [(Aspect.DURATION, 4), (Aspect.AFTER, 4)]
    assert told(changed(2, title="ประชุม")) == [(Aspect.TITLE, 2)]
    assert told(changed(6, parties=("academics",))) == [(Aspect.PARTIES, 6)]
    assert told(changed(6, documents=())) == [(Aspect.DOCUMENTS, 6)]
    assert told(changed(6, detail=("อื่น",), meeting=True)) == [(Aspect.OTHER, 6)]


def test_steps_that_came_or_went_are_told_whole() -> None:
    fewer = replace(BEFORE, steps=BEFORE.steps[:-1])
    assert told(fewer) == [(Aspect.REMOVED, 12)]
    assert [(d.aspect, d.number) for d in differences(fewer, BEFORE)] == [(Aspect.ADDED, 12)]
