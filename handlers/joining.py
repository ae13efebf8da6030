"""/join, /leave and the sign-up message; who comes into the group and who leaves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import ChatKind, Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.reading import impolite
from bot.ports import Draft, UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, speaker
from bot.render.text import signup
from handlers.call import Call, Reply
from handlers.scope import plan_here
from handlers.words import Words

ASK_LIFETIME = timedelta(days=1)
NAME_LENGTH = 100
"""Characters; the longest official names with titles stay below."""


def join(call: Call, work: UnitOfWork) -> Reply:
    """Choose one's parties by buttons; `/join <official name>, <position>` also sets the name."""
    words = Words(call.arguments)
    scope = plan_here(call, work, words)
    reply = _own_choice(call, work, scope.team.id, scope.plan)
    if not words.rest:
        return reply
    person = _set_name(call, work, words.rest)
    if call.chat.kind is ChatKind.GROUP:
        return Reply(Message(signup.name_set(call.say, person)))
    return _own_choice(call, work, scope.team.id, scope.plan)


def leave(call: Call, work: UnitOfWork) -> Reply:
    """The same buttons: pressing a party joined already leaves it."""
    scope = plan_here(call, work, Words(call.arguments))
    member = scope.team.member(call.person.id)
    if member is None or not _parties(member, scope.plan):
        raise Refusal("in-no-party")
    return _own_choice(call, work, scope.team.id, scope.plan)


def party_pressed(call: Call, work: UnitOfWork) -> Reply:
    """`party p12 <party id>`: join the party, or leave it."""
    words = Words(call.arguments)
    scope = plan_here(call, work, words)
    party = words.take_word(*(p.id for p in scope.plan.sop.parties))
    if not party:
        raise Refusal("button-expired")
    joined = _toggle(call, work, scope.team, scope.plan, party)
    team = work.teams.by_id(scope.team.id)
    refresh_signup(call, work, team, scope.plan)
    popup = signup.joined_popup(call.say, scope.plan.sop.party(party), joined)
    if call.chat.kind is ChatKind.PRIVATE:
        return replace(_own_choice(call, work, team.id, scope.plan), popup=popup, edits=True)
    if joined and not call.person.official_name:
        popup = signup.join_then_name_popup(call.say, scope.plan.sop.party(party))
        _ask_name_in_private(call, work)
    return Reply(popup=popup)


def name_answered(call: Call, work: UnitOfWork, question: Draft) -> Reply:
    """The official name and position, typed in private."""
    if call.arguments.strip() == signup.CANCEL_WORD:
        work.drafts.drop(question.id)
        return Reply(Message(signup.name_left(call.say)))
    person = _set_name(call, work, call.arguments)
    work.drafts.drop(question.id)
    return Reply(Message(signup.name_set(call.say, person)))


def ask_name(call: Call, work: UnitOfWork) -> Message:
    """In private: how do you appear in official messages?"""
    work.drafts.put("ask:name", call.chat.id, call.person.id, {}, call.now + ASK_LIFETIME)
    return Message(signup.ask_name(call.say, call.person), asks=True)


def post_signup(call: Call, work: UnitOfWork, team: Team, plan: Plan) -> None:
    """The one message with party buttons and counts, found again by its key."""
    say = speaker(team.language)
    message = signup.message(say, team, plan)
    work.outbox.post(team.group, message, call.now, key=signup_key(plan))


def refresh_signup(call: Call, work: UnitOfWork, team: Team, plan: Plan) -> None:
    """Bring the counts of the sign-up message up to date, if it was sent."""
    message = signup.message(speaker(team.language), team, plan)
    sent = work.sent.named(team.group, signup_key(plan))
    key = signup_key(plan)
    if sent is not None:
        work.outbox.post(team.group, message, call.now, edits=sent, key=key)


def refresh_all(call: Call, work: UnitOfWork, team_id: int) -> None:
    """The sign-up messages of all the team's running plans."""
    team = work.teams.by_id(team_id)
    for plan in work.plans.of_team(team_id):
        if plan.is_running:
            refresh_signup(call, work, team, plan)


def signup_key(plan: Plan) -> str:
    return f"signup:{plan.id}"


