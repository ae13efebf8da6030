"""What is taken in, what is dropped unseen, and that nothing is lost on the way."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.inbound import CONFLICT_SECONDS, Sieve
from bot.domain.errors import SopbotError
from bot.ports import Accept, Envelope
from tests.channels.telegram.conftest import Outside, understands
from tests.channels.telegram.updates import (
    BOT,
    DOCUMENT,
    MALEE,
    ME,
    PRIVATE,
    SOMCHAI,
    message,
    pressed,
    said,
)
from tests.peers.telegram import Chat, FakeTelegram, Person

Json = dict[str, Any]


@pytest.fixture
def sieve() -> Sieve:
    return Sieve(ME, understands)


class Inbox:
    """Takes envelopes in, after failing as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.taken: list[Envelope] = []

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the store is locked")
        self.taken.extend(envelopes)

    @property
    def texts(self) -> list[str]:
        found = [json.loads(envelope.payload).get("message", {}) for envelope in self.taken]
        return [str(message.get("text", "")) for message in found]


@asynccontextmanager
async def listening(channel: TelegramChannel, accept: Accept) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(channel.listen(accept))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, SopbotError):
            await task


def edited(text: str, chat: Json = PRIVATE) -> Json:
    return {"update_id": 1, "edited_message": message(text, chat)}


@pytest.mark.parametrize(
    "update",
    [
        said("/done 3"),
        said("/done@SOP_test_bot 3"),
        said("เสร็จ 3"),
        said("/เสร็จ 3"),
        said("@sop_test_bot สถานะ"),
        said("ครับ", reply_to_message=message("แจ้งเตือน", sender=BOT)),
        said(document=DOCUMENT, reply_to_message=message("แจ้งเตือน", sender=BOT)),
        said(caption="เสร็จ 3", document=DOCUMENT),
        said("อะไรก็ได้", PRIVATE),
        said(sticker={"file_id": "S"}, reply_to_message=message("แจ้งเตือน", sender=BOT)),
        said(video_note={"file_id": "S"}, reply_to_message=message("แจ้งเตือน", sender=BOT)),
        said(chat=PRIVATE, location={"latitude": 13.8, "longitude": 100.5}),
        said(chat=PRIVATE, document=DOCUMENT),
        said(new_chat_members=[MALEE]),
        said(left_chat_member=MALEE),
        said(migrate_to_chat_id=-100),
        pressed("done 3", message("ปิด?", sender=BOT)),
        edited("เสร็จ 3"),
    ],
)
def test_what_is_for_us_is_taken(sieve: Sieve, update: Json) -> None:
    assert len(sieve.envelopes([update])) == 1


@pytest.mark.parametrize(
    "update",
    [
        said("กินข้าวกันไหม"),
        said("/done@other_bot 3"),
        said("ถาม @other_bot ดู"),
        said("ครับ", reply_to_message=message("กินข้าว", sender=SOMCHAI)),
        said(document=DOCUMENT),
        said(caption="รูปเมื่อวาน", document=DOCUMENT),
        said("/done 3", forward_origin={"type": "hidden_user"}),
        said(caption="เสร็จ 3", document=DOCUMENT, forward_origin={"type": "hidden_user"}),
        said(sticker={"file_id": "S"}),
        said(sticker={"file_id": "S"}, reply_to_message=message("กินข้าว", sender=SOMCHAI)),
        said(location={"latitude": 13.8, "longitude": 100.5}),
        said(chat=PRIVATE, sticker={"file_id": "S"}),
        said(pinned_message=message("x")),
        edited("แก้คำผิด"),
        {"update_id": 2, "message": {"strange": True}},
        {"update_id": 2, "message": "strange"},
    ],
)
def test_other_peoples_talk_is_dropped(sieve: Sieve, update: Json) -> None:
    assert sieve.envelopes([update]) == []


def test_an_envelope_keeps_the_update_as_it_came(sieve: Sieve) -> None:
    update = said("/done ๓", field_of_next_year={"x": [1]})
    [envelope] = sieve.envelopes([update])
    assert (envelope.channel, envelope.key, envelope.lane) == ("telegram", "900", "-100")
    assert json.loads(envelope.payload) == update


def test_a_move_stays_in_the_lane_of_the_old_address(sieve: Sieve) -> None:
    [envelope] = sieve.envelopes([said(migrate_from_chat_id=-7)])
    assert envelope.lane == "-7"


def test_the_files_of_an_album_follow_the_one_that_is_for_us(sieve: Sieve) -> None:
    first = said(document=DOCUMENT, media_group_id="A")
    second = said(caption="/attach 3", document=DOCUMENT, media_group_id="A")
    second["message"]["caption_entities"] = [{"type": "bot_command", "offset": 0, "length": 7}]
    third = said(document=DOCUMENT, media_group_id="A")
    other = said(document=DOCUMENT, media_group_id="B")
    found = sieve.envelopes([first, second, third, other])
    assert [(e.album, e.follows) for e in found] == [
        ("A", True),
        ("A", False),
        ("A", True),
        ("B", True),
    ]


def test_what_becomes_of_a_caption_later_follows_nothing(sieve: Sieve) -> None:
    update = said(document=DOCUMENT, media_group_id="A", caption="เปลี่ยน")
    edited = {"update_id": 901, "edited_message": update["message"]}
    assert sieve.envelopes([edited]) == []


