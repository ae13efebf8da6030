"""/deputy: who acts for whom on which days; typed in one line, or by buttons (`deputy_form`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.domain.errors import Refusal
from bot.domain.message import Button
from bot.domain.people import Deputy, Person, Team, coming
from bot.domain.typed_spans import find_span
from bot.render.text import deputies as texts
from handlers.core.call import Call, Reply
from handlers.core.person_meant import person_meant
from handlers.core.scope import team_here
from handlers.core.words import Words
from handlers.people import deputy_form, deputy_given

FOR = re.compile(r"(?:\A|\s)แทน\s*")
"""Stands before the name of who is away; some names begin so themselves."""
DELEGATED = "ปฏิบัติราชการแทน"
SHOWN = 8
"""Listed, the next to come; more have no room on a phone."""


@dataclass(frozen=True, slots=True)
class _Told:
    deputy: Person | None
    whose: Person | None


def deputy(call: Call) -> Reply | None:
    """`deputy @malee 1/3/70 - 31/3/70`: for oneself; with `แทน @somchai` for another."""
    words = Words(call.arguments)
    return _deputy(call, _held(call, words), words.rest)


def for_chair(call: Call) -> Reply | None:
    """The same for the chair."""
    words = Words(call.arguments)
    team = _held(call, words)
    chair = next((m.person for m in team.chairs), None)
    return _for_office(call, team, chair, "chair", words.rest)


def for_secretary(call: Call) -> Reply | None:
    """The same for the secretary: oneself, or the only one there is."""
    words = Words(call.arguments)
    team = _held(call, words)
    own = [m.person for m in team.secretaries if m.person.id == call.person.id]
    only = own or [m.person for m in team.secretaries]
    return _for_office(call, team, only[0] if len(only) == 1 else None, "secretary", words.rest)


def end(call: Call) -> Reply:
    """`deputyend t5 n12`; typed: one's own, if it is the only one, else the list."""
    words = Words(call.arguments)
    team = _held(call, words)
    told = words.take_id("n")
    if told is not None:
        return replace(deputy_given.end(call, team, _one(team, told)), edits=call.by_button)
    found = coming(team, call.today(team.rules))
    own = [d for d in found if call.person.id in (d.person, d.deputy)]
    return deputy_given.end(call, team, own[0]) if len(own) == 1 else _list(call, team)


def back(call: Call) -> Reply:
    """`deputyback t5 n12 d45`: what one has ended within ten minutes stands again."""
    words = Words(call.arguments)
    team = _held(call, words)
    number, draft = words.take_id("n") or 0, words.take_id("d") or 0
    one = call.work.teams.deputy(team.id, number)
    if one is None:
        raise Refusal("button-expired")
    return deputy_given.bring_back(call, team, one, draft)


def _held(call: Call, words: Words) -> Team:
    """As it really is: who only acts in it names no deputies for others."""
    return call.work.teams.hold(team_here(call, words).id)


def _for_office(
    call: Call, team: Team, holder: Person | None, role: str, said: str
) -> Reply | None:
    if holder is None:
        raise Refusal("deputy-no-holder", role=role)
    return _deputy(call, team, said, holder)


def _deputy(call: Call, team: Team, said: str, whose: Person | None = None) -> Reply | None:
    span, names = find_span(said, call.today(team.rules))
    told = _people(call, team, names)
    whose = whose or told.whose or call.person
    if told.deputy is None and _may_be_talk(call, said):
        return None
    if told.deputy is None and said:
        raise Refusal("deputy-nobody", called=names)
    if told.deputy is None and call.command == "deputy":
        return _list(call, team)
    if told.deputy is None or span is None:
        return deputy_form.go_on(call, team, whose, told.deputy)
    delegated = call.incoming.text.lstrip("/ ").startswith(DELEGATED)
    given = Deputy(0, whose.id, told.deputy.id, *span, delegated)
    return deputy_given.give(call, team, given)


def _people(call: Call, team: Team, said: str) -> _Told:
    """The deputy is replied to, or named first; who is away stands behind แทน."""
    before, *behind = FOR.split(said, maxsplit=1)
    after = "".join(behind)
    if not before.strip() and not _replies(call):
        before, after = said, ""
    found = person_meant(call, team, before.strip())
    mentions = call.incoming.mentions[0 if _replies(call) else 1 :]
    if not (after.strip() or mentions):
        return _Told(found, None)
    others = replace(call, incoming=replace(call.incoming, replied=None, mentions=mentions))
    whose = person_meant(others, team, after.strip())
    if whose is None:
        raise Refusal("deputy-nobody", called=after.strip())
    return _Told(found, whose)


def _replies(call: Call) -> bool:
    """To a message of somebody."""
    replied = call.incoming.replied
    return replied is not None and replied.sender is not None and not replied.by_bot


def _may_be_talk(call: Call, said: str) -> bool:
    """A bare word and then neither a member nor a date; what begins with a slash is answered."""
    typed = not call.by_button and not call.incoming.text.lstrip().startswith("/")
    return typed and bool(said) and not any(c.isdigit() for c in said)


def _list(call: Call, team: Team) -> Reply:
    found = coming(team, call.today(team.rules))[:SHOWN]
    rows = tuple(
        (Button(texts.end_label(call.say, team, d), f"deputyend t{team.id} n{d.id}"),)
        for d in found
        if call.chat.id == team.group or deputy_given.may_end(call, team, d)
    )
    new = (Button(call.say.caption("Record a deputy"), f"deputyfor t{team.id}"),)
    example = call.today(team.rules) + deputy_form.EXAMPLE_AFTER
    message = texts.listed(call.say, team, found, (*rows, new), example)
    return Reply(message, edits=call.by_button)


def _one(team: Team, told: int) -> Deputy:
    found = next((d for d in team.deputies if d.id == told), None)
    if found is None:
        raise Refusal("button-expired")
    return found
