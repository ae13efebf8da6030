"""What the page sends, checked field by field; and what it is told when that is not right."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from bot.demo.web.content import Shared
from bot.demo.web.posting import Said
from bot.domain.errors import Refusal
from bot.domain.files import safe_name
from bot.domain.spelling import writable

MOST_TEXT = 4096
"""Characters in a message, as on Telegram."""
MOST_FILES = 10
"""In one go, as in an album on Telegram."""
MOST_BODY = 64 * 1024
"""Bytes of JSON: a text of 4096 characters in any script, and ten files' names."""
LONGEST_MOVE = 60

MOST_ID = 2**31 - 1
"""What the store's ids go up to."""
MOST_SIZE = 2**53
"""Bytes; larger numbers the page cannot count."""

PostId = Annotated[int, Field(ge=1, le=MOST_ID)]
Account = Annotated[str, Field(max_length=40)]
Sha256 = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{64})?$")]
Model = TypeVar("Model", bound=BaseModel)


class Body(BaseModel):
    """Anything that is JSON; the others say what they need."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class FileBody(Body):
    """Without `sha256` it is only announced: too large to be sent at all."""

    sha256: Sha256
    name: Annotated[str, Field(max_length=1000)]
    mime: Annotated[str, Field(max_length=200)] = ""
    size: Annotated[int, Field(ge=0, le=MOST_SIZE)]

    def shared(self, number: int, nameless: str) -> Shared:
        name = safe_name(self.name) or f"{nameless}-{number}"
        return Shared(self.sha256, name, self.mime, self.size)


class SayBody(Body):
    who: Account
    room: Account
    text: Annotated[str, Field(max_length=MOST_TEXT)] = ""
    files: Annotated[list[FileBody], Field(max_length=MOST_FILES)] = []
    reply_to: PostId | None = None
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,64}$")]

    def said(self, nameless: str) -> Said:
        """`nameless`: what a file is called whose name cannot be read."""
        files = [file.shared(n, nameless) for n, file in enumerate(self.files, start=1)]
        return Said(
            self.who, self.room, writable(self.text).strip(), files, self.reply_to, self.key
        )


class PressBody(Body):
    who: Account
    post: PostId
    action: Annotated[str, Field(min_length=1, max_length=64)]


class OpenBody(Body):
    who: Account
    code: Annotated[str, Field(max_length=64)]


class ClockBody(Body):
    to: Annotated[str, Field(min_length=1, max_length=LONGEST_MOVE)]


async def body_of(request: Request, model: type[Model]) -> Model:
    """Raises Refusal for what is no such body. Only JSON: a form on another page cannot send it."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refusal("web-unreadable")
    data = await _bytes(request)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise Refusal(_code(error.errors()), most=MOST_TEXT) from None


async def _bytes(request: Request) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > MOST_BODY:
            raise Refusal("web-too-long", most=MOST_TEXT)
    return bytes(found)


def _code(errors: list[Any]) -> str:
    long = any(e["type"] == "string_too_long" and e["loc"] == ("text",) for e in errors)
    many = any(e["type"] == "too_long" and e["loc"] == ("files",) for e in errors)
    return "web-too-long" if long else "web-too-many-files" if many else "web-unreadable"
