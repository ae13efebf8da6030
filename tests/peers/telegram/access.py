"""Which chat a request means and whether the bot may act there."""

from __future__ import annotations

from typing import Any

from tests.peers.telegram.errors import (
    Json,
    Violation,
    bad_request,
    forbidden,
    migrated,
    not_faked,
)
from tests.peers.telegram.model import Chat, Message, Topic
from tests.peers.telegram.world import World

# The General topic has no thread of its own: its id must be left out.
GENERAL = 1


def chat_of(world: World, chat_id: int | str) -> Chat:
    """The chat, if it exists and the bot may see it."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to.id)
    if chat.kind != "private":
        _must_be_inside(world, chat)
    return chat


def _must_be_inside(world: World, chat: Chat) -> None:
    match chat.status_of(world.bot):
        case "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        case "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")


def writable(world: World, chat_id: int | str, count: int = 1) -> Chat:
    """The chat, if `count` messages may be sent to it now."""
    if isinstance(chat_id, int) and chat_id not in world.chats and chat_id in world.users:
        world.private_of(world.users[chat_id])
    chat = chat_of(world, chat_id)
    if chat.person is not None:
        _must_be_willing(chat)
    else:
        _must_be_allowed(world, chat)
    if world.enforce_rates:
        world.rates.take(chat, count, world.now())
    return chat


def _must_be_allowed(world: World, chat: Chat) -> None:
    """What td says (MessagesManager::can_send_message_content) before it asks the servers."""
    status = chat.status_of(world.bot)
    if status == "restricted" or (status == "member" and not chat.members_may_write):
        raise bad_request("not enough rights to send text messages to the chat")


def _must_be_willing(chat: Chat) -> None:
    if chat.person is not None and chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def topic_of(chat: Chat, params: Json) -> Topic | None:
    thread = params.get("message_thread_id")
    if thread is None:
        return None
    if thread == GENERAL:
        raise Violation("message thread not found")
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return chat.topics[thread]


def replied_of(chat: Chat, params: Json) -> Message | None:
    """The message to reply to; None too where the request is content without it."""
    wanted: dict[str, Any] | None = params.get("reply_parameters")
    if wanted is None:
        return None
    if wanted.get("chat_id", chat.id) != chat.id:
        raise not_faked("a reply into another chat")
    message = chat.find(wanted["message_id"])
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message
