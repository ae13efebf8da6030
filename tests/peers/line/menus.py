"""Rich menus: made, given a picture, and only then shown to all.

https://developers.line.biz/en/reference/messaging-api/#rich-menu
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.peers.line.actions import MENU_ACTION
from tests.peers.line.errors import Json, LineError, bad_request
from tests.peers.line.model import Button
from tests.peers.line.pictures import size_of
from tests.peers.line.requests import Answer, Ask, route
from tests.peers.line.shapes import also, flag, items, shape, text, whole, wrong
from tests.peers.line.world import Menu, World

NAME = 300
BAR_TEXT = 14
AREAS = 20
WIDTHS = (800, 2500)
LEAST_HEIGHT = 250
# Width by height; a taller menu would hide the chat.
LEAST_RATIO = 1.45
PICTURE_BYTES = 1024 * 1024
PICTURES = frozenset({"image/jpeg", "image/png"})
MOST = 2**31 - 1

_BOUNDS = shape({"x": whole(0, MOST), "y": whole(0, MOST),
                 "width": whole(1, MOST), "height": whole(1, MOST)})  # fmt: skip


def _wide_enough(value: Any, path: str) -> Iterator[Json]:
    if value["width"] / value["height"] < LEAST_RATIO:
        yield wrong(f"width / height must be at least {LEAST_RATIO}", path)


_SIZE = shape({"width": whole(*WIDTHS), "height": whole(LEAST_HEIGHT, MOST)})


def _inside(value: Any, path: str) -> Iterator[Json]:
    size = value["size"]
    for place, area in enumerate(value["areas"]):
        bounds = area["bounds"]
        right, bottom = bounds["x"] + bounds["width"], bounds["y"] + bounds["height"]
        if right > size["width"] or bottom > size["height"]:
            yield wrong("stands outside of the menu", f"areas[{place}].bounds")


MENU = also(
    shape(
        {
            "size": also(_SIZE, _wide_enough),
            "selected": flag,
            "name": text(NAME),
            "chatBarText": text(BAR_TEXT),
            "areas": items(shape({"bounds": _BOUNDS, "action": MENU_ACTION}), 0, AREAS),
        }
    ),
    _inside,
)


@route("POST", "/v2/bot/richmenu")
def create(world: World, ask: Ask) -> Answer:
    wanted = ask.checked(MENU)
    menu = Menu(f"richmenu-{world.new_id()}", wanted)
    world.menus.made[menu.id] = menu
    return Answer({"richMenuId": menu.id})


@route("GET", "/v2/bot/richmenu/list")
def menus(world: World, ask: Ask) -> Answer:
    return Answer({"richmenus": [_told(menu) for menu in world.menus.made.values()]})


@route("POST", "/v2/bot/richmenu/{menu_id}/content")
def give_picture(world: World, ask: Ask) -> Answer:
    """Once per menu, of its very size: a picture is not replaced."""
    menu = _menu(world, ask)
    if ask.mime not in PICTURES:
        raise LineError(415, "Unsupported Media Type")
    if len(ask.body) > PICTURE_BYTES:
        raise LineError(413, "Request Entity Too Large")
    if not ask.body or menu.picture:
        raise bad_request("An image has already been uploaded to the richmenu")
    if size_of(ask.body) != (menu.wanted["size"]["width"], menu.wanted["size"]["height"]):
        raise bad_request("The image size does not match the size of the richmenu")
    menu.picture = ask.body
    return Answer()


@route("GET", "/v2/bot/richmenu/{menu_id}")
def one_menu(world: World, ask: Ask) -> Answer:
    return Answer(_told(_menu(world, ask)))


@route("DELETE", "/v2/bot/richmenu/{menu_id}")
def delete(world: World, ask: Ask) -> Answer:
    menu = _menu(world, ask)
    del world.menus.made[menu.id]
    if world.menus.default == menu.id:
        world.menus.default = ""
    return Answer()


@route("POST", "/v2/bot/user/all/richmenu/{menu_id}")
def show_to_all(world: World, ask: Ask) -> Answer:
    menu = _menu(world, ask)
    if not menu.picture:
        raise bad_request("must upload richmenu image before applying it to user")
    world.menus.default = menu.id
    return Answer()


@route("GET", "/v2/bot/user/all/richmenu")
def shown_to_all(world: World, ask: Ask) -> Answer:
    if not world.menus.default:
        raise LineError(404, "no default richmenu")
    return Answer({"richMenuId": world.menus.default})


@route("DELETE", "/v2/bot/user/all/richmenu")
def show_no_more(world: World, ask: Ask) -> Answer:
    world.menus.default = ""
    return Answer()


def menu_buttons(world: World, chat_id: str) -> list[Button]:
    """What the menu shown to all offers in a person's chat."""
    menu = world.menus.made.get(world.menus.default)
    areas = menu.wanted["areas"] if menu else []
    return [Button(a["action"].get("label", ""), a["action"], chat_id) for a in areas]


def _menu(world: World, ask: Ask) -> Menu:
    menu = world.menus.made.get(ask.named["menu_id"])
    if menu is None:
        raise LineError(404, "richmenu not found")
    return menu


def _told(menu: Menu) -> Json:
    return {"richMenuId": menu.id, **menu.wanted}
