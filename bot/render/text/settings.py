"""The settings of a team and of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Person, Team
from bot.domain.rules import Kind
from bot.render import dates
from bot.render.language import LANGUAGES, N_, Say
from bot.render.text import names, undo

KINDS: Mapping[Kind, str] = {
    Kind.START: N_("Start of a step"),
    Kind.AHEAD: N_("Before the due date"),
    Kind.DUE: N_("On the due date"),
    Kind.OVERDUE: N_("Overdue"),
    Kind.CHECK_IN: N_("Monthly check-in of long steps"),
    Kind.WEEKLY: N_("Weekly summary"),
}
USUAL_SLOTS = (time(8, 0), time(8, 30), time(9, 0), time(13, 0))
LANGUAGE_NAMES: Mapping[str, str] = {"th": "ไทย", "en": "English"}
ON, OFF = "✓", "–"


_NAMES: Mapping[str, str] = {
    **{str(kind): name for kind, name in KINDS.items()},
    "slot": N_("Time of notices"),
    "review": N_("Verification of closings"),
    "group weekly": N_("Weekly counts in the group"),
    "language": N_("Language of the group"),
    "name": N_("Name of the team"),
}


def overview(
    say: Say,
    team: Team,
    *,
    private: bool,
    steers: bool,
    invites: bool = False,
    month: Text | None = None,
) -> Message:
    """How things are set, with a button for each. `invites`: there are open invitations. `month`:
    what is said of its costs.
    """
    on = [say(KINDS[kind]) for kind in KINDS if kind not in team.rules.off]
    text = join(
        [
            bold(say("Settings of {team}", team=names.team_name(team))),
            say("Time of notices: {time}", time=dates.clock(team.rules.slot, say.language)),
            say("Kinds: {kinds}", kinds=join(on, ", ") if on else say("none")),
            _group_weekly(say, team),
            say("Closings are verified by the secretary or the chair.")
            if team.rules.review
            else "",
            say("Language of the group: {language}", language=LANGUAGE_NAMES[team.language]),
            month or "",
            "" if steers else say("The secretary and the chair can change these."),
        ]
    )
    rows = _rows(say, team, private=private, steers=steers)
    opened = (Button(say.caption("Open invitations"), f"withdraw t{team.id}"),)
    return Message(text, (*rows, opened) if invites else rows)


def _group_weekly(say: Say, team: Team) -> Text:
    if team.rules.group_weekly:
        return say("Weekly counts in the group: on")
    return say("Weekly counts in the group: off")


def _rows(say: Say, team: Team, *, private: bool, steers: bool) -> tuple[tuple[Button, ...], ...]:
    target = f"settings t{team.id}"
    own = (Button(say.caption("My own language"), "settings own"),)
    who = (Button(say.caption("Who gets what"), f"{target} who"),)
    if not steers:
        return (who, own) if private else (who,)
    rows = (
        (
            Button(say.caption("Time of notices"), f"{target} time"),
            Button(say.caption("Kinds of notices"), f"{target} kinds"),
        ),
        (
            Button(say.caption("Language of the group"), f"{target} language"),
            Button(say.caption("Name of the team"), f"{target} name"),
        ),
        (Button(say.caption("Verification of closings"), f"{target} review"), *who),
        (Button(say.caption("Steps closed by several"), f"quorum t{team.id}"),),
        (Button(say.caption("Test notice"), f"testnotice t{team.id}"),),
    )
    return (*rows, own) if private else rows


def review(say: Say, team: Team) -> Message:
    """What a closing in two stages means, and the button for what is not so now."""
    text = paragraphs(
        [
            bold(say("Verification of closings")),
            say(
                "When it is on, whoever closes a step reports it as completed.\n"
                "It stays open until the secretary or the chair verifies it, or sends it back with "
                "the reason and a new date."
            ),
            say("Nobody verifies what he or she reported, if somebody else can."),
            say("It is on now.") if team.rules.review else say("It is off now."),
        ]
    )
    off, on = say.caption("Switch it off"), say.caption("Switch it on")
    target = f"settings t{team.id} review"
    choice = Button(off, f"{target} off") if team.rules.review else Button(on, f"{target} on")
    return Message(text, ((choice,), (_back(say, team),)))


def review_switched(say: Say, *, on: bool, by: Person) -> Text:
    """To the group."""
    told = (
        say("Closings are verified by the secretary or the chair.")
        if on
        else say("Closings are not verified any more.")
    )
    return join([bold(told), say("Recorded by {person}", person=names.person(say, by))])


def times(say: Say, team: Team) -> Message:
    target = f"settings t{team.id} time"
    usual = tuple(
        Button(dates.clock(slot, say.language), f"{target} {slot:%H.%M}") for slot in USUAL_SLOTS
    )
    other = Button(say.caption("Another time"), f"{target} other")
    text = say(
        "Notices go out at {time} on working days. Please choose a time.",
        time=dates.clock(team.rules.slot, say.language),
    )
    return Message(text, (usual[:2], usual[2:], (other, _back(say, team))))


def kinds(say: Say, team: Team) -> Message:
    """A press switches a kind on or off for the whole team."""
    rules = team.rules
    target = f"settings t{team.id} kind"
    rows = [
        (Button(_marked(say.caption(KINDS[kind]), kind not in rules.off), f"{target} {kind}"),)
        for kind in KINDS
    ]
    weekly = _marked(say.caption("Weekly counts in the group"), rules.group_weekly)
    rows.append((Button(weekly, f"settings t{team.id} groupweekly"),))
    text = join(
        [
            bold(say("Kinds of notices")),
            say("{on} goes out, {off} does not. Press to change.", on=ON, off=OFF),
        ]
    )
    return Message(text, (*rows, (_back(say, team),)))


def _marked(label: str, on: bool) -> str:
    return f"{ON if on else OFF} {label}"


def languages(say: Say, team: Team) -> Message:
    target = f"settings t{team.id} language"
    buttons = tuple(
        Button(_chosen(name, name == team.language), f"{target} {name}") for name in LANGUAGES
    )
    text = say("In which language should I write in the group?")
    return Message(text, (buttons, (_back(say, team),)))


def own_language(say: Say, person: Person) -> Message:
    buttons = tuple(
        Button(_chosen(name, name == person.language), f"settings own {name}") for name in LANGUAGES
    )
    return Message(say("In which language should I write to you in private?"), (buttons,))


def own_language_set(say: Say) -> Text:
    return say("From now on I write to you in English.")


def own_language_in_private(say: Say) -> Text:
    return say("Your own language is set in the private chat: type “ตั้งค่า” or /settings there.")


def _chosen(language: str, chosen: bool) -> str:
    return f"{ON} {LANGUAGE_NAMES[language]}" if chosen else LANGUAGE_NAMES[language]


def who_gets_what(say: Say, team: Team) -> Message:
    """The rules in short."""
    text = paragraphs(
        [
            bold(say("Who gets what")),
            say(
                "Group: start, 7 or more days before the due date, the due date, the first day "
                "overdue, and the week's counts."
            ),
            say(
                "Responsible persons (in private): start, 3 days and 1 day before, the due date, "
                "overdue, and a monthly question on long steps."
            ),
            say(
                "A meeting whose day is fixed: the group and the responsible persons, on the "
                "working day before it and on its day."
            ),
            say("Secretary (in private): overdue, and whom messages do not reach."),
            say(
                "Chair (in private): the weekly summary, and steps overdue by 7 and 21 days. If "
                "the chair cannot be reached, the secretary gets them to pass on."
            ),
            say(
                "Where closings are verified: the secretary 2 and 5 working days after a step was "
                "reported, the chair after 5."
            )
            if team.rules.review
            else "",
            say("Nothing goes out on days off."),
        ]
    )
    return Message(text, ((_back(say, team),),))


def ask(say: Say, about: str) -> Message:
    """A question that is answered by typing."""
    if about == "time":
        text = say(
            "Please type the time in reply to this message, for example 10.00.\n"
            "To leave it, type “ยกเลิก”."
        )
    else:
        text = say(
            "Please type the name of the team in reply to this message.\nTo leave it, type “ยกเลิก”."
        )
    return Message(text, asks=True)


def saved(say: Say) -> str:
    return say.caption("Saved.")


def taken_back(say: Say, setting: str, became: str, was: str, by: Person) -> Text:
    """`setting` and its values as the handler names them."""
    entry = say(
        "{setting}: {became} → {was}",
        setting=say(_NAMES[setting]),
        became=_value(say, setting, became),
        was=_value(say, setting, was),
    )
    return undo.taken_back_entry(say, entry, by)


def _value(say: Say, setting: str, written: str) -> str:
    if setting == "slot":
        hour, minute = written.split(".")
        return dates.clock(time(int(hour), int(minute)), say.language)
    if setting == "language":
        return LANGUAGE_NAMES.get(written, written)
    if setting == "name":
        return written
    return say.caption("on") if written == "on" else say.caption("off")


def _back(say: Say, team: Team) -> Button:
    return Button(say.caption("Back"), f"settings t{team.id} here")


def _time_unreadable(say: Say, earliest: time, latest: time) -> Text:
    return say(
        "Please type a time from {earliest} to {latest}, for example 08.30.",
        earliest=dates.clock(earliest, say.language),
        latest=dates.clock(latest, say.language),
    )


def _name_unreadable(say: Say, most: int) -> Text:
    return say("Please type a name of at most {most} letters on one line.", most=most)


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "slot-unreadable": _time_unreadable,
    "team-name-unreadable": _name_unreadable,
}
