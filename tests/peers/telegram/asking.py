"""Methods that ask about the bot, chats, members and files; and the one that leaves."""

from __future__ import annotations

from tests.peers.telegram.access import chat_of
from tests.peers.telegram.errors import Json, bad_request
from tests.peers.telegram.model import INSIDE, RULING, Chat, Member
from tests.peers.telegram.registry import method
from tests.peers.telegram.render import chat_json, member_json, message_json, user_json
from tests.peers.telegram.requests import Ask
from tests.peers.telegram.world import World

ABILITIES = (
    "supports_inline_queries can_connect_to_business has_main_web_app has_topics_enabled "
    "allows_users_to_create_topics can_manage_bots supports_guest_queries"
)
GIFTS = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"


@method("getMe")
def get_me(world: World, ask: Ask) -> Json:
    able = {"can_join_groups": True, "can_read_all_group_messages": not world.privacy_mode}
    return user_json(world.bot) | able | dict.fromkeys(ABILITIES.split(), False)


@method("getFile")
def get_file(world: World, ask: Ask) -> Json:
    return world.files.link(ask.params["file_id"], world.now())


@method("getChat")
def get_chat(world: World, ask: Ask) -> Json:
    chat = chat_of(world, ask.params["chat_id"])
    gifts = dict.fromkeys(GIFTS.split(), False)
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    pinned = {"pinned_message": message_json(chat.pinned[-1], False)} if chat.pinned else {}
    return chat_json(chat) | full | pinned


@method("getChatMember")
def get_chat_member(world: World, ask: Ask) -> Json:
    chat = chat_of(world, ask.params["chat_id"])
    user = world.users.get(ask.params["user_id"])
    if user is None:
        raise bad_request("user not found")
    return member_json(chat.members.get(user.id) or Member(user, "left"))


@method("getChatAdministrators")
def get_chat_administrators(world: World, ask: Ask) -> list[Json]:
    chat = _group(world, ask)
    others = ask.params.get("return_bots", False)
    return [
        member_json(member)
        for member in chat.members.values()
        if member.status in RULING
        and (others or not member.user.is_bot or member.user is world.bot)
    ]


@method("getChatMemberCount")
def get_chat_member_count(world: World, ask: Ask) -> int:
    chat = chat_of(world, ask.params["chat_id"])
    if chat.kind == "private":
        return 2
    return sum(member.status in INSIDE for member in chat.members.values())


@method("leaveChat")
def leave_chat(world: World, ask: Ask) -> bool:
    """A bot that leaves by itself gets no message about it, only the change of its status."""
    chat = _group(world, ask)
    world.set_status(chat, world.bot, "left", world.bot)
    return True


def _group(world: World, ask: Ask) -> Chat:
    chat = chat_of(world, ask.params["chat_id"])
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return chat
