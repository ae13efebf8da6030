"""Who is no longer in a team: what ends with it, what comes back with him or her, and that old
invitations bring nobody back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.handover import LeftOpen
from bot.domain.message import Message, Text
from bot.domain.people import Deputy, Member, Team, on_duty
from bot.ports import INVITE_LASTS, LEFT_TEAM, Draft
from bot.render.language import Say
from bot.render.text import leave as texts
from bot.render.text import names
from handlers.core import newest, offices, private_chats
from handlers.core.call import Call
from handlers.core.scope import require_steerer
from handlers.core.signup import refresh_all
from handlers.people import handover, no_secretary

Told = Callable[[Say, Team, Member], Text]
HELD = "held"
"""Kind of the draft of what somebody held who left the group without being removed."""
NOTHING_OPEN = LeftOpen()
RETURNS_WITHIN = timedelta(days=31)
AN_INSTANT = timedelta(microseconds=1)


def take_off(
    call: Call, team: Team, member: Member, told: Told, to_chair: Told, *, returns: bool = False
) -> list[Deputy]:
    """No longer a member; the leaders hear of lost duties. `returns`: they wait for a month.

    Given back: the deputies that end with it, his or hers and those whose he or she was.
    """
    remember(call, team, member.person.id)
    if returns:
        until = call.now + RETURNS_WITHIN
        call.work.drafts.put(HELD, team.group, member.person.id, _duties(member), until)
    else:
        returns_no_more(call, team, member.person.id)
    deputies = end_deputies(call, team, member.person.id)
    call.work.teams.remove_member(team.id, member.person.id)
    left = handover.left_open(call, team, member, deputies)
    tell(call, team, member, told, to_chair, left)
    return deputies


def end_deputies(call: Call, team: Team, person: int) -> list[Deputy]:
    """Of, and by, who is no longer a member; those not over yet."""
    today = call.today(team.rules)
    found = [d for d in team.deputies if person in (d.person, d.deputy) and d.until >= today]
    for one in found:
        call.work.teams.end_deputy(one.id, call.now)
        offices.record_acting(call, team, one, holds=False)
    return found


def tell(
    call: Call, team: Team, member: Member, told: Told, to_chair: Told, left: LeftOpen
) -> None:
    """To those who lead the team, if somebody else has to take over; the sign-up shows it too.

    `to_chair`: how it is put to a chair who is not the secretary too. `left`: open.
    """
    if member.has_duty or left:
        _tell_leaders(call, team, member, told, to_chair, left)
    if member.secretary:
        no_secretary.tell_group(call, call.work.teams.by_id(team.id))
    if team.served:
        refresh_all(call, team.id)


def way_back(
    call: Call, team: Team, member: Member, deputies: Sequence[Deputy], *, in_group: bool
) -> str:
    """The command line that makes the person for ten minutes what he or she was.

    `in_group`: and was seen in the group, which who came by an invitation need not have been.
    """
    data = {**_duties(member), "team": team.id, "member": member.person.id, "in_group": in_group}
    data["deputies"] = [d.id for d in deputies]
    kind = f"was-member:{team.id}:{member.person.id}"
    until = call.now + newest.TAKE_BACK
    return f"readmit d{call.work.drafts.put(kind, call.chat.id, call.person.id, data, until)}"


def returns_no_more(call: Call, team: Team, person: int) -> None:
    """Who is removed after having left comes back with nothing."""
    if held := _held(call, team, person):
        call.work.drafts.drop(held.id)


def come_back(call: Call, team: Team, person: int) -> bool:
    """The duties held before come back to who left without being removed; whether there are any."""
    held = _held(call, team, person)
    if held is None:
        return False
    call.work.drafts.drop(held.id)
    member = restore(call, team, person, held.data)
    if not member.has_duty:
        return False
    parties = _parties(call, member)
    call.tell(member.person, lambda say: texts.you_are_back(say, team, member, parties))
    return True


def restore(call: Call, team: Team, person: int, duties: Mapping[str, Any]) -> Member:
    """A member with these duties again, but for a chair whose place is taken, and for an office
    to which a member objected.
    """
    holds = not offices.is_barred(call, team, person)
    chairs = holds and duties["chair"] and not team.chairs
    call.work.teams.add_member(team.id, person, call.now)
    call.work.teams.set_role(team.id, person, "secretary", holds and duties["secretary"])
    call.work.teams.set_role(team.id, person, "chair", chairs)
    for sop, party in duties["parties"]:
        call.work.teams.join_party(team.id, person, sop, party)
    _restore_deputies(call, team, duties.get("deputies", ()))
    fresh = call.work.teams.by_id(team.id)
    member = fresh.member(person)
    assert member is not None, "just written"
    if member.has_duty:
        _tell_leaders(call, fresh, member, *_returned(call, member))
    if member.secretary:
        no_secretary.settled(call, fresh)
    refresh_all(call, team.id)
    private_chats.changed(call, fresh, member.person)
    return member


def _restore_deputies(call: Call, team: Team, ids: Sequence[int]) -> None:
    """But for those in whose days another was named meanwhile."""
    now = call.work.teams.by_id(team.id).deputies
    for one in filter(None, (call.work.teams.deputy(team.id, id) for id in ids)):
        if not any(d.person == one.person and d.meets(one.since, one.until) for d in now):
            call.work.teams.end_deputy(one.id, None)
            offices.record_acting(call, team, one, holds=True)


def remember(call: Call, team: Team, person: int) -> None:
    """As long as the invitations made until now last."""
    call.work.drafts.put(LEFT_TEAM, team.group, person, {}, call.now + INVITE_LASTS)


def since(call: Call, team: Team, moment: datetime) -> bool:
    """Whether the person has left the team, or was removed, at that moment or after it."""
    gone = call.work.drafts.of(LEFT_TEAM, team.group, call.person.id, call.now)
    return gone is not None and gone.expires_at >= moment + INVITE_LASTS


def require_readmission(call: Call, team: Team, draft: Draft) -> None:
    """By whoever left, if nothing else was done with him or her since; else by who leads now."""
    if draft.data["member"] != call.person.id:
        require_steerer(call, team)
    elif since(call, team, draft.expires_at - newest.TAKE_BACK + AN_INSTANT):
        raise Refusal("undo-changed-since")


def committee(call: Call, team: Team) -> str:
    """As a letter to its chair names it."""
    plans = call.work.plans.of_team(team.id)
    return next((p.sop.committee for p in plans), names.team_name(team))


def _held(call: Call, team: Team, person: int) -> Draft | None:
    return call.work.drafts.of(HELD, team.group, person, call.now)


def _duties(member: Member) -> dict[str, Any]:
    parties = sorted([sop, party] for sop, party in member.parties)
    return {"chair": member.chair, "secretary": member.secretary, "parties": parties}


def _parties(call: Call, member: Member) -> list[str]:
    plans = call.work.plans.running(member.team)
    found = (
        party.short
        for plan in {p.sop.id if p.sop.case else p.id: p for p in plans}.values()
        for party in plan.sop.parties
        if (plan.sop.id, party.id) in member.parties
    )
    return [*found]


def _returned(call: Call, member: Member) -> tuple[Told, Told]:
    parties = _parties(call, member)

    def told(say: Say, team: Team, member: Member) -> Text:
        return texts.came_back(say, team, member, parties)

    def to_chair(say: Say, team: Team, member: Member) -> Text:
        return texts.letter(say, committee(call, team), told(say, team, member), team)

    return told, to_chair


def _tell_leaders(
    call: Call,
    team: Team,
    member: Member,
    told: Told,
    to_chair: Told,
    left: LeftOpen = NOTHING_OPEN,
) -> None:
    """Below what the secretary is told stands what was left open."""

    def news(to: Member) -> Callable[[Say], Message | Text]:
        if not to.acts_as_secretary:
            return lambda say: to_chair(say, team, member)
        return lambda say: handover.offer(
            call, say, told(say, team, member), team, member, left, to.person
        )

    there = on_duty(call.work.teams.by_id(team.id), call.now)  # who acted for them may have left
    people = {m.person.id: m for m in (*there.secretaries, *there.chairs)}
    for other in people.values():
        concerned = member.has_duty or other.acts_as_secretary
        if concerned and other.person.id != member.person.id:
            call.tell(other.person, news(other))
