"""A neutral message: rich text, buttons, files. Channels turn it into what their platform shows.

Text is runs, never mark-up: what users typed cannot become formatting, whatever it contains.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    style: Style = Style.PLAIN
    person: int | None = None
    """Whom a mention is of (a person's id in the store)."""


@dataclass(frozen=True, slots=True)
class Text:
    runs: tuple[Run, ...] = ()

    def __add__(self, other: Text) -> Text:
        return Text(self.runs + other.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)

    def __str__(self) -> str:
        return self.plain

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def people(self) -> set[int]:
        """Who is mentioned."""
        return {run.person for run in self.runs if run.person is not None}


def plain(text: str) -> Text:
    return Text((Run(text),)) if text else Text()


def bold(text: str | Text) -> Text:
    return Text(tuple(Run(r.text, Style.BOLD, r.person) for r in as_text(text).runs))


def italic(text: str | Text) -> Text:
    return Text(tuple(Run(r.text, Style.ITALIC, r.person) for r in as_text(text).runs))


def code(text: str) -> Text:
    return Text((Run(text, Style.CODE),))


def mention(name: str, person: int) -> Text:
    return Text((Run(name, Style.MENTION, person),))


def as_text(value: object) -> Text:
    return value if isinstance(value, Text) else plain(str(value))


def fill(template: str, values: dict[str, object]) -> Text:
    """`template.format(**values)` in which a value may be a Text and keeps its style."""
    runs: list[Run] = []
    for literal, name, spec, _ in string.Formatter().parse(template):
        if literal:
            runs.append(Run(literal))
        if name is not None:
            value = values[name]
            runs.extend(as_text(value if not spec else format(value, spec)).runs)
    return Text(tuple(runs))


def join(parts: Iterable[str | Text], separator: str = "\n") -> Text:
    """The non-empty parts, one after another."""
    runs: list[Run] = []
    for part in parts:
        text = as_text(part)
        if not text:
            continue
        if runs:
            runs.append(Run(separator))
        runs.extend(text.runs)
    return Text(tuple(runs))


def paragraphs(parts: Iterable[str | Text]) -> Text:
    return join(parts, "\n\n")


@dataclass(frozen=True, slots=True)
class Button:
    """`action` is a command line as a person could type it, at most 64 bytes of ASCII.

    `invite`: instead of acting, opens the private chat with the bot and brings this code along.
    """

    label: str
    action: str = ""
    invite: str | None = None
    takes_back: bool = False
    """Undoes what the message tells; to type /undo is to press it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about, so that a reply to it is understood."""

    plan: int
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A kept file to send along: its id in the store and the name people see."""

    file: int
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """Without text it edits nothing but the buttons."""

    text: Text
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    about: tuple[About, ...] = field(default=())
    quiet: bool = False
    """Delivered without a sound, where the platform can."""
    asks: bool = False
    """Waits for a typed answer: the platform opens the reply field, where it can."""
