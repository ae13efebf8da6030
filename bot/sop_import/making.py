"""A step of an SOP's file on its way, with the words it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.sop_import import Change, Option, Remark, Value
from bot.sop_import import sequence
from bot.sop_import.amounts import Said
from bot.sop_import.conditions import Told
from bot.sop_import.raw import RawStep

Keys = dict[str, Value]


@dataclass(slots=True)
class Making:
    """`added`: what the paper does not say of it; `told`: what its lines say besides the work,
    which `raw` has no more.
    """

    raw: RawStep
    place: int
    keys: Keys
    said: Said
    told: Told
    added: list[str] = field(default_factory=list)

    def path(self, *more: str | int) -> tuple[str | int, ...]:
        return ("steps", self.place, *more)

    def remark(
        self,
        code: str,
        key: str,
        *options: Option,
        before: str = "",
        after: str = "",
        told: Mapping[str, str] | None = None,
    ) -> Remark:
        number, spot = self.raw.number, self.raw.spot
        return Remark(code, number, spot, self.path(key), before, after, told or {}, options)

    def changes(self, keys: Mapping[str, Value | None]) -> tuple[Change, ...]:
        return tuple(Change(self.path(key), value) for key, value in keys.items())

    @property
    def words(self) -> str:
        """Of its work."""
        return " ".join(filter(None, (self.raw.lead, *self.raw.detail)))

    @property
    def days(self) -> float:
        return sequence.calendar_days(self.keys.get("duration", ""), self.keys.get("unit", ""))
