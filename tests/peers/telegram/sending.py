"""Methods that put messages into chats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.peers.telegram.access import chat_of, replied_of, topic_of, writable
from tests.peers.telegram.errors import Json, Violation, bad_request
from tests.peers.telegram.keyboards import markup_of
from tests.peers.telegram.media import document_of, photo_of
from tests.peers.telegram.model import Message, StoredFile
from tests.peers.telegram.registry import method
from tests.peers.telegram.render import message_json, unix, user_json
from tests.peers.telegram.requests import Ask
from tests.peers.telegram.texts import Formatted, caption_of, text_of
from tests.peers.telegram.world import World

ALBUM = range(2, 11)
PLAIN = Formatted("", [], "")
ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note"
)


@method("sendMessage")
def send_message(world: World, ask: Ask) -> Json:
    words = text_of(ask.params)
    return message_json(_post(world, ask.params, words.as_text(), words))


@method("sendDocument")
def send_document(world: World, ask: Ask) -> Json:
    words = caption_of(ask.params)
    content, file = document_of(world, ask, ask.params["document"])
    return message_json(_post(world, ask.params, content | words.as_caption(), words, [file]))


@method("sendPhoto")
def send_photo(world: World, ask: Ask) -> Json:
    words = caption_of(ask.params)
    content, file = photo_of(world, ask, ask.params["photo"])
    return message_json(_post(world, ask.params, content | words.as_caption(), words, [file]))


@method("sendMediaGroup")
def send_media_group(world: World, ask: Ask) -> list[Json]:
    media: list[Json] = ask.params["media"]
    if len(media) not in ALBUM:
        raise Violation("a media group must have 2 to 10 items")
    kinds = {item["type"] for item in media}
    if "document" in kinds and kinds != {"document"}:
        raise Violation("documents can only be grouped with documents")
    parts = [_part(world, ask, item) for item in media]
    writable(world, ask.params["chat_id"], len(media))
    group = {"media_group_id": str(world.number())}
    messages = [
        _posted(world, ask.params, content | group, words, [file]) for content, file, words in parts
    ]
    return [message_json(message) for message in messages]


def _part(world: World, ask: Ask, item: Json) -> tuple[Json, StoredFile, Formatted]:
    words = caption_of(item)
    take = document_of if item["type"] == "document" else photo_of
    content, file = take(world, ask, item["media"])
    return content | words.as_caption(), file, words


@method("copyMessage")
def copy_message(world: World, ask: Ask) -> Json:
    source = _source(world, ask.params, "copy")
    content = {k: v for k, v in source.content.items() if k != "media_group_id"}
    words = Formatted(source.text, [], source.html)
    if "caption" in ask.params and "text" not in content:
        words = caption_of(ask.params)
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= words.as_caption()
    return {"message_id": _post(world, ask.params, content, words, source.files).id}


@method("forwardMessage")
def forward_message(world: World, ask: Ask) -> Json:
    source = _source(world, ask.params, "forward")
    sender = user_json(source.sender)
    origin = {"type": "user", "date": unix(source.at), "sender_user": sender}
    words = Formatted(source.text, [], source.html)
    content = source.content | {"forward_origin": origin}
    return message_json(_post(world, ask.params, content, words, source.files))


@method("sendChatAction")
def send_chat_action(world: World, ask: Ask) -> bool:
    if ask.params["action"] not in ACTIONS.split():
        raise Violation("wrong parameter action in request")
    chat = chat_of(world, ask.params["chat_id"])
    topic_of(chat, ask.params)
    chat.actions.append(ask.params["action"])
    return True


def _source(world: World, params: Json, deed: str) -> Message:
    chat = chat_of(world, params["from_chat_id"])
    message = chat.find(params["message_id"])
    if message is None:
        raise bad_request(f"message to {deed} not found")
    if message.is_service:
        raise bad_request(f"message can't be {deed}ed".replace("yed", "ied"))
    return message


def _post(
    world: World, params: Json, content: Json, words: Formatted = PLAIN,
    files: Sequence[StoredFile] = (),
) -> Message:  # fmt: skip
    markup_of(params)
    writable(world, params["chat_id"])
    return _posted(world, params, content, words, files)


def _posted(
    world: World, params: Json, content: Json, words: Formatted, files: Sequence[StoredFile]
) -> Message:
    chat = chat_of(world, params["chat_id"])
    replied, topic = replied_of(chat, params), topic_of(chat, params)
    topic = topic or (replied.topic if replied else None)
    more: dict[str, Any] = {"reply_to": replied, "topic": topic}
    more |= {"html": words.html, "markup": params.get("reply_markup"), "files": files}
    return world.post(chat, world.bot, content, **more)
