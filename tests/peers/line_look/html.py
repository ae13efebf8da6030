"""Flex messages as a page, so that a person can judge their look without a phone.

Near to what LINE draws, as
https://developers.line.biz/en/docs/messaging-api/flex-message-layout/ describes it.
"""

from __future__ import annotations

from html import escape
from typing import Any

Json = dict[str, Any]

SIZES = {
    "xxs": 11,
    "xs": 13,
    "sm": 14,
    "md": 16,
    "lg": 19,
    "xl": 22,
    "xxl": 29,
    "3xl": 35,
    "4xl": 48,
    "5xl": 74,
}
GAPS = {"none": 0, "xs": 2, "sm": 4, "md": 8, "lg": 12, "xl": 16, "xxl": 20}
WIDTHS = {
    "nano": 120,
    "micro": 160,
    "deca": 220,
    "hecto": 241,
    "kilo": 260,
    "mega": 300,
    "giga": 332,
}
LAYOUTS = {
    "vertical": "flex-direction:column",
    "horizontal": "flex-direction:row",
    "baseline": "flex-direction:row;align-items:baseline",
}
STYLE = """
body{margin:0;width:390px;background:#8cabd8;font-family:Sarabun,Loma,Garuda,sans-serif}
.message{display:flex;gap:8px;padding:8px 8px 4px}
.who{width:34px;height:34px;border-radius:50%;background:#1f6b57;color:#fff;flex:none;
 font-size:11px;line-height:34px;text-align:center}
.name{font-size:12px;color:#24364f;margin-bottom:3px}
.bubble{background:#fff;border-radius:14px;overflow:hidden}
.text{background:#fff;border-radius:16px;padding:9px 12px;white-space:pre-wrap;max-width:270px;
 font-size:16px;overflow-wrap:anywhere}
.box{display:flex;box-sizing:border-box;min-width:0}
.line{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.4;min-width:0}
.alt{font-size:11px;color:#24364f;margin:4px 0;overflow-wrap:anywhere}
.quick{display:flex;gap:6px;padding:6px;overflow:hidden}
.quick span{background:#fff;border-radius:16px;padding:6px 12px;white-space:nowrap;font-size:14px}
"""


def html_of(messages: list[Json]) -> str:
    """A phone's chat, 390 px wide, with these message objects; under each what a list shows."""
    shown = "".join(map(_message, messages))
    return f"<!doctype html><meta charset='utf-8'><style>{STYLE}</style>{shown}"


def _message(message: Json) -> str:
    if message["type"] == "text":
        shown = f"<div class='text'>{escape(message['text'])}</div>"
    else:
        alt = f"<div class='alt'>{escape(message['altText'])}</div>"
        shown = _bubble(message["contents"]) + alt
    head = "<div class='who'>SOP</div><div><div class='name'>ระบบติดตามงาน SOP</div>"
    return f"<div class='message'>{head}{shown}</div></div>{_quick(message.get('quickReply'))}"


def _quick(replies: Json | None) -> str:
    labels = [item["action"]["label"] for item in replies["items"]] if replies else []
    return f"<div class='quick'>{''.join(f'<span>{escape(one)}</span>' for one in labels)}</div>"


def _bubble(bubble: Json) -> str:
    blocks = [
        _component(bubble[name], "") for name in ("header", "body", "footer") if name in bubble
    ]
    return f"<div class='bubble' style='width:{WIDTHS[bubble['size']]}px'>{''.join(blocks)}</div>"


def _component(part: Json, place: str) -> str:
    match part["type"]:
        case "box":
            return _box(part, place)
        case "text":
            return f"<div class='line' style='{_letters(part)};{place}'>{_said(part)}</div>"
        case "separator":
            return (
                f"<div style='border-top:1px solid {part.get('color', '#d4d6da')};{place}'></div>"
            )
        case other:
            raise ValueError(f"cannot draw {other}")


def _box(box: Json, place: str) -> str:
    direction = "top" if box["layout"] == "vertical" else "left"
    shown = []
    for index, part in enumerate(box["contents"]):
        gap = part.get("margin", box.get("spacing", "none")) if index else "none"
        shown.append(_component(part, f"margin-{direction}:{_px(gap)};{_flex(part, box)}"))
    look = f"{LAYOUTS[box['layout']]};{_paint(box)};{place}"
    return f"<div class='box' style='{look}'>{''.join(shown)}</div>"


def _flex(part: Json, box: Json) -> str:
    grows = part.get("flex", 0 if box["layout"] == "vertical" else 1)
    return f"flex:{grows} 0 0px" if grows else "flex:none"


def _paint(box: Json) -> str:
    padding = str(box.get("paddingAll", "none"))
    look = {
        "background": box.get("backgroundColor", "none"),
        "border-radius": _px(box.get("cornerRadius", "none")),
        "padding": _px(padding),
        "padding-top": _px(box.get("paddingTop", padding)),
        "padding-left": _px(box.get("paddingStart", padding)),
        "padding-right": _px(box.get("paddingEnd", padding)),
        "justify-content": box.get("justifyContent", "flex-start"),
    }
    return ";".join(f"{name}:{value}" for name, value in look.items())


def _letters(part: Json) -> str:
    found = [f"text-align:{part['align']}"] if "align" in part else []
    if "size" in part:
        found.append(f"font-size:{SIZES[part['size']]}px")
    if "color" in part:
        found.append(f"color:{part['color']}")
    if "weight" in part:
        found.append(f"font-weight:{part['weight']}")
    if "style" in part:
        found.append(f"font-style:{part['style']}")
    return ";".join(found)


def _said(part: Json) -> str:
    spans = part.get("contents", [])
    if not spans:
        return escape(part["text"])
    return "".join(f"<span style='{_letters(one)}'>{escape(one['text'])}</span>" for one in spans)


def _px(length: str) -> str:
    return f"{GAPS[length]}px" if length in GAPS else length
