"""/assign, /chair, /secretary: give a person a role, by reply, by mention or by an invitation."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.events import Ground
from bot.domain.message import Message
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.domain.standing import Standing
from bot.ports import UnitOfWork
from bot.render.text import invitations
from bot.render.text import roles as texts
from handlers.core import newest, offices, private_chats
from handlers.core.asking import asked
from handlers.core.call import Call, Reply
from handlers.core.invited import pending
from handlers.core.newest import TAKE_BACK
from handlers.core.parties_meant import plan_of_parties
from handlers.core.person_meant import party_told, person_meant
from handlers.core.scope import require_steerer, team_here
from handlers.core.signup import refresh_all, refresh_signup
from handlers.core.words import Words
from handlers.people import no_secretary
from handlers.people.departures import committee
from handlers.people.invitations import ROLES, enter
from handlers.people.official_name import ask_name_in_private

HAND_OVER = "hand-over"
ENDINGS = {"no-chair": "chair", "no-secretary": "secretary", HAND_OVER: "secretary"}


def assign(call: Call) -> Reply:
    """Offer the parties for the person meant; nobody named: an invitation for each party."""
    words = Words(call.arguments)
    scope = plan_of_parties(call, words)
    require_steerer(call, scope.team)
    person, party = party_told(call, scope.team, scope.plan.sop.parties, words.rest)
    if person is not None and party is not None:
        return Reply(_grant(call, scope, person, party, give=True))
    if person is not None:
        return Reply(_choice(call, scope.team, scope.plan, person))
    codes = {
        p.id: _invite(call, scope.team, f"party:{scope.plan.sop.id}:{p.id}")
        for p in scope.plan.sop.parties
    }
    return Reply(invitations.party_invitations(call.say, scope.plan, codes, words.rest))


def chair(call: Call) -> Reply:
    """Name the chair."""
    return _role(call, "chair")


def secretary(call: Call) -> Reply:
    """Name a secretary."""
    return _role(call, "secretary")


def take_over(call: Call) -> Reply:
    """`takeover t5`: under what the group is told while there is no secretary."""
    team = call.work.teams.hold(team_here(call, Words(call.arguments)).id)
    if team.secretaries:
        raise Refusal("secretary-there")
    no_secretary.require_may_name(call, team)
    return Reply(_appoint(call, team, call.person, "secretary"), edits=True)


def grant(call: Call) -> Reply:
    """`grant p12 u7 <party>`: a button under /assign; with `off` at the end it takes back."""
    words = Words(call.arguments)
    scope = plan_of_parties(call, words)
    require_steerer(call, scope.team)
    person = _person_chosen(call.work, scope.team, words.take_id("u") or 0)
    party = words.take_word(*(p.id for p in scope.plan.sop.parties))
    if person is None or not party:
        raise Refusal("button-expired")
    give = not words.take_word("off")
    return Reply(_grant(call, scope, person, scope.plan.sop.party(party), give=give), edits=True)


def _grant(call: Call, scope: Standing, person: Person, party: Party, *, give: bool) -> Message:
    """Put the person into the party, or take off it; who is named hears of it."""
    if give:
        _give(call, scope.team, scope.plan, person, party.id)
    else:
        call.work.teams.leave_party(scope.team.id, person.id, scope.plan.sop.id, party.id)
    offices.record(call, scope.team, person.id, party.id, holds=give)
    team = call.work.teams.by_id(scope.team.id)
    refresh_signup(call, team, scope.plan)
    private_chats.changed(call, team, person)
    notice = texts.you_joined if give else texts.you_left
    _tell(call, person, notice, team, party.name)
    if give:
        _ask_name(call, person)
    back = f"grant p{scope.plan.id} u{person.id} {party.id}" + (" off" if give else "")
    text = texts.joined if give else texts.taken_off
    return text(call.say, person, party.name, back)


def appoint(call: Call) -> Reply:
    """`appoint t5 u7 chair`: confirms an invitation; `appoint t5 u7 no-chair` ends the role."""
    words = Words(call.arguments)
    team = call.work.teams.hold(team_here(call, words).id)
    who = words.take_id("u") or 0
    member = team.member(who)
    role = words.take_word(*ROLES, *ENDINGS)
    if not _returns(call, words, team, member):
        _require_may_name(call, team, role)
    _require_still(team, words.take_id("v"))
    if member is not None and role in ENDINGS:
        return _dismiss(call, team, member, role)
    invited = pending(call.work, team, who, role, call.now)
    if role not in ROLES or (member is None and invited is None):
        raise Refusal("button-expired")
    if invited is not None:
        call.work.drafts.drop(invited.id)
    if member is None:
        enter(call, team, who)
    return Reply(_appoint(call, team, call.work.people.by_id(who), role), edits=True)


def _choice(call: Call, team: Team, plan: Plan, person: Person) -> Message:
    member = team.member(person.id)
    parties = member.parties if member else frozenset()
    held = frozenset(party for sop, party in parties if sop == plan.sop.id)
    question = asked(call, f"grant p{plan.id} u{person.id}")
    return texts.choose_party(call.say, plan, person, held, question)


def _person_chosen(work: UnitOfWork, team: Team, who: int) -> Person | None:
    """A member, or somebody seen in the group, who becomes one with the party."""
    if team.member(who) is None and not work.chats.was_seen_in(team.group, who):
        return None
    return work.people.by_id(who)


def _give(call: Call, team: Team, plan: Plan, person: Person, party: str) -> None:
    call.work.teams.add_member(team.id, person.id, call.now)
    call.work.teams.join_party(team.id, person.id, plan.sop.id, party)


def _role(call: Call, role: str) -> Reply:
    words = Words(call.arguments)
    team = call.work.teams.hold(team_here(call, words).id)
    _require_may_name(call, team, role)
    person = person_meant(call, team, words.rest)
    if person is None:
        code = _invite(call, team, role)
        return Reply(invitations.role_invitation(call.say, role, code, words.rest))
    return Reply(_appoint(call, team, person, role))


def _require_may_name(call: Call, team: Team, role: str) -> None:
    if role == "secretary":
        no_secretary.require_may_name(call, team)
    else:
        require_steerer(call, team)


def _require_still(team: Team, chair: int | None) -> None:
    """To name the former chair again takes back the naming of this one, and of no later one."""
    if chair is not None and [m.person.id for m in team.chairs] != [chair]:
        raise Refusal("undo-changed-since")


def _appoint(call: Call, team: Team, person: Person, role: str) -> Message:
    """Give the role and tell whoever has it now, and whoever has it no more.

    There is one chair; secretaries may be several.
    """
    held = team.chairs if role == "chair" else team.secretaries
    if any(m.person.id == person.id for m in held):
        return Message(texts.holds_already(call.say, person, role))
    former = held if role == "chair" else ()
    for member in former:
        call.work.teams.set_role(team.id, member.person.id, role, False)
        offices.record(call, team, member.person.id, role, holds=False)
        _tell(call, member.person, texts.you_are_no_longer, team, role)
    ground = offices.ground(call, team, person) if role == "secretary" else Ground.GIVEN
    call.work.teams.add_member(team.id, person.id, call.now)
    call.work.teams.set_role(team.id, person.id, role, True)
    offices.record(call, team, person.id, role, ground=ground)
    refresh_all(call, team.id)
    fresh = call.work.teams.by_id(team.id)
    private_chats.changed(call, fresh, person)
    if role == "chair":
        _tell(call, person, _letter(call, team), fresh, role)
        _ask_name(call, person)
        return texts.chair_named(call.say, team, person, former)
    _tell(call, person, texts.you_are_secretary, fresh, role)
    _ask_name(call, person)
    no_secretary.settled(call, fresh)
    if ground is Ground.TAKEN:
        offices.tell_group(call, fresh)
    newest.keep(call, f"appoint t{team.id} u{person.id} no-secretary")
    return texts.secretary_named(call.say, fresh, person, call.person)


def _letter(call: Call, team: Team) -> texts.Notice:
    by = team.member(call.person.id)
    by_secretary, to = by is not None and by.secretary, committee(call, team)
    return lambda say, _team, _role: texts.you_are_chair(say, to, by_secretary=by_secretary)


def _dismiss(call: Call, team: Team, member: Member, ending: str) -> Reply:
    """Take a role back, or lay it down; somebody must stay secretary, and be reachable."""
    role = ENDINGS[ending]
    holders = team.chairs if role == "chair" else team.secretaries
    if member not in holders:
        raise Refusal("undo-changed-since")
    others = [m.person for m in holders if m != member]
    if role == "secretary" and not others:
        raise Refusal("last-secretary")
    if ending == HAND_OVER and all(p.private_chat is None for p in others):
        raise Refusal("hand-over-unreachable", person=others[0])
    call.work.teams.set_role(team.id, member.person.id, role, False)
    offices.record(call, team, member.person.id, role, holds=False)
    _tell(call, member.person, texts.you_are_no_longer, team, role)
    refresh_all(call, team.id)
    fresh = call.work.teams.by_id(team.id)
    back = _way_back(call, team, member, role)
    return Reply(texts.dismissed(call.say, fresh, member.person, role, back), edits=True)


def _way_back(call: Call, team: Team, member: Member, role: str) -> str:
    """Who laid down the office may take it up again for ten minutes, though no steerer any more."""
    data, until = {"team": team.id, "returns": member.person.id}, call.now + TAKE_BACK
    draft = call.work.drafts.put("handed-over", call.chat.id, call.person.id, data, until)
    return f"appoint t{team.id} u{member.person.id} {role} d{draft}"


def _returns(call: Call, words: Words, team: Team, member: Member | None) -> bool:
    draft = call.work.drafts.get(words.take_id("d") or 0, call.now)
    if draft is None or draft.kind != "handed-over" or member is None:
        return False
    own = draft.person == call.person.id == member.person.id
    own = own and not offices.is_barred(call, team, call.person.id)
    return own and draft.data == {"team": team.id, "returns": member.person.id}


def _tell(call: Call, person: Person, text: texts.Notice, team: Team, what: str) -> None:
    if person.id != call.person.id:
        call.tell(person, lambda say: text(say, team, what))


def _ask_name(call: Call, person: Person) -> None:
    """Who has opened the chat before being of any team was not asked then."""
    if person.id != call.person.id:
        ask_name_in_private(call, person)


def _invite(call: Call, team: Team, role: str) -> str:
    return call.work.drafts.invite(team.id, role, call.person.id, call.now).code
