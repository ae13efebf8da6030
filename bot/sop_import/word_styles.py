"""What the styles of a Word file say of paragraphs and runs that have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sop_import.word_names import Node, child, children, is_on, number, value

_HEADING = re.compile(r"(?:heading|หัวเรื่อง|หัวข้อ|title|ชื่อเรื่อง)\s*\d*", re.IGNORECASE)
_BODY_TEXT = 9
"""An outline's level of what stands in no outline."""


@dataclass(frozen=True, slots=True)
class Look:
    """`numbering`: the list; 0: none; -1: its style says nothing of one. `level`: in it, -1: that
    is told by the list.
    """

    is_heading: bool = False
    is_hidden: bool = False
    on_new_page: bool = False
    numbering: int = -1
    level: int = -1
    holder: str = ""
    """The id of the style that tells the list."""


PLAIN = Look()


class Styles:
    def __init__(self, root: Node | None) -> None:
        self._nodes = {value(one, "styleId"): one for one in children(root, "w:style")}
        self._default = next(
            (
                id
                for id, one in self._nodes.items()
                if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true")
            ),
            "",
        )
        self._known: dict[str, Look] = {}

    def of_paragraph(self, properties: Node | None) -> Look:
        return self.look(value(child(properties, "w:pStyle"), otherwise=self._default))

    def look(self, id: str) -> Look:
        """The style's own word goes before that of the one it is based on."""
        chain: dict[str, None] = {}
        while id in self._nodes and id not in self._known and id not in chain:
            chain[id] = None
            id = value(child(self._nodes[id], "w:basedOn"))
        found = self._known.get(id, PLAIN)
        for one in reversed(chain):
            found = self._known[one] = _over(found, one, self._nodes[one])
        return found


def _over(base: Look, id: str, style: Node) -> Look:
    told, runs = child(style, "w:pPr"), child(style, "w:rPr")
    lists = child(told, "w:numPr")
    hidden, new_page = child(runs, "w:vanish"), child(told, "w:pageBreakBefore")
    named = _HEADING.fullmatch(value(child(style, "w:name")).strip()) is not None
    has_list = child(lists, "w:numId") is not None
    return Look(
        is_heading=named or outlined(told, base.is_heading),
        is_hidden=is_on(hidden) if hidden is not None else base.is_hidden,
        on_new_page=is_on(new_page) if new_page is not None else base.on_new_page,
        numbering=number(child(lists, "w:numId")) if has_list else base.numbering,
        level=number(child(lists, "w:ilvl"), otherwise=-1 if has_list else base.level),
        holder=id if has_list else base.holder,
    )


def outlined(properties: Node | None, otherwise: bool) -> bool:
    """Whether what has these properties stands in the outline."""
    told = child(properties, "w:outlineLvl")
    return otherwise if told is None else number(told, otherwise=_BODY_TEXT) < _BODY_TEXT
