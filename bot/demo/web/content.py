"""What one post holds, and its JSON in the file of the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from bot.demo.rooms import Post
from bot.domain.message import Style


@dataclass(frozen=True, slots=True)
class Run:
    """`who`: the account of a person who is mentioned."""

    text: str
    style: Style = Style.PLAIN
    who: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A button. `invite`: opens the presser's private room and brings this code along. `link`:
    opens this address.
    """

    label: str
    action: str = ""
    invite: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A file in a room. Without `sha256` it was only announced: too large to be taken."""

    sha256: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Quote:
    """The post that is replied to, as it read then."""

    id: int
    by: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Content:
    """`by` is the account of whoever wrote it; empty: the bot."""

    by: str = ""
    text: tuple[Run, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    files: tuple[Shared, ...] = ()
    quote: Quote | None = None
    asks: bool = False
    quiet: bool = False
    edited: bool = False

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.text)

    def offers(self, action: str) -> bool:
        return any(key.action == action for row in self.keys for key in row)


_JSON = TypeAdapter(Content)
EXCERPT = 80
"""Characters: one line on a phone, and a little."""


def to_json(content: Content) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _JSON.dump_python(content, mode="json", exclude_defaults=True)
    return found


def content_of(post: Post) -> Content:
    return _JSON.validate_python(post.content)


def quote_of(post: Post) -> Quote:
    content = content_of(post)
    said = " ".join((content.plain or ", ".join(f.name for f in content.files)).split())
    excerpt = said if len(said) <= EXCERPT else said[: EXCERPT - 1].rstrip() + "…"
    return Quote(post.id, content.by, excerpt)
