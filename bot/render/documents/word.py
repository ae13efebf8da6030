"""Pages in Word as a Thai office lays them out. Whatever is put on them is text, never a field, a
link or markup: the only field is the page number, which is ours.

Size and kind of letters, margins and spacing are those of the explanations to the regulation on
official correspondence (ระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ พ.ศ. 2526, คำอธิบาย 7).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.section import Section
from docx.shared import Cm, Emu, Length, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from bot.domain.message import Style, Text, as_text, bold
from bot.render.documents import openxml
from bot.render.documents.cleaning import clean

Words = Text | str
"""Bold runs stay bold; all else that a message shows otherwise is plain."""
SHORT_SIDE, LONG_SIDE = Cm(21), Cm(29.7)
LEFT, RIGHT, TOP, BOTTOM = Cm(3), Cm(2), Cm(2.5), Cm(2)
WIDTH, WIDTH_LYING = 16.0, 24.7
"""Centimetres between the margins, upright and lying."""
TITLE, HEADINGS, TEXT, CELL = 20, (18, 16), 16, 14
"""Points."""
FIRST_LINE = 2.5
"""Centimetres by which the first line of a letter's paragraph is indented."""
_ABOVE_CAPTION = Cm(2.3)
"""Room above a picture for its heading, also in the taller lines of a font that stands in for ours:
else the heading is alone on its page.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """Of a paragraph. Points: `size`, and `before`, the room above it. Centimetres: `first`, the
    indent of its first line, and `left`, of all. `keeps`: it stays on a page with what follows.
    """

    size: float = TEXT
    bold: bool = False
    centred: bool = False
    first: float = 0
    left: float = 0
    before: float = 0
    keeps: bool = False
    on_new_page: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape of the flow chart, by its name in DrawingML, and what it means."""

    preset: str
    words: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in: a bold label, what is known, and dots up to so many centimetres."""

    label: str
    known: str = ""
    to: float = WIDTH


class Pages:
    """A document that is written from its beginning to its end, upright at first unless `lying`.
    Its first page has no number, as on letters.

    `title` and `on`, its day, stand in its properties.
    """

    def __init__(self, title: str, on: date, *, lying: bool = False) -> None:
        self._document = Document()
        openxml.dress(self._document, TEXT, HEADINGS)
        self._lay_out(self._document.sections[0], lying=lying)
        footer = self._document.sections[0].footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        openxml.number_pages(footer)
        self._document.sections[0].different_first_page_header_footer = True
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = clean(title)[:255], "", ""
        properties.created = properties.modified = datetime.combine(on, time())

    def title(self, words: Words) -> None:
        self.paragraph(words, Look(TITLE, bold=True, centred=True, keeps=True))

    def heading(self, words: Words, level: int = 1, *, on_new_page: bool = False) -> None:
        """`level`: 1 or 2."""
        found = self._document.add_paragraph(style=f"Heading {level}")
        found.paragraph_format.page_break_before = on_new_page or None
        _write(found, words)

    def paragraph(self, words: Words, look: Look = PLAIN) -> None:
        found = self._document.add_paragraph()
        _shape(found, look)
        _write(found, words, look)

    def fill_in(self, *blanks: Blank, size: float = TEXT) -> None:
        """Places to fill in on one line; typing there moves nothing. `size`: of the labels."""
        line = self._document.add_paragraph()
        for blank in blanks:
            label = f" {blank.label} " if line.runs else f"{blank.label} "
            _write(line, bold(label), Look(size))
            _write(line, blank.known)
            line.add_run("\t")
            stops = line.paragraph_format.tab_stops
            stops.add_tab_stop(Cm(blank.to), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)

    def table(
        self,
        head: Sequence[Words],
        rows: Sequence[Sequence[Words]],
        widths: Sequence[float],
        *,
        centred: Collection[int] = (),
        size: float = CELL,
        height: float = 0,
        drawn: Sequence[Drawn] = (),
    ) -> None:
        """The head is repeated on each page, and no row is split between two. `widths`: of the
        columns, in centimetres; `centred`: which columns, from 0; `height`: of the other rows at
        least, in centimetres. `drawn`: a symbol above what the second column says, of each row.
        """
        table = self._document.add_table(len(rows) + 1, len(head), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        first, *others = table.rows
        _fill(first, head, widths, Look(size, bold=True), range(len(head)))
        openxml.repeat(first)
        for row, words in zip(others, rows, strict=True):
            row.height = Cm(height) if height else None
            _fill(row, words, widths, Look(size), centred)
        for row, one in zip(others, drawn, strict=False):
            openxml.draw(row.cells[1].paragraphs[0], one.preset, clean(one.words))

    def columns(self, rows: Sequence[Sequence[Words]], widths: Sequence[float]) -> None:
        """Words side by side without lines around them. `widths`: in centimetres."""
        table = self._document.add_table(len(rows), len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row, words in zip(table.rows, rows, strict=True):
            _fill(row, words, widths, PLAIN, ())

    def picture(self, png: bytes, alternative: str) -> None:
        """As large as fits a page below its heading. `alternative`: what it shows, in words."""
        found = self._document.add_picture(BytesIO(png))
        width, height = self._room()
        scale = min(width / found.width, height / found.height)
        found.width, found.height = Emu(int(found.width * scale)), Emu(int(found.height * scale))
        openxml.describe(found, clean(alternative))
        self._document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def turn(self, *, lying: bool) -> None:
        """What follows begins on a page that lies, or stands upright."""
        section = self._document.add_section()
        section.different_first_page_header_footer = False
        self._lay_out(section, lying=lying)

    def made(self) -> bytes:
        into = BytesIO()
        self._document.save(into)
        return into.getvalue()

    def _room(self) -> tuple[int, int]:
        section = self._document.sections[-1]
        wide, high = section.page_width or 0, section.page_height or 0
        return wide - LEFT - RIGHT, high - TOP - BOTTOM - _ABOVE_CAPTION

    def _lay_out(self, section: Section, *, lying: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        sides: tuple[Length, Length] = (SHORT_SIDE, LONG_SIDE)
        section.page_width, section.page_height = sides[::-1] if lying else sides
        section.left_margin, section.right_margin = LEFT, RIGHT
        section.top_margin, section.bottom_margin = TOP, BOTTOM


def _fill(
    row: _Row,
    words: Sequence[Words],
    widths: Sequence[float],
    look: Look,
    centred: Collection[int],
) -> None:
    openxml.hold_together(row)
    for n, (cell, said, width) in enumerate(zip(row.cells, words, widths, strict=True)):
        cell.width = Cm(width)
        found = cell.paragraphs[0]
        found.alignment = WD_ALIGN_PARAGRAPH.CENTER if n in centred else None
        _write(found, said, look)


def _shape(found: Paragraph, look: Look) -> None:
    shape = found.paragraph_format
    shape.first_line_indent = Cm(look.first) if look.first else None
    shape.left_indent = Cm(look.left) if look.left else None
    shape.space_before = Pt(look.before) if look.before else None
    shape.keep_with_next = look.keeps or None
    shape.page_break_before = look.on_new_page or None
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else None


def _write(found: Paragraph, words: Words, look: Look = PLAIN) -> None:
    """What is as the paragraph's style has it anyway is not said again."""
    for part in as_text(words).runs:
        run = found.add_run(clean(part.text))
        if look.bold or part.style is Style.BOLD:
            openxml.embolden(run)
        if look.size != TEXT:
            openxml.enlarge(run, look.size)
