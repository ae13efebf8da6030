"""What stands in a call of the Bot API, in whichever of its forms it came."""

from __future__ import annotations

import json
import re
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

_BEFORE = rb'(?:(?:^|&)%s=|"%s": ?"?|name="?%s"?\r\n(?:[^\r\n]+\r\n)*\r\n)'
"""What stands before the value of a field: in a form, in JSON, in parts."""
_CHAT = re.compile(_BEFORE.replace(b"%s", b"chat_id") + rb"(%2D|-)?(\d+)")
_NUMBERS = {
    name: re.compile(_BEFORE.replace(b"%s", name.encode()) + rb"(\d+)")
    for name in ("offset", "timeout")
}


def chat_of(body: bytes) -> int:
    """Without reading the rest, which is most of it."""
    found = _CHAT.search(body)
    if found is None:
        return 0
    return -int(found[2]) if found[1] else int(found[2])


def number_of(name: str, body: bytes) -> int:
    """0 if it is not told."""
    found = _NUMBERS[name].search(body)
    return int(found[1]) if found else 0


def fields(body: bytes) -> dict[str, Any]:
    """All of it; of values that are JSON themselves the text."""
    if body.startswith(b"{"):
        return dict(json.loads(body))
    if body.startswith(b"--"):
        return _parts(body)
    return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True))


def _parts(body: bytes) -> dict[str, Any]:
    boundary = body.partition(b"\r\n")[0].removeprefix(b"--")
    head = b"Content-Type: multipart/form-data; boundary=" + boundary + b"\r\n\r\n"
    message = BytesParser().parsebytes(head + body)
    found = {}
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(data, bytes):
            found[name] = data.decode("utf-8", "replace")
    return found
