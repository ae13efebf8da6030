"""What a call brings along, in bytes: JSON, or multipart where files go too; pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO
from uuid import uuid4

from telegram.request import RequestData

PIECE_BYTES = 64 * 1024
"""No more is handed over at once: each piece has to leave in its time."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_QUOTED = str.maketrans(
    {'"': "%22", "\r": "%0D", "\n": "%0A"}
)  # https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data


@dataclass(frozen=True, slots=True)
class Body:
    kind: str
    parts: list[bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.parts))

    def pieces(self) -> Iterator[bytes | memoryview]:
        for part in self.parts:
            if len(part) <= PIECE_BYTES:
                yield part
                continue
            whole = memoryview(part)
            for start in range(0, len(part), PIECE_BYTES):
                yield whole[start : start + PIECE_BYTES]


def body_of(data: RequestData) -> Body:
    if data.contains_files:
        return _multipart(data.json_parameters, data.multipart_data)
    # Half a surrogate pair, which UTF-8 has no bytes for, must not stop a message for ever.
    return Body("application/json", [_json(data.parameters).encode("utf-8", "replace")])


def _multipart(
    fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes | IO[bytes], str]]
) -> Body:
    boundary = uuid4().hex
    parts = [_head(boundary, name) + _utf8(value) + b"\r\n" for name, value in fields.items()]
    for name, (filename, content, kind) in files.items():
        data = content if isinstance(content, bytes) else content.read()
        parts += [_head(boundary, name, filename, kind), data, b"\r\n"]
    parts.append(_utf8(f"--{boundary}--\r\n"))
    return Body(f"multipart/form-data; boundary={boundary}", parts)


def _head(boundary: str, name: str, filename: str = "", kind: str = "") -> bytes:
    told = f'--{boundary}\r\nContent-Disposition: form-data; name="{name.translate(_QUOTED)}"'
    if filename:
        told += f'; filename="{filename.translate(_QUOTED)}"\r\nContent-Type: {kind}'
    return _utf8(f"{told}\r\n\r\n")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
