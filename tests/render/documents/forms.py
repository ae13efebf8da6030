"""Word files as offices send them, and as nobody should."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Read
from docx.shared import Pt

TYPES, BODY = "[Content_Types].xml", "word/document.xml"
RELS = "word/_rels/document.xml.rels"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@cache
def form() -> bytes:
    """An office's own: its words around the places, one of which Word has cut into three runs."""
    page = Document()
    page.sections[0].header.paragraphs[0].text = "กรมอนามัย {{ ปีงบประมาณ }}"
    cut = page.add_paragraph("เรื่อง ")
    for piece in ("{{ตัว", "ชี้", "วัด}} รอบ {{round}}"):
        cut.add_run(piece).font.size = Pt(18)
    page.add_paragraph("{{อุปสรรค}}", style="List Bullet")
    page.add_paragraph("{{ตารางขั้นตอน}}")
    page.add_table(1, 1).cell(0, 0).text = "สรุป: {{summary}} ({{ประธาน}})"
    page.add_paragraph("{{แผนภูมิ}}")
    return written(page)


@cache
def saying(*paragraphs: str) -> bytes:
    page = Document()
    for words in paragraphs:
        page.add_paragraph(words)
    return written(page)


def written(page: Read) -> bytes:
    into = BytesIO()
    page.save(into)
    return into.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return into.getvalue()


def changed(part: str, before: str, after: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """A form in which a part says something else; with parts that it had not."""
    parts = parts_of(saying("{{รอบ}}"))
    said = parts[part].decode()
    assert before in said
    parts[part] = said.replace(before, after, 1).encode()
    return packed(parts | dict(more or {}))


def inside(xml: str) -> bytes:
    """A form with this in a run of its first paragraph."""
    return changed(BODY, "<w:t>", f"{xml}<w:t>")


def either(choice: str, other: str) -> str:
    """Of which a program reads one only; in a field of which neither is the beginning or end."""
    begin, end = (f'<w:fldChar w:fldCharType="{place}"/>' for place in ("begin", "end"))
    known = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    taken = f'<mc:Choice Requires="x" xmlns:x="x">{choice}</mc:Choice>'
    fallback = f"<mc:Fallback>{other}</mc:Fallback>"
    return f"{begin}<mc:AlternateContent {known}>{taken}{fallback}</mc:AlternateContent>{end}"


def related(kind: str, target: str, mode: str = "Internal") -> bytes:
    one = f'<Relationship Id="rX" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return changed(RELS, "</Relationships>", f"{one}</Relationships>")


def disguised(name: str, kinds: str) -> bytes:
    """A form whose pages are this part, of which [Content_Types].xml says `kinds`."""
    parts = parts_of(saying("{{รอบ}}"))
    parts[name] = parts.pop(BODY)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(BODY.encode(), name.encode())
    told = f'<Override PartName="/{BODY}" ContentType="{MAIN}"/>'
    assert told in parts[TYPES].decode()
    parts[TYPES] = parts[TYPES].decode().replace(told, kinds).encode()
    return packed(parts)
