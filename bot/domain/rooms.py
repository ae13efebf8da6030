"""What stands in the rooms of the web chat, which no platform keeps for us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Post:
    """One message in a room. `content` is the web channel's own; `at` is aware UTC."""

    id: int
    room: str
    at: datetime
    content: Mapping[str, Any]
