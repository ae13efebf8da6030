"""Where a meeting is held: the room, and the address of one held online, out of what was typed."""

from __future__ import annotations

import re

from bot.domain.errors import Refusal
from bot.domain.links import read_address
from bot.domain.typed import impolite, one_line, says_nothing

PLACE_LENGTH = 200
"""Characters."""
LINK_LENGTH = 500
"""Characters; LINE takes up to 1000: https://developers.line.biz/en/reference/messaging-api/#uri-action"""
_ADDRESS = re.compile(r"(?<!\S)[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_LEAD = re.compile(r"\A(?:สถานที่ ?:?|ณ(?=\s)|[,;:–-]) ?")


def take_link(text: str) -> tuple[str, str]:
    """The first web address (http, https; at most 500 characters) and the rest of the text.

    Raises Refusal: link-unusable, meeting-link-too-long.
    """
    found = _ADDRESS.search(text)
    if found is None:
        return "", text
    rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}"
    return _usable(found[0]), rest.strip()


def _usable(said: str) -> str:
    try:
        return read_address(said, LINK_LENGTH)
    except Refusal as refusal:
        if refusal.code != "link-too-long":
            raise Refusal("link-unusable") from None
    raise Refusal("meeting-link-too-long", length=len(said), limit=LINK_LENGTH)


def place_told(text: str) -> str:
    """The rest of the line is the room, at most 200 characters; raises Refusal for more."""
    place = one_line(_LEAD.sub("", impolite(text.strip()), count=1))
    if not any(c.isalnum() for c in place) or says_nothing(place):
        return ""
    if len(place) > PLACE_LENGTH:
        raise Refusal("place-too-long", length=len(place), limit=PLACE_LENGTH)
    return place
