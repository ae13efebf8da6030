"""Addresses of servers, as operators write them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

EXAMPLE = "write it as https://name.example.go.th, with a port from 1 to 65535 behind it: …th:8443"
_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\.?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")


def web_address(value: str) -> SplitResult:
    """Its parts; raises ValueError, as what can be asked of no server is never answered."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError(f"is no address of a server; {EXAMPLE}") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError("must begin with https:// (or http://, which anybody can listen to)")
    if port == 0 or re.search(r"[\s\\]", value) or not _NAME.fullmatch(parts.hostname or ""):
        raise ValueError(f"is no address of a server; {EXAMPLE}")
    return parts
