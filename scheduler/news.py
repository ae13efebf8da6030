"""What is said of what could not be done.

Secretaries are told in private; a chat, only that what it asked for itself was not done. Of answers
that fail in one chat it is told once in a while, of notices each time; and one of these messages
that fails tells of nothing: else a chat that takes no messages would be told about itself for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.domain.errors import FileUnread
from bot.domain.files import File
from bot.domain.incoming import Incoming
from bot.domain.message import Message, Text
from bot.domain.people import Chat, Member, Team, on_duty
from bot.ports import NO_SECRETARY, Delivery, Platform, UnitOfWork, abilities
from bot.render.language import DEFAULT_LANGUAGE, Say, speaker
from bot.render.text import news as texts
from bot.render.text import no_secretary
from bot.render.text import room as rooms

ABOUT = "failure:"
"""How the keys of messages about failures begin."""
QUOTA = "quota"
"""What follows in those about what a month's quota keeps back."""
USED_UP = "used-up"
"""How that about a quota ends of which nothing is left."""
NO_NEWS_FOR = timedelta(days=14)

Write = Callable[..., Text]
"""Called with `say`, `team`, and `who` if the chat is somebody's."""


def given_up(work: UnitOfWork, delivery: Delivery, now: datetime) -> None:
    if delivery.edits:
        _of_delivery(work, delivery, "not-edited", texts.not_edited, now)
    else:
        write = partial(texts.undelivered, steps=steps_of(delivery))
        _of_delivery(work, delivery, "given-up", write, now)


def refused(work: UnitOfWork, delivery: Delivery, reason: str, now: datetime) -> None:
    write = partial(texts.undelivered, steps=steps_of(delivery))
    _of_delivery(work, delivery, reason, write, now)


def broke(work: UnitOfWork, delivery: Delivery, incident: str, now: datetime) -> None:
    write = partial(texts.broke, incident=incident, steps=steps_of(delivery))
    _of_delivery(work, delivery, "broke", write, now)


def kept_back(work: UnitOfWork, delivery: Delivery, now: datetime, *, used_up: bool) -> None:
    """To everybody who leads a team that the month's quota keeps something from: once a month that
    few messages are left, and once that it is `used_up`.
    """
    if delivery.key.startswith(ABOUT):
        return
    for team in teams_of(work, delivery.chat):
        write = partial(texts.quota_used_up if used_up else texts.few_are_left, team=team)
        about = _of_quota(team, now) + (f":{USED_UP}" if used_up else "")
        _of_failure(work, on_duty(team, now).leaders(), about, write, now, spared=None)


def tells_of_another_month(work: UnitOfWork, key: str, now: datetime) -> bool:
    """Whether it says that few messages are left, or none, and was true of a former month."""
    about, _, rest = key.removeprefix(ABOUT).partition(":")
    if not key.startswith(ABOUT) or about != QUOTA:
        return False
    team = work.teams.by_id(int(rest.partition(":")[0]))
    return not key.startswith(f"{ABOUT}{_of_quota(team, now)}")


def _of_quota(team: Team, now: datetime) -> str:
    return f"{QUOTA}:{team.id}:{team.rules.local_day(now):%Y-%m}"


def headed_kept_back(work: UnitOfWork, chat: Chat, text: Text) -> Text:
    return texts.headed_kept_back(_say(work, chat), text)


def unreadable(work: UnitOfWork, chat: Chat, incident: str, now: datetime) -> None:
    """Of a delivery, to this chat."""
    _of_chat(work, chat, "broke", partial(texts.broke, incident=incident), now)


def update_lost(work: UnitOfWork, chat: Chat, incident: str, now: datetime) -> None:
    _of_chat(work, chat, "update", partial(texts.update_lost, incident=incident), now)


def file_lost(work: UnitOfWork, plan: int | None, incident: str, now: datetime) -> None:
    team = _team_of(work, plan)
    if team is not None:
        write = partial(texts.file_lost, team=team, incident=incident)
        _of_failure(work, on_duty(team, now).leaders(), f"file:{plan}", write, now)


def no_file(work: UnitOfWork, delivery: Delivery, error: FileUnread, now: datetime) -> None:
    """In place of the file, where it was asked for."""
    chat, file = work.chats.by_id(delivery.chat.id), work.files.by_id(error.file)
    named = _named(delivery, file, error)
    if error.lost:
        text = _file_is_lost(work, chat, file, named, now)
    else:
        text = texts.file_away(_say(work, chat), named)
    about = delivery.message.about if delivery.message else ()
    where = {"thread": delivery.thread, "replies_to": delivery.replies_to}
    work.outbox.post(chat.id, Message(text, about=about), now, **where)


def nearly_full(work: UnitOfWork, team: int, used: int, quota: int, now: datetime) -> None:
    """Of the room that a team has for files; once, until it has another."""
    told = work.teams.by_id(team)
    write = partial(rooms.nearly_full, team=told, used=used, quota=quota)
    _of_failure(
        work, on_duty(told, now).leaders(), f"room:{team}:{quota}:nearly", write, now, spared=None
    )


def team_is_full(work: UnitOfWork, plan: int, used: int, quota: int, now: datetime) -> None:
    """That the room of a team is used up; once, until it has another."""
    team = _team_of(work, plan)
    if team is not None:
        write = partial(rooms.is_full, team=team, used=used, quota=quota)
        _of_failure(
            work, on_duty(team, now).leaders(), f"room:{team.id}:{quota}", write, now, spared=None
        )


