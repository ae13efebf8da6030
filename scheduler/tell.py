"""Tells the secretary, in private, what cannot be delivered. Each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.domain.message import Message, Text
from bot.domain.people import Chat, Member, Person, Team
from bot.domain.plan import PlanStatus
from bot.ports import UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import news as texts

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
    running = work.plans.running(team.id) if team else []
    for plan in running:
        work.plans.set_status(plan, PlanStatus.ASLEEP)
    if team is not None and running:
        to = _people((*team.secretaries, *team.chairs))
        _post(work, to, now, f"asleep:{team.id}", lambda say: texts.group_is_gone(say, team))


def leaders(team: Team, but: int | None = None) -> list[Person]:
    """Who is told: the secretaries; the chair, if none of them can be reached.

    `but`: the private chat of who is not to be told.
    """
    found = (_people(team.secretaries), _people(team.chairs))
    others = ([p for p in people if p.private_chat != but] for people in found)
    return next(filter(None, others), [])


def _people(members: Iterable[Member]) -> list[Person]:
    found = {m.person.id: m.person for m in members}
    return [p for p in found.values() if p.private_chat is not None]


def _unreachable(who: Person, team: Team, is_chair: bool) -> Write:
    return lambda say: texts.unreachable(say, who, team, is_chair=is_chair)


def _post(
    work: UnitOfWork, people: Iterable[Person], now: datetime, key: str, write: Write
) -> None:
    for person in people:
        assert person.private_chat is not None, "only who can be reached is told"
        text = write(speaker(person.language))
        work.outbox.post(person.private_chat, Message(text), now, key=key)
