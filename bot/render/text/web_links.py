"""What is said of evidence that is a link; and of files, where a link may stand in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.files import MAX_NAME, File
from bot.domain.links import host_of, is_untitled
from bot.domain.message import Button, Message, Text, code, join, plain
from bot.render.language import Say
from bot.render.text import attach, names

Row = tuple[Button, ...]


def name(file: File, length: int = MAX_NAME) -> Text:
    """As code where it is no more than an address: of that no phone makes a link."""
    shown = names.shorten(file.name, length)
    return code(shown) if file.link and is_untitled(file.name, file.link) else plain(shown)


def name_and_host(say: Say, file: File, length: int) -> Text:
    """On a line of its own, where a file needs no more than its name."""
    shown = name(file, length)
    if not file.link or is_untitled(file.name, file.link):
        return shown
    return say("{name} ({host})", name=shown, host=extent(file))


def extent(file: File) -> Text:
    """How large a file is; of a link, whose bytes are elsewhere, where it leads."""
    return code(host_of(file.link)) if file.link else plain(attach.size(file.size))


def head(say: Say, file: File) -> Text:
    return say("Link received") if file.link else say("File received")


def heads(say: Say, count: int, *, are_links: bool) -> Text:
    if are_links:
        return say("{count} links received", count=count)
    return say("{count} files received", count=count)


def opened(say: Say, text: Text, file: File) -> Message:
    """With the button that opens it, where the platform's buttons do that for one so long."""
    if len(file.link) > say.can.longest_link:
        return Message(join([text, file.link]))
    return Message(text, ((Button(say.caption("Open the link"), link=file.link),),))


def _unreadable(say: Say) -> Text:
    return say(
        "This link cannot be read.\n"
        "Please send the whole address, which begins with https:// or http://."
    )


def _with_password(say: Say) -> Text:
    return say(
        "The link was not attached: a user name or a password stands in its address.\n"
        "Please take it out and send the link again."
    )


def _too_long(say: Say, limit: int) -> Text:
    return say(
        "The link was not attached: it has more than {limit} characters.\n"
        "Please send a shorter link, or the document as a file.",
        limit=f"{limit:,}",
    )


def _too_many(say: Say, limit: int) -> Text:
    return say(
        "The links were not attached: there are more than {limit} in one message.\n"
        "Please send them in several messages.",
        limit=limit,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "link-unreadable": _unreadable,
    "link-with-password": _with_password,
    "link-too-long": _too_long,
    "too-many-links": _too_many,
}