def disk_is_full(work: UnitOfWork, plan: int, now: datetime) -> None:
    team = _team_of(work, plan)
    if team is not None:
        write = partial(rooms.disk_is_full, team=team)
        _of_failure(work, on_duty(team, now).leaders(), f"disk:{team.id}", write, now)


def plan_stands(work: UnitOfWork, plan: int, incident: str, now: datetime) -> None:
    team = _team_of(work, plan)
    if team is not None:
        write = partial(texts.plan_stands, team=team, incident=incident)
        _of_failure(work, on_duty(team, now).leaders(), f"plan:{plan}", write, now)


def no_secretary_yet(
    work: UnitOfWork, team: Team, channels: Mapping[str, Platform], now: datetime
) -> None:
    """To the group, once: it was not told if it was not served, or out of reach, at that time."""
    key = f"{NO_SECRETARY}{team.id}"
    group = work.chats.by_id(team.group)
    if group.barred_since is None and work.sent.named(team.group, key) is None:
        say = speaker(team.language, abilities(channels, group.channel))
        message = no_secretary.missing(say, team)
        work.outbox.post(team.group, message, now, key=key)


def apologize(work: UnitOfWork, incoming: Incoming, incident: str, now: datetime) -> None:
    """To the chat whose request broke."""
    chat = _chat(work, incoming)
    _answer(work, incoming, chat, texts.apology(_say(work, chat), incident), now)


def turned_away(work: UnitOfWork, incoming: Incoming, now: datetime) -> str | None:
    """The pop-up, for a press; everything else is told in the chat that asks for too much."""
    if incoming.press:
        known = work.chats.known_at(incoming.channel, incoming.place.address)
        return texts.too_many_presses(_say(work, known))
    chat = _chat(work, incoming)
    _answer(work, incoming, chat, texts.too_many_messages(_say(work, chat)), now)
    return None


def steps_of(delivery: Delivery) -> set[int]:
    """What it was about; to say nothing is better than to name steps of several plans as one's."""
    about = delivery.message.about if delivery.message else delivery.notices
    plans = {one.plan for one in about}
    return {one.step for one in about if one.step is not None} if len(plans) == 1 else set()


def _file_is_lost(
    work: UnitOfWork, chat: Chat, file: File | None, named: str, now: datetime
) -> Text:
    """Told to whoever leads the team, once; who asks in that very chat reads there what to do."""
    say, team = _say(work, chat), _team_of(work, file.plan if file else None)
    if file is None or team is None:
        return texts.file_lost_here(say, named)
    write = partial(texts.bytes_lost, team=team, named=named, file=file.id)
    leaders = on_duty(team, now).leaders()
    others = [m for m in leaders if m.person.private_chat != chat.id]
    _of_failure(work, others, f"bytes:{file.id}", write, now)
    if len(others) < len(leaders):
        return write(say)
    return texts.file_lost_here(say, named, told=any(m.acts_as_secretary for m in others))


def _named(delivery: Delivery, file: File | None, error: FileUnread) -> str:
    """As it was promised; a file is never forgotten before the message that brings it."""
    sent = delivery.message.attachments if delivery.message else ()
    name = next((one.name for one in sent if one.file == error.file), "")
    return f"{file.label} {name}" if file else name


def _of_delivery(
    work: UnitOfWork, delivery: Delivery, why: str, write: Write, now: datetime
) -> None:
    if delivery.key.startswith(ABOUT):
        return
    if delivery.notices:  # each is one that people wait for, whatever was told of others
        why = f"{why}:{delivery.id}"
    _of_chat(work, delivery.chat, why, write, now)


def _of_chat(work: UnitOfWork, chat: Chat, why: str, write: Write, now: datetime) -> None:
    """To whoever leads its teams, but for whom it concerns: that chat is what fails."""
    who = work.people.by_id(chat.person) if chat.person is not None else None
    for team in teams_of(work, chat):
        others = on_duty(team, now).leaders(but=chat.id)
        about = f"{team.id}:{chat.id}:{why}"
        _of_failure(work, others, about, partial(write, team=team, who=who), now)


def teams_of(work: UnitOfWork, chat: Chat) -> list[Team]:
    if chat.person is not None:
        return work.teams.of_person(chat.person)
    team = work.teams.of_group(chat.id)
    return [team] if team is not None else []


def _team_of(work: UnitOfWork, plan: int | None) -> Team | None:
    """None also of one that is not served: nothing is said of it."""
    found = work.plans.team_of(plan) if plan is not None else None
    team = work.teams.by_id(found) if found is not None else None
    return team if team is not None and team.served else None


def _of_failure(
    work: UnitOfWork,
    members: Iterable[Member],
    about: str,
    write: Write,
    now: datetime,
    spared: timedelta | None = NO_NEWS_FOR,
) -> None:
    """Who has heard the same is spared for so long; None: for good."""
    key, since = f"{ABOUT}{about}", now - spared if spared else None
    chats = ((m, m.person.private_chat) for m in members)
    unaware = [m for m, chat in chats if chat and work.sent.named(chat, key, since) is None]
    tell(work, unaware, key, write, now)


def tell(
    work: UnitOfWork,
    members: Iterable[Member],
    key: str,
    write: Callable[[Say], Text],
    now: datetime,
) -> None:
    """Each of them who can be reached, once."""
    people = {m.person.id: m.person for m in members}
    for person in people.values():
        if person.private_chat is not None:
            text = write(speaker(person.language))
            work.outbox.post(person.private_chat, Message(text), now, key=key)


def _answer(work: UnitOfWork, incoming: Incoming, chat: Chat, text: Text, now: datetime) -> None:
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
