"""What people of a committee do in their chats and read there, whichever platform they are on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias

from tests.e2e.program import Composed


class Who(StrEnum):
    """Each by the first name; all are in the group."""

    SECRETARY = "พิมพ์ใจ"
    CHAIR = "สมคิด"
    MEMBER = "วิชัย"
    ACADEMIC = "อารีย์"

    @property
    def full_name(self) -> str:
        return f"{self} ตัวอย่าง"


SECRETARY, CHAIR, MEMBER, ACADEMIC = Who
Place: TypeAlias = Who | None
"""That person's chat with the bot, or the group."""
GROUP: Final = None
File: TypeAlias = tuple[str, bytes]
"""Its name and its bytes."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot as it stands now. `handle` is the platform's own."""

    id: str
    text: str
    labels: tuple[str, ...]
    handle: Any = field(compare=False)


class Stage(ABC):
    """One platform with the program behind it. All that people do is heard by the next look."""

    def __init__(self, program: Composed) -> None:
        self.program = program
        self._read: dict[Place, set[tuple[str, str]]] = defaultdict(set)
        self._popups: dict[Place, list[str]] = defaultdict(list)

    @abstractmethod
    async def adds_bot(self) -> None:
        """The secretary takes it into the group."""

    @abstractmethod
    async def opens_chat(self, who: Who) -> None:
        """Does what the platform asks for before the bot may write to a person."""

    @abstractmethod
    async def says(
        self, who: Who, words: str, place: Place = GROUP, *, to: Heard | None = None
    ) -> None:
        """`to`: in reply to this. @ and the first name of somebody is a mention."""

    @abstractmethod
    async def attaches(self, who: Who, step: int, file: File, place: Place = GROUP) -> None:
        """Sends a file and says for which step."""

    @abstractmethod
    async def sends(self, who: Who, file: File, place: Place = GROUP) -> None:
        """Sends a file without a word."""

    @abstractmethod
    async def stands(self, place: Place) -> list[Heard]:
        """All that can be read of the bot in a chat, oldest first."""

    @abstractmethod
    async def taps(self, who: Who, heard: Heard, label: str, place: Place) -> str:
        """Presses this button; what pops up, if anything does."""

    @abstractmethod
    async def files(self, heard: Heard) -> list[File]:
        """What a person has in hand after opening all that a message brings."""

    @abstractmethod
    async def pictures(self, place: Place) -> list[bytes]:
        """All that a person sees of the bot in a chat, oldest first."""

    async def presses(self, who: Who, label: str, place: Place = GROUP) -> None:
        """The newest button there that reads so, or begins so, as a person would."""
        await self.program.settle()
        heard, found = _button(await self.stands(place), label)
        if popup := await self.taps(who, heard, found, place):
            self._popups[place].append(popup)

    async def hears(self, place: Place = GROUP) -> list[Heard]:
        """What is new there, or reads otherwise than it did."""
        await self.program.settle()
        stands = await self.stands(place)
        new = [one for one in stands if (one.id, one.text) not in self._read[place]]
        self._read[place] = {(one.id, one.text) for one in stands}
        return new

    async def reads(self, place: Place = GROUP) -> str:
        """All of it as one text. What pops up at a press is read where it was pressed."""
        heard = [one.text for one in await self.hears(place)]
        return "\n---\n".join([*heard, *self._popups.pop(place, [])])

    async def at(self, moment: str) -> None:
        await self.program.at(moment)

    async def restarts(self) -> None:
        await self.program.stop()
        await self.program.start()


def _button(stands: Sequence[Heard], label: str) -> tuple[Heard, str]:
    for one in reversed(stands):
        begun = sorted(found for found in one.labels if found.startswith(label))
        if begun:
            return one, begun[0]
    raise AssertionError(f"no button {label!r}, only {[one.labels for one in stands]}")


def mentioned(words: str) -> Iterator[Who]:
    return (who for who in Who if f"@{who}" in words)
