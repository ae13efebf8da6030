"""A flood is limited, and nobody else feels it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.incoming import Happened, Incoming, IncomingFile, Place, Replied, Sender
from bot.domain.people import ChatKind
from bot.ports import UnitOfWork
from scheduler import flood
from scheduler.flood import (
    ALL_STRANGERS,
    PER_CHAT,
    PER_FOUNDER,
    PER_PERSON,
    PER_STRANGER,
    Flood,
    Whose,
)
from scheduler.inbox import Reception
from scheduler.pace import Limit
from scheduler.tools import NoMeter
from scheduler.transactions import transact
from scheduler.worker import exhaust, one
from tests.fakes.channel import DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local

NOW = local("2026-10-01 08:00")
NONE = timedelta()
ANONYMOUS = Sender("1087968824", anonymous=True)
FEW = Limit(5, 60)
PHOTO = (IncomingFile("source", "photo.jpg"),)


@pytest.fixture
def office(office: Office) -> Office:
    """One in which five things a minute are all that a person may say."""
    office.engine._reception._flood = Flood(person=FEW)
    return office


class Tally(NoMeter):
    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()

    def handled(self, channel: str, outcome: str) -> None:
        self.counted[outcome] += 1


def said(text: str = "/status", who: str = MEMBER, at: str = GROUP, **more: Any) -> Incoming:
    place = Place(at, ChatKind.GROUP if at.startswith("-") else ChatKind.PRIVATE)
    made = Incoming("fake", text, place, Happened.SAID, Sender(who), text, message="7")
    return replace(made, **more)


def passed(limit: Flood, *incoming: Incoming) -> int:
    return sum(limit.wait(one, NOW) == NONE for one in incoming)


async def flooded(office: Office, *more: Incoming, by: str = MEMBER, lane: str = GROUP) -> None:
    """One more than a person may say within a minute, and these."""
    texts = [f"flood {n}" for n in range(FEW.count + 1)]
    await office.receives(*(said(text, by) for text in texts), *more, lane=lane)


def test_a_person_is_limited_over_all_chats() -> None:
    limit = Flood()
    assert passed(limit, *(said(at=f"-{n}") for n in range(1, 200))) == PER_PERSON.count
    assert limit.wait(said(), NOW + timedelta(seconds=15)) == timedelta(seconds=45)
    assert limit.wait(said(), NOW + timedelta(seconds=60)) == NONE


def test_a_chat_is_limited_however_many_speak_in_it() -> None:
    limit = Flood()
    assert passed(limit, *(said(who=str(n)) for n in range(400))) == PER_CHAT.count
    assert limit.wait(said(who="401", at="-2"), NOW) == NONE


def test_one_person_does_not_use_up_a_chats_share() -> None:
    limit = Flood()
    passed(limit, *[said()] * 2000)
    assert passed(limit, *(said(who=f"other {n}") for n in range(100))) == 100


def test_a_committee_that_signs_up_at_once_passes() -> None:
    presses = [said(who=str(n), happened=Happened.PRESSED) for n in range(60) for _ in range(4)]
    assert passed(Flood(), *presses) == len(presses)


def test_an_album_of_a_hundred_photos_passes() -> None:
    assert passed(Flood(), *[said(files=PHOTO)] * 100) == 100


@pytest.mark.parametrize("happened", [h for h in Happened if h not in flood._ASKED])
def test_what_the_platform_tells_of_memberships_always_passes(happened: Happened) -> None:
    assert passed(Flood(), *[said(happened=happened)] * 2000) == 2000


def test_who_opens_the_chat_without_a_word_passes_who_tries_codes_does_not() -> None:
    unblocked = said(happened=Happened.OPENED, message="")
    assert passed(Flood(), *[unblocked] * 2000) == 2000
    assert passed(Flood(), *[said(happened=Happened.OPENED)] * 2000) == PER_PERSON.count


def test_administrators_without_a_name_are_no_single_person() -> None:
    limit = Flood()
    passed(limit, *[said(sender=ANONYMOUS)] * 2000)
    assert limit.wait(said(sender=ANONYMOUS, at="-2"), NOW) == NONE


def test_a_clock_set_back_by_hours_keeps_nobody_out() -> None:
    limit = Flood()
    passed(limit, *[said()] * 2000)
    assert limit.wait(said(), NOW - timedelta(hours=3)) == NONE


def test_however_many_chats_there_are_the_memory_is_bounded() -> None:
    limit = Flood()
    for n in range(3 * flood.MOST_WINDOWS):
        limit.is_news(said(at=f"-{n}"), NOW)
        limit.wait(said(who=str(n), at=f"-{n}"), NOW)
    assert len(limit._windows) == len(limit._told) == flood.MOST_WINDOWS


async def test_what_is_too_much_is_left_undone_and_told_once(office: Office) -> None:
    await flooded(office, said("more"), said("and more"))
    *echoes, told = await office.run()
    assert len(office.dispatch.handled) == len(echoes) == FEW.count
    assert told.startswith(f"{GROUP}: ได้รับข้อความจำนวนมากใน 1 นาที")


async def test_after_a_minute_everything_is_as_before(office: Office) -> None:
    await flooded(office)
    await office.run()
    office.clock.advance(seconds=60)
    await office.receives(said("again"))
    assert await office.run() == [f"{GROUP}: echo again"]


async def test_who_presses_too_much_gets_one_pop_up_and_the_chat_no_word(office: Office) -> None:
    presses = [said(press=f"p{n}", happened=Happened.PRESSED) for n in range(FEW.count + 2)]
    await office.receives(*presses, lane=GROUP)
    assert all("echo" in told for told in await office.run())
    assert len(office.channel.popups) == FEW.count + 1
    assert office.channel.popups[-1][1].startswith("มีการกดปุ่มมากเกินไป")


@pytest.mark.parametrize("how", [{"files": PHOTO}, {"replied": Replied("6", files=PHOTO)}])
async def test_a_file_waits_for_its_turn_and_its_lane_with_it(
    office: Office, how: dict[str, Any]
) -> None:
    await flooded(office, said("evidence", **how), said("behind it", who="99"))
    await office.run()
    assert "behind it" not in office.dispatch.handled
    office.clock.advance(seconds=60)
    await office.run()
    assert office.dispatch.handled[-2:] == ["evidence", "behind it"]


async def test_waiting_for_its_turn_is_no_attempt(office: Office) -> None:
    await flooded(office, said("evidence", files=PHOTO))
    await office.run()
    office.dispatch.breaks = [DOWN, DOWN]
    for _ in range(3):
        office.clock.advance(seconds=60)
        await office.run()
    assert office.dispatch.handled[-1] == "evidence"


async def test_what_broke_is_tried_again_in_the_midst_of_a_flood(office: Office) -> None:
    office.dispatch.breaks = [DOWN]
    await office.receives(said("first"))
    await office.run()
    await flooded(office, lane="2")
    await office.run()
    office.clock.advance(seconds=1)
    await office.run()
    assert office.dispatch.handled[-1] == "first"


async def test_while_one_chat_floods_another_is_answered_after_a_few_rows(office: Office) -> None:
    await office.receives(*(said(f"flood {n}") for n in range(2000)), lane="flood")
    await office.receives(said("/status", who="99", at="-2"), lane="other")
    reception, handled = office.engine._reception, office.dispatch.handled
    _, other = await reception.claim(2)
    assert not await reception.claim(), "a lane takes up one worker, however much is in it"
    await reception.work(other)
    assert handled == ["/status"]


async def test_while_many_chats_flood_the_others_turn_comes_first(office: Office) -> None:
    lanes = (CHAIR, SECRETARY, MEMBER)
    for lane in lanes:
        await flooded(office, said("more"), by=lane, lane=lane)
    for _ in lanes * (FEW.count + 1):
        await one(office.engine._reception)
    await office.receives(said("/status", who="99"), lane=GROUP)
    await one(office.engine._reception)
    assert office.dispatch.handled[-1] == "/status"


async def test_a_lane_that_flooded_is_handled_when_nothing_else_is_to_be_done(
    office: Office,
) -> None:
    await flooded(office, said("/done 1", who="99"))
    await office.run()
    assert office.dispatch.handled[-1] == "/done 1"


async def test_a_flood_by_one_member_leaves_the_others_of_the_group_unharmed(
    office: Office,
) -> None:
    flood = (said(f"flood {n}") for n in range(100))
    await office.receives(*flood, said("/done 1", who="99"), lane=GROUP)
    await office.run()
    assert office.dispatch.handled[FEW.count :] == ["/done 1"]


async def test_every_update_of_a_flood_is_counted(office: Office) -> None:
    meter = Tally()
    await flooded(office, said("more"), said("evidence", files=PHOTO))
    reception = Reception(replace(office.tools, meter=meter), office.dispatch)
    reception._flood = Flood(person=FEW)
    await exhaust(reception)
    assert meter.counted == {"done": FEW.count, "refused": 2, "put off": 1}


def strangers(count: int, each: int, of: str = "s") -> list[Incoming]:
    """What so many of them say, in private, in turn."""
    return [said("/help", f"{of}{n}", f"{of}{n}") for _ in range(each) for n in range(count)]


async def takes(office: Office, *incoming: Incoming) -> None:
    """Each in the lane of its chat, as platforms have it."""
    channel = office.channel
    await office.engine.accept([channel.update(one, one.place.address) for one in incoming])


def test_who_is_in_no_team_may_say_a_few_things_a_minute() -> None:
    limit = Flood()
    asked = [limit.wait(one, NOW, Whose.STRANGER) for one in strangers(2, 100)]
    assert asked.count(NONE) == 2 * PER_STRANGER.count
    assert limit.wait(said(who="s0", at="s0"), NOW) == NONE, "in a team by now"


def test_a_plan_is_set_up_with_many_presses() -> None:
    limit, press = Flood(), said(at="-2", happened=Happened.PRESSED)
    asked = [limit.wait(press, NOW, Whose.FOUNDER) for _ in range(100)]
    assert asked.count(NONE) == PER_FOUNDER.count


async def test_a_stranger_who_asks_too_much_hears_no_more_within_the_minute(
    office: Office,
) -> None:
    await takes(office, *strangers(1, 20), said("album", "s0", "s0", files=PHOTO))
    assert await office.run() == ["s0: echo /help"] * PER_STRANGER.count
    office.clock.advance(seconds=60)
    await takes(office, *strangers(1, 1))
    assert await office.run() == ["s0: echo /help"]


async def test_a_group_that_is_being_set_up_is_heard_as_often_as_need_be(office: Office) -> None:
    group = said("/setup", "s0", "-2")
    press = replace(group, happened=Happened.PRESSED, press="p", text="setup")
    private = replace(press, place=Place("s0", ChatKind.PRIVATE))
    transact(office.store, lambda work: seen(work, "s0", "-2"))
    await takes(office, group, *[press] * 30, *[private] * 20)
    await office.run()
    assert len(office.dispatch.handled) == 51


async def test_what_was_said_before_the_plan_was_there_is_the_committees_once_it_is(
    office: Office,
) -> None:
    presses = [said(who=f"m{n}", at="-2", happened=Happened.PRESSED) for n in range(100)]
    await takes(office, *presses)
    transact(office.store, lambda work: founds(work, "-2"))
    await office.run()
    assert len(office.dispatch.handled) == len(presses) > PER_FOUNDER.count


async def test_a_member_who_has_never_written_in_private_loses_nothing_there(
    office: Office,
) -> None:
    transact(office.store, lambda work: joins(work, "77"))
    talk = [said(f"word {n}", "77", "77") for n in range(FEW.count)]
    await takes(office, *talk, said("evidence", "77", "77", files=PHOTO), said("more", "77", "77"))
    await office.run()
    assert office.dispatch.handled == [one.text for one in talk]
    office.clock.advance(seconds=60)
    await office.run()
    assert office.dispatch.handled[FEW.count :] == ["evidence", "more"]


def founds(work: UnitOfWork, group: str) -> None:
    chat = work.chats.at("fake", group, ChatKind.GROUP)
    work.teams.create("คณะใหม่", chat.id, "th", NOW)


def joins(work: UnitOfWork, account: str) -> None:
    work.teams.add_member(1, work.people.seen("fake", account, "", "", "th").id, NOW)


def seen(work: UnitOfWork, account: str, group: str) -> None:
    person = work.people.seen("fake", account, "", "", "th")
    work.chats.seen_in(work.chats.at("fake", group, ChatKind.GROUP).id, person.id)


async def test_of_many_strangers_some_are_answered_at_a_time_newcomers_first(
    office: Office,
) -> None:
    await takes(office, *strangers(60, 2))
    assert len(await office.run()) == ALL_STRANGERS.count
    await takes(office, *strangers(5, 1, of="new"))
    office.clock.advance(seconds=ALL_STRANGERS.seconds)
    assert (await office.run())[:5] == [f"new{n}: echo /help" for n in range(5)]


async def until_answered(office: Office, more: Callable[[], list[Incoming]]) -> timedelta:
    """How long a member waits for /status while a channel takes 25 messages a second.

    `more`: what strangers say within half a second.
    """
    since, left = office.clock.now(), 0.0
    await takes(office, said("/status", MEMBER, MEMBER))
    while f"{MEMBER}: echo /status" not in [
        f"{o.address}: {o.message.text.plain}" for o in office.channel.sent
    ]:
        await _twenty_fifth(office)
        left += 0.04
        if left >= 0.5:
            left = 0.0
            await takes(office, *more())
    return office.clock.now() - since


async def _twenty_fifth(office: Office) -> None:
    """Of a second: one message goes out, and two updates are handled."""
    for _ in range(2):
        await one(office.engine._reception)
    await one(office.engine._courier)
    office.clock.advance(seconds=0.04)


async def test_forty_strangers_who_write_twice_a_second_keep_no_member_waiting(
    office: Office,
) -> None:
    for _ in range(10):
        await takes(office, *strangers(40, 1))
        for _ in range(12):
            await _twenty_fifth(office)
    assert await until_answered(office, lambda: strangers(40, 1)) < timedelta(seconds=1)


async def test_thousands_of_messages_of_strangers_keep_no_member_waiting(office: Office) -> None:
    await takes(office, *strangers(200, 10))
    assert await until_answered(office, list) < timedelta(seconds=1)
