"""/forget: what would be erased and what stays, asked once more; and the last words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Member, Team
from bot.render.language import Say
from bot.render.text import chair_letter, names
from bot.render.text.privacy import open_chat_row


def only_in_private(say: Say) -> Message:
    text = say(
        "To erase your data, please type “ลบข้อมูลของฉัน” or /forget in your private chat with me."
    )
    return Message(text, (open_chat_row(say),))


def sure(say: Say, role: str, minutes: int, action: str) -> Message:
    """`action`: what erases."""
    text = paragraphs(
        [
            bold(say("Erase your personal data?")),
            _goes(say),
            _stays(say, role),
            join(
                [
                    say("You get no more reminders. This cannot be taken back."),
                    say("To erase, press the button within {minutes} minutes.", minutes=minutes),
                ]
            ),
        ]
    )
    rows = (
        (Button(say.caption("Erase for good"), action),),
        (Button(say.caption("Do not erase"), "forget keep"),),
    )
    return Message(text, rows)


def _goes(say: Say) -> Text:
    return join(
        [
            bold(say("Erased")),
            say("• account id, names and position"),
            say("• roles, parties and membership in every committee"),
            say("• groups, open questions, invitations and pauses of reminders"),
        ]
    )


def _stays(say: Say, role: str) -> Text:
    former = names.former(say, role)
    return join(
        [
            bold(say("Kept as the record of official work")),
            say("• what you recorded, by “{former}” instead of your name", former=former),
            say("• notes, reasons, files of evidence, and messages sent already"),
        ]
    )


def erased(say: Say) -> Text:
    """In the place of the question, and to who presses its button once more."""
    return say("The data has been erased.")


def kept(say: Say) -> Text:
    return say("Nothing was erased.")


def hand_over_first(say: Say, teams: Sequence[Team]) -> Message:
    """Somebody must be secretary while a plan runs."""
    which = (say("• {name}", name=names.team_name(team)) for team in teams)
    text = paragraphs(
        [
            bold(say("Your data cannot be erased yet")),
            join([say("You are the only secretary, and a plan is running:"), *which]),
            _name_another_first(say),
        ]
    )
    rows = tuple((Button(_name_another(say, t, teams), f"secretary t{t.id}"),) for t in teams)
    return Message(text, rows)


def _name_another_first(say: Say) -> Text:
    if say.can.authors:
        return say(
            "Please name another secretary first: reply to the person's message in the group "
            "with “กำหนดเลขานุการ” or /secretary, or press the button for an invitation. "
            "Then type “ลบข้อมูลของฉัน” or /forget again."
        )
    return say(
        "Please name another secretary first: type “กำหนดเลขานุการ” in the group, then @, and "
        "choose the person, or press the button for an invitation. "
        "Then type “ลบข้อมูลของฉัน” again."
    )


def _name_another(say: Say, team: Team, teams: Sequence[Team]) -> str:
    if len(teams) == 1:
        return say.caption("Name a secretary")
    return names.shorten(say.caption("Name a secretary: {team}", team=names.team_name(team)))


def farewell(say: Say, role: str) -> Text:
    """The last message."""
    former = names.former(say, role)
    return join(
        [
            bold(say("Your personal data has been erased")),
            say("What you recorded is shown by “{former}” now.", former=former),
            say("I write to you no more. If you use me again, you are recorded as a new person."),
        ]
    )


def gone(say: Say, team: Team, member: Member, role: str, parties: Sequence[str]) -> Text:
    """To the secretaries, who see what the duties were and not whose name was erased."""
    replace = say(
        "If somebody has to take over, please type {commands}.", commands=_naming(say, member)
    )
    return join([_erased(say, team, member, role, parties), replace])


def gone_to_chair(
    say: Say, team: Team, member: Member, role: str, parties: Sequence[str], committee: str
) -> Text:
    """The same facts as an office writes them upward."""
    body = [_erased(say, team, member, role, parties)]
    subject = say("Erasure of personal data")
    return chair_letter.letter(say, committee, body, to_consider=False, subject=subject)


def _erased(say: Say, team: Team, member: Member, role: str, parties: Sequence[str]) -> Text:
    duties = names.listed(say, [*names.offices(say, member), *parties])
    former, called = names.former(say, role), names.team_name(team)
    return join(
        [
            bold(say("A member's personal data was erased ({team})", team=called)),
            say("He or she is no longer a member. Former duties: {duties}", duties=duties),
            say("The entries show “{former}” instead of the name.", former=former),
        ]
    )


def _naming(say: Say, member: Member) -> Text:
    """What one types so that somebody else holds the duties of this member."""
    fitting = (
        [say("/chair")] * member.chair
        + [say("/secretary")] * member.secretary
        + [say("/assign")] * bool(member.parties)
    )
    *before, last = fitting
    if not before:
        return last
    return say("{commands} or {last}", commands=join(before, ", "), last=last)
