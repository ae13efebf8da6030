"""Word files as offices write them: SOPs in the central template, made for tests.

`sop_document` makes a whole one. The other functions make pieces of WordprocessingML (ISO/IEC
29500-1), which `document` puts together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
HEADS = ("ลำดับ", "ผังกระบวนการ", "รายละเอียดงาน", "ระยะเวลา", "ผู้รับผิดชอบ", "เอกสารที่เกี่ยวข้อง")
WIDTHS = (1.2, 3.5, 5.0, 2.0, 3.0, 3.3)
"""Of the template's columns, in centimetres."""
PAGE = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
NUMBERED, BULLETED = 1, 2
"""The lists that `LISTS` tells of."""
_TWIPS = 567
"""In a centimetre."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step. `shape`: a preset geometry drawn around `chart`; empty: that is typed."""

    detail: tuple[str, ...]
    duration: str = ""
    parties: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    chart: str = ""
    shape: str = ""


STEPS = (
    Row(
        ("จัดทำคำสั่งแต่งตั้งคณะทำงานส่งเสริมสุขภาพช่องปาก",),
        "2 วัน",
        ("คณะทำงานตัวชี้วัดที่ 3.1",),
        ("คำสั่งแต่งตั้งคณะทำงาน",),
        "แต่งตั้งคณะทำงาน",
        "flowChartTerminator",
    ),
    Row(
        ("วิเคราะห์สถานการณ์", "กำหนดมาตรการและแผนปฏิบัติการ"),
        "15 วัน",
        ("คณะทำงานตัวชี้วัดที่ 3.1", "กลุ่มยุทธศาสตร์และแผนงาน"),
        ("รายงานการวิเคราะห์สถานการณ์", "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2569"),
        "วิเคราะห์สถานการณ์",
        "flowChartProcess",
    ),
    Row(
        ("เสนอผู้อำนวยการเห็นชอบแผนปฏิบัติการ",),
        "3 วันทำการ",
        ("หัวหน้ากลุ่มยุทธศาสตร์และแผนงาน",),
        ("บันทึกข้อความเสนอแผนปฏิบัติการ",),
        "เห็นชอบหรือไม่",
        "flowChartDecision",
    ),
    Row(
        ("ดำเนินการตามแผนปฏิบัติการ รอบ 5 เดือนแรก",),
        "150 วัน",
        ("คณะทำงานตัวชี้วัดที่ 3.1",),
        (),
        "ดำเนินการ",
        "flowChartProcess",
    ),
    Row(
        ("สรุปผลการดำเนินงานและรายงานผู้บริหาร",),
        "10 วัน",
        ("คณะทำงานตัวชี้วัดที่ 3.1",),
        ("รายงานผลการดำเนินงาน รอบ 5 เดือนแรก",),
        "รายงานผล",
        "flowChartTerminator",
    ),
)


def sop_document(
    rows: Sequence[Row] = STEPS,
    *,
    pages: Sequence[int] = (),
    shapes: bool = False,
    auto_numbers: bool = False,
    auto_bullets: bool = False,
    thai_digits: bool = False,
    split: Sequence[int] = (),
    tracked: bool = False,
    one_table: bool = False,
    title: str = "คู่มือการปฏิบัติงานการส่งเสริมสุขภาพช่องปาก",
    unit: str = "สำนักทันตสาธารณสุข",
    indicator: str = "ตัวชี้วัดที่ 3.1 ร้อยละของเด็กปฐมวัยฟันไม่ผุ",
) -> bytes:
    """An SOP in the central template.

    `pages`: how many steps stand on each page; the head of the table is typed again on each, unless
    it is `one_table`, whose head repeats by itself: Word has noted where its pages begin. `shapes`:
    the flow chart is drawn. `split`: numbers of steps whose row goes on in a second one, the other
    cells merged downwards. `tracked`: there are tracked changes which, once accepted, say the same.
    `auto_…`: numbers and bullets are those of lists, else they are typed.
    """
    made = [
        _step(
            n,
            row,
            shapes=shapes,
            auto_numbers=auto_numbers,
            auto_bullets=auto_bullets,
            thai_digits=thai_digits,
            split=n in split,
            tracked=tracked,
        )
        for n, row in enumerate(rows, 1)
    ]
    return document(*_front(title, unit, indicator), *_tables(made, pages, one_table), *_legend())


