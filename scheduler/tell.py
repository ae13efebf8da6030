"""Tells the secretary, in private, what cannot be delivered. Each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.domain.message import Message, Text
from bot.domain.people import Chat, ChatKind, Member, Person, Team
from bot.domain.plan import PlanStatus
from bot.ports import Delivery, UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import system

Write = Callable[[Say], Text]


def person_is_unreachable(work: UnitOfWork, chat: Chat, now: datetime) -> None:
    """Their private chat is closed to us. Said only at the moment in which that becomes known."""
    if not chat.reachable or chat.person is None:
        return
    work.chats.set_reachable(chat.id, False)
    who = work.people.by_id(chat.person)
    if who.private_chat is not None:
        return
    for team in work.teams.of_person(who.id):
        member = team.member(who.id)
        is_chair = member is not None and member.chair
        key = f"unreachable:{team.id}:{who.id}"
        _post(work, leaders(team), now, key, _unreachable(who, team, is_chair))


def group_is_gone(work: UnitOfWork, chat: Chat, now: datetime) -> None:
    """Its plans sleep until the bot is added again."""
    work.chats.set_reachable(chat.id, False)
    team = work.teams.of_group(chat.id)
    running = [p for p in work.plans.of_team(team.id) if p.is_running] if team else []
    for plan in running:
        work.plans.set_status(plan, PlanStatus.ASLEEP)
    if team is not None and running:
        to = _people((*team.secretaries, *team.chairs))
        _post(work, to, now, f"asleep:{team.id}", lambda say: system.group_is_gone(say, team))


def given_up(work: UnitOfWork, delivery: Delivery, now: datetime) -> None:
    """A reply that one person waited for concerns nobody else."""
    chat = delivery.chat
    if not delivery.notices and chat.kind is ChatKind.PRIVATE:
        return
    for team in _teams_of(work, chat):
        to = [p for p in leaders(team) if p.private_chat != chat.id]
        _post(work, to, now, f"given-up:{chat.id}", _given_up(work, chat, team))


def leaders(team: Team) -> list[Person]:
    """Who is told: the secretaries; the chair, if none of them can be reached."""
    return _people(team.secretaries) or _people(team.chairs)


def _people(members: Iterable[Member]) -> list[Person]:
    found = {m.person.id: m.person for m in members}
    return [p for p in found.values() if p.private_chat is not None]


def _unreachable(who: Person, team: Team, is_chair: bool) -> Write:
    return lambda say: system.unreachable(say, who, team, is_chair=is_chair)


def _given_up(work: UnitOfWork, chat: Chat, team: Team) -> Write:
    who = work.people.by_id(chat.person) if chat.person is not None else None
    return lambda say: system.given_up(say, team, who)


def _teams_of(work: UnitOfWork, chat: Chat) -> list[Team]:
    if chat.person is not None:
        return work.teams.of_person(chat.person)
    team = work.teams.of_group(chat.id)
    return [team] if team is not None else []


def _post(
    work: UnitOfWork, people: Iterable[Person], now: datetime, key: str, write: Write
) -> None:
    for person in people:
        assert person.private_chat is not None, "only who can be reached is told"
        text = write(speaker(person.language))
        work.outbox.post(person.private_chat, Message(text), now, key=key)
