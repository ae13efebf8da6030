"""What LINE tells of later than of what was said after it: each file still finds its step.

https://developers.line.biz/en/docs/messaging-api/receiving-messages/#webhook-redelivery
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program, texts
from tests.peers.line import Person


def attaches(running: Program, committee: Committee, *files: tuple[str, int, Person]) -> None:
    """Sends each and has it attached to a step, by quoting it, while LINE tells the bot nothing."""
    running.line.world.hook.active = False
    for name, step, by in files:
        sent = committee.member.sends_file(name, f"%PDF {name}".encode(), committee.group)
        running.clock.advance(seconds=5)
        by.says(f"แนบ {step}", committee.group, quoting=sent.id)
        running.clock.advance(seconds=5)


async def told(running: Program, committee: Committee, order: Sequence[int]) -> str:
    """What the bot says in the group, told one after another of what it has missed."""
    world = running.line.world
    missed, world.events.waiting = world.events.waiting, []
    heard = []
    for number in order:
        with world.changing():
            world.events.waiting, world.hook.active = [missed[number]], True
        heard += await running.hears(committee.group)
    return texts(heard)


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3), (1, 2, 3, 0), (1, 3, 0, 2), (1, 3, 2, 0), (3, 1, 2, 0), (3, 2, 1, 0)]
)
async def test_each_file_goes_where_who_quoted_it_said(
    running: Program, committee: Committee, order: Sequence[int]
) -> None:
    """The file a, แนบ 1 quoting it, the file b, แนบ 5 quoting that."""
    attaches(running, committee, ("a.pdf", 1, committee.member), ("b.pdf", 5, committee.member))
    said = await told(running, committee, order)
    assert "ขั้นตอนที่ 1 · a.pdf" in said
    assert "ขั้นตอนที่ 5 · b.pdf" in said
    assert said.count("ได้รับเอกสารแนบแล้ว") == 2
