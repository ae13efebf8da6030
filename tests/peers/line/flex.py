"""Flex messages: which component may stand where, with which properties and values.

https://developers.line.biz/en/reference/messaging-api/#flex-message
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.peers.line.actions import BUTTON_ACTION, TAP_ACTION
from tests.peers.line.errors import Json
from tests.peers.line.shapes import (
    Check,
    address,
    also,
    below,
    by_type,
    flag,
    items,
    later,
    matching,
    one_of,
    shape,
    text,
    whole,
    wrong,
)

BUBBLES = 12
BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
PICTURE_ADDRESS = 2000
MOST = 2**31 - 1

PIXELS = r"\d+(\.\d+)?px"
PERCENT = r"\d+(\.\d+)?%"
SPACES = "none|xs|sm|md|lg|xl|xxl"
SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
BORDERS = "none|light|normal|medium|semi-bold|bold"

SPACE = matching(f"{SPACES}|{PIXELS}")
PADDING = matching(f"{SPACES}|{PIXELS}|{PERCENT}")
OFFSET = matching(f"{SPACES}|-?{PIXELS}|-?{PERCENT}")
LENGTH = matching(f"{PIXELS}|{PERCENT}")
FONT = matching(f"{SIZES}|{PIXELS}")
PICTURE_SIZE = matching(f"{SIZES}|full|{PIXELS}|{PERCENT}")
BORDER = matching(f"{BORDERS}|{PIXELS}")
COLOR = matching(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
RATIO = matching(r"[1-9]\d{0,5}(\.\d+)?:[1-9]\d{0,5}(\.\d+)?")
SHARE = whole(0, MOST)
PICTURE = address(PICTURE_ADDRESS)
KIND = text()

PLACED = {"position": one_of("relative", "absolute"), "margin": SPACE} | dict.fromkeys(
    ("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), OFFSET
)
UPRIGHT = {"gravity": one_of("top", "bottom", "center")}
ALIGNED = UPRIGHT | {"align": one_of("start", "end", "center")}
LETTERS = {
    "size": FONT,
    "color": COLOR,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}
FITTED = {"adjustMode": one_of("shrink-to-fit"), "scaling": flag}
IN_BASELINE = frozenset({"icon", "text", "filler"})


def _words_or_spans(value: Any, path: str) -> Iterator[Json]:
    if not value.get("contents") and not value.get("text"):
        yield wrong("text or contents must be specified", below(path, "text"))


def _fit_to_layout(value: Any, path: str) -> Iterator[Json]:
    """Pictures in a line of text are icons; icons stand nowhere else."""
    flat = value["layout"] == "baseline"
    for place, part in enumerate(value["contents"]):
        kind = part["type"]
        if kind not in IN_BASELINE if flat else kind == "icon":
            where = f"{below(path, 'contents')}[{place}]"
            yield wrong(f"{kind} cannot stand in a {value['layout']} box", where)


def _not_too_tall(value: Any, path: str) -> Iterator[Json]:
    width, _, height = value.get("aspectRatio", "1:1").partition(":")
    if float(height) > 3 * float(width):
        yield wrong("height is more than three times the width", below(path, "aspectRatio"))


_GRADIENT = shape(
    {"type": one_of("linearGradient"), "angle": matching(r"\d+(\.\d+)?deg"),
     "startColor": COLOR, "endColor": COLOR},
    {"centerColor": COLOR, "centerPosition": matching(PERCENT)},
)  # fmt: skip

SPAN = shape({"type": one_of("span"), "text": text()}, LETTERS)

TEXT = also(
    shape(
        {"type": KIND},
        PLACED | ALIGNED | LETTERS | FITTED
        | {"text": text(), "flex": SHARE, "wrap": flag, "lineSpacing": matching(PIXELS),
           "maxLines": SHARE, "action": TAP_ACTION, "contents": items(SPAN, 0)},
    ),
    _words_or_spans,
)  # fmt: skip

BUTTON = shape(
    {"type": KIND, "action": BUTTON_ACTION},
    PLACED | UPRIGHT | FITTED
    | {"flex": SHARE, "color": COLOR, "style": one_of("primary", "secondary", "link"),
       "height": one_of("md", "sm")},
)  # fmt: skip

IMAGE = also(
    shape(
        {"type": KIND, "url": PICTURE},
        PLACED | ALIGNED
        | {"flex": SHARE, "size": PICTURE_SIZE, "aspectRatio": RATIO,
           "aspectMode": one_of("fit", "cover"), "backgroundColor": COLOR, "action": TAP_ACTION,
           "animated": flag},
    ),
    _not_too_tall,
)  # fmt: skip

ICON = shape(
    {"type": KIND, "url": PICTURE},
    PLACED | {"size": FONT, "aspectRatio": RATIO, "scaling": flag},
)

BOX = also(
    shape(
        {"type": one_of("box"), "layout": one_of("horizontal", "vertical", "baseline"),
         "contents": items(later(lambda: COMPONENT), 0)},
        PLACED
        | dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), LENGTH)
        | dict.fromkeys(("paddingAll", "paddingTop", "paddingBottom"), PADDING)
        | dict.fromkeys(("paddingStart", "paddingEnd"), PADDING)
        | {"flex": SHARE, "spacing": SPACE, "backgroundColor": COLOR, "borderColor": COLOR,
           "borderWidth": BORDER, "cornerRadius": SPACE, "action": TAP_ACTION,
           "justifyContent": one_of("center", "flex-start", "flex-end", "space-between",
                                    "space-around", "space-evenly"),
           "alignItems": one_of("center", "flex-start", "flex-end"), "background": _GRADIENT},
    ),
    _fit_to_layout,
)  # fmt: skip

COMPONENT: Check = by_type(
    {
        "box": BOX,
        "button": BUTTON,
        "image": IMAGE,
        "icon": ICON,
        "text": TEXT,
        "separator": shape({"type": KIND}, {"margin": SPACE, "color": COLOR}),
        "filler": shape({"type": KIND}, {"flex": SHARE}),
    }
)


def _of_size(limit: int) -> Check:
    def check(value: Any, path: str) -> Iterator[Json]:
        if len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) > limit:
            yield wrong(f"must be at most {limit} bytes", path)

    return check


def _of_blocks(value: Any, path: str) -> Iterator[Json]:
    if not {"header", "hero", "body", "footer"} & value.keys():
        yield wrong("At least one block must be specified", path)


def _of_one_width(value: Any, path: str) -> Iterator[Json]:
    if len({bubble.get("size", "mega") for bubble in value["contents"]}) > 1:
        yield wrong("All bubbles must have the same size", below(path, "contents"))


_BLOCK_STYLE = shape({}, {"backgroundColor": COLOR, "separator": flag, "separatorColor": COLOR})
_STYLES = shape({}, dict.fromkeys(("header", "hero", "body", "footer"), _BLOCK_STYLE))

BUBBLE = also(
    shape(
        {"type": one_of("bubble")},
        dict.fromkeys(("header", "body", "footer"), BOX)
        | {"hero": by_type({"box": BOX, "image": IMAGE}), "styles": _STYLES, "action": TAP_ACTION,
           "direction": one_of("ltr", "rtl"),
           "size": one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")},
    ),
    _of_blocks,
    _of_size(BUBBLE_BYTES),
)  # fmt: skip

CAROUSEL = also(
    shape({"type": one_of("carousel"), "contents": items(BUBBLE, 1, BUBBLES)}),
    _of_one_width,
    _of_size(CAROUSEL_BYTES),
)

CONTAINER = by_type({"bubble": BUBBLE, "carousel": CAROUSEL})
