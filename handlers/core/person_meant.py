"""Whom a request means: by reply, by mention, or by the name of a member."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import Refusal
from bot.domain.incoming import Sender
from bot.domain.people import Person, Team
from bot.domain.sop import Party
from bot.domain.spelling import one_line
from bot.ports import UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE
from handlers.core.call import Call
from handlers.core.words import Words

COURTESY = "คุณ"
"""Goes before any name and belongs to none."""


def person_meant(call: Call, team: Team, name: str) -> Person | None:
    """`name`: what was typed after the command; None: nobody, or nobody of that name."""
    found = _replied_to(call, team) or _mentioned(call, team)
    if found is not None or not name:
        return found
    if name.startswith("@") and call.can.usernames:
        return _by_username(call, team, name.split()[0])
    return _named(team, name.removeprefix("@").removeprefix(COURTESY).strip())


def id_told(call: Call, team: Team, words: Words) -> int | None:
    """`u5`: of the person whom a button names, else of whom is meant; None: nobody is named."""
    told = words.take_id("u")
    if told is not None:
        return told
    person = person_meant(call, team, words.rest)
    if person is None and words.rest:
        raise Refusal("no-such-member", name=one_line(words.rest))
    return person.id if person else None


def party_told(
    call: Call, team: Team, parties: Sequence[Party], said: str
) -> tuple[Person | None, Party | None]:
    """The person, and the party if its name follows: `@malee นักวิชาการ`."""
    words = said.split()
    for at in range(len(words)):
        party = _party(parties, " ".join(words[at:]))
        person = person_meant(call, team, " ".join(words[:at])) if party else None
        if person is not None:
            return person, party
    return person_meant(call, team, said), None


def _party(parties: Sequence[Party], said: str) -> Party | None:
    """By its name, short or long, or by how only one begins."""
    whole = [p for p in parties if said in (p.short, p.name)]
    begun = [p for p in parties if p.short.startswith(said) or p.name.startswith(said)]
    found = whole or begun
    return found[0] if len(found) == 1 else None


def _replied_to(call: Call, team: Team) -> Person | None:
    replied = call.incoming.replied
    who = replied.sender if replied else None
    if who is None or (replied and replied.by_bot):
        return None
    if who.anonymous:
        raise Refusal("anonymous-other")
    if who.is_bot:
        raise Refusal("not-a-person")
    if call.chat.id != team.group:
        person = call.work.people.by_account(call.incoming.channel, who.account)
        return _of_group(call.work, team, person, who.name)
    return _met(call, team, who)


def _met(call: Call, team: Team, who: Sender) -> Person:
    """In the team's own group, as the platform shows."""
    person = call.work.people.seen(
        call.incoming.channel, who.account, who.name, who.username, DEFAULT_LANGUAGE
    )
    call.work.chats.seen_in(team.group, person.id)
    return person


def _mentioned(call: Call, team: Team) -> Person | None:
    for named in call.incoming.mentions:
        if named.is_bot:
            raise Refusal("not-a-person")
        if not (named.account or named.username):
            return _named(team, named.text.removeprefix("@"))
        if not named.account:
            return _by_username(call, team, named.username)
        if named.in_group and call.chat.id == team.group:
            return _met(call, team, Sender(named.account, named.name))
        person = call.work.people.by_account(call.incoming.channel, named.account)
        return _of_group(call.work, team, person, named.name or named.text)
    return None


def _by_username(call: Call, team: Team, username: str) -> Person:
    person = call.work.people.by_username(call.incoming.channel, username)
    return _of_group(call.work, team, person, f"@{username.removeprefix('@')}")


def _of_group(work: UnitOfWork, team: Team, person: Person | None, called: str) -> Person:
    """The same answer whether others know the person or nobody does: it would tell of them."""
    known = person is not None and (
        team.member(person.id) is not None or work.chats.was_seen_in(team.group, person.id)
    )
    if person is None or not known:
        raise Refusal("not-in-group", called=called)
    return person


def _named(team: Team, name: str) -> Person | None:
    """A member by the whole name, official or shown, else by a part that only one has."""
    wanted = name.casefold()
    people = [m.person for m in team.members]
    whole = [p for p in people if wanted in (p.name.casefold(), p.official_name.casefold())]
    part = [p for p in people if wanted in f"{p.name}\n{p.official_name}".casefold()]
    found = whole if len(whole) == 1 else part
    if len(found) > 1:
        raise Refusal("several-members", name=name, people=found)
    return found[0] if found else None
