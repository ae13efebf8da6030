"""To the group of a team that has no secretary: what to do, and that it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.message import Button, Message, Text, bold, join
from bot.domain.people import Team
from bot.render.language import Say
from bot.render.text import roles


def missing(say: Say, team: Team, *, no_chair: bool = False) -> Message:
    """Where the platform tells no administrators, any member may mend it. `no_chair`: nor is
    there a chair any more.
    """
    head = (
        say("There is no secretary and no chair at present")
        if no_chair
        else say("There is no secretary at present")
    )
    text = join(
        [
            bold(head),
            say("Until there is one, nobody reads what is for the secretary."),
            _by_administrator_here(say) if say.can.administrators else _by_member(say),
        ]
    )
    return Message(text, (take_over_row(say, team),))


def take_over_row(say: Say, team: Team) -> tuple[Button, ...]:
    return (Button(say.caption("Take over as secretary"), f"takeover t{team.id}"),)


def turn_to(say: Say, otherwise: Text, *, vacant: bool) -> Text:
    """Whom to turn to: `otherwise` tells of the secretary; while the office is `vacant`, how
    there comes to be one, in few words: a pop-up has no room for many.
    """
    if not vacant:
        return otherwise
    if say.can.administrators:
        return say(
            "There is no secretary at present. Please ask an administrator to press “Take over as "
            "secretary” in the group, or to type “กำหนดเลขานุการ” or /secretary."
        )
    return say(
        "There is no secretary at present. Please press “Take over as secretary” in the group, or "
        "type “กำหนดเลขานุการ” or /secretary and the name."
    )


def _by_administrator_here(say: Say) -> Text:
    return say(
        "A group administrator may take this over with the button below, or reply to the "
        "message of whoever is to be secretary with “กำหนดเลขานุการ” or /secretary."
    )


def _by_member(say: Say) -> Text:
    return say(
        "A member may take this over with the button below, or type “กำหนดเลขานุการ” or /secretary "
        "and the name of whoever is to be secretary."
    )


def found(say: Say, team: Team) -> Text:
    return roles.secretaries(say, team)


def _by_administrator(say: Say) -> Text:
    if not say.can.administrators:
        return say(
            "There is no secretary at present.\n"
            "A secretary is named by a member who is in the group, or by the chair."
        )
    return say(
        "There is no secretary at present.\n"
        "A secretary is named by an administrator of the group, or by the chair."
    )


def _there(say: Say) -> Text:
    return say("There is a secretary already, nothing was changed.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "secretary-by-administrator": _by_administrator,
    "secretary-there": _there,
}
