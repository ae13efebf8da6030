"""What the program says of itself: that it broke, and whom it cannot reach."""

from __future__ import annotations

from datetime import date

from bot.domain.message import Text, bold, join
from bot.domain.people import Person, Team
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def apology(say: Say, incident: str) -> Text:
    return say(
        "Sorry, something went wrong in the system and nothing was changed.\n"
        "Please try again. If it stays so, please tell the secretary this number: {incident}",
        incident=incident,
    )


def apology_popup(say: Say, incident: str) -> str:
    return say.caption(
        "Sorry, something went wrong in the system (number {incident}).", incident=incident
    )


def may_be_lost(say: Say, since: date, until: date) -> Text:
    """The system was away for longer than the platform keeps what is sent to it."""
    return say(
        "The system was out of order from {since} to {until}.\n"
        "Messages and files sent to it meanwhile may not have arrived.\n"
        "Please type /status or “สถานะ” to see what is recorded, and send again what is missing.",
        since=dates.short_date(since, say.language),
        until=dates.short_date(until, say.language),
    )


def too_many_messages(say: Say) -> Text:
    """Of a flood; in a group it names nobody."""
    return say(
        "Many messages came in within a minute, so the last ones were not carried out yet. "
        "Please send them again after a minute (files need not be sent again)."
    )


def too_many_presses(say: Say) -> str:
    return say.caption(
        "Too many presses within a minute: this one was not carried out. "
        "Please try again in a minute."
    )


def unreachable(say: Say, who: Person, team: Team, *, is_chair: bool) -> Text:
    """For the secretary's eyes only."""
    head = bold(say("Messages do not reach {person}", person=names.person(say, who)))
    what = say(
        "The private chat with this system is closed or blocked ({team}).",
        team=names.team_name(team),
    )
    chair = say("Until then what is for the chair comes to you, to be forwarded.")
    mend = say("Please ask for the chat to be opened again and for Start to be pressed in it.")
    return join((head, what, mend, chair if is_chair else ""))


def reachable_again(say: Say, who: Person, team: Team, *, is_chair: bool) -> Text:
    """For whoever heard `unreachable`."""
    head = bold(say("Messages reach {person} again", person=names.person(say, who)))
    what = say(
        "The private chat with this system is open again ({team}).", team=names.team_name(team)
    )
    chair = say("What is for the chair goes to the chair directly; nothing need be forwarded.")
    return join((head, what, chair if is_chair else ""))


def group_is_gone(say: Say, team: Team) -> Text:
    head = bold(say("Notices of {team} are suspended", team=names.team_name(team)))
    what = say("The system is no longer in the committee's group. No data was lost.")
    mend = say(
        "Please add it to the group again: the plan goes on, and what still matters is told then."
    )
    return join((head, what, mend))
