"""Posts, people and the clock as the page gets them: JSON, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from bot.demo.rooms import Post
from bot.demo.web.cast import Cast, Participant, Room
from bot.demo.web.content import Content, Key, Quote, Run, Shared, content_of
from bot.render import dates
from bot.render.language import Say
from bot.render.text.attach import size

Json = dict[str, Any]

PICTURES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
"""What the page shows as a picture, by the ending of its name; nothing in them can run."""


def picture_type(name: str) -> str:
    """Empty for what is no picture."""
    return next((mime for end, mime in PICTURES.items() if name.lower().endswith(end)), "")


class View:
    """`zone`: the office's."""

    def __init__(self, say: Say, zone: tzinfo) -> None:
        self._say = say
        self._zone = zone

    def post(self, post: Post) -> Json:
        content, at = content_of(post), post.at.astimezone(self._zone)
        return {
            "id": post.id,
            "room": post.room,
            "by": content.by,
            "day": at.date().isoformat(),
            "day_label": dates.weekday_date(at.date(), self._say.language),
            "time": dates.clock(at, self._say.language),
            "iso": at.isoformat(timespec="seconds"),
            "text": [_run(run) for run in content.text],
            "buttons": _buttons(content),
            "files": [_file(post.id, n, file) for n, file in enumerate(content.files)],
            "reply_to": _quote(content.quote),
            "edited": content.edited,
            "asks": content.asks,
            "quiet": content.quiet,
        }

    def room(self, room: Room, posts: Iterable[Post], more: bool) -> Json:
        return {
            "address": room.address,
            "kind": str(room.kind),
            "title": room.title,
            "person": room.person or None,
            "posts": [self.post(post) for post in posts],
            "more": more,
        }

    def people(self, cast: Cast) -> list[Json]:
        return [self._person(person) for person in cast.people]

    def clock(self, now: datetime, upcoming: datetime | None, *, moving: bool) -> Json:
        at, language = now.astimezone(self._zone), self._say.language
        return {
            "iso": at.isoformat(timespec="seconds"),
            "label": dates.weekday_mark(at.date(), language),
            "time": dates.clock(at, language),
            "moving": moving,
            "next": dates.moment(upcoming.astimezone(self._zone), language) if upcoming else "",
        }

    def _person(self, person: Participant) -> Json:
        return {
            "account": person.account,
            "name": person.name,
            "short": person.short,
            "role": self._say.caption(person.role),
        }


def _run(run: Run) -> Json:
    told = {"t": run.text, "s": str(run.style)}
    return {**told, "who": run.who} if run.who else told


def _buttons(content: Content) -> list[list[Json]]:
    return [[_button(key) for key in row] for row in content.keys]


def _button(key: Key) -> Json:
    if key.invite is not None:
        return {"label": key.label, "invite": key.invite}
    if key.link:
        return {"label": key.label, "link": key.link}
    return {"label": key.label, "action": key.action}


def _file(post: int, number: int, file: Shared) -> Json:
    url = f"/api/files/{post}/{number}" if file.sha256 else ""
    is_picture = bool(url and picture_type(file.name))
    return {
        "name": file.name,
        "size": size(file.size),
        "picture": is_picture,
        "url": url,
        "inline": f"{url}?inline=1" if is_picture else "",
    }


def _quote(quote: Quote | None) -> Json | None:
    return {"id": quote.id, "by": quote.by, "excerpt": quote.excerpt} if quote else None
