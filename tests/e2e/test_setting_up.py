"""From adding the bot to a plan that the group has signed up for."""

from __future__ import annotations

from tests.e2e.conftest import Committee, set_up
from tests.e2e.program import Program, texts


async def test_a_committee_sets_up_its_year(program: Program, committee: Committee) -> None:
    await set_up(program, committee)
    said = texts(committee.group.messages_from_bot())
    print(said)
    for p in (committee.secretary, committee.chair, committee.member):
        print("=====", p.name, texts(p.private.messages_from_bot()))
    assert 0
