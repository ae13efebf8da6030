"""What people do becomes events, and events come to the webhook."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.clock import SettableClock
from tests.peers.line import FakeLine, Group, NotPossible, Person, deliver_one
from tests.peers.line_calls import HELLO, Json, button, flex, last_event, postback, push, quick


class Office:
    """A webhook that answers with the statuses in turn, then 200, and keeps what it got."""

    def __init__(self, *statuses: int) -> None:
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        self._statuses = list(statuses)
        self.app = Starlette(routes=[Route("/hook", self._take, methods=["POST"])])

    @property
    def posts(self) -> list[list[Json]]:
        return [json.loads(body)["events"] for body in self.bodies]

    @property
    def texts(self) -> list[str]:
        return [event["message"]["text"] for post in self.posts for event in post]

    async def _take(self, request: Request) -> Response:
        self.bodies.append(await request.body())
        self.signatures.append(request.headers["X-Line-Signature"])
        return Response(status_code=self._statuses.pop(0) if self._statuses else 200)


@pytest.fixture
def quiet(clock: SettableClock) -> FakeLine:
    """Without a socket: posts are made one by one."""
    line = FakeLine(clock.now)
    line.world.hook.url = "http://127.0.0.1/hook"
    return line


@pytest.fixture
def malee(quiet: FakeLine) -> Person:
    person = quiet.person("มาลี")
    person.befriend()
    quiet.world.events.waiting.clear()
    return person


async def deliver_all(line: FakeLine, office: Office) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(office.app)) as client:
        while not line.has_been_heard():
            await deliver_one(line.world, client)


async def test_a_post_is_signed_over_its_very_bytes(quiet: FakeLine, malee: Person) -> None:
    malee.says("สวัสดี")
    office = Office()
    await deliver_all(quiet, office)
    digest = hmac.digest(quiet.channel_secret.encode(), office.bodies[0], hashlib.sha256)
    assert office.signatures == [base64.b64encode(digest).decode()]
    assert json.loads(office.bodies[0])["destination"] == quiet.bot.id


async def test_a_refused_post_comes_again_marked_with_the_same_ids(
    quiet: FakeLine, malee: Person
) -> None:
    malee.says("สวัสดี")
    office = Office(500)
    await deliver_all(quiet, office)
    (first,), (second,) = office.posts
    assert first["deliveryContext"] == {"isRedelivery": False}
    assert second == first | {"deliveryContext": {"isRedelivery": True}}


async def test_a_post_can_come_twice_though_it_was_taken(quiet: FakeLine, malee: Person) -> None:
    quiet.faults.deliver_twice()
    malee.says("สวัสดี")
    office = Office()
    await deliver_all(quiet, office)
    (first,), (second,) = office.posts
    assert first["webhookEventId"] == second["webhookEventId"]


async def test_a_later_event_can_overtake(quiet: FakeLine, malee: Person) -> None:
    quiet.faults.deliver_out_of_order()
    for word in ("หนึ่ง", "สอง", "สาม"):
        malee.says(word)
    office = Office()
    await deliver_all(quiet, office)
    assert office.texts == ["สาม", "หนึ่ง", "สอง"]


async def test_several_events_can_stand_in_one_post(quiet: FakeLine, malee: Person) -> None:
    quiet.world.hook.together = 2
    for word in ("หนึ่ง", "สอง", "สาม"):
        malee.says(word)
    office = Office()
    await deliver_all(quiet, office)
    assert [len(post) for post in office.posts] == [2, 1]


def test_an_event_has_all_that_the_schema_asks_for(
    line: FakeLine, clock: SettableClock, somsri: Person, office: Group
) -> None:
    message = somsri.says("งาน", office)
    event = last_event(line)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", event.pop("webhookEventId"))
    assert event.pop("replyToken")
    assert event == {
        "type": "message",
        "mode": "active",
        "timestamp": int(clock.now().timestamp() * 1000),
        "source": {"type": "group", "groupId": office.id, "userId": somsri.user_id},
        "deliveryContext": {"isRedelivery": False},
        "message": {"id": message.id, "type": "text", "text": "งาน",
                    "quoteToken": message.quote_token},
    }  # fmt: skip


def test_ids_look_like_line_s(line: FakeLine, somsri: Person, office: Group) -> None:
    assert re.fullmatch(r"U[0-9a-f]{32}", somsri.user_id)
    assert re.fullmatch(r"C[0-9a-f]{32}", office.id)
    ids = [event["webhookEventId"] for event in line.world.events.waiting]
    assert len(set(ids)) == len(ids)
    assert somsri.says("งาน").id.isdigit()


def test_mentions_and_quotes_are_told(line: FakeLine, somsri: Person, office: Group) -> None:
    first = somsri.says("งาน", office)
    somsri.says("😀 @บอต", office, quoting=first.id, mentions={"@บอต": line.bot})
    told = last_event(line)["message"]
    assert told["quotedMessageId"] == first.id
    (mentioned,) = told["mention"]["mentionees"]
    assert mentioned == {
        "type": "user", "index": 3, "length": 4, "userId": line.bot.id, "isSelf": True,
    }  # fmt: skip


def test_a_file_is_told_with_its_name_and_size(line: FakeLine, somsri: Person) -> None:
    somsri.sends_file("แผน.pdf", b"12345")
    told = last_event(line)["message"]
    assert (told["type"], told["fileName"], told["fileSize"]) == ("file", "แผน.pdf", 5)


def test_a_picture_has_no_name(line: FakeLine, somsri: Person) -> None:
    somsri.sends_image(b"jpeg")
    told = last_event(line)["message"]
    assert told["contentProvider"] == {"type": "line"}
    assert "fileName" not in told


def test_a_sticker_is_told(line: FakeLine, somsri: Person) -> None:
    somsri.sends_sticker()
    assert {"packageId", "stickerId", "quoteToken"} <= last_event(line)["message"].keys()


def test_friends_come_and_go(line: FakeLine, somsri: Person) -> None:
    assert last_event(line)["follow"] == {"isUnblocked": False}
    somsri.block()
    assert last_event(line)["type"] == "unfollow"
    assert "replyToken" not in last_event(line)
    somsri.befriend()
    assert last_event(line)["follow"] == {"isUnblocked": True}


def test_who_is_no_friend_cannot_write(line: FakeLine, somsri: Person) -> None:
    somsri.block()
    with pytest.raises(NotPossible):
        somsri.says("สวัสดี")


def test_members_come_and_go(line: FakeLine, office: Group) -> None:
    assert last_event(line)["type"] == "join"
    new = line.person("ใหม่")
    new.joins(office)
    assert last_event(line)["joined"]["members"] == [{"type": "user", "userId": new.user_id}]
    new.leaves(office)
    assert last_event(line)["type"] == "memberLeft"
    with pytest.raises(NotPossible):
        new.says("สวัสดี", office)


def test_a_group_without_the_bot_tells_it_nothing(
    line: FakeLine, somsri: Person, office: Group
) -> None:
    office.removes_bot()
    assert last_event(line)["type"] == "leave"
    before = len(line.world.events.waiting)
    somsri.says("สวัสดี", office)
    assert len(line.world.events.waiting) == before


def test_what_is_unsent_is_gone(line: FakeLine, somsri: Person) -> None:
    message = somsri.says("ผิด")
    somsri.unsends(message)
    assert last_event(line)["unsend"] == {"messageId": message.id}
    assert line.messages(somsri) == []


def test_a_button_that_stands_can_be_pressed(
    line: FakeLine, api: httpx.Client, somsri: Person, office: Group
) -> None:
    push(api, office.id, flex(button("done:1")))
    somsri.presses(line.buttons(office)[0])
    event = last_event(line)
    assert event["postback"] == {"data": "done:1"}
    assert event["source"]["groupId"] == office.id
    assert line.messages(office)[-1].text == "ตกลง"
    with pytest.raises(NotPossible):
        somsri.presses("done:2", office)


def test_a_quick_reply_that_is_gone_cannot_be_pressed(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    push(api, somsri.user_id, HELLO | quick(postback("d")))
    somsri.says("เดี๋ยวก่อน")
    with pytest.raises(NotPossible):
        somsri.presses("d")


def test_a_message_button_says_its_text(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    push(api, somsri.user_id, HELLO | quick({"type": "message", "label": "งาน", "text": "งานวันนี้"}))
    somsri.presses("งาน")
    assert last_event(line)["message"]["text"] == "งานวันนี้"