def _front(title: str, unit: str, indicator: str) -> list[str]:
    return [
        paragraph("แบบฟอร์มมาตรฐานการปฏิบัติงาน (SOP)"),
        paragraph(f"ชื่อหน่วยงาน {unit}\t{title}"),
        paragraph(f"ชื่อตัวชี้วัด {indicator}"),
        paragraph("1. วัตถุประสงค์ (Objectives)", style="Heading1"),
        paragraph("1.1 เพื่อใช้เป็นแนวทางในการปฏิบัติงานของหน่วยงาน"),
        paragraph("1.2 เพื่อใช้เป็นเอกสารอ้างอิงในการปฏิบัติงาน"),
        paragraph("2. ขอบเขต (Scope)", style="Heading1"),
        paragraph("2.1 ครอบคลุมการดำเนินงานตั้งแต่การวางแผนจนถึงการรายงานผล"),
        paragraph("3. คำจำกัดความ (Definition) (ถ้ามี)", style="Heading1"),
        paragraph("เด็กปฐมวัย หมายถึง เด็กอายุ 3 ปี"),
        paragraph("4. ความรับผิดชอบ (Responsibilities)", style="Heading1"),
        paragraph("4.1 ผู้รับผิดชอบโดยตรง"),
        paragraph("คณะทำงานตัวชี้วัดที่ 3.1"),
        paragraph("4.2 ผู้มีส่วนเกี่ยวข้อง"),
        paragraph("กลุ่มยุทธศาสตร์และแผนงาน"),
        paragraph("5. ขั้นตอนการปฏิบัติ (Procedure)", style="Heading1"),
    ]


def _legend() -> list[str]:
    return [
        paragraph("สัญลักษณ์ที่ใช้"),
        paragraph("จุดเริ่มต้นและสิ้นสุดของกระบวนการ"),
        paragraph("เอกสารแนบ Template กลาง"),
        paragraph("ปรับปรุงเมื่อ 6 ตุลาคม 2564"),
    ]


def _tables(made: Sequence[str], pages: Sequence[int], one_table: bool) -> list[str]:
    head = row(*(cell(paragraph(name)) for name in HEADS), head=True)
    if not pages:
        return [table(head, *made)]
    if one_table:
        begin = set(accumulate(pages))
        turned = [_turned(one) if n in begin else one for n, one in enumerate(made)]
        return [table(head, *turned)]
    parts: list[str] = []
    first = 0
    for count in pages:
        parts += [*([paragraph(runs=PAGE)] if parts else []), table(head, *made[first:][:count])]
        first += count
    return parts


def _turned(made: str) -> str:
    return made.replace("<w:r>", f"{RENDERED}<w:r>", 1)


def _step(
    n: int,
    one: Row,
    *,
    shapes: bool,
    auto_numbers: bool,
    auto_bullets: bool,
    thai_digits: bool,
    split: bool,
    tracked: bool,
) -> str:
    typed = str(n).translate(_THAI) if thai_digits else str(n)
    chart = shape(one.shape or "rect", one.chart) if shapes and one.chart else text(one.chart)
    number = paragraph("" if auto_numbers else typed, listed=NUMBERED if auto_numbers else 0)
    duration = one.duration.translate(_THAI) if thai_digits else one.duration
    details = _points(one.detail, auto_bullets)
    merge = "restart" if split else ""
    first, rest = (details[:1], details[1:]) if split else (details, [])
    cells = [
        cell(number, merge=merge),
        cell(paragraph(runs=chart), merge=merge),
        cell(*first, paragraph(runs=change())) if tracked else cell(*first),
        cell(paragraph(runs=change(duration) if tracked else text(duration)), merge=merge),
        cell(*_points(one.parties, auto_bullets), merge=merge),
        cell(*_points(one.documents, auto_bullets), merge=merge),
    ]
    lower = [cell(*rest) if i == 2 else cell(merge="continue") for i in range(len(HEADS))]
    return row(*cells) + (row(*lower) if split else "")


def _points(lines: Sequence[str], auto: bool) -> list[str]:
    if len(lines) < 2:
        return [paragraph(line) for line in lines]
    if auto:
        return [paragraph(line, listed=BULLETED) for line in lines]
    return [paragraph(f"- {line}") for line in lines]


def document(
    *blocks: str, numbering: str = "", styles: Iterable[str] = (), parts: Mapping[str, bytes] = {}
) -> bytes:
    """`numbering`: what `w:numbering` holds, in place of `LISTS`; `styles`: more of them; `parts`:
    put into the package, or in place of what stood there.
    """
    made = Document()
    body = made.element.body
    end = body[-1]
    for block in blocks:
        for one in parse_xml(f"<w:body {DECLARED}>{block}</w:body>"):
            end.addprevious(one)
    lists = made.part.numbering_part.element
    lists[:] = parse_xml(f"<w:numbering {DECLARED}>{numbering or LISTS}</w:numbering>")[:]
    for style in styles:
        made.styles.element.append(parse_xml(style.replace(">", f" {DECLARED}>", 1)))
    into = BytesIO()
    made.save(into)
    return repacked(into.getvalue(), parts) if parts else into.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """`parts`: in place of what stood there, or beside it; None: it is taken out."""
    into = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(into, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename not in parts:
                new.writestr(one.filename, old.read(one))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return into.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def text(said: str, properties: str = "") -> str:
    """A run. Tabs and line breaks are what they are in Word."""
    pieces = escape(said).replace("\t", _OUT.format("w:tab")).replace("\n", _OUT.format("w:br"))
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{pieces}</w:t></w:r>'


def paragraph(
    said: str = "",
    *,
    runs: str = "",
    style: str = "",
    listed: int = 0,
    level: int = 0,
    properties: str = "",
) -> str:
    """`listed`: in which list, by its number; `properties`: more of them; `runs`: after `said`."""
    dressed = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        dressed += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listed}"/></w:numPr>'
    return f"<w:p><w:pPr>{dressed}{properties}</w:pPr>{text(said) if said else ''}{runs}</w:p>"


