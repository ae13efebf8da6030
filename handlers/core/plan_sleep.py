"""Plans sleep while the bot is not in their group, and wake when it is back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.domain.message import Message, Text
from bot.domain.people import Member, Person, Team
from bot.ports import UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import news as texts


def sleep(work: UnitOfWork, team: Team, now: datetime) -> None:
    """The running plans sleep; secretary and chair are told, unless a failed delivery did that."""
    if work.plans.sleep(team.id):
        told = (*team.secretaries, *team.chairs)
        _tell(work, told, now, f"asleep:{team.id}", lambda say: texts.group_is_gone(say, team))


def lost(work: UnitOfWork, person: Person, now: datetime) -> None:
    """A person with a duty closed the private chat: the secretaries hear it, or else the chair."""
    for team in work.teams.of_person(person.id):
        member = team.member(person.id)
        if member is not None and member.has_duty:
            key = f"unreachable:{team.id}:{person.id}"
            _tell(work, team.leaders(), now, key, _unreachable(member, team))


def found(work: UnitOfWork, person: Person, now: datetime) -> None:
    """The private chat is open again: who was told that it was closed hears that too.

    Under the same key: what was not sent yet no longer is true.
    """
    for team in work.teams.of_person(person.id):
        member = team.member(person.id)
        if member is not None and member.has_duty:
            told = team.leaders(but=person.private_chat)
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
) -> None:
    people = {m.person.id: m.person for m in members}
    for person in people.values():
        if person.private_chat is not None:
            message = Message(write(speaker(person.language)))
            work.outbox.post(person.private_chat, message, now, key=key)
