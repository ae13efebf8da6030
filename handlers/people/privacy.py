"""/privacy: what is kept about a person, shown to nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.people import ChatKind, Member, Team
from bot.domain.personal_data import Kept, Share
from bot.domain.plan import Plan
from bot.domain.subscription import Subscription
from bot.ports import UnitOfWork
from bot.render.text import privacy as texts
from handlers.core.call import Call, Reply


def privacy(call: Call) -> Reply:
    """The notice, and in private all there is about whoever asks."""
    if call.chat.kind is ChatKind.GROUP:
        return Reply(texts.in_group(call.say, call.office))
    kept = call.work.privacy.kept(call.person.id)
    shares = {share.team: share for share in kept.shares}
    teams = teams_of(call.work, call.person.id, kept.shares)
    read = {one.team: one for one in call.work.subscriptions.of_person(call.person.id)}
    parts = [
        _part(call, team, shares.get(team.id, Share(team.id)), read.get(team.id)) for team in teams
    ]
    accounts = _accounts(call, kept)
    return Reply(texts.own(call.say, call.office, call.person, kept, accounts, parts))


def _accounts(call: Call, kept: Kept) -> list[str]:
    """Of several, each with its platform."""
    if len(kept.accounts) == 1:
        return [kept.accounts[0][1]]
    return [f"{call.title(channel)} {account}" for channel, account in kept.accounts]


def teams_of(work: UnitOfWork, person: int, shares: Sequence[Share]) -> list[Team]:
    """Those in which the person is, and those left that hold something of his or hers."""
    teams = work.teams.of_person(person, unserved=True)
    here = {team.id for team in teams}
    return [*teams, *(work.teams.by_id(s.team) for s in shares if s.team not in here)]


def parties_of(plans: Sequence[Plan], member: Member) -> list[str]:
    """By the names that the team's plans have for them."""
    named = {(p.sop.id, party.id): party.short for p in plans for party in p.sop.parties}
    return [named[joined] for joined in sorted(member.parties) if joined in named]


def _part(call: Call, team: Team, share: Share, read: Subscription | None) -> texts.Part:
    member = team.member(call.person.id)
    parties = parties_of(call.work.plans.of_team(team.id), member) if member else ()
    return texts.Part(team, member, parties, share, read)
