"""Who is speaking, in which language, and what that alone changes."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.incoming import Happened, Incoming, Sender
from bot.domain.people import Chat, ChatKind, Person
from bot.ports import Abilities, UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, Say, speaker
from handlers.core import plan_sleep
from handlers.core.call import Call

UNNAMED = Person(0, "")
"""Stands for an administrator who speaks as the group; the platform gives nobody's id."""
_NO_VISIT = frozenset({Happened.PRESSED, Happened.EDITED, Happened.BLOCKED})
"""What somebody whom the bot has forgotten may still do to the private chat and its messages."""
_PARTING = frozenset({Happened.LEFT, Happened.BOT_REMOVED, Happened.UNSENT})

_ACTS = frozenset({Happened.SAID, Happened.PRESSED, Happened.EDITED, Happened.OPENED})
"""Of who comes and goes the platform tells by itself."""

DEFAULT_SAY: Say = speaker(DEFAULT_LANGUAGE)


def refuse_nameless_files(call: Call) -> None:
    """A file in reply to the bot is for us, but nobody's."""
    replied = call.incoming.replied
    if call.incoming.files and replied is not None and replied.by_bot:
        raise Refusal("anonymous")


def is_forgotten(incoming: Incoming, work: UnitOfWork) -> bool:
    """Nobody is met anew by what shows no wish to be met: nothing is kept of it."""
    in_private = incoming.place.kind is ChatKind.PRIVATE
    if incoming.sender is None or not in_private or incoming.happened not in _NO_VISIT:
        return False
    return work.people.by_account(incoming.channel, incoming.sender.account) is None


def person_of(
    incoming: Incoming, chat: Chat, work: UnitOfWork, now: datetime, inside: bool | None
) -> Person:
    """`inside`: whether the platform says that the sender is in this group; None: it does not."""
    sender = incoming.sender
    if sender is None or sender.anonymous:
        return UNNAMED
    if incoming.happened in _PARTING:
        return work.people.by_account(incoming.channel, sender.account) or UNNAMED
    person = work.people.seen(
        incoming.channel, sender.account, sender.name, sender.username, DEFAULT_LANGUAGE
    )
    if chat.kind is ChatKind.PRIVATE:
        _private_chat_opened(incoming, chat, person, work, now)
    elif inside is not False:
        _seen_in_group(incoming, chat, person, work, now, told=inside is not None)
    return work.people.by_id(person.id)


def _private_chat_opened(
    incoming: Incoming, chat: Chat, person: Person, work: UnitOfWork, now: datetime
) -> None:
    if incoming.happened is Happened.BLOCKED:
        return
    work.chats.opened_by(chat.id, person.id)
    if not chat.reachable and person.private_chat is None:
        plan_sleep.found(work, work.people.by_id(person.id), now)


def _seen_in_group(
    incoming: Incoming, chat: Chat, person: Person, work: UnitOfWork, now: datetime, *, told: bool
) -> None:
    """Who speaks to the bot in the committee's group belongs to the team.

    A press alone proves nothing: an old message may be pressed by who was removed. A member who
    came by an invitation is not taken to be in the group unless the platform says so: else he or
    she would be taken to have left it when it does.
    """
    team = work.teams.of_group(chat.id)
    is_member = team is not None and team.member(person.id) is not None
    if told or not is_member:
        work.chats.seen_in(chat.id, person.id)
    pressed = incoming.happened is Happened.PRESSED and not incoming.text.startswith("party ")
    comes = incoming.happened is Happened.JOINED  # `join.came` makes a member of who comes
    if team is not None and not (is_member or pressed or comes):
        work.teams.add_member(team.id, person.id, now)


def moved(incoming: Incoming, work: UnitOfWork) -> None:
    """The group has a new address; that we hear it shows that the bot is in it."""
    work.chats.move(incoming.channel, incoming.place.address, incoming.text)
    chat = work.chats.known_at(incoming.channel, incoming.text)
    if chat is not None:
        _wake(chat, work)


def wake(call: Call) -> None:
    """Whatever reaches us from a group that was lost to us shows that the bot is back in it."""
    if call.incoming.happened is not Happened.BOT_REMOVED:
        _wake(call.chat, call.work)
    if call.chat.barred_since is not None:  # perhaps no longer: what waits there is tried now
        call.work.outbox.hasten(call.chat.id, call.now)


def _wake(chat: Chat, work: UnitOfWork) -> None:
    if chat.kind is not ChatKind.GROUP or chat.reachable:
        return
    work.chats.set_reachable(chat.id, True)
    if chat.team is not None:
        work.plans.wake(chat.team)


def say_of(chat: Chat, person: Person, work: UnitOfWork, can: Abilities) -> Say:
    """`can`: what the platform of the chat can."""
    if chat.kind is ChatKind.PRIVATE:
        return speaker(person.language, can)
    team = work.teams.of_group(chat.id)
    return speaker(team.language if team else DEFAULT_LANGUAGE, can)


def groups_of(channel: str, sender: Sender, work: UnitOfWork) -> tuple[str, ...]:
    """Addresses of the groups in which the sender was seen."""
    person = work.people.by_account(channel, sender.account)
    groups = work.chats.groups_of(channel, person.id) if person else []
    return tuple(g.address for g in groups)


def membership_unsure(incoming: Incoming, work: UnitOfWork) -> tuple[tuple[str, ...], str | None]:
    """Groups in which the sender must still be, and that in which somebody new speaks."""
    sender, place = incoming.sender, incoming.place
    if sender is None or sender.anonymous or incoming.happened not in _ACTS:
        return (), None
    committees = work.chats.committees_of(incoming.channel, sender.account)
    groups = tuple(c.address for c in committees if c.served)
    if place.kind is ChatKind.PRIVATE:
        return groups, None
    if place.address in groups:
        return (place.address,), None
    chat = work.chats.known_at(incoming.channel, place.address)
    has_team = chat is not None and chat.team is not None and chat.served
    return (), place.address if has_team else None
