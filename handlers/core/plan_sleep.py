"""Chats that are closed to us: the plans of a group sleep, and who leads the team is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from bot.domain.abilities import EVERYTHING, Abilities
from bot.domain.message import Message, Text
from bot.domain.people import Chat, ChatKind, Member, Person, Team, on_duty
from bot.ports import NOWHERE, Platform, UnitOfWork, abilities
from bot.render.language import Say, speaker
from bot.render.text import news as texts


def gone(
    work: UnitOfWork, chat: Chat, now: datetime, channels: Mapping[str, Platform] = NOWHERE
) -> None:
    """The chat is closed to us, by an update or by what the platform says of a message."""
    if chat.kind is ChatKind.GROUP:
        _sleep(work, chat, now)
    elif chat.reachable and chat.person is not None:
        work.chats.set_reachable(chat.id, False)
        work.linking.away(chat.id)
        person = work.people.by_id(chat.person)
        if person.private_chat is None:
            _lost(work, person, now, abilities(channels, chat.channel))


def _sleep(work: UnitOfWork, chat: Chat, now: datetime) -> None:
    """The group's running plans sleep; secretary and chair are told, once."""
    work.chats.set_reachable(chat.id, False)
    team = work.teams.of_group(chat.id)
    if team is not None and work.plans.sleep(team.id):
        there = on_duty(team, now)
        told = (*there.secretaries, *there.chairs)
        _tell(work, told, now, f"asleep:{team.id}", lambda say: texts.group_is_gone(say, team))


def _lost(work: UnitOfWork, person: Person, now: datetime, can: Abilities) -> None:
    """A person with a duty closed the private chat: the secretaries hear it, or else the chair.

    `can`: of where that was, which may be another platform than that on which they read.
    """
    for team in work.teams.of_person(person.id):
        member = team.member(person.id)
        if member is not None and member.has_duty:
            key = f"unreachable:{team.id}:{person.id}"
            _tell(work, on_duty(team, now).leaders(), now, key, _unreachable(member, team), can)


def found(work: UnitOfWork, person: Person, now: datetime) -> None:
    """The private chat is open again: who was told that it was closed hears that too.

    Under the same key: what was not sent yet no longer is true.
    """
    for team in work.teams.of_person(person.id):
        member = team.member(person.id)
        if member is not None and member.has_duty:
            told = on_duty(team, now).leaders(but=person.private_chat)
            key = f"unreachable:{team.id}:{person.id}"
            _tell(work, told, now, key, _reachable(member, team))


def _reachable(member: Member, team: Team) -> Callable[[Say], Text]:
    return lambda say: texts.reachable_again(say, member.person, team, is_chair=member.chair)


def _unreachable(member: Member, team: Team) -> Callable[[Say], Text]:
    return lambda say: texts.unreachable(say, member.person, team, is_chair=member.chair)


def _tell(
    work: UnitOfWork,
    members: Iterable[Member],
    now: datetime,
    key: str,
    write: Callable[[Say], Text],
    can: Abilities = EVERYTHING,
) -> None:
    people = {m.person.id: m.person for m in members}
    for person in people.values():
        if person.private_chat is not None:
            message = Message(write(speaker(person.language, can)))
            work.outbox.post(person.private_chat, message, now, key=key)
