"""Of an office of secretary that somebody took: that members may object, and that one did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Person, Team
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import chair_letter, names, no_secretary, roles

Ended = Sequence[tuple[Person, str]]
"""Who held which office, chair or secretary."""


def taken(say: Say, team: Team, person: Person, until: datetime) -> Message:
    """`until`: local time."""
    text = join(
        [
            bold(say("Office of secretary")),
            say("{person} has taken the office of secretary.", person=names.person(say, person)),
            say(
                "Whoever in this group does not agree may press the button below or type “คัดค้าน” "
                "until {moment}. The group then names a secretary anew.",
                moment=dates.moment(until, say.language),
            ),
        ]
    )
    button = Button(say.caption("Object"), f"object t{team.id} u{person.id}")
    return Message(text, ((button,),))


def ask(say: Say, line: str) -> Message:
    """`line`: that of the button which objects, but for its last word. Whose question it is it
    does not say: in a group all read it.
    """
    text = say(
        "Do you object? The record of the secretary ends then, and of the offices which the "
        "secretary has recorded."
    )
    rows = (
        (Button(say.caption("Object for certain"), f"{line} !"),),
        (Button(say.caption("Do not object"), line),),
    )
    return Message(text, rows)


def objected(say: Say, team: Team, ended: Ended) -> Message:
    """`team`: as it is by now. Nobody is named who objected."""
    who = names.listed(say, _with_offices(say, ended))
    head = join(
        [
            bold(say("The secretary is to be named anew")),
            say("A member has objected. The record of the office has ended: {people}", people=who),
        ]
    )
    no_chair = not team.chairs and any(role == "chair" for _, role in ended)
    if team.secretaries:
        chair = say("There is no chair at present.") if no_chair else ""
        return Message(join([head, roles.secretaries(say, team), chair]))
    missing = no_secretary.missing(say, team, no_chair=no_chair)
    return Message(paragraphs([head, missing.text]), missing.buttons)


def _with_offices(say: Say, ended: Ended) -> list[Text]:
    held: dict[int, list[Text]] = {}
    for person, role in ended:
        held.setdefault(person.id, []).append(say(_OFFICES[role]))
    people = {person.id: names.person(say, person) for person, _ in ended}
    return [
        say("{person} ({offices})", person=people[who], offices=names.listed(say, offices))
        for who, offices in held.items()
    ]


def you_are_no_longer(say: Say, team: Team, role: str, committee: str) -> Text:
    """To who held an office that ended so: why, and what comes next. `committee`: as a letter to
    its chair names it.
    """
    if role == "chair":
        return _chair_no_longer(say, committee)
    return join(
        [
            roles.you_are_no_longer(say, team, role),
            _why(say),
            say(
                "The group names a secretary anew. If that is to be you, another member types "
                "“กำหนดเลขานุการ” or /secretary and your name."
            ),
        ]
    )


def _chair_no_longer(say: Say, committee: str) -> Text:
    body = [
        join([say("This system no longer records you as the chair."), _why(say)]),
        say(
            "Once the group has named a secretary, the chair can be recorded anew. Until then "
            "this system sends you no summary."
        ),
    ]
    subject = say("The record of the chair in this system has ended")
    return chair_letter.letter(say, committee, body, to_consider=False, subject=subject)


def _why(say: Say) -> Text:
    return say("A member of the group has objected to how the office of secretary was taken.")


def _over(say: Say, vacant: bool) -> Text:
    over = say(
        "One can object for 24 hours after somebody has taken the office of secretary. Nothing was "
        "changed."
    )
    turn_to = say(
        "To have another secretary, please turn to the secretary or the chair, who names one with "
        "“กำหนดเลขานุการ” or /secretary."
    )
    return join([over, no_secretary.turn_to(say, turn_to, vacant=vacant)])


def made_already(say: Say, team: Team) -> Message:
    """To who objects after another one: what is left to do, with the button for it."""
    text = say(
        "A member has objected already, and there is no secretary at present.\n"
        "Another member presses “Take over as secretary”, or types “กำหนดเลขานุการ” or /secretary "
        "and the name."
    )
    return Message(text, (no_secretary.take_over_row(say, team),))


def _own(say: Say) -> Text:
    return say(
        "Other members may object.\n"
        "To hand over the office yourself, type “กำหนดเลขานุการ” or /secretary and the name."
    )


def _barred(say: Say) -> Text:
    return say(
        "After an objection another member names the secretary.\n"
        "Please ask one to type “กำหนดเลขานุการ” or /secretary and the name."
    )


def _new(say: Say, at: datetime) -> Text:
    """`at`: local time."""
    return say(
        "Removing files and members, and ending, cancelling or redoing the plan, is possible from "
        "{time} on.\n"
        "The office of secretary was taken only now. Everything else works already.",
        time=dates.clock(at, say.language),
    )


def _anothers(say: Say) -> Text:
    """Nobody is named who objects."""
    return say(
        "This question is answered by whoever asked to object.\n"
        "To object yourself, please type “คัดค้าน”."
    )


_OFFICES: Mapping[str, str] = {"chair": N_("chair"), "secretary": N_("secretary")}
REFUSALS: Mapping[str, Callable[..., Text]] = {
    "objection-over": _over,
    "objection-own": _own,
    "objection-anothers": _anothers,
    "objected-to": _barred,
    "office-new": _new,
}