def cell(*blocks: str, span: int = 1, merge: str = "", properties: str = "") -> str:
    """`merge`: downwards, restart or continue."""
    told = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    told += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{told}{properties}</w:tcPr>{''.join(blocks) or paragraph()}</w:tc>"


def row(*cells: str, head: bool = False, properties: str = "") -> str:
    told = f"{properties}{'<w:tblHeader/>' if head else ''}"
    return f"<w:tr><w:trPr>{told}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, widths: Sequence[float] = WIDTHS) -> str:
    """`widths`: in centimetres."""
    grid = "".join(f'<w:gridCol w:w="{round(width * _TWIPS)}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def shape(preset: str, *words: str) -> str:
    """A run with an anchored shape, as Word writes it: once as DrawingML, and once more as VML for
    older programs."""
    newer = _CHOICE.format(drawn(preset, *words))
    return f"<w:r><mc:AlternateContent>{newer}{_FALLBACK.format(vml('_x0000_t202', *words))}" + (
        "</mc:AlternateContent></w:r>"
    )


def drawn(preset: str, *words: str) -> str:
    return _ANCHOR.format(_WPS, shape_alone(preset, *words))


def group(*shapes: str) -> str:
    """A run with several of `shape_alone`, grouped."""
    inner = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{''.join(shapes)}</wpg:wgp>"
    choice = _CHOICE.format(_ANCHOR.format(_WPS.replace("Shape", "Group"), inner))
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def canvas(*shapes: str) -> str:
    inner = f"<wpc:wpc><wpc:bg/><wpc:whole/>{''.join(shapes)}</wpc:wpc>"
    choice = _CHOICE.format(_ANCHOR.format(_WPS.replace("Shape", "Canvas"), inner))
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def shape_alone(preset: str, *words: str) -> str:
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        f"</wps:spPr>{_box('wps:txbx', words)}<wps:bodyPr/></wps:wsp>"
    )


def vml(kind: str, *words: str, element: str = "shape") -> str:
    """`kind`: the id of its type (`_x0000_t110`: a decision)."""
    told = f" type={quoteattr('#' + kind)}" if kind else ""
    return f"<w:pict><v:{element}{told}>{_box('v:textbox', words)}</v:{element}></w:pict>"


def change(said: str = "") -> str:
    """Runs in which other words were taken away, and `said` was put in their place, tracked."""
    put = f"<w:ins {_WHO}>{text(said)}</w:ins>" if said else ""
    gone = "<w:r><w:delText>ข้อความเดิม</w:delText></w:r>"
    return f"{put}<w:del {_WHO}>{gone}</w:del>"


def _box(element: str, words: Iterable[str]) -> str:
    inner = "".join(paragraph(word) for word in words)
    return f"<{element}><w:txbxContent>{inner}</w:txbxContent></{element}>" if inner else ""


_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_WHO = 'w:id="1" w:author="ผู้ตรวจ" w:date="2026-01-05T09:00:00Z"'
_OUT = '</w:t><{}/><w:t xml:space="preserve">'
_WPS = NAMESPACES["wps"]
_CHOICE = '<mc:Choice Requires="wps">{}</mc:Choice>'
_FALLBACK = "<mc:Fallback>{}</mc:Fallback>"
_ANCHOR = (
    '<w:drawing><wp:anchor><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="1"/><a:graphic>'
    '<a:graphicData uri="{}">{}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
)


def level(n: int, kind: str, shown: str, start: int = 1, more: str = "") -> str:
    """Of an abstract list. `kind`: how its numbers are written; `shown`: "%1.%2"."""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f"<w:lvlText w:val={quoteattr(shown)}/></w:lvl>"
    )


def lists(*levels: Sequence[str]) -> str:
    """Lists 1, 2, …: of each its levels."""
    told = [f'<w:abstractNum w:abstractNumId="{n}">{"".join(one)}' for n, one in enumerate(levels)]
    used = [
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(len(levels))
    ]
    return "".join(f"{one}</w:abstractNum>" for one in told) + "".join(used)


LISTS = lists([level(0, "decimal", "%1")], [level(0, "bullet", "-")])
