"""What tests of the fake LINE send, put shortly."""

from __future__ import annotations

from typing import Any

import httpx

from tests.peers.line import FakeLine

Json = dict[str, Any]
REPLY = "/v2/bot/message/reply"
PUSH = "/v2/bot/message/push"
RETRY = "X-Line-Retry-Key"
HELLO: Json = {"type": "text", "text": "สวัสดี"}


def last_event(line: FakeLine) -> Json:
    return line.world.events.waiting[-1]


def reply(api: httpx.Client, token: str, *messages: Json) -> httpx.Response:
    return api.post(REPLY, json={"replyToken": token, "messages": messages or [HELLO]})


def push(api: httpx.Client, to: str, *messages: Json, key: str | None = None) -> httpx.Response:
    headers = {} if key is None else {RETRY: key}
    body = {"to": to, "messages": messages or [HELLO]}
    return api.post(PUSH, json=body, headers=headers)


def postback(data: str, label: str = "ตกลง") -> Json:
    return {"type": "postback", "data": data, "label": label, "displayText": label}


def flex(*parts: Json) -> Json:
    body = {"type": "box", "layout": "vertical", "contents": list(parts)}
    return {"type": "flex", "altText": "งาน", "contents": {"type": "bubble", "body": body}}


def button(data: str, label: str = "ตกลง") -> Json:
    return {"type": "button", "action": postback(data, label)}


def quick(*actions: Json) -> Json:
    return {"quickReply": {"items": [{"type": "action", "action": a} for a in actions]}}
