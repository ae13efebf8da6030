"""Where a meeting is held: the room, and the address of one held online, out of what was typed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.domain.addresses import web_address
from bot.domain.errors import Refusal
from bot.domain.typed import impolite, one_line, says_nothing

PLACE_LENGTH = 200
"""Characters."""
LINK_LENGTH = 500
"""Characters; LINE takes up to 1000: https://developers.line.biz/en/reference/messaging-api/#uri-action"""
_ADDRESS = re.compile(r"(?<!\S)[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_UNSAFE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
"""What no address holds as it is written: platforms refuse a button that leads there."""
_LEAD = re.compile(r"(?:สถานที่ ?:?|ณ(?=\s)|[,;:–-]) ?")


def take_link(text: str) -> tuple[str, str]:
    """The first web address (http, https; at most 500 characters) and the rest of the text.

    Raises Refusal for an address of another kind, a longer one, or one that leads nowhere.
    """
    found = _ADDRESS.search(text)
    if found is None:
        return "", text
    _refuse_unusable(found[0])
    return found[0], f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()


def _refuse_unusable(link: str) -> None:
    if len(link) > LINK_LENGTH:
        raise Refusal("link-too-long", length=len(link), limit=LINK_LENGTH)
    try:
        web_address(link)
    except ValueError:
        raise Refusal("link-unusable") from None
    if _UNSAFE.search(link) or "." not in (urlsplit(link).hostname or ""):
        raise Refusal("link-unusable")


def place_told(text: str) -> str:
    """The rest of the line is the room, at most 200 characters; raises Refusal for more."""
    place = one_line(_LEAD.sub("", impolite(text.strip()), count=1))
    if not any(c.isalnum() for c in place) or says_nothing(place):
        return ""
    if len(place) > PLACE_LENGTH:
        raise Refusal("place-too-long", length=len(place), limit=PLACE_LENGTH)
    return place
