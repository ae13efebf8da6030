"""What python-docx has no words for, in WordprocessingML (ECMA-376, part 1).

Word writes Thai as "complex script": with the font, size and weight given for that only. A theme's
fonts win over fonts that are named, so none is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "TH Sarabun New"
THAI = "th-TH"
_FACES = ("ascii", "hAnsi", "eastAsia", "cs")
_ROOM_ABOVE_HEADING = Pt(12)


def dress(document: Document, size: float, headings: Sequence[float]) -> None:
    """All text in the office's font and `size`, on single lines; headings by level. In points."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    letters = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    assert letters is not None
    assert spacing is not None
    _name_font(letters)
    for tag in ("w:sz", "w:szCs"):
        _set(letters, tag, val=_half_points(size))
    _set(letters, "w:lang", bidi=THAI)
    _set(document.settings.element, "w:themeFontLang", bidi=THAI)
    spacing.attrib.update({qn("w:after"): "0", qn("w:line"): "240"})
    for level, points in enumerate(headings, 1):
        style = document.styles[f"Heading {level}"]
        assert isinstance(style, ParagraphStyle)
        _dress_heading(style, points)


def enlarge(run: Run, size: float) -> None:
    """To so many points, whatever its letters."""
    run.font.size = Pt(size)
    thai = OxmlElement("w:szCs")
    thai.set(qn("w:val"), _half_points(size))
    run._r.get_or_add_rPr().get_or_add_sz().addnext(thai)


def embolden(run: Run) -> None:
    run.bold = run.font.cs_bold = True


def repeat(row: _Row) -> None:
    """On top of each page that the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def hold_together(row: _Row) -> None:
    """On one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def draw(line: Paragraph, preset: str, words: str) -> None:
    """A shape of DrawingML (20.1.10.55) above what the line says; `words` tell what it is."""
    drawing = parse_xml(_SHAPE.format(preset=preset, words=escape(words, {'"': "&quot;"})))
    run, first = line.add_run(), line._p.get_or_add_pPr()
    run._r.append(drawing)
    run.add_break()
    first.addnext(run._r)


_SHAPE = (
    f"<w:drawing {nsdecls('w', 'wp', 'a')} "
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="612000" cy="306000"/>'
    '<wp:docPr id="1" name="symbol" descr="{words}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="612000" cy="306000"/>'
    '</a:xfrm><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom><a:noFill/>'
    '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
"""17 by 8.5 mm, in English Metric Units of 36,000 to the millimetre."""


def describe(picture: InlineShape, words: str) -> None:
    """For who does not see it."""
    picture._inline.docPr.set("descr", words)


def number_pages(line: Paragraph) -> None:
    """The number of the page that the line stands on, between dashes as offices write it."""
    line.add_run("- ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(line.add_run("1")._r)
    line._p.append(field)
    line.add_run(" -")


def _dress_heading(style: ParagraphStyle, size: float) -> None:
    letters = style.element.get_or_add_rPr()
    _name_font(letters)
    for tag in ("w:sz", "w:szCs"):
        _set(letters, tag, val=_half_points(size))
    colour = letters.find(qn("w:color"))
    if colour is not None:
        letters.remove(colour)
    style.paragraph_format.space_before = _ROOM_ABOVE_HEADING


def _name_font(letters: BaseOxmlElement) -> None:
    fonts = letters.find(qn("w:rFonts"))
    assert fonts is not None
    fonts.attrib.clear()
    for face in _FACES:
        fonts.set(qn(f"w:{face}"), FONT)


def _set(parent: BaseOxmlElement, tag: str, **values: str) -> None:
    found = parent.find(qn(tag))
    assert found is not None
    for name, value in values.items():
        found.set(qn(f"w:{name}"), value)


def _half_points(size: float) -> str:
    return str(round(size * 2))
