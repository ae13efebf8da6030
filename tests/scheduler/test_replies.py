"""A platform on which answers cost nothing while they can go as replies, and all else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import DeliveryError, ReplyRefused
from bot.domain.message import About, Made, Message, ToMake, apart, plain
from bot.ports import Abilities, Outgoing, UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.channel.can = Abilities(replies=True, at_once=5)
    yield made
    made.store.close()


async def hears(office: Office, text: str, token: str = "token") -> list[tuple[str, str]]:
    """What was sent: its text, and the token by which it went."""
    before = len(office.channel.sent)
    await office.receives(replace(office.says(text), reply=token))
    await office.run()
    return [(o.message.text.plain, o.reply) for o in office.channel.sent[before:]]


async def test_an_answer_goes_as_a_reply(office: Office) -> None:
    assert await hears(office, "done 3") == [("echo done 3", "token")]


async def test_what_cannot_go_as_a_reply_any_more_is_a_message(office: Office) -> None:
    office.channel.fails(ReplyRefused(), at=GROUP)
    assert await hears(office, "done 3") == [("echo done 3", "")]
    assert office.undelivered() == []


async def test_what_only_tells_is_not_worth_a_message(office: Office) -> None:
    office.channel.fails(ReplyRefused(), at=GROUP)
    assert await hears(office, "status") == []
    assert office.undelivered() == []
    assert await hears(office, "status") == [("echo status", "token")]


async def test_a_reply_that_failed_is_tried_again_as_the_same(office: Office) -> None:
    office.channel.fails(DOWN, at=GROUP)
    await hears(office, "done 3")
    office.clock.advance(minutes=1)
    await office.run()
    first, second = office.channel.tried
    assert (first.reply, first.key) == (second.reply, second.key)


async def test_what_is_sent_unasked_goes_by_no_reply(office: Office) -> None:
    office.post("news")
    await office.run()
    assert [o.reply for o in office.channel.sent] == [""]


async def test_two_messages_have_keys_of_their_own(office: Office) -> None:
    office.post("news")
    office.post("more")
    await office.run()
    first, second = office.channel.sent
    assert first.key != second.key


async def test_the_messages_of_a_notice_go_in_one_request(tmp_path: Path) -> None:
    office = Office(tmp_path, render=lambda *_, **__: [Message(plain(f"{n}")) for n in range(7)])
    office.channel.can = Abilities(at_once=5)
    await office.at("2026-10-13 08:30")
    to_group = [o.message for o in office.channel.sent if o.address == GROUP]
    assert [len(apart(one)) for one in to_group] == [5, 2]
    office.store.close()


OVER = DeliveryError("monthly limit", over_quota=True)


def texts(outgoing: Outgoing) -> list[str]:
    return [one.text.plain for one in apart(outgoing.message)]


def in_group(office: Office) -> list[list[str]]:
    """What each request brought there."""
    return [texts(one) for one in office.channel.sent if one.address == GROUP]


async def test_what_the_quota_keeps_back_comes_with_the_next_reply(office: Office) -> None:
    office.channel.fails(OVER, at=GROUP)
    office.post("news")
    await office.run()
    assert office.undelivered() == []
    await hears(office, "status")
    await hears(office, "status")
    assert in_group(office) == [["echo status", "news"], ["echo status"]]


async def test_it_holds_nothing_up(office: Office) -> None:
    office.channel.fails(OVER, at=GROUP)
    office.post("news")
    office.post("more")
    await office.run()
    assert in_group(office) == [["more"]]


async def test_a_reply_takes_along_as_much_as_one_request_holds(office: Office) -> None:
    office.channel.fails(*[OVER] * 6, at=GROUP)
    for number in range(6):
        office.post(str(number))
    await office.run()
    await hears(office, "status")
    await hears(office, "status")
    assert [said[1:] for said in in_group(office)] == [["0", "1", "2", "3"], ["4", "5"]]


async def test_a_picture_takes_the_room_of_a_message(office: Office) -> None:
    office.channel.fails(*[OVER] * 4, at=GROUP)
    for number in range(4):
        office.post(str(number))
    await office.run()
    shown = ToMake(Made.TIMELINE, office.plan.id, "timeline.png", "th")

    def answer(work: UnitOfWork) -> None:
        with work.outbox.answering(GROUP, "token", office.clock.now()):
            message = Message(plain("timeline"), pictures=(shown,))
            work.outbox.post(office.group.id, message, office.clock.now())

    transact(office.store, answer)
    await office.run()
    assert in_group(office) == [["timeline", "0", "1", "2"]]


async def test_a_picture_that_was_kept_back_takes_the_room_of_a_message_too(office: Office) -> None:
    office.channel.fails(*[OVER] * 4, at=GROUP)
    shown = ToMake(Made.TIMELINE, office.plan.id, "timeline.png", "th")
    for number in range(4):
        office.send(Message(plain(str(number)), pictures=(shown,)))
    await office.run()
    await hears(office, "status")
    await hears(office, "status")
    assert [said[1:] for said in in_group(office)] == [["0", "1"], ["2", "3"]]


async def test_a_notice_that_no_longer_matters_is_not_taken_along(office: Office) -> None:
    office.channel.fails(OVER, at=GROUP)
    await office.at("2026-10-13 08:30")
    office.closes(1)
    office.channel.sent.clear()
    await hears(office, "status")
    assert in_group(office) == [["echo status"]]


async def test_a_reply_that_fails_leaves_it_for_the_next(office: Office) -> None:
    office.channel.fails(OVER, ReplyRefused(), at=GROUP)
    office.post("news")
    await office.run()
    await hears(office, "status")
    await hears(office, "status")
    assert in_group(office) == [["echo status", "news"]]


async def test_who_leads_the_team_hears_of_it_once_a_month(office: Office) -> None:
    office.channel.fails(OVER, OVER, at=GROUP)
    office.post("news")
    office.post("more")
    told = [one for one in await office.run() if "LINE" in one]
    assert [one.partition(":")[0] for one in told] == [SECRETARY]
    office.clock.advance(days=31)
    office.channel.fails(OVER, at=GROUP)
    office.post("news")
    assert len([one for one in await office.run() if "LINE" in one]) == 1


async def test_an_answer_that_only_tells_is_not_kept_back(office: Office) -> None:
    office.channel.fails(ReplyRefused(), at=GROUP)
    await hears(office, "status")
    await hears(office, "done 3")
    assert in_group(office) == [["echo done 3"]]


async def test_who_has_left_the_team_is_told_nothing_that_was_kept_back(office: Office) -> None:
    office.channel.fails(OVER, at=MEMBER)
    about = (About(office.plan.id, 1),)
    office.send(Message(plain("secret"), about=about), MEMBER)
    await office.run()

    def leave(work: UnitOfWork) -> None:
        chat = work.chats.known_at("fake", MEMBER)
        assert chat is not None
        assert chat.person is not None
        work.teams.remove_member(work.plans.by_id(office.plan.id).team, chat.person)

    transact(office.store, leave)
    await office.receives(replace(office.says("status", MEMBER), reply="token"))
    await office.run()
    said = [texts(one) for one in office.channel.sent if one.address == MEMBER]
    assert said == [["echo status"]]