def test_people_added_together_come_one_by_one(sieve: Sieve) -> None:
    envelopes = sieve.envelopes([said(new_chat_members=[SOMCHAI, BOT, MALEE])])
    assert [envelope.key for envelope in envelopes] == ["900", "900.1"]
    users = [json.loads(e.payload)["message"]["new_chat_members"] for e in envelopes]
    assert users == [[SOMCHAI], [MALEE]]


def test_an_unreadable_update_is_logged_without_its_content(sieve: Sieve) -> None:
    with capture_logs() as logs:
        taken = sieve.envelopes([{"update_id": 1, "message": {"text": "ลับ"}}, said("/plan")])
    assert len(taken) == 1
    assert [entry["event"] for entry in logs] == ["telegram.unreadable"]
    assert "ลับ" not in str(logs)


async def test_a_group_is_listened_to_but_not_overheard(
    telegram: FakeTelegram, channel: TelegramChannel, somchai: Person, group: Chat
) -> None:
    inbox = Inbox()
    with capture_logs() as logs:
        async with listening(channel, inbox.accept):
            somchai.says(group, "กินข้าวกันไหม")
            somchai.says(group, "/status")
            await telegram.eventually(lambda: inbox.taken)
    assert inbox.texts == ["/status"]
    assert logs == []


async def test_all_kinds_that_matter_are_asked_for(
    telegram: FakeTelegram, channel: TelegramChannel, group: Chat
) -> None:
    async with listening(channel, Inbox().accept):
        await telegram.eventually(lambda: telegram.world.poll_turn)
        telegram.person("มาลี").joins(group)
        assert telegram.world.updates.allowed[-1] == "chat_member"


async def test_what_was_not_accepted_comes_again(
    telegram: FakeTelegram, channel: TelegramChannel, outside: Outside, somchai: Person
) -> None:
    inbox = Inbox(failures=2)
    with capture_logs() as logs:
        async with listening(channel, inbox.accept):
            somchai.starts()
            await telegram.eventually(lambda: inbox.taken)
    assert [entry["event"] for entry in logs] == ["telegram.not_accepted"] * 2
    assert len(outside.waits) == 2


async def test_the_offset_moves_only_after_accepting(
    telegram: FakeTelegram, channel: TelegramChannel, somchai: Person
) -> None:
    entered, leave = asyncio.Event(), asyncio.Event()

    async def accept(envelopes: Sequence[Envelope]) -> None:
        entered.set()
        await leave.wait()

    async with listening(channel, accept):
        somchai.starts()
        await entered.wait()
        assert len(unconfirmed(telegram)) == 1
        leave.set()
        entered.clear()
        somchai.says(somchai.private, "/plan")
        await entered.wait()
        assert [update["message"]["text"] for update in unconfirmed(telegram)] == ["/plan"]


def unconfirmed(telegram: FakeTelegram) -> list[Json]:
    return telegram.world.updates.pending(telegram.world.now())


@pytest.mark.parametrize(
    "go_wrong",
    [
        lambda faults: faults.fail(502, "Bad Gateway", method="getUpdates"),
        lambda faults: faults.cut(method="getUpdates"),
        lambda faults: faults.fail(500, times=3, method="getUpdates"),
    ],
)
async def test_a_bad_line_is_waited_for(
    telegram: FakeTelegram,
    channel: TelegramChannel,
    outside: Outside,
    somchai: Person,
    go_wrong: Callable[[Any], object],
) -> None:
    go_wrong(telegram.faults)
    inbox = Inbox()
    with capture_logs() as logs:
        async with listening(channel, inbox.accept):
            somchai.starts()
            await telegram.eventually(lambda: inbox.taken)
    assert {entry["event"] for entry in logs} == {"telegram.unreachable"}
    assert len(outside.waits) == len(logs)


async def test_another_poller_is_named_in_the_log_and_waited_out(
    telegram: FakeTelegram, channel: TelegramChannel, outside: Outside, somchai: Person
) -> None:
    telegram.faults.fail(409, "Conflict: terminated by other getUpdates", method="getUpdates")
    inbox = Inbox()
    with capture_logs() as logs:
        async with listening(channel, inbox.accept):
            somchai.starts()
            await telegram.eventually(lambda: inbox.taken)
    assert [entry["event"] for entry in logs] == ["telegram.conflict"]
    assert outside.waits == [CONFLICT_SECONDS]


async def test_a_token_taken_back_ends_listening(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.faults.fail(401, "Unauthorized", method="getUpdates")
    async with listening(channel, Inbox().accept) as task:
        with pytest.raises(SopbotError, match="SOPBOT_TELEGRAM_TOKEN"):
            await asyncio.wait_for(task, 5)


async def test_numbers_that_begin_anew_lose_nothing(
    telegram: FakeTelegram, channel: TelegramChannel, somchai: Person
) -> None:
    inbox = Inbox()
    async with listening(channel, inbox.accept):
        somchai.starts()
        updates, now = telegram.world.updates, telegram.world.now
        await telegram.eventually(lambda: inbox.taken and not updates.pending(now()))
        updates.next_id = 5
        somchai.says(somchai.private, "/plan")
        await telegram.eventually(lambda: inbox.taken[-1].key == "5")


async def test_listening_ends_at_once_when_cancelled(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    async with listening(channel, Inbox().accept) as task:
        await telegram.eventually(lambda: telegram.world.poll_turn)
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=1)
    assert done
