"""Who comes into a team by an invitation, and how one gets out of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message, Text, bold, join
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party
from bot.render.language import Say
from bot.render.text import cancelled, chair_letter, names, undo


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


def expelled(say: Say, team: Team, person: Person, back: str) -> Message:
    """`back`: what makes the person a member again."""
    return Message(_removed(say, team, person), ((undo.button(say, back),),))


def _removed(say: Say, team: Team, person: Person) -> Text:
    who, called = names.person(say, person), names.team_name(team)
    return say("{person} has been removed from {team}.", person=who, team=called)


def you_are_expelled(say: Say, team: Team) -> Text:
    """To the person."""
    called = names.team_name(team)
    return join(
        [
            say("You no longer take part in {team} in this system.", team=called),
            _no_order(say),
            say("If this is not right, please tell the secretary."),
        ]
    )


def readmitted(say: Say, team: Team, person: Person, by: Person) -> Text:
    """Leaving, or the removal, is taken back."""
    called = names.team_name(team)
    left = say("{person} left {team}", person=names.person(say, person), team=called)
    return undo.taken_back_entry(say, _removed(say, team, person) if by != person else left, by)


def _no_order(say: Say) -> Text:
    """An order appoints and removes; a chat cannot."""
    return say("What was assigned in this system has ended (the order of appointment stands).")


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


def sure(say: Say, team: Team, question: str, *, last_secretary: bool) -> Message:
    """`question`: its mark."""
    called = names.team_name(team)
    text = join(
        [
            bold(say("Leave {team}?", team=called)),
            say("Your parties and roles in it end, and you get no more messages about it."),
            _name_another_first(say) if last_secretary else "",
        ]
    )
    rows = (
        (Button(say.caption("Confirm"), f"quit t{team.id} ! {question}"),),
        (cancelled.button(say, question),),
    )
    return Message(text, rows)


def _name_another_first(say: Say) -> Text:
    if say.can.authors:
        return say(
            "You are its only secretary. Please name another one first "
            "(reply /secretary or “กำหนดเลขานุการ” to a message of theirs in the group)."
        )
    return say(
        "You are its only secretary. Please name another one first "
        "(type “กำหนดเลขานุการ” in the group, then @, and choose the person)."
    )


def out(say: Say, team: Team, back: str) -> Message:
    called = names.team_name(team)
    text = say(
        "You have left {team}.\n"
        "If you are still in its group, what you type to me there makes you a member again.",
        team=called,
    )
    return Message(text, ((undo.button(say, back),),))


def gone(say: Say, team: Team, member: Member) -> Text:
    """To the secretaries: somebody with a duty is out, though perhaps still in the group."""
    return join([_out_of_team(say, team, member), _no_order(say), _assign_another(say)])


def gone_to_chair(say: Say, committee: str, team: Team, member: Member) -> Text:
    """The same as an office writes it upward; `team` as it is now."""
    return letter(say, committee, _told_chair(say, team, _out_of_team(say, team, member)), team)


def left(say: Say, team: Team, member: Member, *, returns: bool) -> Text:
    """To the secretaries: somebody with a duty left the group, or was removed."""
    waits = say("Who comes back into the group within a month has the former duties again.")
    head, kept = _out_of_group(say, team, member, returns=returns), waits if returns else ""
    return join([head, _no_order(say), kept, _assign_another(say)])


def left_to_chair(say: Say, committee: str, team: Team, member: Member, *, returns: bool) -> Text:
    """`team` as it is now."""
    head = _out_of_group(say, team, member, returns=returns)
    return letter(say, committee, _told_chair(say, team, head), team)


def came_back(say: Say, team: Team, member: Member, parties: Sequence[str]) -> Text:
    """To those who heard that somebody had left."""
    who, called = names.person(say, member.person), names.team_name(team)
    return join(
        [
            say("{person} is back in the group {team}.", person=who, team=called),
            _duties_again(say, member, parties),
        ]
    )


def you_are_back(say: Say, team: Team, member: Member, parties: Sequence[str]) -> Text:
    """To who came back within a month."""
    called = names.team_name(team)
    back = say("You are back in the group {team}.", team=called)
    return join([back, _duties_again(say, member, parties)])


def _duties_again(say: Say, member: Member, parties: Sequence[str]) -> Text:
    duties = names.listed(say, [*names.offices(say, member), *parties])
    return say("Recorded again in this system: {duties}", duties=duties)


def letter(say: Say, committee: str, body: Text, team: Team) -> Text:
    """What somebody has to decide is put so: a team without a secretary."""
    subject = say("A change of members in the group")
    decides = not team.secretaries
    return chair_letter.letter(say, committee, [body], to_consider=decides, subject=subject)


def _told_chair(say: Say, team: Team, head: Text) -> Text:
    none = say("The committee has no secretary in this system at present.")
    return join([head, _no_order(say), "" if team.secretaries else none])


def _out_of_team(say: Say, team: Team, member: Member) -> Text:
    who, called = names.person(say, member.person), names.team_name(team)
    return say("{person} no longer takes part in {team} in this system.", person=who, team=called)


def _out_of_group(say: Say, team: Team, member: Member, *, returns: bool) -> Text:
    who, called = names.person(say, member.person), names.team_name(team)
    if returns:
        return say("{person} has left the group {team}.", person=who, team=called)
    return say("{person} is no longer in the group {team}.", person=who, team=called)


def _assign_another(say: Say) -> Text:
    return say("Please assign somebody else if needed (/assign, /chair, /secretary).")
