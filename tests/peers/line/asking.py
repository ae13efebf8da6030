"""What a bot may ask about itself, people, groups, and the files people sent.

https://developers.line.biz/en/reference/messaging-api/
"""

from __future__ import annotations

from tests.peers.line.errors import Json, LineError, not_found
from tests.peers.line.model import Chat, User
from tests.peers.line.requests import Answer, Ask, route
from tests.peers.line.world import World

BASIC_ID = "@000testy"
PREPARED = frozenset({"video", "audio"})


@route("GET", "/v2/bot/info")
def info(world: World, ask: Ask) -> Answer:
    named = {"userId": world.bot.id, "displayName": world.bot.name, "basicId": BASIC_ID}
    return Answer(named | {"chatMode": "bot", "markAsReadMode": "auto"})


@route("GET", "/v2/bot/profile/{user_id}")
def profile(world: World, ask: Ask) -> Answer:
    """Only of friends."""
    user = world.users.get(ask.named["user_id"])
    if user is None or not user.is_friend:
        raise not_found()
    return Answer(_named(user) | {"language": user.language})


@route("GET", "/v2/bot/group/{group_id}/summary")
def summary(world: World, ask: Ask) -> Answer:
    group = _group(world, ask)
    return Answer({"groupId": group.id, "groupName": group.name})


@route("GET", "/v2/bot/group/{group_id}/member/{user_id}")
@route("GET", "/v2/bot/room/{room_id}/member/{user_id}")
def member(world: World, ask: Ask) -> Answer:
    """Of anybody in the group, friend or not."""
    user = _group(world, ask).people.get(ask.named["user_id"])
    if user is None:
        raise not_found()
    return Answer(_named(user))


@route("GET", "/v2/bot/group/{group_id}/members/count")
@route("GET", "/v2/bot/room/{room_id}/members/count")
def count(world: World, ask: Ask) -> Answer:
    """Without the bot."""
    return Answer({"count": len(_group(world, ask).people)})


@route("POST", "/v2/bot/group/{group_id}/leave")
@route("POST", "/v2/bot/room/{room_id}/leave")
def leave(world: World, ask: Ask) -> Answer:
    group = _group(world, ask)
    world.tell("leave", group, None, {}, replies=False)
    group.has_bot = False
    return Answer()


@route("GET", "/v2/bot/message/{message_id}/content")
def content(world: World, ask: Ask) -> Answer:
    """410 once it was unsent; 202 while a video or audio is being prepared."""
    message = world.find(ask.named["message_id"])
    if message is None or not message.mime:
        raise not_found()
    if message.unsent:
        raise LineError(410, "Gone")
    if world.faults.unready and message.kind in PREPARED:
        world.faults.unready -= 1
        return Answer(b"", 202, message.mime)
    return Answer(message.data, 200, message.mime)


def _group(world: World, ask: Ask) -> Chat:
    """A group, or a room, which has paths of its own."""
    named = ask.named.get("room_id", ask.named.get("group_id", ""))
    chat = world.chats.get(named)
    if chat is None or not chat.is_group or not chat.has_bot:
        raise not_found()
    if chat.is_room is not ("room_id" in ask.named):
        raise not_found()
    return chat


def _named(user: User) -> Json:
    return {"userId": user.id, "displayName": user.name}
