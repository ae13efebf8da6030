"""The first question of /clone: who is what; and parties as they are to be with the new plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.calendar import fiscal_year
from bot.domain.errors import Refusal
from bot.domain.people import ChatKind, Member, Team
from bot.domain.sop import Party
from bot.render.text import clone_people as texts
from bot.render.text import roles
from handlers.core import offices
from handlers.core.call import Call, Reply
from handlers.core.words import Words
from handlers.plans.setup_form import Form, model_in
from handlers.plans.setup_preview import shown_anew


def first(call: Call, filled: Form) -> Reply:
    """As a message of its own: the one pressed under may be a letter."""
    return replace(_people(call, filled, Words("")), edits=False)


def apply(call: Call, filled: Form) -> None:
    """The parties become those of the form; whom that concerns hears of it. Who has left the team
    meanwhile is of none.
    """
    team, sop = _team(call, filled), filled.sop
    for party in (p for p in sop.parties if p.id in filled.parties):
        wanted = set(filled.parties[party.id])
        for member in team.members:
            joins = member.person.id in wanted
            if joins is not ((sop.id, party.id) in member.parties):
                _turn(call, team, sop.id, member, party, joins=joins)


def _turn(call: Call, team: Team, sop: str, member: Member, party: Party, *, joins: bool) -> None:
    change = call.work.teams.join_party if joins else call.work.teams.leave_party
    change(team.id, member.person.id, sop, party.id)
    offices.record(call, team, member.person.id, party.id, holds=joins)
    notice = roles.you_joined if joins else roles.you_left
    if member.person.id != call.person.id:
        call.tell(member.person, lambda say: notice(say, team, party.name))


def _people(call: Call, filled: Form, words: Words) -> Reply:
    model, filled = model_in(filled), shown_anew(call.work, filled)
    assert filled.start is not None
    message = texts.people(
        call.say,
        filled.token,
        fiscal_year(filled.start),
        filled.sop,
        model,
        _planned(call, filled),
        private=call.chat.kind is ChatKind.PRIVATE,
    )
    return Reply(message, edits=call.by_button)


def _change(call: Call, filled: Form, words: Words) -> Reply:
    filled, team = shown_anew(call.work, filled), _planned(call, filled)
    return Reply(texts.change(call.say, filled.token, filled.sop, team), edits=True)


def _party(call: Call, filled: Form, words: Words) -> Reply:
    """`party committee o8`: its members, and all others."""
    party = _told(filled, words)
    return _shown(call, filled, party, words.take_id("o") or 0)


def _member(call: Call, filled: Form, words: Words) -> Reply:
    """`member committee u7`: puts the person into the party, or takes him or her off it."""
    party, who = _told(filled, words), words.take_id("u") or 0
    team = _planned(call, filled)
    if team.member(who) is None:
        raise Refusal("button-expired")
    joined = {m.person.id for m in team.members if (filled.sop.id, party.id) in m.parties}
    changed = {**filled.parties, party.id: sorted(joined ^ {who})}
    return _shown(call, replace(filled, parties=changed), party, words.take_id("o") or 0)


def _shown(call: Call, filled: Form, party: Party, offset: int) -> Reply:
    filled, team = shown_anew(call.work, filled), _planned(call, filled)
    message = texts.party(call.say, filled.token, filled.sop, team, party, offset)
    return Reply(message, edits=True)


def _told(filled: Form, words: Words) -> Party:
    model_in(filled)
    told = words.take_word(*(p.id for p in filled.sop.parties))
    if not told:
        raise Refusal("button-expired")
    return filled.sop.party(told)


def _team(call: Call, filled: Form) -> Team:
    team = call.work.teams.of_group(filled.group)
    assert team is not None
    return team


def _planned(call: Call, filled: Form) -> Team:
    """The team as it will be once the form is confirmed."""
    team = _team(call, filled)
    return replace(team, members=tuple(_as_told(filled, m) for m in team.members))


def _as_told(filled: Form, member: Member) -> Member:
    sop, told = filled.sop.id, filled.parties
    joined = {(sop, party) for party, people in told.items() if member.person.id in people}
    others = {pair for pair in member.parties if pair not in {(sop, party) for party in told}}
    return replace(member, parties=frozenset(joined | others))


VERBS: Mapping[str, Callable[[Call, Form, Words], Reply]] = {
    "people": _people,
    "change": _change,
    "party": _party,
    "member": _member,
}
