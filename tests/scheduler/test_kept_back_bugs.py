"""What was kept back and cannot be read, or made, keeps nothing else from going."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.ports import Abilities
from tests.scheduler.months import NEW, a_month_begins, another_month, asks, each_said, looks_back
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office, on_line

pytestmark = pytest.mark.usefixtures("quiet")
UNREADABLE = "UPDATE delivery SET message = '[]' WHERE state = 'kept back'"


def spoil(office: Office, statement: str) -> None:
    with office.store.engine.begin() as connection:
        connection.execute(text(statement))


async def keeps_back(office: Office, said: str, to: str = GROUP) -> None:
    office.post(said, to)
    await office.run()


async def test_the_answer_goes_and_the_rest_along_with_it(office: Office) -> None:
    await keeps_back(office, "bad")
    spoil(office, UNREADABLE)
    await keeps_back(office, "good")
    await asks(office)
    assert [one for one in each_said(office) if one in ("echo status", "good")] == [
        "echo status",
        "good",
    ]


async def test_who_leads_the_team_hears_of_it(office: Office) -> None:
    await keeps_back(office, "bad")
    spoil(office, UNREADABLE)
    await asks(office)
    assert "โปรดแจ้งรหัส" in office.channel.texts(SECRETARY)[-1]


async def test_when_a_month_begins_what_else_was_kept_back_goes(office: Office) -> None:
    await keeps_back(office, "bad")
    spoil(office, UNREADABLE)
    for to in (GROUP, MEMBER):
        await keeps_back(office, "good", to)
    await a_month_begins(office)
    assert len([one for one in office.channel.texts() if one.endswith("good")]) == 2


async def test_of_a_chat_that_breaks_the_others_get_theirs(office: Office) -> None:
    for to in (GROUP, MEMBER):
        await keeps_back(office, "news", to)
    await another_month(office)
    spoil(office, "UPDATE chat SET kind = '?' WHERE kind = 'group'")
    await looks_back(office)
    assert len([one for one in office.channel.texts() if one.endswith("news")]) == 1


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
    await asks(office)
    assert [one for one in each_said(office) if one in ("echo status", "news")] == ["echo status"]


def _breaks(*_: object) -> bool:
    raise ValueError
