"""An office brings its own SOP: how, and why a file is not taken."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Chat
from bot.domain.spelling import visible
from bot.render.language import Say
from bot.render.text import names


def in_private(say: Say, command: str) -> Message:
    """In place of it in a group. `command`: as people type it."""
    text = say(
        "An SOP is brought in private. Please type “{command}” in the private chat with this "
        "system, then send the file there.",
        command=command,
    )
    way = Button(say.caption("Open my private chat"), invite="start")
    return Message(text, ((way,),) if say.can.starts else ())


def which_group(say: Say, groups: Sequence[Chat], command: str, rest: str = "") -> Message:
    labels = ((g.id, names.shorten(visible(g.title) or "…")) for g in groups)
    rows = tuple((Button(label, f"{command} g{id} {rest}".strip()),) for id, label in labels)
    return Message(say("Which group's SOP is it?"), rows)


def send_it(say: Say, group: Chat) -> Text:
    """Asked for, before anything is sent."""
    return paragraphs(
        [
            join(
                [
                    bold(say("Bring the office's own SOP")),
                    say("For the group: {group}", group=visible(group.title) or "…"),
                ]
            ),
            join(
                [
                    say(
                        "1. Send the SOP in the central template here within an hour, as a Word "
                        "file (.docx) or as plain text (.txt)."
                    ),
                    say("2. Look through what was read, what was repaired, and what is open."),
                    say("3. Press “Use this SOP”, and make a plan of it."),
                ]
            ),
            say("The file itself is not kept. Nothing is in use before you press."),
        ]
    )


def send_again(say: Say) -> Text:
    """Words came in place of the file."""
    return say("Please send the SOP's file here (.docx or .txt). To stop, type “ยกเลิก”.")


def refused(say: Say, name: str, why: Text) -> Text:
    head = bold(say("The file “{name}” could not be read as an SOP", name=name))
    return join([head, why])


def offer(say: Say, action: str) -> tuple[tuple[Button, ...], ...]:
    """Under a Word file that was sent for nothing that waits."""
    return ((Button(say.caption("Bring it as an SOP"), action),),)
