"""The page on which a person gets a kept file, in words without style."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.files import File
from bot.domain.message import Text, ToMake
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import attach, names


@dataclass(frozen=True, slots=True)
class Page:
    """`button`: what gets the file; empty: there is nothing to get. `link`: where it leads instead;
    `address`: to be copied.
    """

    title: str
    lines: tuple[str, ...]
    button: str = ""
    note: str = ""
    link: str = ""
    address: str = ""


def offered(say: Say, plan: Plan, file: File, until: datetime) -> Page:
    lines = (
        say.caption("File {label} · {size}", label=file.label, size=attach.size(file.size)),
        file.description,
        names.step(say, plan.sop.step(file.step)).plain,
        names.plan_head(say, plan).plain,
    )
    note = _for_you_alone(say, plan, until)
    return Page(file.name, tuple(filter(None, lines)), say.caption("Download the file"), note)


def to_make(say: Say, plan: Plan, wanted: ToMake, until: datetime) -> Page:
    lines = (
        names.plan_head(say, plan).plain,
        say.caption("It is made when you press the button, as things stand then."),
    )
    note = _for_you_alone(say, plan, until)
    return Page(wanted.name, lines, say.caption("Make and download"), note)


def _for_you_alone(say: Say, plan: Plan, until: datetime) -> str:
    return say.caption(
        "This page works until {time} and is meant for you alone. "
        "Please do not pass its address on.",
        time=dates.clock(until.astimezone(plan.rules.tz), say.language),
    )


def gone(say: Say) -> Page:
    """Whatever the reason is, it is not told: whoever guesses learns nothing."""
    return Page(
        say.caption("This link no longer works"),
        (
            say.caption("A link to a file works for one hour only."),
            say.caption(
                "To get the file, please type “เอกสาร” in the private chat with the bot and choose "
                "it there."
            ),
        ),
    )


def lost(say: Say, file: File) -> Page:
    return Page(
        say.caption("The file cannot be given"),
        (
            f"{file.label} {file.name}",
            say.caption(
                "It is damaged, or no longer where it was kept. "
                "Please tell the secretary, who can ask for it to be sent again."
            ),
        ),
    )


def not_made(say: Say, why: Text) -> Page:
    return Page(say.caption("The file cannot be given"), tuple(why.plain.splitlines()))


def away(say: Say) -> Page:
    return Page(
        say.caption("The file cannot be had at the moment"),
        (say.caption("Please try again in a few minutes."),),
    )
