"""Who counts what happens: it learns names of ours and numbers, never what people wrote."""

from __future__ import annotations

from typing import Literal, Protocol

Attempt = Literal[
    "sent", "refused", "held", "put_off", "overtaken", "interrupted", "broke", "no_file"
]
"""What became of an attempt to send; dashboards ask for these words."""


class Meter(Protocol):
    def accepted(self, channel: str, count: int) -> None:
        """Updates that were written down; those known already are not among them."""

    def handled(self, channel: str, outcome: str) -> None:
        """An update: done, refused (a flood), put off, broke, set aside."""

    def delivered(self, channel: str, what: str, outcome: Attempt, seconds: float) -> None:
        """An attempt to send. `what`: notice or answer; `seconds` since it was due."""

    def fetched(self, channel: str, outcome: str) -> None:
        """A file that somebody sent: kept, refused, put off, broke."""
