"""Replies and pushes: what is accepted, what it costs, who sees it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import httpx
import pytest

from tests.clock import SettableClock
from tests.peers.line import FakeLine, Group, Person
from tests.peers.line_calls import HELLO, REPLY, RETRY, last_event, push, reply

SPENT = {"message": "Invalid reply token"}
KEY = "123e4567-e89b-12d3-a456-426614174000"


def test_a_reply_stands_in_the_chat_and_costs_nothing(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    somsri.says("งาน")
    answer = reply(api, last_event(line)["replyToken"])
    (sent,) = answer.json()["sentMessages"]
    assert sent["id"].isdigit()
    assert sent["quoteToken"]
    assert [m.text for m in line.messages(somsri)] == ["งาน", "สวัสดี"]
    assert line.cost() == 0


def test_a_reply_token_works_once(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    token = last_event(line)["replyToken"]
    assert reply(api, token).status_code == 200
    again = reply(api, token)
    assert (again.status_code, again.json()) == (400, SPENT)


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 400)])
def test_a_reply_token_lives_for_a_minute(
    line: FakeLine, clock: SettableClock, api: httpx.Client, somsri: Person,
    seconds: int, status: int,
) -> None:  # fmt: skip
    clock.advance(seconds=seconds)
    assert reply(api, last_event(line)["replyToken"]).status_code == status


def test_a_refused_reply_leaves_its_token(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    token = last_event(line)["replyToken"]
    assert reply(api, token, *[HELLO] * 6).status_code == 400
    assert reply(api, token).status_code == 200


def test_a_reply_takes_no_retry_key(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    body = {"replyToken": last_event(line)["replyToken"], "messages": [HELLO]}
    assert api.post(REPLY, json=body, headers={RETRY: KEY}).status_code == 400


@pytest.mark.parametrize("count", [0, 6])
def test_one_to_five_messages_in_a_request(api: httpx.Client, somsri: Person, count: int) -> None:
    body = {"to": somsri.user_id, "messages": [HELLO] * count}
    assert api.post("/v2/bot/message/push", json=body).status_code == 400


def test_a_push_counts_recipients_not_messages(
    line: FakeLine, api: httpx.Client, somsri: Person, office: Group
) -> None:
    push(api, somsri.user_id, *[HELLO] * 5)
    push(api, office.id, HELLO, HELLO)
    assert line.cost() == 1 + 3
    assert api.get("/v2/bot/message/quota/consumption").json() == {"totalUsage": 4}
    assert api.get("/v2/bot/message/quota").json() == {"type": "limited", "value": 300}


def test_over_the_month_s_limit_pushes_are_refused_and_replies_are_not(
    line: FakeLine, api: httpx.Client, somsri: Person, office: Group
) -> None:
    line.world.month_limit = 2
    refused = push(api, office.id)
    assert refused.status_code == 429
    assert refused.json() == {"message": "You have reached your monthly limit."}
    assert reply(api, last_event(line)["replyToken"]).status_code == 200


def test_a_month_ends_at_midnight_in_tokyo(
    line: FakeLine, clock: SettableClock, api: httpx.Client, somsri: Person
) -> None:
    clock.set(datetime(2026, 10, 31, 14, 59, tzinfo=UTC))
    push(api, somsri.user_id)
    assert line.cost() == 1
    clock.advance(minutes=1)
    assert line.cost() == 0


def test_a_retry_key_is_accepted_once_a_day(
    line: FakeLine, clock: SettableClock, api: httpx.Client, somsri: Person
) -> None:
    first = push(api, somsri.user_id, key=KEY)
    again = push(api, somsri.user_id, key=KEY.upper())
    assert again.status_code == 409
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert len(line.messages(somsri)) == line.cost() == 1
    clock.advance(hours=23, minutes=59)
    assert push(api, somsri.user_id, key=KEY).status_code == 409
    clock.advance(minutes=1)
    assert push(api, somsri.user_id, key=KEY).status_code == 200


def test_a_refused_push_does_not_use_up_its_retry_key(api: httpx.Client, somsri: Person) -> None:
    assert push(api, somsri.user_id, {"type": "text", "text": ""}, key=KEY).status_code == 400
    assert push(api, somsri.user_id, key=KEY).status_code == 200


@pytest.mark.parametrize("key", ["", "once", KEY.replace("-", "")])
def test_a_retry_key_is_a_uuid(api: httpx.Client, somsri: Person, key: str) -> None:
    assert push(api, somsri.user_id, key=key).status_code == 400


def test_what_is_pushed_to_who_is_no_friend_is_lost_and_free(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    somsri.block()
    assert push(api, somsri.user_id).status_code == 200
    assert line.messages(somsri) == []
    assert line.cost() == 0


def test_a_push_needs_the_bot_in_the_group(api: httpx.Client, office: Group) -> None:
    office.removes_bot()
    refused = push(api, office.id)
    assert (refused.status_code, refused.json()["message"]) == (400, "Failed to send messages")


@pytest.mark.parametrize("to", ["สมศรี", "U123", "U" + "0" * 32, "C" + "0" * 32])
def test_a_push_needs_somebody_who_exists(api: httpx.Client, to: str) -> None:
    assert push(api, to).status_code == 400


def test_without_the_token_nothing_is_done(line: FakeLine, somsri: Person) -> None:
    with httpx.Client(base_url=line.url, trust_env=False) as stranger:
        assert push(stranger, somsri.user_id).status_code == 401
    assert line.messages(somsri) == []


def test_every_answer_has_a_request_id_of_its_own(api: httpx.Client) -> None:
    ids = {api.get("/v2/bot/info").headers["x-line-request-id"] for _ in range(2)}
    assert len({uuid.UUID(one) for one in ids}) == 2


def test_calls_tell_what_was_asked_and_answered(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    push(api, somsri.user_id)
    call = line.calls[-1]
    assert (call.method, call.path, call.status) == ("POST", "/v2/bot/message/push", 200)
    assert call.body == {"to": somsri.user_id, "messages": [HELLO]}


def test_a_quote_token_is_of_a_message_in_the_same_chat(
    line: FakeLine, api: httpx.Client, somsri: Person, office: Group
) -> None:
    quoted = somsri.says("งาน", office)
    message = HELLO | {"quoteToken": quoted.quote_token}
    assert push(api, office.id, message).status_code == 200
    assert line.messages(office)[-1].quoted is quoted
    assert push(api, somsri.user_id, message).status_code == 400
