"""/assign, /chair, /secretary: give a person a role, by reply, by mention or by an invitation."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.events import RoleGiven
from bot.domain.message import Message
from bot.domain.people import Member, Person, Team
from bot.ports import Invite, UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, speaker
from bot.render.text import appointing
from handlers.call import Call, Reply
from handlers.joining import refresh_all, refresh_signup
from handlers.scope import plan_here, require_steerer, team_here
from handlers.words import Words

ROLES = ("chair", "secretary")
ENDINGS = {"no-chair": "chair", "no-secretary": "secretary"}


def assign(call: Call, work: UnitOfWork) -> Reply:
    """Offer the parties for the person meant; nobody named: an invitation for each party."""
    scope = plan_here(call, work, Words(call.arguments))
    require_steerer(call, scope.team)
    person = _person_meant(call, work, scope.team)
    if person is None:
        codes = {
            p.id: _invite(call, work, scope.team, f"party:{scope.plan.sop.id}:{p.id}")
            for p in scope.plan.sop.parties
        }
        return Reply(appointing.party_invitations(call.say, scope.plan, codes))
    return Reply(appointing.choose_party(call.say, scope.plan, person))


def chair(call: Call, work: UnitOfWork) -> Reply:
    """Name the chair."""
    return _role(call, work, "chair")


def secretary(call: Call, work: UnitOfWork) -> Reply:
    """Name a secretary."""
    return _role(call, work, "secretary")


def grant(call: Call, work: UnitOfWork) -> Reply:
    """`grant p12 u7 <party>`: the button under /assign."""
    words = Words(call.arguments)
    scope = plan_here(call, work, words)
    require_steerer(call, scope.team)
    person = scope.team.member(words.take_id("u") or 0)
    party = words.take_word(*(p.id for p in scope.plan.sop.parties))
    if person is None or not party:
        raise Refusal("button-expired")
    work.teams.join_party(scope.team.id, person.person.id, scope.plan.sop.id, party)
    _record(call, work, scope.team, person.person, party)
    team = work.teams.by_id(scope.team.id)
    refresh_signup(call, work, team, scope.plan)
    named = scope.plan.sop.party(party)
    _tell(call, work, person.person, appointing.you_joined, team, named.name)
    text = appointing.joined(call.say, person.person, named.name)
    return Reply(Message(text), edits=True)


def invited(call: Call, work: UnitOfWork, invite: Invite) -> Message | None:
    """Opening the private chat by an invitation gives what it carries."""
    team = work.teams.by_id(invite.team)
    work.teams.add_member(team.id, call.person.id, call.now)
    if invite.role in ROLES:
        return _ask_inviter(call, work, team, invite)
    if invite.role.startswith("party:"):
        _, sop, party = invite.role.split(":", 2)
        work.teams.join_party(team.id, call.person.id, sop, party)
        for plan in work.plans.of_team(team.id):
            if plan.is_running and plan.sop.id == sop:
                refresh_signup(call, work, work.teams.by_id(team.id), plan)
                return Message(appointing.you_joined(call.say, team, plan.sop.party(party).name))
    return None


def appoint(call: Call, work: UnitOfWork) -> Reply:
    """`appoint t5 u7 chair`: confirms an invitation; `appoint t5 u7 no-chair` ends the role."""
    words = Words(call.arguments)
    team = team_here(call, work, words)
    require_steerer(call, team)
    member = team.member(words.take_id("u") or 0)
    role = words.take_word(*ROLES, *ENDINGS)
    if member is None or not role:
        raise Refusal("button-expired")
    if role in ENDINGS:
        return _dismiss(call, work, team, member, ENDINGS[role])
    return Reply(_appoint(call, work, team, member.person, role), edits=True)


def _ask_inviter(call: Call, work: UnitOfWork, team: Team, invite: Invite) -> Message:
    """An invitation may be pressed by anybody who sees it: a role waits for a confirmation."""
    inviter = work.people.by_id(invite.by)
    action = f"appoint t{team.id} u{call.person.id} {invite.role}"
    if inviter.private_chat is not None:
        question = appointing.confirm(speaker(inviter.language), call.person, invite.role, action)
        work.outbox.post(inviter.private_chat, question, call.now)
    else:
        question = appointing.confirm(speaker(team.language), call.person, invite.role, action)
        work.outbox.post(team.group, question, call.now)
    return Message(appointing.waits_for_confirmation(call.say))


def _role(call: Call, work: UnitOfWork, role: str) -> Reply:
    team = team_here(call, work, Words(call.arguments))
    require_steerer(call, team)
    person = _person_meant(call, work, team)
    if person is None:
        code = _invite(call, work, team, role)
        return Reply(appointing.role_invitation(call.say, team, role, code))
    return Reply(_appoint(call, work, team, person, role))


def _appoint(call: Call, work: UnitOfWork, team: Team, person: Person, role: str) -> Message:
    """Give the role and tell whoever has it now. There is one chair; secretaries may be several."""
    former = [m for m in team.chairs if role == "chair" and m.person.id != person.id]
    for member in former:
        work.teams.set_role(team.id, member.person.id, role, False)
    work.teams.set_role(team.id, person.id, role, True)
    _record(call, work, team, person, role)
    refresh_all(call, work, team.id)
    fresh = work.teams.by_id(team.id)
    _tell(call, work, person, appointing.you_are, fresh, role)
    if role == "chair":
        return appointing.chair_named(call.say, team, person, former)
    return appointing.secretary_named(call.say, fresh, person, call.person)


def _dismiss(call: Call, work: UnitOfWork, team: Team, member: Member, role: str) -> Reply:
    """Take a role back, or lay it down; somebody must stay secretary."""
    holders = team.chairs if role == "chair" else team.secretaries
    if member not in holders:
        raise Refusal("button-expired")
    if role == "secretary" and len(holders) == 1:
        raise Refusal("last-secretary")
    work.teams.set_role(team.id, member.person.id, role, False)
    refresh_all(call, work, team.id)
    fresh = work.teams.by_id(team.id)
    return Reply(Message(appointing.dismissed(call.say, fresh, member.person, role)), edits=True)


def _record(call: Call, work: UnitOfWork, team: Team, person: Person, role: str) -> None:
    for plan in work.plans.of_team(team.id):
        if plan.is_running:
            event = RoleGiven(at=call.now, by=call.person.id, person=person.id, role=role)
            work.plans.append(plan, event)


def _tell(
    call: Call, work: UnitOfWork, person: Person, text: appointing.Notice, team: Team, what: str
) -> None:
    if person.private_chat is not None and person.id != call.person.id:
        message = Message(text(speaker(person.language), team, what))
        work.outbox.post(person.private_chat, message, call.now)


def _invite(call: Call, work: UnitOfWork, team: Team, role: str) -> str:
    return work.drafts.invite(team.id, role, call.person.id, call.now).code


def _person_meant(call: Call, work: UnitOfWork, team: Team) -> Person | None:
    """Whom the request replies to or mentions; made a member, since a steerer says so."""
    person = _replied_to(call, work) or _mentioned(call, work)
    if person is not None:
        work.teams.add_member(team.id, person.id, call.now)
    return person


def _replied_to(call: Call, work: UnitOfWork) -> Person | None:
    replied = call.incoming.replied
    who = replied.sender if replied else None
    if who is None or (replied and replied.by_bot):
        return None
    if who.anonymous:
        raise Refusal("anonymous-other")
    if who.is_bot:
        raise Refusal("not-a-person")
    return work.people.seen(
        call.incoming.channel, who.account, who.name, who.username, DEFAULT_LANGUAGE
    )


def _mentioned(call: Call, work: UnitOfWork) -> Person | None:
    for named in call.incoming.mentions:
        if named.account:
            return work.people.seen(
                call.incoming.channel, named.account, named.text, "", DEFAULT_LANGUAGE
            )
        person = work.people.by_username(call.incoming.channel, named.username)
        if person is None:
            raise Refusal("username-unknown", username=named.username)
        return person
    return None
