"""What people do to the bot, each with an effect that can be found again by its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.torture.phases import Kind
from tests.torture.sides import Person
from tests.torture.world import Committee

MARK = re.compile(r"note-\d{6}")
NAME = re.compile(r"note-\d{6}-\d\.pdf")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Deed:
    """`mark` stands in what is written about it and in the answer; no other deed has it."""

    kind: Kind
    mark: str
    committee: Committee
    by: Person
    chat: Any
    step: int = 0
    day: date | None = None
    messages: tuple[Any, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def updates(self) -> int:
        return len(self.messages) or 1

    def __str__(self) -> str:
        return f"{self.kind} {self.mark} in {self.chat}"
