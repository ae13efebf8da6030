"""Links that are evidence: pages of the web, read out of what was said. Nothing is ever fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from bot.domain.errors import Refusal
from bot.domain.files import MAX_NAME, described

MAX_LINK = 2000
"""Characters of an address, as it is kept: ASCII, all else percent-encoded."""
MOST_LINKS = 10
"""In one message, as many as files in an album of Telegram."""
END_LENGTH = 60
"""Characters of a path's end that stand in a title."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_OTHER = re.compile(r"(?!https?://)[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
)
"""As Telegram takes one under a button: not without a dot."""
_STAYS = "%/:?@!$&'()*+,;=-._~"
"""By RFC 3986, of path, query and fragment: LINE refuses a button with anything else."""
_BARE_PERCENT = re.compile("%(?![0-9a-f]{2})", re.IGNORECASE)
_ENDS = ".,;:!?'\"”’»…ฯ"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


@dataclass(frozen=True, slots=True)
class Link:
    """`title`: what was said of it alone; empty: nothing."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The links of a message, each once, and what else it says."""

    links: tuple[Link, ...]
    rest: str


def tells_link(text: str) -> bool:
    return _LINK.search(text) is not None


def links_in(text: str) -> Said:
    """Of several links the title of each stands on its line; what is said with one is the rest.

    Raises Refusal: link-unreadable, link-with-password, link-too-long (`MAX_LINK`), too-many-links
    (`MOST_LINKS`).
    """
    if _OTHER.match(text):
        raise Refusal("link-unreadable")
    count = len(_LINK.findall(text))
    if count > MOST_LINKS:
        raise Refusal("too-many-links", limit=MOST_LINKS)
    found: dict[str, Link] = {}
    rest = []
    for line in text.splitlines():
        links = [read_address(one) for one in _LINK.findall(line)]
        said = _LINK.sub(" ", line)
        title = described(said, MAX_NAME) if len(links) == 1 < count else ""
        rest += [] if title else [said]
        for address in links:
            found.setdefault(address, Link(address, title))
    return Said(tuple(found.values()), "\n".join(rest).strip())


def is_untitled(name: str, address: str) -> bool:
    """Whether the link is called only by where it leads."""
    return name == default_title(address)


def host_of(address: str) -> str:
    """Where it leads, as people see it."""
    return urlsplit(address).hostname or ""


def default_title(address: str) -> str:
    """Host and the end of the path: www.doh.go.th/…/report.pdf."""
    parts = urlsplit(address)
    path = [part for part in parts.path.split("/") if part]
    end = described(unquote(path[-1]), END_LENGTH) if path else ""
    between = ("/…/" if len(path) > 1 else "/") if end else ""
    return described(f"{host_of(address)}{between}{end}", MAX_NAME)


def read_address(said: str, most: int = MAX_LINK) -> str:
    """As ASCII. Whoever reads it must see where it leads: no user or password before the host.

    Raises Refusal: link-unreadable, link-with-password, link-too-long (`most` characters).
    """
    said = _without_marks(said)
    try:
        parts = urlsplit(said)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise Refusal("link-unreadable") from None
    if "@" in parts.netloc:
        raise Refusal("link-with-password")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise Refusal("link-unreadable")
    address = _written(parts, host + port)
    if len(address) > most:
        raise Refusal("link-too-long", limit=most)
    return address


def _written(parts: SplitResult, netloc: str) -> str:
    told = (_BARE_PERCENT.sub("%25", one) for one in (parts.path, parts.query, parts.fragment))
    rest = (quote(one, safe=_STAYS) for one in told)
    return urlunsplit((parts.scheme, netloc, *rest))


def _without_marks(said: str) -> str:
    """What ends the sentence around it belongs to that, and so does a bracket opened before it."""
    while said:
        last = said[-1]
        opened = _BRACKETS.get(last)
        is_around = opened is not None and said.count(last) > said.count(opened)
        if last not in _ENDS and not is_around:
            break
        said = said[:-1]
    return said
