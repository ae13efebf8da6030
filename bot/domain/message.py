"""A neutral message: rich text, buttons, files. Channels turn it into what their platform shows.

Text is runs, never mark-up: what users typed cannot become formatting, whatever it contains.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

from bot.domain.numbers import numbered


class Style(StrEnum):
    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    MENTION = "mention"


_TEXT = attrgetter("text")


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
        return any(map(_TEXT, self.runs))

    def __str__(self) -> str:
        return self.plain

    @property
    def plain(self) -> str:
        return "".join(map(_TEXT, self.runs))

    @property
    def people(self) -> set[int]:
        """Who is mentioned."""
        return {run.person for run in self.runs if run.person is not None}


_NOTHING = Text()


def plain(text: str) -> Text:
    return Text((Run(text),)) if text else _NOTHING


def bold(text: str | Text) -> Text:
    return _styled(text, Style.BOLD)


def italic(text: str | Text) -> Text:
    return _styled(text, Style.ITALIC)


def _styled(text: str | Text, style: Style) -> Text:
    """As one run, unless somebody is mentioned in it."""
    if isinstance(text, str):
        return Text((Run(text, style),)) if text else _NOTHING
    runs = text.runs
    if any(run.person is not None for run in runs):
        return Text(tuple(Run(run.text, style, run.person) for run in runs))
    return Text((Run(text.plain, style),)) if runs else _NOTHING


def code(text: str) -> Text:
    return Text((Run(text, Style.CODE),))


def mention(name: str, person: int) -> Text:
    return Text((Run(name, Style.MENTION, person),))


def as_text(value: object) -> Text:
    return value if isinstance(value, Text) else plain(str(value))


def fill(template: str, values: dict[str, object]) -> Text:
    """`template.format(**values)` in which a value may be a Text and keeps its style."""
    parts: list[str | Text] = []
    for literal, name, spec in _parsed(template):
        parts.append(literal)
        if name is not None:
            value = values[name]
            if spec:
                parts.append(format(value, spec))
            else:
                parts.append(value if isinstance(value, Text) else str(value))
    return _in_a_row(parts)


@lru_cache(maxsize=2048)
def _parsed(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Each literal with the name and the format of what follows it."""
    found = string.Formatter().parse(template)
    return tuple((literal, name, spec or "") for literal, name, spec, _ in found)


def join(parts: Iterable[str | Text], separator: str = "\n") -> Text:
    """The non-empty parts, one after another."""
    found: list[str | Text] = []
    for part in parts:
        if part:
            found += (separator, part) if found else (part,)
    return _in_a_row(found)


# Until Python 3.12 to look up a member of an enum takes longer than all else done with a run.
_PLAIN = Style.PLAIN


def _in_a_row(parts: Iterable[str | Text]) -> Text:
    """As one text, in which plain neighbours are one run."""
    runs: list[Run] = []
    unstyled = ""
    for part in parts:
        if isinstance(part, str):
            unstyled += part
            continue
        for run in part.runs:
            if run.style is _PLAIN and run.person is None:
                unstyled += run.text
                continue
            if unstyled:
                runs.append(Run(unstyled))
                unstyled = ""
            runs.append(run)
    return Text((*runs, Run(unstyled)) if unstyled else tuple(runs))


def paragraphs(parts: Iterable[str | Text]) -> Text:
    return join(parts, "\n\n")


@dataclass(frozen=True, slots=True)
class Button:
    """`action` is a command line as a person could type it, at most 64 bytes of ASCII.

    Instead of acting, `invite` opens the private chat with the bot and brings this code along;
    `link` opens this address.
    """

    label: str
    action: str = ""
    invite: str | None = None
    link: str = ""
    takes_back: bool = False
    """Undoes what the message tells; to type /undo is to press it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about, so that a reply to it is understood."""

    plan: int
    step: int | None = None
    question: int = 0
    """The draft of the question that the message asks about it; 0: it asks none."""

    def __post_init__(self) -> None:
        if self.step is not None:
            object.__setattr__(self, "step", numbered(self.step))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A kept file to send along: its id in the store and the name people see."""

    file: int
    name: str


class Made(StrEnum):
    """What can be made to send along."""

    TIMELINE = "timeline"
    """A picture of a plan's steps over its months."""
    FLOW = "flow"
    """A picture of the SOP's flow chart, with where each step stands."""
    REPORT = "report"
    """The office's report, as Word."""
    TABLE = "table"
    """The same as Excel."""
    TEMPLATE = "template"
    """The office's own form for the report, as it was sent; or a sample of one."""
    PROCEDURE = "procedure"
    """The SOP itself in the central template, as Word, with what really happened."""
    MINUTES = "minutes"
    """A draft of a meeting's minutes, as Word."""
    SIGN_IN = "sign-in"
    """A sheet for who comes to a meeting to sign, as Word."""
    PACK = "pack"
    """The evidence with its index, as a ZIP, or a part of it."""
    SOP_FILE = "sop-file"
    """A version of a group's own SOP as its file (YAML)."""
    SOP_COPY = "sop-copy"
    """The same in the central template, as Word."""
    CALENDAR = "calendar"
    """Steps and meetings, as an iCalendar file."""


@dataclass(frozen=True, slots=True)
class ToMake:
    """Made of a plan (its id) as that stands when the message is sent, never kept.

    `name`: under which people may keep it; `language`: of what stands in it. `of`: of which part
    (a round, a meeting's step), as its maker reads it; empty: of all. Of a group's own SOP
    `of` is the id of its version, and the plan any of the group's, which a link to it is lent by;
    0: there is none.
    """

    what: Made
    plan: int
    name: str
    language: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Without text it edits nothing but the buttons."""

    text: Text
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[ToMake, ...] = ()
    """Left out where the platform shows none: the text says what matters."""
    documents: tuple[ToMake, ...] = ()
    """Sent as files; where the platform takes none, a person gets a link to each, a group nothing.
    """
    about: tuple[About, ...] = field(default=())
    quiet: bool = False
    """Delivered without a sound, where the platform can."""
    asks: bool = False
    """Waits for a typed answer: the platform opens the reply field, where it can."""
    glance: str = ""
    """What is shown of it where it is not open, if that is not how it begins."""
    then: tuple[Message, ...] = ()
    """Messages of their own right behind it, in one request to the platform."""


def in_one(messages: Sequence[Message]) -> Message:
    """The first with the others behind it; a reply to any is about what all are about."""
    first, *others = [alone for one in messages for alone in apart(one)]
    about = dict.fromkeys(one for message in messages for one in message.about)
    return replace(first, then=tuple(others), about=tuple(about))


def apart(message: Message) -> tuple[Message, ...]:
    """Each by itself, in order."""
    return replace(message, then=()), *message.then
