"""/link and /unlink: two accounts of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.message import code as as_code
from bot.domain.people import Person
from bot.render import dates
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


def no_code(say: Say) -> Text:
    return say("This is no code. Please send the 8 digits as they are shown on the other platform.")


def too_often(say: Say, minutes: int) -> Text:
    return say(
        "Too many wrong codes. Please wait {minutes} minutes, then ask for a new one.",
        minutes=minutes,
    )


def from_elsewhere(say: Say, others: Sequence[str]) -> Text:
    return say(
        "Please send this code in your private chat with me on {platform}.",
        platform=names.listed(say, others),
    )


def taken(say: Say, platform: str) -> Text:
    return say(
        "Both have an account on {platform}, and one person has one on each platform.\n"
        "To part accounts that were linked before, type “ยกเลิกการเชื่อมบัญชี” or /unlink.",
        platform=platform,
    )


def is_it_you(say: Say, who: Person, there: str, action: str) -> Message:
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


def declined_there(say: Say, there: str) -> Text:
    return say("The accounts were not linked: the answer on {there} was no.", there=there)


def state(say: Say, titles: Mapping[str, str], chosen: str, reached: str) -> Message:
    """`titles`: of the platforms on which the person has an account, by their names."""
    told = titles.get(chosen, chosen)
    lines = [
        bold(say("Linked accounts")),
        say("You are one member on {platforms}.", platforms=names.listed(say, [*titles.values()])),
        say("Private reminders come on {platform}.", platform=told),
    ]
    if reached and reached != chosen:
        lines.append(
            say(
                "They cannot reach you there at present, and come on {other} instead.",
                other=titles.get(reached, reached),
            )
        )
    rows = [
        (Button(say.caption("Remind me on {platform}", platform=title), f"link to {name}"),)
        for name, title in titles.items()
        if name != chosen
    ]
    return Message(join(lines), (*rows, (Button(say.caption("Part the accounts"), "unlink"),)))


def not_linked(say: Say) -> Text:
    return say("Your account is linked with no other.")


def objected(say: Say) -> Text:
    return say("The accounts cannot be parted: a member has objected to your office of secretary.")


def open_to_objection(say: Say, until: datetime) -> Text:
    """`until`: local time."""
    return say(
        "Members may object to your office of secretary now.\n"
        "The accounts can be parted from {moment} on.",
        moment=dates.moment(until, say.language),
    )


def which_stays(say: Say, titles: Sequence[tuple[str, str]], mark: str) -> Message:
    text = paragraphs(
        [
            bold(say("Part the accounts?")),
            say(
                "With which account do your duties, files and entries stay? The other one becomes "
                "an account of its own, in no committee."
            ),
        ]
    )
    rows = [
        (Button(say.caption("They stay on {platform}", platform=title), f"unlink {name} {mark}"),)
        for name, title in titles
    ]
    return Message(text, (*rows, (Button(say.caption("Do not part them"), f"cancel {mark}"),)))


def parted(say: Say, kept: str) -> Text:
    return say(
        "The accounts are parted. Your duties, files and entries stay with the account on {kept}.",
        kept=kept,
    )


def apart(say: Say, kept: str) -> Text:
    """To the account that is somebody new by now."""
    return say(
        "This account was parted from that on {kept}, and is in no committee any more.\n"
        "To link them again, type “เชื่อมบัญชี” or /link.",
        kept=kept,
    )


def _shown(say: Say, who: Person) -> str:
    return names.person(say, replace(who, official_name="", position=""))
