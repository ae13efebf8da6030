"""Who comes into a team by an invitation, and how one gets out of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message, Text, bold, join
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.render.language import Say
from bot.render.text import names


def came_by_invitation(say: Say, team: Team, person: Person) -> Message:
    """To the secretaries: a link may have reached somebody it was not meant for."""
    who, called = names.mentioned(say, person), names.team_name(team)
    text = join(
        [
            say("{person} has joined {team} by an invitation.", person=who, team=called),
            say("If this is not right, please press “Remove this person”."),
        ]
    )
    return Message(
        text, ((Button(say.caption("Remove this person"), f"expel t{team.id} u{person.id}"),),)
    )


def expelled(say: Say, team: Team, person: Person) -> Text:
    who, called = names.person(say, person), names.team_name(team)
    return say("{person} has been removed from {team}.", person=who, team=called)


def ways_out(
    say: Say,
    teams: Sequence[Team],
    joined: Sequence[tuple[Team, Plan, Party]],
    head: Text,
) -> Message:
    """In private: one's own parties, each to be left by a press, and the teams themselves."""
    several = len(teams) > 1
    parties = [
        (Button(_party(party, team, several), f"party p{plan.id} {party.id}"),)
        for team, plan, party in joined
    ]
    out = [(Button(_out(say, team, several), f"quit t{team.id}"),) for team in teams]
    return Message(head, (*parties, *out))


def which(say: Say) -> Text:
    return say("Press a party to leave it, or leave the committee altogether.")


def _party(party: Party, team: Team, several: bool) -> str:
    label = f"✓ {party.short}"
    return names.shorten(f"{label} · {names.team_name(team)}" if several else label)


def _out(say: Say, team: Team, several: bool) -> str:
    called = names.team_name(team)
    if several:
        return names.shorten(say.caption("Leave {team}", team=called))
    return say.caption("Leave this committee")


def sure(say: Say, team: Team) -> Message:
    called = names.team_name(team)
    text = join(
        [
            bold(say("Leave {team}?", team=called)),
            say("Your parties and roles in it end, and you get no more messages about it."),
        ]
    )
    rows = (
        (Button(say.caption("Confirm"), f"quit t{team.id} !"),),
        (Button(say.caption("Cancel"), "cancel"),),
    )
    return Message(text, rows)


def out(say: Say, team: Team) -> Text:
    called = names.team_name(team)
    return say(
        "You have left {team}.\n"
        "If you are still in its group, what you type to me there makes you a member again.",
        team=called,
    )


def gone(say: Say, team: Team, member: Member) -> Text:
    """To secretary and chair: somebody with a duty is out, though perhaps still in the group."""
    who, called = names.person(say, member.person), names.team_name(team)
    return say(
        "{person} is no longer a member of {team}; his or her parties and roles there have ended.\n"
        "Please assign somebody else if needed (/assign, /chair, /secretary).",
        person=who,
        team=called,
    )
