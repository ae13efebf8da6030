"""What a button may do, and the limits of it.

https://developers.line.biz/en/reference/messaging-api/#action-objects
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.peers.line.errors import Json
from tests.peers.line.shapes import (
    Check,
    address,
    also,
    below,
    by_type,
    matching,
    one_of,
    shape,
    text,
    wrong,
)

LABEL = 20
DATA = 300
WORDS = 300
ADDRESS = 1000
COPIED = 1000
SCHEMES = ("http", "https", "line", "tel")
MOMENT = matching(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d)?|\d\d:\d\d")
INPUTS = ("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")


def _said_once(value: Any, path: str) -> Iterator[Json]:
    if "text" in value and "displayText" in value:
        yield wrong("text and displayText exclude each other", below(path, "displayText"))


def _filled_by_keyboard(value: Any, path: str) -> Iterator[Json]:
    if "fillInText" in value and value.get("inputOption") != "openKeyboard":
        yield wrong("needs inputOption openKeyboard", below(path, "fillInText"))


def _actions(labelled: bool) -> dict[str, Check]:
    label = {"label": text(LABEL)}

    def action(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
        named = {"type": text(), **required} | (label if labelled else {})
        return shape(named, {**(optional or {})} | ({} if labelled else label))

    said = {"displayText": text(WORDS), "text": text(WORDS), "fillInText": text(WORDS)}
    postback = action({"data": text(DATA)}, said | {"inputOption": one_of(*INPUTS)})
    chosen = {"initial": MOMENT, "max": MOMENT, "min": MOMENT}
    modes = {"data": text(DATA), "mode": one_of("date", "time", "datetime")}
    desktop = shape({}, {"desktop": address(ADDRESS, *SCHEMES)})
    return {
        "postback": also(postback, _said_once, _filled_by_keyboard),
        "message": action({"text": text(WORDS)}),
        "uri": action({"uri": address(ADDRESS, *SCHEMES)}, {"altUri": desktop}),
        "clipboard": action({"clipboardText": text(COPIED)}),
        "datetimepicker": action(modes, chosen),
    }


def _without_more(kind: str) -> Check:
    return shape({"type": one_of(kind), "label": text(LABEL)})


_ONLY_QUICK = {kind: _without_more(kind) for kind in ("camera", "cameraRoll", "location")}
_SWITCH = shape(
    {"type": text(), "richMenuAliasId": text(32), "data": text(DATA)}, {"label": text(LABEL)}
)

BUTTON_ACTION = by_type(_actions(labelled=True))
"""Of a Flex button: its label is what people read."""
TAP_ACTION = by_type(_actions(labelled=False))
"""Of a box, a text or a picture that can be tapped; its label is optional."""
QUICK_ACTION = by_type(_actions(labelled=True) | _ONLY_QUICK)
MENU_ACTION = by_type(_actions(labelled=False) | {"richmenuswitch": _SWITCH})
