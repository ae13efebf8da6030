"""What is said of what could not be done: to the secretary, and to a chat that asked for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.people import Person, Team
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def undelivered(say: Say, team: Team, who: Person | None, steps: Collection[int] = ()) -> Text:
    """`who` None, here and below: it was for the group. `steps`: what it was about.

    Why is for the log and the operator: the platform says so in English and in its own terms.
    """
    return join((_head(say, team, who), _steps(say, steps), _another_way(say, who)))


def broke(
    say: Say, team: Team, who: Person | None, incident: str, steps: Collection[int] = ()
) -> Text:
    """A fault in the system."""
    return join((undelivered(say, team, who, steps), _number(say, incident)))


def few_are_left(say: Say, team: Team) -> Text:
    """Of what LINE lets an account push in a month; a fifth of it is kept for what is overdue."""
    head = bold(say("Few messages are left on LINE this month"))
    still = say(
        "Until the month ends the system sends only what is overdue, as far as messages are left. "
        "Answers to what is typed are not counted."
    )
    return join((head, _concerns(say, team), still, *_until_another_month(say)))


def quota_used_up(say: Say, team: Team) -> Text:
    head = bold(say("This month's messages on LINE are used up"))
    still = say(
        "Until the month ends the system sends no notices, but it answers what is typed as ever."
    )
    return join((head, _concerns(say, team), still, *_until_another_month(say)))


def _concerns(say: Say, team: Team) -> Text:
    return say("This concerns {team}.", team=names.team_name(team))


def _until_another_month(say: Say) -> tuple[Text, Text]:
    rest = say(
        "What it has to say comes with its next answer in each chat, or next month: "
        "please type /status or “สถานะ”."
    )
    mend = say("For more messages the office may choose another plan of its LINE account.")
    return rest, mend


def headed_kept_back(say: Say, text: Text) -> Text:
    """What the month's quota kept back, in the next month."""
    head = bold(say("Kept from last month, when few messages were left or none"))
    return paragraphs([head, text])


def not_edited(say: Say, team: Team, who: Person | None) -> Text:
    head = bold(say("A message could not be brought up to date"))
    mend = say("It stands as it was. Please type /status or “สถานะ” to see how things stand.")
    return join((head, _to(say, team, who), mend))


def update_lost(say: Say, team: Team, who: Person | None, incident: str) -> Text:
    head = bold(say("Something that was sent to the system could not be handled"))
    group = say("It came from the group of {team}.", team=names.team_name(team))
    by = say("It came from {person}.", person=names.person(say, who)) if who else group
    mend = say("Nothing was changed by it. Please ask for it to be sent again.")
    return join((head, by, mend, _number(say, incident)))


def file_lost(say: Say, team: Team, incident: str) -> Text:
    head = bold(say("A file that was sent could not be taken in"))
    to = say("It was for the plan of {team}.", team=names.team_name(team))
    mend = say(
        "Please type /files or “เอกสาร” to see what is there, "
        "and ask for what is missing to be sent again."
    )
    return join((head, to, mend, _number(say, incident)))


def bytes_lost(say: Say, team: Team, named: str, file: int) -> Text:
    """Of a kept file: what stands in its place is not what was received, or nothing is."""
    head = bold(say("The stored file “{file}” is damaged or lost", file=named))
    of = say("It belongs to the plan of {team}.", team=names.team_name(team))
    mend = say(
        "Please ask for the same file to be sent again, or ask whoever looks after the system to "
        "bring it back from a backup (file number {number}).",
        number=file,
    )
    return join((head, of, mend))


def file_lost_here(say: Say, named: str, told: bool = False) -> Text:
    """To whoever asked for it. `told`: the secretary has heard of it."""
    what = say("“{file}” cannot be sent: the stored file is damaged or lost.", file=named)
    if told:
        mend = say("The secretary has been told. If you have this file, please send it again.")
    else:
        mend = say("If you have this file, please send it again, and please tell the secretary.")
    return join((what, mend))


def file_away(say: Say, named: str) -> Text:
    return say(
        "“{file}” cannot be sent just now: the storage of files is out of order for a while.\n"
        "Please ask for the file again later. If it stays so, please tell the secretary.",
        file=named,
    )


def plan_stands(say: Say, team: Team, incident: str) -> Text:
    head = bold(say("The plan of {team} cannot be worked out", team=names.team_name(team)))
    what = say("Its notices are suspended. No data was lost.")
    return join((head, what, _number(say, incident)))


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
    first, last = (dates.short_date(day, say.language) for day in (since, until))
    if not say.can.slashes:
        return say(
            "The system was out of order from {since} to {until}.\n"
            "Messages and files sent to it meanwhile may not have arrived.\n"
            "Please type “สถานะ” to see what is recorded, and send again what is missing.",
            since=first,
            until=last,
        )
    return say(
        "The system was out of order from {since} to {until}.\n"
        "Messages and files sent to it meanwhile may not have arrived.\n"
        "Please type /status or “สถานะ” to see what is recorded, and send again what is missing.",
        since=first,
        until=last,
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
    return join((head, what, _open_again(say), chair if is_chair else ""))


def _open_again(say: Say) -> Text:
    if say.can.starts:
        return say("Please ask for the chat to be opened again and for Start to be pressed in it.")
    return say(
        "Please ask for the account of this system to be added as a friend again, "
        "or to be blocked no more."
    )


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


def _head(say: Say, team: Team, who: Person | None) -> Text:
    if who is None:
        called = names.team_name(team)
        return bold(say("A message to the group of {team} could not be delivered", team=called))
    person = names.person(say, who)
    return bold(say("A message to {person} could not be delivered", person=person))


def _steps(say: Say, steps: Collection[int]) -> Text:
    if not steps:
        return plain("")
    return say("About: {steps}", steps=names.step_numbers(say, steps))


def _another_way(say: Say, who: Person | None) -> Text:
    if who is None:
        return say("It will not be sent again. Please tell the members in another way.")
    return say("It will not be sent again. Please tell him or her in another way.")


def _to(say: Say, team: Team, who: Person | None) -> Text:
    if who is None:
        return say("It was for the group of {team}.", team=names.team_name(team))
    return say("It was for {person}.", person=names.person(say, who))


def _number(say: Say, incident: str) -> Text:
    return say(
        "Please tell whoever looks after the system this number: {incident}", incident=incident
    )