def tell_unreachable(call: Call, work: UnitOfWork, team: Team) -> None:
    """The secretary hears who has not opened a private chat, with an invitation to pass on."""
    silent = [m.person for m in team.members if m.person.private_chat is None]
    if not silent:
        return
    invite = work.drafts.invite(team.id, "member", call.person.id, call.now)
    for secretary in team.secretaries:
        chat = secretary.person.private_chat
        if chat is not None:
            text = signup.unreachable(speaker(secretary.person.language), team, silent)
            work.outbox.post(chat, Message(text), call.now)
    message = signup.invitation(speaker(team.language), invite.code)
    work.outbox.post(team.group, message, call.now, key=f"invitation:{team.id}")


def came(call: Call, work: UnitOfWork) -> Reply | None:
    """A person came into the group: a member of the team from now on."""
    team = work.teams.of_group(call.chat.id)
    person = _subject(call, work)
    if person is None:
        return None
    work.chats.seen_in(call.chat.id, person.id)
    if team is not None:
        work.teams.add_member(team.id, person.id, call.now)
    return None


def went(call: Call, work: UnitOfWork) -> Reply | None:
    """A person left the group: no longer a member; secretary and chair hear of a lost role."""
    team = work.teams.of_group(call.chat.id)
    person = _subject(call, work)
    if person is None:
        return None
    work.chats.left(call.chat.id, person.id)
    member = team.member(person.id) if team else None
    if team is None or member is None:
        return None
    work.teams.remove_member(team.id, person.id)
    _tell_of_leaving(call, work, team, member)
    refresh_all(call, work, team.id)
    return None


def _tell_of_leaving(call: Call, work: UnitOfWork, team: Team, member: Member) -> None:
    if not (member.parties or member.chair or member.secretary):
        return
    for other in {*team.secretaries, *team.chairs} - {member}:
        chat = other.person.private_chat
        if chat is not None:
            text = signup.left(speaker(other.person.language), team, member)
            work.outbox.post(chat, Message(text), call.now)


def _subject(call: Call, work: UnitOfWork) -> Person | None:
    who = call.incoming.subject
    if who is None or who.is_bot:
        return None
    return work.people.seen(
        call.incoming.channel, who.account, who.name, who.username, DEFAULT_LANGUAGE
    )


def _toggle(call: Call, work: UnitOfWork, team: Team, plan: Plan, party: str) -> bool:
    member = team.member(call.person.id)
    if member is not None and (plan.sop.id, party) in member.parties:
        work.teams.leave_party(team.id, call.person.id, plan.sop.id, party)
        return False
    work.teams.join_party(team.id, call.person.id, plan.sop.id, party)
    return True


def _own_choice(call: Call, work: UnitOfWork, team_id: int, plan: Plan) -> Reply:
    """In the group the sign-up message once more; from now on this one is kept up to date."""
    team = work.teams.by_id(team_id)
    if call.chat.kind is ChatKind.GROUP:
        return Reply(signup.message(call.say, team, plan), key=signup_key(plan))
    mine = _parties(team.member(call.person.id), plan)
    return Reply(signup.choice(call.say, plan, mine, work.people.by_id(call.person.id)))


def _parties(member: Member | None, plan: Plan) -> frozenset[str]:
    if member is None:
        return frozenset()
    return frozenset(party for sop, party in member.parties if sop == plan.sop.id)


def _set_name(call: Call, work: UnitOfWork, text: str) -> Person:
    """`official name, position` on one line, or on two; one word alone is a thank-you, no name."""
    name, _, position = text.strip().replace("\n", ",", 1).partition(",")
    name, position = (impolite(" ".join(part.split())) for part in (name, position))
    too_long = len(name) > NAME_LENGTH or len(position) > NAME_LENGTH
    if not name or too_long or not (position or " " in name):
        raise Refusal("name-unreadable", most=NAME_LENGTH)
    work.people.set_official(call.person.id, name, position)
    for team in work.teams.of_person(call.person.id):
        refresh_all(call, work, team.id)
    return work.people.by_id(call.person.id)


def _ask_name_in_private(call: Call, work: UnitOfWork) -> None:
    chat = call.person.private_chat
    if chat is None:
        return
    work.drafts.put("ask:name", chat, call.person.id, {}, call.now + ASK_LIFETIME)
    text = signup.ask_name(speaker(call.person.language), call.person)
    work.outbox.post(chat, Message(text, asks=True), call.now)
