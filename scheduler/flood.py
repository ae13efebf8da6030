"""How much one chat and one person may ask of the bot in a minute; the rest is turned away.

Who is in no committee may ask little, and all of them together no more than a part of what a
channel takes: what is beyond that waits.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeVar

from bot.domain.incoming import Happened, Incoming
from bot.domain.people import ChatKind
from bot.ports import UnitOfWork
from scheduler.pace import Limit, Window

K = TypeVar("K")
V = TypeVar("V")
Key = tuple[str, str, str]

MINUTE = timedelta(seconds=60)
PER_PERSON = Limit(120, MINUTE.total_seconds())
"""An album of a hundred photos passes whole; by hand nobody comes near two a second."""
PER_CHAT = Limit(240, MINUTE.total_seconds())
"""A committee of sixty may press its four sign-up buttons within the same minute."""
PER_STRANGER = Limit(5, MINUTE.total_seconds())
"""Hello, help, and what he or she came for; there is nothing more for who is in no committee."""
PER_FOUNDER = Limit(60, MINUTE.total_seconds())
"""A plan is set up with some thirty presses, by hand not more than one a second."""
ALL_STRANGERS = Limit(100, 10)
"""Less than half of what Telegram takes of us, and of what one process handles; so many at once do
no harm, and after ten seconds a newcomer's turn has come."""
MOST_WINDOWS = 5000
"""More chats and people than ask within a minute; who is forgotten begins anew."""

_ASKED = frozenset({Happened.SAID, Happened.EDITED, Happened.PRESSED, Happened.OPENED})


class Whose(Enum):
    """By whom, or in whose chat, something is asked."""

    COMMITTEE = auto()
    """In its group, or by somebody who is in one, be it served or not."""
    FOUNDER = auto()
    """A group without a committee, or of somebody seen in a group: a plan may be in the making."""
    STRANGER = auto()


class Flood:
    """Sliding windows in memory, by chat and by person: a restart forgets them, and every process
    has its own. Only what passed counts, so that one person cannot use up a whole chat's share.
    """

    def __init__(self, person: Limit = PER_PERSON, chat: Limit = PER_CHAT) -> None:
        self._person = person
        self._chat = chat
        self._strangers = Window(ALL_STRANGERS)
        self._windows: OrderedDict[Key, Window] = OrderedDict()
        self._told: OrderedDict[Key, datetime] = OrderedDict()
        self._latest: datetime | None = None

    def has_room_for_strangers(self, now: datetime) -> bool:
        self._follow(now)
        return not self._strangers.wait(now.timestamp())

    def wait(self, incoming: Incoming, now: datetime, whose: Whose = Whose.COMMITTEE) -> timedelta:
        """How long until there is room for it; none: it passes, and counts."""
        moment = now.timestamp()
        self._follow(now)
        windows = [self._window(*key) for key in self._keys(incoming, whose)]
        wait = max((w.wait(moment) for w in windows), default=0.0)
        if not wait:
            if whose is not Whose.COMMITTEE:
                windows.append(self._strangers)
            for window in windows:
                window.count(moment)
        return timedelta(seconds=wait)

    def is_news(self, incoming: Incoming, now: datetime) -> bool:
        """Whether who is turned away has not been told within the last minute.

        A chat reads it once for all; a pop-up only who pressed.
        """
        key = _who(incoming) if incoming.press else _where(incoming)
        told = self._told.get(key)
        if told is not None and told <= now < told + MINUTE:
            return False
        _remember(self._told, key, now)
        return True

    def _keys(self, incoming: Incoming, whose: Whose) -> list[tuple[Key, Limit]]:
        """What the platform tells of memberships has none: undone, it would leave us wrong."""
        is_press = incoming.happened is Happened.PRESSED  # of which a platform may tell no message
        if incoming.happened not in _ASKED or not (incoming.message or is_press):
            return []
        if whose is not Whose.COMMITTEE:
            few = PER_FOUNDER if whose is Whose.FOUNDER else PER_STRANGER
            return [((incoming.channel, whose.name, incoming.place.address), few)]
        keys = [(_where(incoming), self._chat)]
        if incoming.sender is not None and not incoming.sender.anonymous:
            keys.append((_who(incoming), self._person))
        return keys

    def _window(self, key: Key, limit: Limit) -> Window:
        return _remember(self._windows, key, self._windows.get(key) or Window(limit))

    def _follow(self, now: datetime) -> None:
        """A clock that was set back must not keep anybody out until it has caught up."""
        if self._latest is not None and now + MINUTE < self._latest:
            self._windows.clear()
            self._strangers = Window(ALL_STRANGERS)
        self._latest = now


def whose_is(work: UnitOfWork, incoming: Incoming) -> Whose:
    """As things stand now, whatever they were when it came."""
    channel, is_group = incoming.channel, incoming.place.kind is ChatKind.GROUP
    if is_group and _has_team(work, incoming):
        return Whose.COMMITTEE
    person = work.people.by_account(channel, _who(incoming)[-1])
    if person is not None and work.teams.of_person(person.id, unserved=True):
        return Whose.COMMITTEE
    if is_group or (person is not None and work.chats.groups_of(channel, person.id)):
        return Whose.FOUNDER
    return Whose.STRANGER


def brings_files(incoming: Incoming) -> bool:
    """Whether a file may be meant by it: its own, or those of the message that it replies to."""
    replied = incoming.replied
    return bool(incoming.files or (replied is not None and replied.files))


def _has_team(work: UnitOfWork, incoming: Incoming) -> bool:
    chat = work.chats.known_at(incoming.channel, incoming.place.address)
    return chat is not None and work.teams.of_group(chat.id) is not None


def _where(incoming: Incoming) -> Key:
    return incoming.channel, "chat", incoming.place.address


def _who(incoming: Incoming) -> Key:
    return incoming.channel, "person", incoming.account


def _remember(known: OrderedDict[K, V], key: K, value: V) -> V:
    """The latest used stay."""
    known[key] = value
    known.move_to_end(key)
    if len(known) > MOST_WINDOWS:
        known.popitem(last=False)
    return value
