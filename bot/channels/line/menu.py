"""The menu below private chats, put up by the program itself.

https://developers.line.biz/en/docs/messaging-api/rich-menus-overview/: only phones show it. One
made in LINE Official Account Manager is told to no program, and stands behind one that is set here.

Processes that start at once may put up one each: the last is shown, and whichever starts next
deletes the others. So it does with one that was left without its picture.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

import structlog

from bot.channels.line.api import LineApi
from bot.channels.line.errors import LineError
from bot.channels.line.limits import Json
from bot.render.language import DEFAULT_LANGUAGE, speaker
from bot.render.pictures.menu import HEIGHT, WIDTH, columns, menu_drawing
from bot.render.pictures.png import png
from bot.render.text.help import menu_title

MENUS = "/v2/bot/richmenu"
SHOWN = "/v2/bot/user/all/richmenu"
DIGITS = 16
_OURS = re.compile(rf"sopbot-[0-9a-f]{{{DIGITS}}}")

Words = Sequence[tuple[str, str]]
"""(command, what people type for it), from left to right."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Menu:
    """`name`: another one whenever anything of the menu or of its drawing changes."""

    name: str
    body: Json
    drawing: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`shown`: id of the menu that a program has set for all; empty: none. `ours`: names by id."""

    shown: str
    ours: Mapping[str, str]

    @property
    def is_anothers(self) -> bool:
        return bool(self.shown) and self.shown not in self.ours

    def shows(self, menu: Menu) -> bool:
        return self.ours.get(self.shown) == menu.name


def menu_of(words: Words) -> Menu:
    """Pressed, a word is said as if it were typed: so it is answered the same way.

    A postback would not be: of somebody unknown a press is taken for one of an old button.
    """
    drawing = menu_drawing(words)
    body = {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "chatBarText": menu_title(speaker(DEFAULT_LANGUAGE)),
        "areas": [
            _area(word, left, width)
            for (_, word), (left, width) in zip(words, columns(len(words)), strict=True)
        ],
    }
    told = json.dumps([body, drawing], ensure_ascii=False)
    name = f"sopbot-{sha256(told.encode()).hexdigest()[:DIGITS]}"
    return Menu(name, {"name": name, **body}, drawing)


def _area(word: str, left: int, width: int) -> Json:
    return {
        "bounds": {"x": left, "y": 0, "width": width, "height": HEIGHT},
        "action": {"type": "message", "label": word, "text": word},
    }


async def standing(api: LineApi) -> Standing:
    """Raises LineError."""
    found = (await api.get(f"{MENUS}/list")).get("richmenus", [])
    ours = {one["richMenuId"]: one["name"] for one in found if _OURS.fullmatch(one["name"])}
    return Standing(await _shown(api), ours)


async def put_up(api: LineApi, words: Words) -> None:
    """Unless it stands, or another program's does. What goes wrong is logged and tried again at the
    next start: people can type meanwhile.
    """
    try:
        await _put_up(api, menu_of(words))
    except LineError as error:
        log.warning("line.menu_not_set", error=str(error))
    except Exception as error:
        log.warning("line.menu_not_set", error=type(error).__name__)


async def _put_up(api: LineApi, menu: Menu) -> None:
    """What is not shown goes before ours is set: a process that was about to show it is refused,
    and ours stays.
    """
    found = await standing(api)
    if found.is_anothers:
        log.info("line.menu_left", why="another program's is shown to all", menu=found.shown)
        return
    for unused in found.ours.keys() - {found.shown}:
        await _delete(api, unused)
    if found.shows(menu):
        return
    await _show(api, menu)
    if found.shown:
        await _delete(api, found.shown)
    log.info("line.menu_set", name=menu.name)


async def _show(api: LineApi, menu: Menu) -> None:
    picture = await asyncio.to_thread(png, menu.drawing)
    _, made = await api.post(MENUS, menu.body)
    number = made["richMenuId"]
    await api.upload(f"{MENUS}/{number}/content", picture, "image/png")
    await api.post(f"{SHOWN}/{number}")


async def _shown(api: LineApi) -> str:
    try:
        return str((await api.get(SHOWN))["richMenuId"])
    except LineError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        return ""


async def _delete(api: LineApi, number: str) -> None:
    """Another process may have done so."""
    try:
        await api.delete(f"{MENUS}/{number}")
    except LineError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
