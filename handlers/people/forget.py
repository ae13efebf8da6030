"""/forget: who a person is, is erased; what was recorded stays, by the role held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.errors import Refusal
from bot.domain.incoming import Happened, Incoming
from bot.domain.message import Message
from bot.domain.people import ChatKind, Team
from bot.domain.personal_data import highest_role
from bot.ports import FAREWELL, UnitOfWork
from bot.render.text import forget as texts
from handlers.core.call import Call, Reply
from handlers.core.words import Words
from handlers.people import departures, handover
from handlers.people.privacy import parties_of, teams_of

ASKED = "forget"
"""Kind of the draft without which nothing is erased."""
LASTS = timedelta(minutes=10)
ERASES = "forget"
"""How the button begins that erases; the draft follows."""


def forget(call: Call) -> Reply:
    """`forget` asks once more; `forget d45` erases, `forget keep` does not."""
    if call.chat.kind is ChatKind.GROUP:
        return Reply(texts.only_in_private(call.say))
    words = Words(call.arguments)
    if words.take_word("keep"):
        return _keep(call)
    asked = words.take_id("d")
    if asked is not None:
        call.work.privacy.hold(call.person.id)
    needed = _needed_in(call)
    if needed:
        return Reply(texts.hand_over_first(call.say, needed), edits=asked is not None)
    return _ask(call) if asked is None else _forget(call, asked)


def _ask(call: Call) -> Reply:
    draft = call.work.drafts.put(ASKED, call.chat.id, call.person.id, {}, call.now + LASTS)
    role, minutes = _role(call.work, call.person.id), int(LASTS.total_seconds() // 60)
    return Reply(texts.sure(call.say, role, minutes, f"{ERASES} d{draft}"))


def _keep(call: Call) -> Reply:
    asked = call.work.drafts.of(ASKED, call.chat.id, call.person.id, call.now)
    if asked is not None:
        call.work.drafts.drop(asked.id)
    return Reply(Message(texts.kept(call.say)), edits=True)


def _forget(call: Call, asked: int) -> Reply:
    draft = call.work.drafts.get(asked, call.now)
    if draft is None or (draft.kind, draft.person) != (ASKED, call.person.id):
        raise Refusal("button-expired")
    role = _role(call.work, call.person.id)
    teams = call.work.teams.of_person(call.person.id, unserved=True)
    call.work.privacy.erase(call.person.id, role, call.now)
    for team in teams:
        _tell_team(call, team, role)
    _say_farewell(call, role)
    return Reply()


def pressed_again(incoming: Incoming) -> bool:
    """Whether somebody whom the bot has forgotten presses what erased, once more."""
    return incoming.happened is Happened.PRESSED and incoming.text.startswith(f"{ERASES} d")


def _needed_in(call: Call) -> list[Team]:
    """The teams with a running plan that would be left without a secretary.

    None whose group is not served: nobody can be named there, and the right to go is the person's.
    """
    return [
        team
        for team in call.work.teams.of_person(call.person.id)
        if [m.person.id for m in team.secretaries] == [call.person.id]
        and any(plan.is_running for plan in call.work.plans.of_team(team.id))
    ]


def _role(work: UnitOfWork, person: int) -> str:
    teams: Sequence[Team] = teams_of(work, person, work.privacy.kept(person).shares)
    plans = [plan for team in teams for plan in work.plans.of_team(team.id)]
    return highest_role(person, teams, [event for plan in plans for event in plan.events])


def _tell_team(call: Call, team: Team, role: str) -> None:
    """`team` as it was, with the person in it."""
    member = team.member(call.person.id)
    assert member is not None, "it is one of the person's own"
    plans = call.work.plans.of_team(team.id)
    parties = parties_of(plans, member)
    committee = departures.committee(call, team)
    told = partial(texts.gone, role=role, parties=parties)
    to_chair = partial(texts.gone_to_chair, role=role, parties=parties, committee=committee)
    left = handover.left_open(call, team, member)  # its own words tell the offices
    departures.tell(call, team, member, told, to_chair, replace(left, offices=()))


def _say_farewell(call: Call, role: str) -> None:
    """To the same address, in a chat that is nobody's and ends with it.

    A message of its own: an edit is given up after a few tries, this one after a day. Before it
    goes the edit that takes the buttons from the question: behind it there would be no address.
    """
    place = call.incoming.place
    chat = call.work.chats.at(call.incoming.channel, place.address, place.kind)
    if call.by_button and call.can.edits:
        short = Message(texts.erased(call.say))
        call.work.outbox.post(chat.id, short, call.now, edits=call.incoming.message)
    message = Message(texts.farewell(call.say, role))
    call.work.outbox.post(chat.id, message, call.now, key=FAREWELL)
