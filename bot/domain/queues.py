"""What lies in the queues between people, platforms and the core. All instants are aware UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO, NamedTuple

from bot.domain.incoming import Incoming
from bot.domain.message import Message, ToMake
from bot.domain.notices import Notice
from bot.domain.numbers import numbered
from bot.domain.people import Chat

INVITE_LASTS = timedelta(days=14)
LEFT_TEAM = "gone"
"""Kind of the draft that remembers, in the group's chat, who left its team."""
ASKS, OFFERS = "ask:", "question:"
"""How the kinds begin of drafts that are questions: answered by typing; by a button, yes or no."""
FILES_WAIT = f"{ASKS}attach"
"""Kind of the draft that asks for the step of files, or for the file of a step."""
QUOTED = "quoted:"
"""How the kind of the draft begins that keeps what was said in reply to a message that has not come
yet; the id of that follows.
"""
QUOTED_WAITS = timedelta(hours=1)
"""So long it may come late. How often and until when LINE sends again what could not be taken in it
does not tell; an hour outlasts a restart, and who quoted the file still remembers it.
https://developers.line.biz/en/docs/messaging-api/receiving-messages/#webhook-redelivery
"""
EVIDENCE_LACKS, YEAR_OVER = "evidence:", "year-end:"
"""How the keys begin of what the calendar asks at a month's first slot; the plan's id follows."""
EVIDENCE_KEY = EVIDENCE_LACKS + "{plan}:{day:%Y%m}"
"""Of whatever asks for evidence in the month of a local day; the step's number may follow."""
KEEPING = "keeping:"
"""How the key begins of the question whether the files of a plan are to be deleted; its id follows.
"""
NO_SECRETARY = "no-secretary:"
"""How the key begins of what a group is told whose team has none; the team's id follows."""
SAMPLE = "sample"
"""Key of a test notice: where the month leaves no room for one it is not sent later, either."""
FAREWELL = "farewell"
"""Key of the last message to who asked to be forgotten; with it goes the address it went to."""
ALBUM_PAUSE = timedelta(seconds=2)
"""Files sent in one go come as single messages: so long after the newest, no more is expected."""
ALBUM_HELD = timedelta(minutes=10)
"""So long an album in a group is remembered of which nothing is for us: its caption may be late."""

LONGEST_PAUSE = timedelta(hours=1)
"""Nothing in a queue is put off for longer: what seems to be was so by a clock that was ahead."""
LONGEST_HOLD = timedelta(days=1)
"""The same of a chat or a channel that is to be left alone; there the platform says how long."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An update as it came, committed before it is acknowledged. `lane` keeps a chat's order."""

    channel: str
    key: str
    lane: str
    payload: str
    album: str = ""
    """Files sent in one go come as updates of their own that share it."""
    follows: bool = False
    """For us only if another update of its album is; else it is deleted unread."""
    incoming: Incoming | None = field(default=None, compare=False)
    """What it says, where that is known already; never written."""
    of_stranger: bool = field(default=False, compare=False)
    """When it came its chat was no committee's group, nor that of anybody in a committee."""

    @property
    def cause(self) -> str:
        """The id under which logs tell of it, and of all that answers it."""
        return f"{self.channel}.{self.key}"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to send. `edits` replaces that message; `replies_to` answers under it.

    `reply`: as `Incoming.reply`. `key`: the same however often it is tried. `made`: what of the
    message's pictures (PNG) and documents was made; closed by whoever had it made.
    """

    address: str
    message: Message
    thread: str = ""
    replies_to: str = ""
    edits: str = ""
    reply: str = ""
    key: str = ""
    made: Mapping[ToMake, BinaryIO] = field(default_factory=dict, hash=False)

    def bytes_of(self, one: ToMake) -> bytes:
        """The same however often it is asked: a message may be sent again."""
        self.made[one].seek(0)
        return self.made[one].read()

    def close(self) -> None:
        for one in self.made.values():
            one.close()


@dataclass(frozen=True, slots=True)
class Handout:
    """For whom the link to what is made was given out, and until when it works."""

    wanted: ToMake
    person: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Something half said: a form being filled, a question waiting for its answer."""

    id: int
    kind: str
    chat: int
    person: int
    data: Mapping[str, Any]
    expires_at: datetime


def awaits(question: Draft | None, incoming: Incoming) -> bool:
    """Whether these files answer what their sender was asked last: a file was asked for, and they
    were sent no earlier, as far as both moments are known; or it was the step of their album.
    """
    if question is None or question.kind != FILES_WAIT:
        return False
    if "files" in question.data:
        albums = {one["file"]["album"] for one in question.data["files"]} - {""}
        return any(file.album in albums for file in incoming.files)
    since, said = question.data.get("since"), incoming.said_at
    return not since or said is None or said >= datetime.fromisoformat(since)


def unplaced(draft: Draft) -> list[str]:
    """The names of the files that wait for their step."""
    return [waiting["file"]["name"] for waiting in draft.data.get("files", ())]


@dataclass(frozen=True, slots=True)
class Invite:
    """What opening a private chat with `code` brings: a role, a party, or only membership."""

    code: str
    team: int
    role: str
    by: int
    expires_at: datetime

    @property
    def made_at(self) -> datetime:
        return self.expires_at - INVITE_LASTS


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed row of the outbox. Either `notices`, rendered at sending, or a ready `message`."""

    id: int
    chat: Chat
    slot: datetime | None
    late: bool
    notices: tuple[Notice, ...]
    message: Message | None
    thread: str
    replies_to: str
    edits: str
    attempts: int
    created_at: datetime
    cause: str = ""
    """The update that it answers (`Envelope.cause`); empty for what the clock asked for."""
    key: str = ""
    leased_until: datetime | None = None
    """Until then nobody else sends it; None: it was not claimed."""
    reply: str = ""
    """As `Incoming.reply`."""
    lapses: bool = False
    """An answer that changes nothing: where it would cost something, it is not worth that."""
    was_kept_back: bool = False
    """In another chat, from which it came here: it may no longer matter."""


@dataclass(slots=True)
class Posted:
    """What one unit of work puts into the outbox."""

    claimed: list[Delivery] = field(default_factory=list)
    """For whoever sends them once they are committed, those of a chat one after another."""
    is_more: bool = False
    """Whether there is something besides, to be claimed by anybody."""


class Behind(NamedTuple):
    """What waits for a chat to which something was sent."""

    is_more: bool
    """Whether there is something to be claimed by anybody, and nothing claimed before it: who sends
    that hears of it.
    """
    claimed: int | None
    """The oldest of what is claimed."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A delivery that will not arrive, for the secretary and the operator to see."""

    chat: Chat
    reason: str
    at: datetime
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What cannot be done, for the operator to see: `what` names it in our own words."""

    what: str
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Depth:
    """How much lies in a queue, and since when its oldest."""

    count: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """No notices about this step to this chat before `until` (a local day)."""

    plan: int
    step: int
    chat: int
    until: date

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", numbered(self.step))
