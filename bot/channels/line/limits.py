"""What LINE takes at most, as https://developers.line.biz/en/reference/messaging-api/ tells.

Lengths are in UTF-16 units, sizes in bytes of JSON.
"""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

BUBBLE_LIMIT = 30_000
"""LINE says 30 KB, and not whether a thousand or 1024 bytes."""
DATA_LIMIT = 300
DISPLAY_TEXT_LIMIT = 300
URI_LIMIT = 1000
LABEL_LIMIT = 20
QUICK_REPLIES = 13


def size(part: Json | list[Json]) -> int:
    """Bytes of it as ASCII, of which a Thai letter takes six: never fewer than as UTF-8."""
    return len(json.dumps(part))
