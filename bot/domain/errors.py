"""One family of errors.

A `Refusal` is something a person is told (in the language of the chat); a `SopbotError` of another
kind is told to the operator. A queue asks only `permanent` and `retry_after` of a `DeliveryError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.spelling import writable

if TYPE_CHECKING:
    from bot.domain.message import Message


class SopbotError(Exception):
    """Base of everything this program raises on purpose. Without words of its own, one says what
    its class is."""

    def __str__(self) -> str:
        return super().__str__() or " ".join(str(type(self).__doc__).split())


class Conflict(SopbotError):
    """Somebody else wrote first; read again and try again."""


class Missing(SopbotError):
    """What was named by its id is not in the store (any more)."""


class AllMissing(Missing):
    """Nothing at all stands where it is looked for: the place was moved, or is not mounted."""


class Damaged(SopbotError):
    """Bytes that are no longer those which were kept."""


class NotGiven(Damaged):
    """Bytes that cannot be read where they stand, while the store as a whole works."""


class FileUnread(SopbotError):
    """An attached file cannot be sent along. `lost`: its bytes are gone or changed; else they
    cannot be got at now."""

    def __init__(self, file: int, why: object, *, lost: bool) -> None:
        self.file = file
        self.lost = lost
        super().__init__(f"file {file} cannot be read: {why}")


class Unavailable(SopbotError):
    """What is kept cannot be got at now. Whatever was to be done there is to be tried again."""


class Away(Unavailable):
    """Nothing of it can be got at: once anything can, it is back."""


class Busy(Conflict, Unavailable):
    """Somebody else has held the database for longer than one waits for it."""


class Unreadable(SopbotError):
    """A row that says nothing which this program understands; no other row is to suffer for it."""

    def __init__(self, table: str, row: int) -> None:
        self.row = row
        super().__init__(f"{table} {row} cannot be read")


class NoRoom(SopbotError):
    """The disk is full, or is kept from being so."""


class TooLarge(SopbotError):
    """A file larger than what is taken."""


class Elsewhere(SopbotError):
    """What another process of ours stumbled over. `trace`: by type and place, no words."""

    def __init__(self, trace: Sequence[str]) -> None:
        self.trace = trace

    def __str__(self) -> str:
        return "\n".join(self.trace)


class Barred(StrEnum):
    """What keeps the bot from speaking in a group that it is in."""

    RIGHTS = "rights"
    """Only others may send messages there."""
    TOPIC = "topic"
    """The place in the group where messages would go is shut."""


@dataclass(unsafe_hash=True)
class DeliveryError(SopbotError):
    """A channel could not do what it was asked.

    `retry_after` is in seconds. `new_address`: where a chat lives now that the platform moved it.
    """

    reason: str
    permanent: bool = False
    retry_after: float | None = None
    new_address: str | None = None
    gone: bool = False
    """The chat is gone for us (kicked, group deleted), not only this message."""
    barred: Barred | None = None
    """The group takes no message of ours now; nothing is wrong with this one."""
    over_quota: bool = False
    """What the office may send in a month is used up; replies still go."""
    reserve: bool = False
    """Of that: something is left, but kept for what is urgent."""

    def __post_init__(self) -> None:
        self.reason = writable(self.reason)  # of a platform, or of a proxy; it is written down

    def __str__(self) -> str:
        return self.reason


class ReplyRefused(SopbotError):
    """What was to go as a reply cannot any more: it was replied to already, or is too old."""


@dataclass(unsafe_hash=True)
class SentInPart(SopbotError):
    """A message of several parts of which these are out (`sent`: their ids); `rest` is to come."""

    sent: tuple[str, ...]
    rest: Message


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file of the operator: where, what, and how to mend it."""

    line: int
    column: int
    what: str
    mend: str


class BadFile(SopbotError):
    """An operator's file that cannot be used; every problem found, at once."""

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        self.path = path
        self.problems = problems
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        return [f"{self.path}:{p.line}:{p.column}: {p.what} ({p.mend})" for p in self.problems]


class Refusal(SopbotError):
    """A request that cannot be done as asked; `code` names the sentence, `values` fill it.

    The sentences stand in `bot.render.text.refusals`, one for every code.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        super().__init__(f"{code} {values}")
