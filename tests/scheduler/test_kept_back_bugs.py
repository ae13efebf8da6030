"""What was kept back and cannot be read, or made, keeps nothing else from going."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.message import apart
from bot.ports import Abilities, Allowance
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office, on_line

USED_UP, NEW = Allowance(300, 300), Allowance(300, 0)
UNREADABLE = "UPDATE delivery SET message = '[]' WHERE state = 'kept back'"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Nothing is due any more, and nothing goes unasked in October."""
    made = Office(tmp_path)
    for step in (1, 2):
        made.closes(step)
    made.channel.can = Abilities(replies=True, counted=True, at_once=5)
    made.channel.left = USED_UP
    yield made
    made.tools.desk.close()
    made.store.close()


def spoil(office: Office, statement: str) -> None:
    with office.store.engine.begin() as connection:
        connection.execute(text(statement))


async def keeps_back(office: Office, said: str, to: str = GROUP) -> None:
    office.post(said, to)
    await office.run()


async def answers(office: Office) -> list[str]:
    """What is said in the group, with what goes along."""
    await office.receives(replace(office.says("status"), reply="token"))
    await office.run()
    return [each.text.plain for one in office.channel.sent for each in apart(one.message)]


async def a_month_begins(office: Office, *, spoilt: str = "") -> list[str]:
    await office.at("2026-11-02 10:00")
    office.channel.left = NEW
    if spoilt:
        spoil(office, spoilt)
    await office.engine._month.do()
    await office.run()
    return office.channel.texts()


async def test_the_answer_goes_and_the_rest_along_with_it(office: Office) -> None:
    await keeps_back(office, "bad")
    spoil(office, UNREADABLE)
    await keeps_back(office, "good")
    said = await answers(office)
    assert [one for one in said if one in ("echo status", "good")] == ["echo status", "good"]


async def test_who_leads_the_team_hears_of_it(office: Office) -> None:
    await keeps_back(office, "bad")
    spoil(office, UNREADABLE)
    await answers(office)
    assert "โปรดแจ้งรหัส" in office.channel.texts(SECRETARY)[-1]


async def test_when_a_month_begins_what_else_was_kept_back_goes(office: Office) -> None:
    await keeps_back(office, "bad")
    spoil(office, UNREADABLE)
    for to in (GROUP, MEMBER):
        await keeps_back(office, "good", to)
    said = await a_month_begins(office)
    assert len([one for one in said if one.endswith("good")]) == 2


async def test_of_a_chat_that_breaks_the_others_get_theirs(office: Office) -> None:
    for to in (GROUP, MEMBER):
        await keeps_back(office, "news", to)
    said = await a_month_begins(office, spoilt="UPDATE chat SET kind = '?' WHERE kind = 'group'")
    assert len([one for one in said if one.endswith("news")]) == 1


async def test_what_breaks_on_one_platform_leaves_the_others_known(office: Office) -> None:
    line = on_line(office, MEMBER, reads="line")
    line.can, line.left = Abilities(counted=True), NEW
    office.channel.fails(ValueError(), at="allowance")
    await office.engine._month.do()
    assert [*office.tools.outlooks] == ["line"]


async def test_the_answer_goes_without_what_cannot_be_made(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keeps_back(office, "news")
    monkeypatch.setattr("scheduler.news.tells_of_another_month", _breaks)
    said = await answers(office)
    assert [one for one in said if one in ("echo status", "news")] == ["echo status"]


def _breaks(*_: object) -> bool:
    raise ValueError
