"""/link and /unlink: two accounts of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.message import code as as_code
from bot.domain.people import Person
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.privacy import open_chat_row

Write = Callable[[Say], Message]


def only_in_private(say: Say) -> Message:
    text = say("To link your accounts, type “เชื่อมบัญชี” or /link in your private chat with me.")
    return Message(text, (open_chat_row(say),))


def one_platform(say: Say) -> Text:
    return say("This system is served on one platform only: there is no other account to link.")


def code(say: Say, digits: str, others: Sequence[str], minutes: int) -> Text:
    typed = say("/link {code}", code=f"{digits[:4]} {digits[4:]}")
    return paragraphs(
        [
            bold(say("Link your accounts")),
            join(
                [
                    say(
                        "Open your private chat with me on {platform} and send this:",
                        platform=names.listed(say, others),
                    ),
                    as_code(typed.plain),
                ]
            ),
            join(
                [
                    say("The code works once, within {minutes} minutes.", minutes=minutes),
                    say("Please give it to nobody else."),
                ]
            ),
        ]
    )


def wrong_code(say: Say) -> Text:
    return say(
        "This code is not known, or its time is over.\n"
        "For a new one, type “เชื่อมบัญชี” or /link in your private chat on the other platform."
    )


def too_often(say: Say, minutes: int) -> Text:
    return say(
        "Too many wrong codes. Please wait {minutes} minutes, then ask for a new one.",
        minutes=minutes,
    )


def from_elsewhere(say: Say, others: Sequence[str]) -> Text:
    return say(
        "This code is to be sent from your other account, on {platform}.",
        platform=names.listed(say, others),
    )


def taken(say: Say, platform: str) -> Text:
    return say(
        "Both have an account on {platform}, and one person has one on each platform.\n"
        "To part accounts that were linked before, type “ยกเลิกการเชื่อมบัญชี” or /unlink.",
        platform=platform,
    )


def is_it_you(say: Say, who: Person, here: str, there: str, action: str) -> Message:
    """To who typed the code; `who` asked for it, and is shown as the platform shows him or her."""
    head = say(
        "Is the account of {person} on {there} yours, too?",
        person=_shown(say, who),
        there=there,
    )
    labels = say.caption("It is mine"), say.caption("It is not mine")
    return _question(say, head, labels, action)


def asked_there(say: Say, there: str, minutes: int) -> Text:
    return say(
        "Please confirm now in your private chat with me on {there}, within {minutes} minutes.",
        there=there,
        minutes=minutes,
    )


def confirm(say: Say, who: Person, there: str, action: str) -> Message:
    """To who asked for the code; `who` typed it."""
    head = say(
        "The account of {person} on {there} is to be linked with this one. Is it yours?",
        person=_shown(say, who),
        there=there,
    )
    labels = say.caption("Yes, link them"), say.caption("Do not link")
    return _question(say, head, labels, action)


def _question(say: Say, head: Text, labels: tuple[str, str], action: str) -> Message:
    follows = join(
        [
            say("• Both accounts become one member, with the duties, files and entries of both."),
            say("• Whoever uses either account can do everything the other can."),
            say("• Private reminders come on one platform only, which you choose."),
        ]
    )
    yes, no = labels
    rows = ((Button(yes, f"{action} yes"),), (Button(no, f"{action} no"),))
    return Message(paragraphs([bold(head), follows]), rows)


def declined(say: Say) -> Text:
    return say("The accounts were not linked.")


def linked(say: Say) -> Text:
    return say("The accounts are linked. To choose where reminders come, type “เชื่อมบัญชี” or /link.")


def _shown(say: Say, who: Person) -> str:
    return names.person(say, replace(who, official_name="", position=""))
