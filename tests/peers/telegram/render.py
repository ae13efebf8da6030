"""The nouns as the JSON that Telegram sends."""

from __future__ import annotations

from datetime import datetime

from tests.peers.telegram.errors import Json
from tests.peers.telegram.model import Chat, Member, Message, Status, User

RIGHTS = (
    "can_be_edited can_manage_chat can_delete_messages can_manage_video_chats "
    "can_restrict_members can_promote_members can_change_info can_invite_users "
    "can_post_stories can_edit_stories can_delete_stories can_pin_messages can_manage_topics"
)

PERMISSIONS = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos "
    "can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages "
    "can_add_web_page_previews can_change_info can_invite_users can_pin_messages can_manage_topics "
    "can_react_to_messages can_edit_tag"
)


def unix(at: datetime) -> int:
    return int(at.timestamp())


def user_json(user: User) -> Json:
    optional = {
        "last_name": user.last_name,
        "username": user.username,
        "language_code": user.language_code,
    }
    given = {key: value for key, value in optional.items() if value}
    return {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name, **given}


def chat_json(chat: Chat) -> Json:
    if chat.person is not None:
        named = user_json(chat.person)
        names = ("first_name", "last_name", "username")
        return {"id": chat.id, "type": "private", **{k: named[k] for k in names if k in named}}
    forum = {"is_forum": True} if chat.is_forum else {}
    return {"id": chat.id, "type": chat.kind, "title": chat.title, **forum}


def member_json(member: Member) -> Json:
    return {"user": user_json(member.user), **_standing(member.status, member.anonymous)}


def _standing(status: Status, anonymous: bool) -> Json:
    match status:
        case "creator":
            return {"status": status, "is_anonymous": anonymous}
        case "administrator":
            rights = dict.fromkeys(RIGHTS.split(), True)
            return {"status": status, "is_anonymous": anonymous, **rights}
        case "kicked":
            return {"status": status, "until_date": 0}
        case "restricted":
            barred = dict.fromkeys(PERMISSIONS.split(), False)
            return {"status": status, "is_member": True, "until_date": 0, **barred}
    return {"status": status}


def message_json(message: Message, with_reply: bool = True) -> Json:
    """A message; the one it replies to stands in it whole, but without its own reply."""
    body: Json = {"message_id": message.id, "date": unix(message.at)}
    body |= {"chat": chat_json(message.chat), "from": user_json(message.sender)}
    if message.sender_chat is not None:
        body["sender_chat"] = chat_json(message.sender_chat)
    if message.edited_at is not None:
        body["edit_date"] = unix(message.edited_at)
    if message.markup and "inline_keyboard" in message.markup:
        body["reply_markup"] = message.markup
    body |= _thread(message) | message.content
    replied = _replied(message) if with_reply else None
    return body | ({"reply_to_message": message_json(replied, False)} if replied else {})


def _replied(message: Message) -> Message | None:
    """What it replies to. In a topic a plain message "replies" to the topic's creation."""
    replied = message.reply_to
    if replied is None and message.topic is not None and message is not message.topic.root:
        replied = message.topic.root
    return None if replied is None or replied.deleted else replied


def _thread(message: Message) -> Json:
    if message.topic is not None:
        return {"message_thread_id": message.topic.id, "is_topic_message": True}
    if message.chat.kind == "supergroup" and message.reply_to is not None:
        # Outside forums a reply carries the id of its thread, which no send accepts.
        return {"message_thread_id": _root(message.reply_to).id}
    return {}


def _root(message: Message) -> Message:
    while message.reply_to is not None:
        message = message.reply_to
    return message


def gone_json(message: Message) -> Json:
    """A message that is no longer accessible: date 0 is its mark."""
    return {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}
