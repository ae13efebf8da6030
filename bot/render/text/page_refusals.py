"""What the web chat's page is told when something cannot be done: why, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.message import Text
from bot.render import dates
from bot.render.language import Say
from bot.render.text.attach import size


def _unreadable(say: Say, **_: object) -> Text:
    return say("The page and the program do not understand each other. Please load the page again.")


def _empty(say: Say) -> Text:
    return say("There is nothing to send. Please type a message or choose a file.")


def _too_long(say: Say, *, most: int) -> Text:
    return say(
        "The message is too long; at most {most} characters are possible. "
        "Please shorten it or send it in parts.",
        most=most,
    )


def _too_many_files(say: Say, **_: object) -> Text:
    return say("Those are too many files at a time. Please send them in parts.")


def _file_too_large(say: Say, *, most: int) -> Text:
    return say(
        "The file is larger than {limit}. Please make it smaller or split it.", limit=size(most)
    )


def _file_empty(say: Say) -> Text:
    return say("The file is empty. Please check it and choose it again.")


def _file_gone(say: Say) -> Text:
    return say("The file did not arrive whole. Please choose it again.")


def _not_here(say: Say) -> Text:
    return say("That is not in this chat (any more). Please load the page again.")


def _failed(say: Say) -> Text:
    return say("The program could not do this now. Please try again in a moment.")


def _broken(say: Say, *, number: str) -> Text:
    return say(
        "Something went wrong in the program (incident {number}). "
        "Please try again, or tell this number to whoever looks after it.",
        number=number,
    )


def _backwards(say: Say, *, now: datetime) -> Text:
    return say(
        "The clock only moves forward; it is {now}. Please choose a later date, or start over.",
        now=dates.moment(now, say.language),
    )


def _moving(say: Say) -> Text:
    return say("The clock is being moved already. Please wait until it stands.")


def _nothing_ahead(say: Say) -> Text:
    return say("No notice lies ahead. Please start over to see a year from its beginning.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "clock-backwards": _backwards,
    "clock-moving": _moving,
    "clock-nothing-ahead": _nothing_ahead,
    "web-broken": _broken,
    "web-empty": _empty,
    "web-failed": _failed,
    "web-file-empty": _file_empty,
    "web-file-gone": _file_gone,
    "web-file-too-large": _file_too_large,
    "web-not-here": _not_here,
    "web-too-long": _too_long,
    "web-too-many-files": _too_many_files,
    "web-unreadable": _unreadable,
}
