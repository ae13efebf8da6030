"""/forget: what would be erased and what stays, asked once more; and the last words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Member, Team
from bot.render.language import Say
from bot.render.text import names
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
            say("• account id, username, name shown, official name and position"),
            say(
                "• role, parties and membership in every committee, and the groups you were met in"
            ),
            say("• open questions, your invitations and pauses of reminders"),
        ]
    )


def _stays(say: Say, role: str) -> Text:
    former = names.former(say, role)
    return join(
        [
            bold(say("Kept as the record of official work")),
            say("• what you recorded, by “{former}” instead of your name", former=former),
            say("• notes and reasons as they were typed"),
            say("• files of evidence"),
            say("Messages that were sent already stay in their chats on this platform."),
        ]
    )


def kept(say: Say) -> Text:
    return say("Nothing was erased.")


def hand_over_first(say: Say, teams: Sequence[Team]) -> Message:
    """Somebody must be secretary while a plan runs."""
    which = (say("• {name}", name=names.team_name(team)) for team in teams)
    text = paragraphs(
        [
            bold(say("Your data cannot be erased yet")),
            join([say("You are the only secretary, and a plan is running:"), *which]),
            say(
                "Please name another secretary first: reply to the person's message in the group "
                "with “กำหนดเลขานุการ” or /secretary, or press the button for an invitation. "
                "Then type “ลบข้อมูลของฉัน” or /forget again."
            ),
        ]
    )
    rows = tuple((Button(_name_another(say, t, teams), f"secretary t{t.id}"),) for t in teams)
    return Message(text, rows)


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
            say(
                "I write to you no more. If you write to me again, here or in a group, you are met "
                "as a new person, and data is kept anew."
            ),
        ]
    )


def gone(say: Say, team: Team, member: Member, role: str, parties: str) -> Text:
    """To the leaders, who see what is vacant and not whose name was erased."""
    duties = join([*names.offices(say, member), parties], ", ")
    former, called = names.former(say, role), names.team_name(team)
    return join(
        [
            bold(say("A member's personal data was erased ({team})", team=called)),
            say(
                "He or she asked for it and is no longer a member. Duties: {duties}", duties=duties
            ),
            say("The entries stay, by “{former}”.", former=former),
            say("Please assign somebody else if needed (/assign, /chair, /secretary)."),
        ]
    )
