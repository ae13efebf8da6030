"""How the system introduces itself: in private, in a group, and when something about it changes."""

from __future__ import annotations

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.office import Office
from bot.domain.people import Team
from bot.render.language import Say
from bot.render.text import names, privacy


def myself(say: Say, office: Office) -> Text:
    """Who I am, and what I keep about a person: said at first contact."""
    return paragraphs([_who(say, office), privacy.notice(say, office)])


def myself_again(say: Say, office: Office) -> Text:
    """The same to a member who has read it before; the notice stands behind a button."""
    kept = say("Only the personal data that this work needs is kept.")
    return paragraphs([_who(say, office), kept])


def privacy_row(say: Say) -> tuple[Button, ...]:
    return (Button(say.caption("Personal data"), "privacy"),)


def _who(say: Say, office: Office) -> Text:
    return join(
        [
            bold(say("Reminders for work that follows an SOP")),
            say(
                "I remind you of your steps, take in documents and sum up the progress "
                "for the committee."
            ),
            whose(say, office),
        ]
    )


def whose(say: Say, office: Office) -> Text:
    """Whose system it is and whom to ask, as far as whoever runs it has said so."""
    return join(
        [
            say("A system of {office}", office=office.name) if office.name else "",
            say("To ask: {contact}", contact=office.contact) if office.contact else "",
        ]
    )


def to_stranger(say: Say, office: Office) -> Message:
    """Somebody who is in no team: how to begin, and nobody's data."""
    return Message(paragraphs([myself(say, office), _how_to_begin(say)]), (help_row(say),))


def to_stranger_again(say: Say) -> Message:
    """The same to who has read it before: how to begin; the rest stands behind buttons."""
    return Message(_how_to_begin(say), (help_row(say), privacy_row(say)))


def _how_to_begin(say: Say) -> Text:
    return join(
        [
            bold(say("How to begin")),
            say("• Member of a committee: type “ลงชื่อ” or /join in the committee's group."),
            _how_to_found(say),
        ]
    )


def _how_to_found(say: Say) -> Text:
    if say.can.administrators:
        return say(
            "• Administrator of a group: add me to the group, then type “จัดทำแผน” or /setup there."
        )
    return say("• Whoever is to be the secretary: add me to the group, then type “จัดทำแผน” there.")


def without_plan(say: Say) -> Text:
    """For a member of a team whose plan is still to be made."""
    return say(
        "There is no running plan yet. The secretary makes one by typing “จัดทำแผน” or /setup."
    )


def invitation_expired(say: Say) -> Text:
    return say(
        "This invitation is no longer valid.\n"
        "Please ask the secretary for a new one, or type “ลงชื่อ” or /join in the committee's group."
    )


def not_understood(say: Say) -> Message:
    text = say(
        "I did not understand this message. Type “ช่วยเหลือ” or /help to see what you can type."
    )
    return Message(text, (help_row(say),))


def thanked(say: Say) -> Text:
    return say("You are welcome.")


def greeted(say: Say) -> Message:
    return Message(say("Type “ช่วยเหลือ” or /help to see what you can type."), (help_row(say),))


def nothing_waits(say: Say) -> Text:
    return say("Nothing is waiting for an answer.")


def help_row(say: Say) -> tuple[Button, ...]:
    return (Button(say.caption("Help"), "help"),)


def to_group(say: Say, office: Office, *, rules: bool | None) -> Message:
    """The first words in a new group. `rules`: the bot is an administrator of it already.

    Where the platform tells no administrators everybody in the group may begin.
    """
    begin = (
        say("To begin, a group administrator presses the button below.")
        if say.can.administrators
        else say(
            "To begin, whoever is to be the secretary presses the button below or types “จัดทำแผน”."
        )
    )
    text = paragraphs(
        [
            join(
                [
                    bold(say("Reminders for work that follows an SOP")),
                    say(
                        "I follow the steps of the procedure with the committee, remind of due "
                        "dates, take in documents and sum up the week."
                    ),
                    whose(say, office),
                ]
            ),
            _hears_all(say, rules=rules),
            privacy.short_notice(say),
            begin,
        ]
    )
    return Message(text, (_setup_row(say), privacy_row(say)))


def _hears_all(say: Say, *, rules: bool | None) -> Text:
    if not say.can.administrators:
        return say("I see all messages of this group and keep only those that are for me.")
    return _thanks_already(say) if rules else ask_to_rule(say)


def ask_to_rule(say: Say) -> Text:
    """What administrator rights are for, what they show, and that it works without."""
    return join(
        [
            say(
                "Please make me an administrator of this group (no further rights needed), so "
                "that I get Thai commands without / and files captioned “แนบ”."
            ),
            say(
                "I then see all messages and keep only those that are for me. Without it I work "
                "too: type / commands or reply to my messages."
            ),
        ]
    )


def _thanks_already(say: Say) -> Text:
    return say(
        "I am an administrator here: I see all messages and keep only those that are for me."
    )


def back(say: Say, team: Team, *, woken: bool) -> Message:
    """Added again to a committee's group."""
    goes_on = (
        say(
            "The plan goes on. "
            "Anything from the meantime that still matters will be sent at the next slot."
        )
        if woken
        else say("There is no running plan. To make one, press the button below.")
    )
    text = join([bold(say("I am back in {team}", team=names.team_name(team))), goes_on])
    return Message(text, (_status_row(say),) if woken else (_setup_row(say),))


def promoted(say: Say) -> Text:
    return join(
        [
            bold(say("Thank you, I am an administrator of this group now")),
            say(
                "Commands no longer need / or a reply. I see all messages and keep only those that "
                "are for me."
            ),
            say("To try it, type “สถานะ” or “ช่วยเหลือ”."),
        ]
    )


def let_speak(say: Say) -> Text:
    return say("I can send messages to this group again.")


def demoted(say: Say) -> Text:
    return say(
        "I am no longer an administrator of this group. Everything goes on.\n"
        "From now on please type / commands (for example /status) or reply to my messages, "
        "also with files."
    )


def edited(say: Say) -> Text:
    return say("An edited message does not count as a command. Please send it again as a new one.")


def not_served(say: Say) -> Text:
    return say("This group is not enabled for the system. Please ask whoever runs it to enable it.")


def group_not_served(say: Say) -> Text:
    """The same in private, of the person's own group."""
    return say(
        "Your group is not enabled for the system.\nPlease ask whoever runs it to enable it."
    )


def _setup_row(say: Say) -> tuple[Button, ...]:
    return (Button(say.caption("Make a plan"), "setup"),)


def _status_row(say: Say) -> tuple[Button, ...]:
    return (Button(say.caption("See the status"), "status"),)
