"""What updates say, as it was read when they came: it need not be read again to be handled."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.incoming import Incoming
from bot.ports import Envelope

REMEMBERED = 2000
"""Updates, until they are handled; one takes a kilobyte or two."""


class Understood:
    def __init__(self) -> None:
        self._read: dict[str, tuple[str, Incoming]] = {}

    def remember(self, envelopes: Iterable[Envelope]) -> None:
        """Of a flood the oldest, whose turn comes next."""
        for one in envelopes:
            if len(self._read) >= REMEMBERED:
                return
            if one.incoming is not None and not one.follows:
                self._read[one.cause] = one.payload, one.incoming

    def of(self, envelope: Envelope) -> Incoming | None:
        """Told once; None: it is to be read.

        Keys begin anew some day: only what is the same to the letter was read already.
        """
        payload, incoming = self._read.pop(envelope.cause, (None, None))
        return incoming if payload == envelope.payload else None

    def forget(self) -> None:
        self._read.clear()
