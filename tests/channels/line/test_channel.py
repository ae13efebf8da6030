"""What is sent to LINE and asked of it, on a fake that refuses what LINE refuses."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import unquote

import pytest
from structlog.testing import capture_logs

from bot.channels.line.channel import REFUSED_AGAIN, LineChannel
from bot.channels.line.errors import line_error
from bot.domain.errors import DeliveryError, ReplyRefused, SentInPart, SopbotError
from bot.domain.message import Button, Message, apart, plain
from bot.ports import Outgoing
from tests.channels.line.conftest import Build, heard, nobody, said, to
from tests.clock import SettableClock
from tests.peers.line import FakeLine, Group, Person, api
from tests.peers.line.faults import SENDING

REPLY, PUSH = SENDING


async def test_an_answer_of_several_messages_is_one_reply_at_no_cost(
    channel: LineChannel, line: FakeLine, member: Person
) -> None:
    member.says("เสร็จ 3")
    ids = await channel.send(to(member, "หนึ่ง", "สอง", "สาม", reply=heard(line).reply))
    assert said(line, member) == ["หนึ่ง", "สอง", "สาม"]
    assert ids == [m.id for m in line.messages(member) if m.sender is line.bot]
    assert line.cost() == 0


async def test_a_reply_is_taken_once_and_within_a_minute(
    channel: LineChannel, line: FakeLine, member: Person, clock: SettableClock
) -> None:
    member.says("เสร็จ 3")
    reply = heard(line).reply
    await channel.send(to(member, "หนึ่ง", reply=reply))
    with pytest.raises(ReplyRefused):
        await channel.send(to(member, "สอง", reply=reply))
    member.says("เสร็จ 4")
    late = heard(line).reply
    clock.advance(seconds=61)
    with pytest.raises(ReplyRefused):
        await channel.send(to(member, "สาม", reply=late))


async def test_a_push_costs_as_many_as_get_it(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    await channel.send(to(group, "หนึ่ง", "สอง"))
    assert said(line, group) == ["หนึ่ง", "สอง"]
    assert line.cost() == 2


async def test_a_push_that_was_accepted_unheard_is_not_sent_twice(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    line.faults.http_500_after_accepting()
    with pytest.raises(DeliveryError, match="500"):
        await channel.send(to(group, "หนึ่ง"))
    ids = await channel.send(to(group, "หนึ่ง"))
    assert said(line, group) == ["หนึ่ง"]
    assert len(ids) == 1


async def test_messages_with_keys_of_their_own_are_both_sent(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    await channel.send(to(group, "หนึ่ง", key="7"))
    await channel.send(to(group, "หนึ่ง", key="8"))
    assert said(line, group) == ["หนึ่ง", "หนึ่ง"]


async def test_what_one_request_does_not_hold_follows_and_is_not_doubled_either(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    many = [str(number) for number in range(7)]
    await channel.send(to(group, *many))
    await channel.send(to(group, *many))
    assert said(line, group) == many


async def test_the_end_of_the_month_is_told_from_a_busy_moment(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    line.faults.rate_limited()
    with pytest.raises(DeliveryError) as busy:
        await channel.send(to(group, "หนึ่ง"))
    line.faults.monthly_limit_reached()
    with pytest.raises(DeliveryError) as over:
        await channel.send(to(group, "หนึ่ง"))
    assert (busy.value.over_quota, busy.value.retry_after is not None) == (False, True)
    assert (over.value.over_quota, over.value.retry_after) == (True, None)


async def test_a_group_that_threw_the_bot_out_is_gone(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    group.removes_bot()
    with pytest.raises(DeliveryError) as error:
        await channel.send(to(group, "หนึ่ง"))
    assert (error.value.permanent, error.value.gone) == (True, True)
    assert not await channel.is_inside(group.id)


async def test_who_is_in_the_group_may_set_up_there(
    channel: LineChannel, line: FakeLine, group: Group, member: Person
) -> None:
    stranger = line.person("คนนอก")
    assert await channel.is_inside(group.id)
    assert await channel.administers(group.id, member.user_id)
    assert not await channel.administers(group.id, stranger.user_id)


async def test_the_bytes_of_a_file_come_whole(
    channel: LineChannel, line: FakeLine, member: Person
) -> None:
    data = bytes(range(256)) * 3000
    sent = member.sends_file("แผน.pdf", data)
    assert b"".join([chunk async for chunk in channel.fetch(sent.id)]) == data


async def test_what_was_unsent_is_gone_and_a_video_comes_later(
    channel: LineChannel, line: FakeLine, member: Person
) -> None:
    gone, video = member.sends_image(b"picture"), member.sends_video(b"film")
    member.unsends(gone)
    line.faults.content_not_ready()
    found = []
    for sent in (gone, video):
        with pytest.raises(DeliveryError) as error:
            [_ async for _ in channel.fetch(sent.id)]
        found.append(error.value.permanent)
    assert found == [True, False]


async def test_a_token_that_line_refuses_ends_the_start_and_is_not_shown(
    build: Build,
) -> None:
    build.settings = replace(build.settings, token="wrong-token-0123")
    channel = build()
    with pytest.raises(SopbotError, match="channel access token") as error:
        await channel.start()
    await channel.stop()
    assert "wrong-token" not in f"{error.value} {build.settings}"


async def test_a_link_opens_the_private_chat_with_the_words_written(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    message = Message(plain("ลงชื่อแล้ว"), ((Button("เปิดแชต", invite="aB_9"),),))
    await channel.send(Outgoing(group.id, message))
    (button,) = line.buttons(group)
    assert button.uri is not None
    host, _, words = button.uri.partition("/?")
    assert (host, unquote(words)) == ("https://line.me/R/oaMessage/%40000testy", "เริ่มใช้งาน aB_9")


async def test_a_day_later_the_same_key_is_a_new_message(
    channel: LineChannel, line: FakeLine, group: Group, clock: SettableClock
) -> None:
    await channel.send(to(group, "หนึ่ง"))
    clock.advance(hours=25)
    await channel.send(to(group, "หนึ่ง"))
    assert said(line, group) == ["หนึ่ง", "หนึ่ง"]


async def test_only_the_first_request_of_an_answer_is_a_reply(
    channel: LineChannel, line: FakeLine, member: Person
) -> None:
    member.says("เสร็จ 3")
    many = [str(number) for number in range(12)]
    await channel.send(to(member, *many, reply=heard(line).reply))
    assert said(line, member) == many
    assert [c.path for c in line.calls if c.path in SENDING] == [REPLY, PUSH, PUSH]


async def test_what_the_account_may_not_do_is_neither_the_messages_fault_nor_the_groups(
    channel: LineChannel, line: FakeLine, group: Group
) -> None:
    line.faults.forbidden()
    with pytest.raises(DeliveryError) as error:
        await channel.send(to(group, "หนึ่ง"))
    found = error.value
    assert (found.permanent, found.gone, found.over_quota, found.retry_after) == (
        *(False, False, False),
        None,
    )
    assert "403" in found.reason


async def test_of_a_group_that_may_not_be_asked_about_the_bot_is_not_in_it(
    channel: LineChannel, line: FakeLine, group: Group, member: Person
) -> None:
    line.faults.forbidden(2)
    assert not await channel.is_inside(group.id)
    assert not await channel.is_member(group.id, member.user_id)
    assert await channel.is_inside(group.id)


async def test_of_a_reply_that_breaks_off_the_rest_alone_is_sent_again(
    channel: LineChannel, line: FakeLine, member: Person
) -> None:
    member.says("เสร็จ 3")
    many = [str(number) for number in range(7)]
    line.faults.http_500_before(1, "/v2/bot/message/push")
    with pytest.raises(SentInPart) as broken:
        await channel.send(to(member, *many, reply=heard(line).reply))
    assert said(line, member) == many[:5]
    assert len(broken.value.sent) == 5
    assert [one.text.plain for one in apart(broken.value.rest)] == many[5:]


async def test_line_away_at_the_start_keeps_nobody_waiting(line: FakeLine, build: Build) -> None:
    away = line.faults.http_500_before(1, "/v2/bot/info")
    channel = build()
    await channel.start()
    await channel.stop()
    assert away.hits == 1


async def test_a_token_refused_once_line_is_reached_is_told_of_until_it_is_mended(
    line: FakeLine, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) > 2:
            raise asyncio.CancelledError

    line.faults.http_500_before(1, "/v2/bot/info")
    channel = build(pause=pause)
    await channel.start()
    monkeypatch.setattr(api, "ACCESS_TOKEN", "another")
    with capture_logs() as logs, pytest.raises(asyncio.CancelledError):
        await channel.listen(nobody)
    await channel.stop()
    assert waited == [REFUSED_AGAIN] * 3
    assert [one["log_level"] for one in logs] == ["error"] * 3


async def test_that_an_answer_is_on_its_way_can_be_shown_in_private_only(
    line: FakeLine, channel: LineChannel, member: Person, group: Group
) -> None:
    await channel.show_typing(group.id, "")
    await channel.show_typing(member.user_id, "")
    assert line.world.loading == [member.user_id]


@pytest.mark.parametrize("details", [{}, 7, [], [7], "no", [{"message": "x"}]])
def test_a_strange_refusal_is_still_one(details: object) -> None:
    error = line_error(400, {"message": "bad", "details": details})
    assert (error.status, error.told.startswith("bad")) == (400, True)
