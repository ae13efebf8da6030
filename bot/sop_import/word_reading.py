"""Paragraphs of a Word file become lines, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.errors import Refusal
from bot.domain.sop_import import Spot
from bot.sop_import.paper import Line
from bot.sop_import.word_blocks import Paragraph, blocks
from bot.sop_import.word_lists import Lists
from bot.sop_import.word_names import Node, child, is_on, name, value
from bot.sop_import.word_opening import Opened
from bot.sop_import.word_pages import Pages
from bot.sop_import.word_runs import Runs, Written, texts
from bot.sop_import.word_shapes import Found
from bot.sop_import.word_styles import Look, Styles, outlined

MOST_PARAGRAPHS = 20_000
"""Of the whole file: one of a hundred pages has some 4,000."""
_GOES_ON = frozenset({"continuous", "nextColumn"})
"""How a section begins without a new page."""


class Reading:
    """Of one document, from its beginning to its end: what it has counted so far goes on."""

    def __init__(self, opened: Opened) -> None:
        self.pages = Pages()
        self._styles = Styles(opened.styles)
        self._lists = Lists(opened.numbering, self._styles)
        self._runs = Runs(self._styles, self.pages, self._words)
        self._sections = _beginnings(opened.document)
        self._removed = 0
        self._paragraphs = 0

    @property
    def revisions(self) -> int:
        return self._runs.revisions + self._removed

    def remove(self) -> None:
        """A row, a cell or the end of a paragraph is gone by a tracked change."""
        self._removed += 1

    def paragraph(self, given: Paragraph, row: int = 0) -> tuple[list[Line], list[Found]]:
        """`row`: in which it stands."""
        self._paragraphs += len(given.nodes)
        if self._paragraphs > MOST_PARAGRAPHS:
            raise Refusal("sop-too-much")
        told = child(given.nodes[-1], "w:pPr")
        look = self._styles.of_paragraph(told)
        self._removed += len(given.nodes) - given.ends
        self._turn(told, look)
        written = Written()
        for node in given.nodes:
            self._runs.read(node, written, hidden=look.is_hidden)
        lines = self._lines(given, told, look, written, row)
        if child(told, "w:sectPr") is not None and next(self._sections, False):
            self.pages.turn()
        return lines, written.found

    def _lines(
        self, given: Paragraph, told: Node | None, look: Look, written: Written, row: int
    ) -> list[Line]:
        said = texts(written)
        has_words = any(text for text, _ in said)
        if not has_words and (not given.ends or _is_gone(told, look)):
            return []
        mark, level = self._lists.mark(told, look) or ("", 0)
        heading = outlined(told, look.is_heading)
        lines: list[Line] = []
        for n, (text, page) in enumerate(said):
            shown = mark if n == 0 else ""
            if text or any(c.isalnum() for c in shown):
                spot = Spot(page or self.pages.now, row)
                lines.append(Line(text, shown, level, bool(lines), spot, heading))
        if lines and not lines[0].mark and mark:  # a break stood before its first word
            lines[0] = _marked(lines[0], mark)
        return lines

    def _turn(self, told: Node | None, look: Look) -> None:
        own = child(told, "w:pageBreakBefore")
        if is_on(own) if own is not None else look.on_new_page:
            self.pages.begin()

    def _words(self, box: Node) -> tuple[str, ...]:
        """What stands in a text box; its pages are none of the document's."""
        before = self.pages.mark()
        words = tuple(shown for node in blocks(box) for shown in self._boxed(node))
        self.pages.back(before)
        return words

    def _boxed(self, node: Paragraph | Node) -> Iterator[str]:
        if isinstance(node, Paragraph):
            lines, inner = self.paragraph(node)
            yield from (f"{line.mark} {line.text}".strip() for line in lines)
            yield from (word for one in inner for word in one.drawn.words)
            return
        for cell in node.iter("{*}tc"):
            for part in blocks(cell):
                if isinstance(part, Paragraph):
                    yield from self._boxed(part)


def _is_gone(told: Node | None, look: Look) -> bool:
    """Whether its end is hidden, so that nothing is left of it if its words are."""
    own = child(told, "w:rPr", "w:vanish")
    return is_on(own) if own is not None else look.is_hidden


def _marked(line: Line, mark: str) -> Line:
    return Line(line.text, mark, line.level, line.broken, line.spot, line.heading)


def _beginnings(document: Node) -> Iterator[bool]:
    """Of the second section and each that follows: whether it begins on a new page."""
    sections: Sequence[Node] = [one for one in document.iter("{*}sectPr") if _is_section(one)]
    kinds = [value(child(one, "w:type"), otherwise="nextPage") for one in sections]
    return iter([kind not in _GOES_ON for kind in kinds[1:]])


def _is_section(node: Node) -> bool:
    """Not what it was before a tracked change."""
    return name(node.getparent()) in ("w:pPr", "w:body")
