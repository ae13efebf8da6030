"""/link and /unlink: two accounts of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.domain.message import Message, Text, bold, join, paragraphs
from bot.domain.message import code as as_code
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
