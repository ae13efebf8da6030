"""Tells the secretary, in private, what the system could not do. Never the group.

The same of the same chat once in a while; and one of these messages that fails tells of nothing:
else a chat that takes no messages would be told about itself for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.message import Message, Text
from bot.domain.people import Chat, Person, Team
from bot.ports import Delivery, UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import news as texts
from scheduler.tell import leaders

ABOUT = "failure:"
"""How the keys of these messages begin."""
NO_NEWS_FOR = timedelta(days=14)

Write = Callable[..., Text]
"""Called with `say`, `team`, and `who` if the chat is somebody's."""


def given_up(work: UnitOfWork, delivery: Delivery, now: datetime) -> None:
    if delivery.edits:
        _of_delivery(work, delivery, "not-edited", texts.not_edited, now)
    else:
        write = partial(texts.undelivered, steps=_steps(delivery))
        _of_delivery(work, delivery, "given-up", write, now)


def refused(work: UnitOfWork, delivery: Delivery, reason: str, now: datetime) -> None:
    write = partial(texts.undelivered, steps=_steps(delivery))
    _of_delivery(work, delivery, reason, write, now)


def broke(work: UnitOfWork, delivery: Delivery, incident: str, now: datetime) -> None:
    write = partial(texts.broke, incident=incident, steps=_steps(delivery))
    _of_delivery(work, delivery, "broke", write, now)


def of_unreadable(work: UnitOfWork, chat: Chat, incident: str, now: datetime) -> None:
    """Of a delivery, to this chat."""
    _of_chat(work, chat, "broke", partial(texts.broke, incident=incident), now)


def of_update(work: UnitOfWork, chat: Chat, incident: str, now: datetime) -> None:
    _of_chat(work, chat, "update", partial(texts.update_lost, incident=incident), now)


def of_file(work: UnitOfWork, plan: int | None, incident: str, now: datetime) -> None:
    team = _team_of(work, plan)
    if team is not None:
        write = partial(texts.file_lost, team=team, incident=incident)
        _post(work, leaders(team), f"file:{plan}", write, now)


def of_plan(work: UnitOfWork, plan: int, incident: str, now: datetime) -> None:
    team = _team_of(work, plan)
    if team is not None:
        write = partial(texts.plan_stands, team=team, incident=incident)
        _post(work, leaders(team), f"plan:{plan}", write, now)


def _steps(delivery: Delivery) -> set[int]:
    """What it was about; to say nothing is better than to name steps of several plans as one's."""
    about = delivery.message.about if delivery.message else delivery.notices
    plans = {one.plan for one in about}
    return {one.step for one in about if one.step is not None} if len(plans) == 1 else set()


def _of_delivery(
    work: UnitOfWork, delivery: Delivery, why: str, write: Write, now: datetime
) -> None:
    if not delivery.key.startswith(ABOUT):
        _of_chat(work, delivery.chat, why, write, now)


def _of_chat(work: UnitOfWork, chat: Chat, why: str, write: Write, now: datetime) -> None:
    """To whoever leads its teams, but for whom it concerns: that chat is what fails."""
    who = work.people.by_id(chat.person) if chat.person is not None else None
    for team in _teams_of(work, chat):
        others = leaders(team, but=chat.id)
        about = f"{team.id}:{chat.id}:{why}"
        _post(work, others, about, partial(write, team=team, who=who), now)


def _teams_of(work: UnitOfWork, chat: Chat) -> list[Team]:
    if chat.person is not None:
        return work.teams.of_person(chat.person)
    team = work.teams.of_group(chat.id)
    return [team] if team is not None else []


def _team_of(work: UnitOfWork, plan: int | None) -> Team | None:
    team = work.plans.team_of(plan) if plan is not None else None
    return work.teams.by_id(team) if team is not None else None


def _post(
    work: UnitOfWork,
    people: list[Person],
    about: str,
    write: Callable[[Say], Text],
    now: datetime,
) -> None:
    key = f"{ABOUT}{about}"
    for person in people:
        chat = person.private_chat
        assert chat is not None, "only who can be reached is told"
        if work.sent.named(chat, key, since=now - NO_NEWS_FOR) is None:
            work.outbox.post(chat, Message(write(speaker(person.language))), now, key=key)
