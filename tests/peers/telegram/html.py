"""parse_mode HTML, read strictly: what the documentation does not allow is refused."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from tests.peers.telegram.entities import utf16
from tests.peers.telegram.errors import Json, Violation

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
    "tg-time": "date_time", "a": "text_link", "pre": "pre", "code": "code",
    "blockquote": "blockquote",
}  # fmt: skip
NEEDS = {"a": "href", "tg-emoji": "emoji-id", "tg-time": "unix"}
TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s[^<>]*)?)>"
    r"|(?P<entity>&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|lt|gt|amp|quot);)"
    r"|(?P<bare>[<>&])"
    r"|(?P<plain>[^<>&]+)"
)
ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
MENTION = re.compile(r"tg://user\?id=(\d+)")


@dataclass
class Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass
class Reader:
    """Walks over the source once; `length` counts UTF-16 units written so far."""

    source: str
    written: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        for match in TOKEN.finditer(self.source):
            self._token(match)
        if self.stack:
            tag = self.stack[-1].tag
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{tag}"')
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.written), self.entities

    def _token(self, match: re.Match[str]) -> None:
        at = len(self.source[: match.start()].encode())
        if match["bare"]:
            raise _unparsed(f'Unescaped "{match["bare"]}" at byte offset {at}')
        if not match["tag"]:
            self._write(html.unescape(match[0]))
        elif match["end"]:
            self._close(match["tag"].lower(), at)
        else:
            self._open(match["tag"].lower(), match["attributes"], at)

    def _write(self, text: str) -> None:
        self.written.append(text)
        self.length += utf16(text)

    def _open(self, tag: str, raw: str, at: int) -> None:
        if tag not in KINDS:
            raise _unparsed(f'Unsupported start tag "{tag}" at byte offset {at}')
        attributes = _attributes(raw)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        if tag in NEEDS and not attributes.get(NEEDS[tag]):
            raise _unparsed(f'Tag "{tag}" must have attribute "{NEEDS[tag]}" at byte offset {at}')
        self.stack.append(Open(tag, self.length, attributes))

    def _close(self, tag: str, at: int) -> None:
        if not self.stack:
            raise _unparsed(f"Unexpected end tag at byte offset {at}")
        opened = self.stack.pop()
        if opened.tag != tag:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _unparsed(f"Unmatched end tag at byte offset {at}, {expected}")
        if self.length > opened.offset:
            self._keep(opened)

    def _keep(self, opened: Open) -> None:
        length = self.length - opened.offset
        if opened.tag == "code" and self.stack and self.stack[-1].tag == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-")
            self.stack[-1].attributes["language"] = language
            return
        entity = {"type": KINDS[opened.tag], "offset": opened.offset, "length": length}
        self.entities.append(entity | _details(opened))


def parse(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of a source; a Violation where it is not well made."""
    return Reader(source).read()


def _details(opened: Open) -> Json:
    given = opened.attributes
    match opened.tag:
        case "a":
            return _link(given["href"])
        case "pre" if given.get("language"):
            return {"language": given["language"]}
        case "tg-emoji":
            return {"custom_emoji_id": given["emoji-id"]}
        case "tg-time":
            return {"unix_time": int(given["unix"])}
        case "blockquote" if "expandable" in given:
            return {"type": "expandable_blockquote"}
    return {}


def _link(href: str) -> Json:
    mention = MENTION.fullmatch(href)
    if mention is None:
        return {"url": href}
    # The name is filled in by whoever knows the people; the id is what counts here.
    user = {"id": int(mention[1]), "is_bot": False, "first_name": ""}
    return {"type": "text_mention", "user": user}


def _attributes(raw: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in ATTRIBUTE.findall(raw)
    }


def _unparsed(why: str) -> Violation:
    return Violation(f"can't parse entities: {why}")
