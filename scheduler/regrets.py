"""What a chat hears when something that it asked for was not done."""

from __future__ import annotations

from datetime import datetime

from bot.domain.incoming import Incoming
from bot.domain.message import Message, Text
from bot.domain.people import Chat
from bot.ports import UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, Say, speaker
from bot.render.text import news as texts


def broke(work: UnitOfWork, incoming: Incoming, incident: str, now: datetime) -> None:
    chat = _chat(work, incoming)
    _post(work, incoming, chat, texts.apology(_say(work, chat), incident), now)


def too_much(work: UnitOfWork, incoming: Incoming, now: datetime) -> str | None:
    """The pop-up, for a press; everything else is told in the chat."""
    if incoming.press:
        known = work.chats.known_at(incoming.channel, incoming.place.address)
        return texts.too_many_presses(_say(work, known))
    chat = _chat(work, incoming)
    _post(work, incoming, chat, texts.too_many_messages(_say(work, chat)), now)
    return None


def _post(work: UnitOfWork, incoming: Incoming, chat: Chat, text: Text, now: datetime) -> None:
    work.outbox.post(
        chat.id,
        Message(text),
        now,
        replies_to=incoming.message,
        thread=incoming.place.thread,
    )


def _chat(work: UnitOfWork, incoming: Incoming) -> Chat:
    place = incoming.place
    return work.chats.at(incoming.channel, place.address, place.kind)


def _say(work: UnitOfWork, chat: Chat | None) -> Say:
    if chat is not None and chat.person is not None:
        return speaker(work.people.by_id(chat.person).language)
    team = work.teams.of_group(chat.id) if chat is not None else None
    return speaker(team.language if team else DEFAULT_LANGUAGE)
