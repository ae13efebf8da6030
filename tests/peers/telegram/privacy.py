"""Which messages Telegram delivers to the bot."""

from __future__ import annotations

from tests.peers.telegram.entities import cut
from tests.peers.telegram.model import GROUP_ANONYMOUS_BOT, Chat, Message, User


def reaches_bot(message: Message, bot: User, privacy_mode: bool) -> bool:
    chat = message.chat
    if message.sender.is_bot and message.sender is not GROUP_ANONYMOUS_BOT:
        # Bots see neither each other nor themselves.
        return False
    if chat.kind == "private":
        return True
    if not chat.has(bot):
        return _tells_of_removal(message, bot)
    return not privacy_mode or chat.ruled_by(bot) or _meant_for(message, bot)


def _tells_of_removal(message: Message, bot: User) -> bool:
    left = message.content.get("left_chat_member", {})
    return bool(left.get("id") == bot.id)


def _meant_for(message: Message, bot: User) -> bool:
    replied = message.reply_to
    if message.is_service or (replied is not None and replied.sender is bot):
        return True
    return _is_command_for(message, bot)


def _is_command_for(message: Message, bot: User) -> bool:
    """A command in a text (never in a caption) that names the bot or nobody."""
    for entity in message.content.get("entities", []):
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            name = cut(message.text, entity).partition("@")[2]
            return name.lower() == bot.username.lower() if name else _may_be_ours(message.chat, bot)
    return False


def _may_be_ours(chat: Chat, bot: User) -> bool:
    """A command without a name goes to the bot that wrote last, or to a lone one."""
    return chat.last_bot in (None, bot)
