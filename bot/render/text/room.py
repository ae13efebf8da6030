"""What is said of the room for files: to the sender of one that cannot be taken, and to the
secretary."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Text, bold, join
from bot.domain.people import Team
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.attach import size


def full(say: Say, files: Sequence[str], used: int, quota: int) -> Text:
    """`files`: the names of those sent in one go that were not taken."""
    if len(files) == 1:
        what = say(
            "File “{name}” cannot be taken: the team has not enough room for it.", name=files[0]
        )
    else:
        what = say(
            "{count} of the files cannot be taken: the team has not enough room for them.",
            count=len(files),
        )
    ask = say(
        "Please have the secretary ask the administrator of the system for more room, "
        "and send it again then."
    )
    return join((what, _used(say, used, quota), _removing(say), ask))


def none_yet(say: Say) -> Text:
    """It is tried again, for an hour."""
    return say(
        "The file cannot be taken in yet: the system has hardly any room left.\n"
        "It is tried again for an hour: please do not send it again yet, and keep it.\n"
        "Please tell the administrator of the system."
    )


def none(say: Say, name: str, _size: int) -> Text:
    if not say.can.captions:
        return say(
            "File “{name}” is not attached: the system has hardly any room left.\n"
            "Please tell the administrator of the system. Once there is room, type “แนบ” and the "
            "number of the step, then send it again.",
            name=name,
        )
    return say(
        "File “{name}” is not attached: the system has hardly any room left.\n"
        "Please tell the administrator of the system, and send it again as a reply to this message "
        "once there is room.",
        name=name,
    )


def nearly_full(say: Say, team: Team, used: int, quota: int) -> Text:
    head = bold(say("The room for files of {team} is nearly full", team=names.team_name(team)))
    then = say(
        "Once it is full, no file is taken. "
        "Please ask the administrator of the system for more room before that."
    )
    return join((head, _used(say, used, quota), then))


def is_full(say: Say, team: Team, used: int, quota: int) -> Text:
    head = bold(say("The room for files of {team} is full", team=names.team_name(team)))
    what = say("A file that was sent has not been taken; its sender has been told.")
    ask = say(
        "Please ask the administrator of the system for more room, "
        "and then the sender to send it again."
    )
    return join((head, _used(say, used, quota), what, _removing(say), ask))


def disk_is_full(say: Say, team: Team) -> Text:
    head = bold(say("The system has hardly any room left for files"))
    what = say(
        "A file for {team} could not be taken in; its sender has been told.",
        team=names.team_name(team),
    )
    mend = say(
        "Please tell the administrator of the system at once. "
        "Once there is room, please ask for what is missing to be sent again."
    )
    return join((head, what, mend))


def used(say: Say, used: int, quota: int) -> Text:
    """By itself, in the list of files."""
    return say("Room for files: {used} of {quota} used", used=size(used), quota=size(quota))


def _used(say: Say, used: int, quota: int) -> Text:
    return say("Used: {used} of {quota}", used=size(used), quota=size(quota))


def _removing(say: Say) -> Text:
    return say("Removing files from the list makes no room: what was removed is kept, too.")
