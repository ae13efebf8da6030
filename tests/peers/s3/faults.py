"""What goes wrong with a store, on order of a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["error", "hang", "cut", "cut after acting", "cut short", "lose"]


@dataclass(eq=False)
class Fault:
    """One thing that goes wrong, `left` times (None: until the faults are cleared)."""

    kind: Kind
    method: str | None
    left: int | None
    status: int = 0
    code: str = ""
    seconds: float = 0
    hits: int = 0

    def strikes(self, method: str) -> bool:
        return self.method in (None, method) and self.left != 0

    def use(self) -> None:
        self.hits += 1
        if self.left is not None:
            self.left -= 1


@dataclass
class Faults:
    """`method`: "GET", "HEAD", "PUT", "DELETE"; None: whichever comes first."""

    is_down: bool = False
    _ordered: list[Fault] = field(default_factory=list)

    def fail(
        self, status: int = 500, code: str = "InternalError",
        *, method: str | None = None, times: int | None = 1,
    ) -> Fault:  # fmt: skip
        """Answers with an error instead of acting."""
        return self._add(Fault("error", method, times, status, code))

    def hang(
        self, seconds: float = 3600, *, method: str | None = None, times: int | None = 1
    ) -> Fault:
        """Keeps silent without acting."""
        return self._add(Fault("hang", method, times, seconds=seconds))

    def cut(self, *, method: str | None = None, times: int | None = 1) -> Fault:
        """Drops the connection before the request is all there."""
        return self._add(Fault("cut", method, times))

    def cut_after_acting(self, *, method: str | None = None, times: int | None = 1) -> Fault:
        """Acts, then drops the connection: whoever asked never hears that it was done."""
        return self._add(Fault("cut after acting", method, times))

    def cut_short(self, *, times: int | None = 1) -> Fault:
        """Sends half of an object, then drops the connection."""
        return self._add(Fault("cut short", "GET", times))

    def lose(self) -> Fault:
        """Says that an object is kept, and keeps it not."""
        return self._add(Fault("lose", "PUT", 1))

    def down(self) -> None:
        """Every connection is dropped until `up`."""
        self.is_down = True

    def up(self) -> None:
        self.is_down = False

    def clear(self) -> None:
        self.up()
        self._ordered.clear()

    def next_for(self, method: str) -> Fault | None:
        """The first ordered fault that concerns this request, used once."""
        if self.is_down:
            return Fault("cut", method, None)
        for fault in self._ordered:
            if fault.strikes(method):
                fault.use()
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._ordered.append(fault)
        return fault
