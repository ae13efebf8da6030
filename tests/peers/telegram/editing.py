"""Methods on messages that stand already: edit, delete, pin, react; and answers to presses."""

from __future__ import annotations

from datetime import timedelta

from tests.peers.telegram.access import chat_of
from tests.peers.telegram.errors import Json, Violation, bad_request, not_faked
from tests.peers.telegram.keyboards import markup_of
from tests.peers.telegram.model import Message
from tests.peers.telegram.registry import method
from tests.peers.telegram.render import message_json
from tests.peers.telegram.requests import Ask
from tests.peers.telegram.texts import text_of
from tests.peers.telegram.world import World

DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(minutes=1)
ANSWER_LIMIT = 200
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
# The only emoji with which Telegram lets one react: ✅ is none of them.
REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 "
    "🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 "
    "🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ "
    "💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)


@method("editMessageText")
def edit_message_text(world: World, ask: Ask) -> Json:
    words, markup = text_of(ask.params), markup_of(ask.params)
    message = _ours(world, ask.params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    same_keyboard = _rows(markup) == _rows(message.markup)
    if same_keyboard and words.as_text() == _shown(message):
        raise bad_request(UNCHANGED)
    message.remember(world.now())
    message.content, message.html = words.as_text(), words.html
    return _edited(world, message, markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, ask: Ask) -> Json:
    markup = markup_of(ask.params)
    message = _ours(world, ask.params)
    if _rows(markup) == _rows(message.markup):
        raise bad_request(UNCHANGED)
    message.remember(world.now())
    return _edited(world, message, markup)


@method("deleteMessage")
def delete_message(world: World, ask: Ask) -> bool:
    chat = chat_of(world, ask.params["chat_id"])
    message = chat.find(ask.params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    ours = message.sender is world.bot or chat.kind == "private"
    if not ours and not chat.ruled_by(world.bot):
        raise bad_request("message can't be deleted")
    if world.now() - message.at >= DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    return True


@method("answerCallbackQuery")
def answer_callback_query(world: World, ask: Ask) -> bool:
    text = ask.params.get("text", "")
    if len(text) > ANSWER_LIMIT:
        raise Violation("MESSAGE_TOO_LONG")
    press = world.presses.get(ask.params["callback_query_id"])
    if press is None or press.answered or world.now() - press.at > ANSWERABLE:
        raise bad_request(TOO_OLD)
    press.answered, press.answer = True, text
    press.alert = ask.params.get("show_alert", False)
    press.url = ask.params.get("url")
    return True


@method("pinChatMessage")
def pin_chat_message(world: World, ask: Ask) -> bool:
    chat = chat_of(world, ask.params["chat_id"])
    message = chat.find(ask.params["message_id"])
    if chat.kind != "private" and not chat.ruled_by(world.bot):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message is None:
        raise bad_request("message to pin not found")
    chat.pinned.append(message)
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, ask: Ask) -> bool:
    chat = chat_of(world, ask.params["chat_id"])
    message = chat.find(ask.params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    emoji = [reaction.get("emoji", "") for reaction in ask.params.get("reaction", [])]
    if len(emoji) > 1 or not set(emoji) <= set(REACTIONS.split()):
        raise Violation("REACTION_INVALID")
    message.reactions = emoji
    return True


def _ours(world: World, params: Json) -> Message:
    """The bot's own message that is to be edited."""
    if "inline_message_id" in params:
        raise not_faked("an inline message")
    if not {"chat_id", "message_id"} <= params.keys():
        raise Violation("message identifier is not specified")
    message = chat_of(world, params["chat_id"]).find(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not world.bot:
        raise bad_request("message can't be edited")
    return message


def _shown(message: Message) -> Json:
    return {k: v for k, v in message.content.items() if k in ("text", "entities")}


def _rows(markup: Json | None) -> list[Json]:
    return (markup or {}).get("inline_keyboard", []) or []


def _edited(world: World, message: Message, markup: Json | None) -> Json:
    """An edit without a keyboard takes the old one away."""
    message.markup = markup
    message.edited_at = world.now()
    return message_json(message)
