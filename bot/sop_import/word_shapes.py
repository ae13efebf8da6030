"""Shapes drawn in a Word file: DrawingML (`wps:wsp`), and VML (`v:shape`) of older programs.

Pictures, charts, SmartArt and embedded drawings are found, and not read: their words stand in other
parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from bot.sop_import.paper import Drawn, Shape
from bot.sop_import.word_names import Node, child, children, name, value
from bot.sop_import.word_symbols import cleaned

T = TypeVar("T")
Words = Callable[[Node], tuple[str, ...]]
"""What stands in a text box, one paragraph each."""
_SHAPES = {
    "flowChartDecision": Shape.DECISION,
    "diamond": Shape.DECISION,
    "flowChartTerminator": Shape.TERMINAL,
    "flowChartAlternateProcess": Shape.TERMINAL,
    "roundRect": Shape.TERMINAL,
    "ellipse": Shape.TERMINAL,
    "rect": Shape.PROCESS,
    "parallelogram": Shape.PROCESS,
    "hexagon": Shape.PROCESS,
    "flowChartConnector": Shape.CONNECTOR,
    "flowChartOffpageConnector": Shape.CONNECTOR,
    "line": Shape.ARROW,
}
_FLOW = "flowChart"
_ARROW = re.compile(r".*(?:Connector[1-5]|Arrow)")
_OF_VML = {
    **{1: "rect", 2: "roundRect", 3: "ellipse", 4: "diamond", 7: "parallelogram", 9: "hexagon"},
    **dict.fromkeys((13, 66, 67, 68, 69, 70), "downArrow"),
    **dict.fromkeys((20, *range(32, 41)), "line"),
    **dict.fromkeys((109, *range(111, 116), *range(117, 120)), "flowChartProcess"),
    **{110: "flowChartDecision", 116: "flowChartTerminator", 120: "flowChartConnector"},
    **{176: "flowChartAlternateProcess", 177: "flowChartOffpageConnector", 202: "rect"},
}
"""By the numbers of [MS-ODRAW] 2.4.24, which are part of a type's id."""
_ELEMENTS = {
    **{"v:rect": "rect", "v:oval": "ellipse", "v:roundrect": "roundRect"},
    **{"v:line": "line", "v:polyline": "", "v:curve": "line", "v:arc": "", "v:shape": ""},
}
_UNREAD = frozenset({"pic:pic", "dgm:relIds", "c:chart", "o:OLEObject"})
_TYPE = re.compile(r"t(?:ype_)?([0-9]{1,3})$")
_TEXT_BOX = 202
_CONNECTS = 2
"""Characters in a circle that connects ("A", "12"); with more it begins or ends something."""
_BESIDE = 20
"""Characters of a text box without lines that stands beside an arrow ("ไม่อนุมัติ")."""


@dataclass(frozen=True, slots=True)
class Found:
    """`is_box`: a text box, in which also what is no part of a chart is written."""

    drawn: Drawn
    is_box: bool


def found(node: Node, words: Words) -> list[Found]:
    """All shapes in it, as they stand in the file; of alternatives, those of one only."""
    kind = name(node)
    if kind == "mc:AlternateContent":
        return either(node, lambda one: [f for part in one for f in found(part, words)]) or []
    if kind == "wps:wsp":
        return list(_of_drawing(node, words))
    if kind == "a:sp":
        return list(_of_slide(node))
    if kind in _UNREAD:
        return [Found(Drawn(Shape.UNREAD), is_box=False)]
    if kind in _ELEMENTS and child(node, "v:imagedata") is not None:
        return [Found(Drawn(Shape.UNREAD), is_box=False)]
    if kind in _ELEMENTS:
        return list(_of_vml(node, words))
    return [f for part in node for f in found(part, words)]


def either(node: Node, read: Callable[[Node], T]) -> T | None:
    """Of what is written for newer programs, else for older ones: the first that says anything."""
    branches = (*children(node, "mc:Choice"), *children(node, "mc:Fallback"))
    return next((told for one in branches if (told := read(one))), None)


def _of_drawing(node: Node, words: Words) -> Iterator[Found]:
    looks = child(node, "wps:spPr")
    preset = value(child(looks, "a:prstGeom"), "prst")
    said = _said(child(node, "wps:txbx", "w:txbxContent"), words)
    is_box = value(child(node, "wps:cNvSpPr"), "txBox") in ("1", "true")
    is_bare = child(looks, "a:ln", "a:noFill") is not None
    yield from _judged(preset, said, is_box=is_box, is_bare=is_bare)


def _of_slide(node: Node) -> Iterator[Found]:
    """What was pasted from a program that knows no paragraphs of Word."""
    preset = value(child(node, "a:spPr", "a:prstGeom"), "prst")
    lines = ("".join(one.itertext("{*}t")) for one in node.iter("{*}p"))
    said = tuple(shown for line in lines if (shown := cleaned(line).strip()))
    yield from _judged(preset, said, is_box=False, is_bare=False)


def _of_vml(node: Node, words: Words) -> Iterator[Found]:
    told = _TYPE.search(value(node, "type"))
    number = int(told[1]) if told else 0
    path = child(node, "v:textpath")
    written = (cleaned(value(path, "string")),) if path is not None else ()
    said = written or _said(child(node, "v:textbox", "w:txbxContent"), words)
    is_bare = value(node, "stroked").lower() in ("f", "false")
    preset = _OF_VML.get(number, "") or _ELEMENTS[name(node)]
    yield from _judged(preset, said, is_box=number == _TEXT_BOX, is_bare=is_bare)


def _said(box: Node | None, words: Words) -> tuple[str, ...]:
    return words(box) if box is not None else ()


def _judged(preset: str, said: tuple[str, ...], *, is_box: bool, is_bare: bool) -> Iterator[Found]:
    length = sum(len(word) for word in said)
    shape = _SHAPES.get(preset)
    if _ARROW.fullmatch(preset) or (is_box and is_bare and 0 < length <= _BESIDE):
        shape = Shape.ARROW
    elif preset == "ellipse" and length <= _CONNECTS:
        shape = Shape.CONNECTOR
    elif shape is None and (said or preset.startswith(_FLOW)):
        shape = Shape.PROCESS
    if shape is not None and (said or not is_box):
        yield Found(Drawn(shape, said), is_box)
