"""/object: a member does not agree that somebody took the office of secretary."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.events import Ground, RoleGiven
from bot.domain.message import Message
from bot.domain.people import Team
from bot.domain.rights import held_through, open_to_objection
from bot.ports import OFFERS
from bot.render.text import cancelled
from bot.render.text import objection as texts
from handlers.core import offices
from handlers.core.asking import CHOICE_LIFETIME
from handlers.core.call import Call, Reply
from handlers.core.outsiders import CODE as OUTSIDE
from handlers.core.scope import team_here
from handlers.core.signup import refresh_all
from handlers.core.words import Words
from handlers.people import no_secretary
from handlers.people.departures import committee

QUESTION = f"{OFFERS}objecting"
"""Kind of the draft of the question whether one really objects."""


def objection(call: Call) -> Reply | None:
    """`object t5 u7`, under the news that this person is secretary: there may be another by now;
    typed: whoever it is.

    It asks first: `… d9 !` under the question objects, `… d9` does not.
    """
    words = Words(call.arguments)
    team = call.work.teams.hold(team_here(call, words).id)
    told, question = words.take_id("u"), words.take_id("d")
    if question is not None:
        _close(call, question)
        if not words.take_sure():
            return Reply(Message(cancelled.nothing_changed(call.say)))
    given = offices.of_team(call, team)
    office = open_to_objection(given, call.now)
    if office is None or told not in (None, office.person):
        return _too_late(call, team, given)
    if office.person == call.person.id:
        raise Refusal("objection-own")
    if not no_secretary.administers(call, team):
        raise Refusal(OUTSIDE)
    if question is None:
        return _asked(call, team, office)
    return _told(call, team, _vacate(call, team, office, given))


def _asked(call: Call, team: Team, office: RoleGiven) -> Reply:
    """Where it was said: a press shows there who pressed, and the answer comes at no cost."""
    until = call.now + CHOICE_LIFETIME
    question = call.work.drafts.put(QUESTION, call.chat.id, call.person.id, {}, until)
    return Reply(texts.ask(call.say, f"object t{team.id} u{office.person} d{question}"))


def _close(call: Call, question: int) -> None:
    """Answered by nobody but who was asked, and once; no one else hears whose it is."""
    waiting = call.work.drafts.get(question, call.now)
    if waiting is None or waiting.kind != QUESTION:
        raise Refusal("question-over")
    if waiting.person != call.person.id:
        raise Refusal("objection-anothers")
    call.work.drafts.drop(question)


def _too_late(call: Call, team: Team, given: list[RoleGiven]) -> Reply:
    """Another has objected, or nobody can any more."""
    if team.secretaries or all(e.ground is not Ground.OBJECTED for e in given):
        raise Refusal("objection-over", vacant=not team.secretaries)
    return Reply(texts.made_already(call.say, team))


def _vacate(call: Call, team: Team, office: RoleGiven, given: list[RoleGiven]) -> texts.Ended:
    """Of everybody who holds an office by it; who has left does not come back with it either."""
    ended = sorted(held_through(given, office), key=lambda one: one != (office.person, office.role))
    for person, role in ended:
        call.work.teams.set_role(team.id, person, role, False)
        offices.record(call, team, person, role, holds=False, ground=Ground.OBJECTED)
        _tell(call, team, person, role)
    refresh_all(call, team.id)
    return [(call.work.people.by_id(person), role) for person, role in ended]


def _tell(call: Call, team: Team, person: int, role: str) -> None:
    member, called = team.member(person), committee(call, team)
    if member is not None:
        call.tell(member.person, lambda say: texts.you_are_no_longer(say, team, role, called))


def _told(call: Call, team: Team, ended: texts.Ended) -> Reply | None:
    """The group in any case; who objected in private reads it there, too."""
    fresh = call.work.teams.by_id(team.id)
    message = texts.objected(call.say_in(team.group, team.language), fresh, ended)
    call.work.outbox.post(team.group, message, call.now, key=no_secretary.key(team))
    return None if call.chat.id == team.group else Reply(Message(message.text))
