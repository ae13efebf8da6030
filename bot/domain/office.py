"""Whose system this is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """What people are told of who runs the system; each empty until whoever runs it has said."""

    name: str = ""
    contact: str = ""
    """Whom to ask: a unit, a telephone number, an address, as people would write it."""
    protection: str = ""
    """How the office's data protection officer is reached."""
