"""What stands in a paragraph of a Word file: its lines as they are read, and what is drawn in it.

Tracked changes are taken as accepted. Of a field the result is read, never its instruction; what
is hidden, and notes and comments, are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.errors import Refusal
from bot.sop_import import word_shapes
from bot.sop_import.word_names import Node, child, is_on, name, value
from bot.sop_import.word_pages import Pages
from bot.sop_import.word_shapes import Found, Words
from bot.sop_import.word_styles import Styles
from bot.sop_import.word_symbols import cleaned, drawn_as, symbol

MOST_CHARACTERS = 1_000_000
WITHIN = frozenset(
    {"w:hyperlink", "w:fldSimple", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent"}
    | {"w:ruby", "w:rubyBase", "m:oMath", "m:oMathPara", "w:ins", "w:moveTo", "w:sdt"}
)
"""Elements around what is read."""
KEPT = frozenset({"w:ins", "w:moveTo"})
DROPPED = frozenset({"w:del", "w:moveFrom"})
_DRAWN = frozenset({"w:drawing", "w:pict", "w:object"})
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_SEPARATE = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-"}


@dataclass(slots=True)
class Written:
    """Of one paragraph. A line begins on `pages`' page of the same place."""

    lines: list[list[str]] = field(default_factory=lambda: [[]])
    pages: list[int] = field(default_factory=lambda: [0])
    found: list[Found] = field(default_factory=list)


class Runs:
    """`words`: reads what stands in a text box."""

    def __init__(self, styles: Styles, pages: Pages, words: Words) -> None:
        self.revisions = 0
        self._styles = styles
        self._pages = pages
        self._words = words
        self._characters = 0
        self._fields: list[bool] = []
        """Of each field that is open, whether its instruction is."""
        self._hides = False

    def read(self, paragraph: Node, into: Written, *, hidden: bool) -> None:
        """`hidden`: by its style, if its runs do not say otherwise."""
        fields, hides, self._fields, self._hides = self._fields, self._hides, [], hidden
        self._walk(paragraph, into)
        self._fields, self._hides = fields, hides

    def _walk(self, node: Node, into: Written) -> None:
        for one in node:
            kind = name(one)
            if kind in ("w:r", "m:r"):
                if not self._is_hidden(one):
                    self._run(one, into)
            elif kind in DROPPED:
                self.revisions += kind == "w:del"
            elif kind in WITHIN and not is_placeholder(one):
                self.revisions += kind in KEPT
                self._walk(one, into)
            elif kind == "mc:AlternateContent":
                word_shapes.either(one, lambda branch: self._branch(branch, into, self._walk))

    def _run(self, run: Node, into: Written) -> None:
        for one in run:
            match name(one):
                case "w:t" | "m:t":
                    self._text(run, one, into)
                case "w:tab" | "w:ptab" | "w:noBreakHyphen" as kind:
                    self._say(_SEPARATE[kind], into)
                case "w:br" if value(one, "type") == "page":
                    self._break(into)
                    self._pages.turn()
                case "w:br" | "w:cr":
                    self._break(into)
                case "w:sym":
                    self._say(_symbol(one), into)
                case "w:lastRenderedPageBreak":
                    self._pages.note()
                case "w:fldChar":
                    self._field(one, into)
                case "w:ruby":
                    self._walk(one, into)
                case "mc:AlternateContent":
                    word_shapes.either(one, lambda branch: self._branch(branch, into, self._run))
                case kind if kind in _DRAWN:
                    self._pages.write()
                    into.found += word_shapes.found(one, self._words)

    def _branch(self, branch: Node, into: Written, read: Callable[[Node, Written], None]) -> bool:
        """Whether one of the alternatives says anything."""
        before = len(into.found), self._characters
        read(branch, into)
        return before != (len(into.found), self._characters)

    def _text(self, run: Node, one: Node, into: Written) -> None:
        said = one.text or ""
        fonts = child(run, "w:rPr", "w:rFonts")
        if fonts is not None:
            said = drawn_as(value(fonts, "ascii"), said)
        self._say(said if one.get(_PRESERVED) == "preserve" else said.strip(), into)

    def _say(self, said: str, into: Written) -> None:
        if not said or any(self._fields):
            return
        self._characters += len(said)
        if self._characters > MOST_CHARACTERS:
            raise Refusal("sop-too-much")
        if not into.lines[-1]:
            into.pages[-1] = self._pages.now
        into.lines[-1].append(said)
        self._pages.write()

    def _break(self, into: Written) -> None:
        if not any(self._fields):
            into.lines.append([])
            into.pages.append(self._pages.now)

    def _field(self, mark: Node, into: Written) -> None:
        """A box to check is told as it is checked."""
        match value(mark, "fldCharType"):
            case "begin":
                box = child(mark, "w:ffData", "w:checkBox")
                if box is not None:
                    now = child(box, "w:checked")
                    checked = now if now is not None else child(box, "w:default")
                    self._say("☑" if is_on(checked) else "☐", into)
                self._fields.append(True)
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end" if self._fields:
                self._fields.pop()

    def _is_hidden(self, run: Node) -> bool:
        told = child(run, "w:rPr")
        hidden = child(told, "w:vanish")
        if hidden is not None:
            return is_on(hidden)
        style = value(child(told, "w:rStyle"))
        return self._hides or (bool(style) and self._styles.look(style).is_hidden)


def is_placeholder(node: Node) -> bool:
    """What a content control shows while nobody has filled it in."""
    return is_on(child(node, "w:sdtPr", "w:showingPlcHdr"))


def texts(written: Written) -> list[tuple[str, int]]:
    """Its lines, and the page of each; empty ones too."""
    lines = zip(written.lines, written.pages, strict=True)
    return [(cleaned("".join(said)).strip(), page) for said, page in lines]


def _symbol(node: Node) -> str:
    code = value(node, "char")
    return symbol(value(node, "font"), int(code, 16) if _CODE.fullmatch(code) else 0)
