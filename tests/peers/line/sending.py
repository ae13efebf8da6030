"""Replies, pushes, what they cost, and the trial of messages that are not sent.

https://developers.line.biz/en/reference/messaging-api/#messages
"""

from __future__ import annotations

import re
import uuid

from tests.peers.line.errors import Json, LineError, bad_body, bad_request, month_exceeded
from tests.peers.line.messages import PUSH, REPLY, VALIDATE, mentions
from tests.peers.line.model import Chat, Message
from tests.peers.line.requests import Answer, Ask, route
from tests.peers.line.shapes import shape, text, whole, wrong
from tests.peers.line.world import RETRY_LIFE, Accepted, World

RETRY_KEY = "x-line-retry-key"
ACCEPTED_ID = "x-line-accepted-request-id"
RECIPIENT = re.compile(r"[UCR][0-9a-f]{32}")
FAILED = "Failed to send messages"
LOADING = shape({"chatId": text()}, {"loadingSeconds": whole(5, 60, step=5)})


@route("POST", "/v2/bot/message/reply")
def reply(world: World, ask: Ask) -> Answer:
    if RETRY_KEY in ask.headers:
        raise bad_request("The retry key is not supported by this endpoint")
    body = ask.checked(REPLY)
    right = world.replies.get(body["replyToken"])
    if right is None or right.used or world.now() >= right.until:
        raise bad_request("Invalid reply token")
    if not right.chat.has_bot:
        raise bad_request(FAILED)
    quoted = _quoted(right.chat, body["messages"])
    right.used = True
    return Answer({"sentMessages": _post(world, right.chat, body["messages"], quoted)})


@route("POST", "/v2/bot/message/push")
def push(world: World, ask: Ask) -> Answer:
    key = _retry_key(ask)
    body = ask.checked(PUSH)
    _must_be_new(world, key)
    chat = _recipient(world, body["to"])
    quoted = _quoted(chat, body["messages"])
    if world.month_limit is not None and world.cost() + max(chat.audience, 1) > world.month_limit:
        raise month_exceeded()
    world.pushed.append((world.now(), chat.audience))
    sent = _post(world, chat, body["messages"], quoted, pushed=True)
    if key:
        world.accepted[key] = Accepted(ask.id, sent, world.now())
    return Answer({"sentMessages": sent})


@route("POST", "/v2/bot/message/validate/reply")
@route("POST", "/v2/bot/message/validate/push")
def validate(world: World, ask: Ask) -> Answer:
    ask.checked(VALIDATE)
    return Answer()


@route("GET", "/v2/bot/message/quota")
def quota(world: World, ask: Ask) -> Answer:
    if world.month_limit is None:
        return Answer({"type": "none"})
    return Answer({"type": "limited", "value": world.month_limit})


@route("GET", "/v2/bot/message/quota/consumption")
def consumption(world: World, ask: Ask) -> Answer:
    return Answer({"totalUsage": world.cost()})


@route("POST", "/v2/bot/chat/loading/start")
def start_loading(world: World, ask: Ask) -> Answer:
    """Only a person's chat can show it."""
    chat_id = ask.checked(LOADING)["chatId"]
    if chat_id not in world.users:
        raise bad_request("Invalid chat ID")
    world.loading.append(chat_id)
    return Answer(status=202)


def _retry_key(ask: Ask) -> str:
    """The key in one spelling, whichever was sent; empty without one."""
    given = ask.headers.get(RETRY_KEY, "")
    if RETRY_KEY not in ask.headers:
        return ""
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", given):
        raise bad_request("Invalid retry key")
    return str(uuid.UUID(given))


def _must_be_new(world: World, key: str) -> None:
    before = world.accepted.get(key)
    if before is not None and world.now() - before.at < RETRY_LIFE:
        more = {"sentMessages": before.sent}
        headers = {ACCEPTED_ID: before.request_id}
        raise LineError(409, "The retry key is already accepted", more, headers)


def _recipient(world: World, to: str) -> Chat:
    """The chat to push to. A stranger's is made: what goes there is lost, not refused."""
    if not RECIPIENT.fullmatch(to):
        raise bad_request("The property, 'to', in the request body is invalid")
    if to in world.users:
        return world.private_of(world.users[to])
    chat = world.chats.get(to)
    if chat is None or not chat.has_bot:
        raise bad_request(FAILED)
    return chat


def _quoted(chat: Chat, messages: list[Json]) -> list[Message | None]:
    """What each message quotes, once all of them are known to suit the chat."""
    details = [
        wrong("a mention needs a member of a group", f"messages[{place}].substitution")
        for place, message in enumerate(messages)
        if not all(_is_member(chat, one) for one in mentions(message))
    ]
    if details:
        raise bad_body(details)
    return [_quoted_by(chat, message) for message in messages]


def _is_member(chat: Chat, mentioned: Json) -> bool:
    return chat.is_group and (mentioned["type"] == "all" or mentioned["userId"] in chat.people)


def _quoted_by(chat: Chat, message: Json) -> Message | None:
    if "quoteToken" not in message:
        return None
    for one in chat.standing:
        if one.quote_token == message["quoteToken"]:
            return one
    raise bad_request("Invalid quote token")


def _post(
    world: World,
    chat: Chat,
    messages: list[Json],
    quoted: list[Message | None],
    *,
    pushed: bool = False,
) -> list[Json]:
    """Nobody sees what is sent to who is no friend, yet it gets ids like everything."""
    place = chat if chat.audience else Chat(chat.id, chat.name, chat.is_group)
    posted = [
        world.post(place, world.bot, content, quoted=whom, pushed=pushed)
        for content, whom in zip(messages, quoted, strict=True)
    ]
    return [_sent(message) for message in posted]


def _sent(message: Message) -> Json:
    token = {"quoteToken": message.quote_token} if message.quote_token else {}
    return {"id": message.id, **token}
