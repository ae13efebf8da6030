"""Reads a request of the bot: JSON, a form, multipart with files, or only an address."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.peers.telegram.errors import ApiError, Json, Violation

UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    name: str
    mime: str
    data: bytes

    def __repr__(self) -> str:
        return f"<upload {self.name!r}, {len(self.data)} bytes>"


@dataclass
class Ask:
    """A method, its parameters (checked before anything acts on them) and what came attached."""

    method: str
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)


async def read(request: Request) -> Ask:
    method = str(request.path_params["method"])
    ask = Ask(method, dict(request.query_params))
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        ask.params |= _json(await request.body())
    elif kind:
        await _form(request, ask)
    return ask


def _json(body: bytes) -> Json:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        raise Violation("can't parse JSON object") from None
    if not isinstance(read, dict):
        raise Violation("can't parse JSON object")
    return read


async def _form(request: Request, ask: Ask) -> None:
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                ask.uploads[name] = await _upload(value)
            elif name in ask.params:
                raise Violation(f'parameter "{name}" stands twice')
            else:
                ask.params[name] = value
    # A file under its own name is that parameter; one under another is pointed to.
    pointed = {name for name in ask.uploads if _points_to(ask.params.values(), name)}
    ask.params |= {name: file for name, file in ask.uploads.items() if name not in pointed}


def _points_to(values: Iterable[Any], name: str) -> bool:
    return any(isinstance(value, str) and f"attach://{name}" in value for value in values)


async def _upload(file: UploadFile) -> Upload:
    data = await file.read()
    if len(data) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    return Upload(file.filename or "", file.content_type or "", data)
