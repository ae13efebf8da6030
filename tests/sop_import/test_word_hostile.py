"""Whatever is sent as a Word file: a sentence, and bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.files import MAX_FILE_BYTES
from bot.render.language import speaker
from bot.render.text import refusals
from bot.sop_import import word_opening as opening
from bot.sop_import.word import read_word
from bot.sop_import.word_opening import Kind, kind_of
from tests import word_files as word
from tests.security.effort import examples

SECONDS = 6
"""Alone it takes less than two; other tests run beside it."""
MEGABYTES = 150
BODY, KINDS, RELATIONS = "word/document.xml", "[Content_Types].xml", "_rels/.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIN = "wordprocessingml.document.main+xml"
PARTS = (BODY, KINDS, RELATIONS, "word/styles.xml", "word/numbering.xml")
DRAWN = word.sop_document(shapes=True, auto_numbers=True, auto_bullets=True, tracked=True)
READING = """
import sys
from bot.domain.errors import Refusal
from bot.sop_import.word import read_word
def most():
    said = open("/proc/self/status").read()
    return int(said.partition("VmHWM:")[2].split()[0])
before = most()
data = open(sys.argv[1], "rb").read()
try:
    read_word(data)
except Refusal:
    pass
print(most() - before)
"""
"""Kilobytes by which the memory of a process of its own grows."""


def refused(read: Callable[[bytes], object], data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read(data)
    assert refusals.text(speaker("th"), caught.value).plain
    return caught.value.code


def replaced(name: str, old: str, new: str) -> bytes:
    given = word.sop_document()
    content = word.part(given, name).decode()
    assert old in content
    return word.repacked(given, {name: content.replace(old, new).encode()})


def body(inner: str) -> bytes:
    content = f"<w:document {word.DECLARED}><w:body>{inner}</w:body></w:document>"
    return word.repacked(word.sop_document(), {BODY: content.encode()})


def nested(count: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * count + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * count


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "sop-old-word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "sop-password"),
        (OLE + "Workbook".encode("utf-16-le"), "sop-not-word"),
        (b"{\\rtf1 x}", "sop-old-word"),
        (b"\r\n<html><body>", "sop-old-word"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "sop-old-word"),
        (b"%PDF-1.7", "sop-pdf"),
        (b"\n%PDF-1.7", "sop-pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sop-not-word"),
        (b"", "sop-not-word"),
        (b" \n", "sop-not-word"),
        (bytes(MAX_FILE_BYTES + 1), "sop-too-large"),
    ],
    ids=[
        *("doc", "password", "xls", "rtf", "html", "flat", "pdf", "pdf after a line", "png"),
        *("nothing", "blank", "large"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_content(data: bytes, code: str) -> None:
    assert refused(kind_of, data) == code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word.sop_document(), Kind.WORD),
        ("ลำดับ\tผังกระบวนการ\n".encode(), Kind.PLAIN),
        ("ลำดับ".encode("cp874"), Kind.PLAIN),
        ("ลำดับ\n".encode("utf-16"), Kind.PLAIN),
    ],
    ids=["docx", "utf-8", "cp874", "utf-16"],
)
def test_what_can_be_read_is_told_by_its_content(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "sop-not-word"),
        (word.repacked(word.sop_document(), {KINDS: None}), "sop-not-word"),
        (word.repacked(word.sop_document(), {RELATIONS: None}), "sop-not-word"),
        (word.repacked(word.sop_document(), {BODY: None}), "sop-not-word"),
        (replaced(KINDS, MAIN, "spreadsheetml.sheet.main+xml"), "sop-not-word"),
        (
            replaced(
                KINDS,
                f"application/vnd.openxmlformats-officedocument.{MAIN}",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "sop-macros",
        ),
        (replaced(BODY, "</w:body>", ""), "sop-broken"),
        (replaced(BODY, "<w:body>", "<!DOCTYPE a><w:body>"), "sop-broken"),
        (replaced(BODY, "w:body", "w:bodies"), "sop-broken"),
        (replaced(KINDS, "<Types", '<!DOCTYPE a [<!ENTITY b "c">]><Types'), "sop-broken"),
        (body("&undefined;"), "sop-broken"),
        (body("<w:p>" * (opening.DEEPEST + 1) + "</w:p>" * (opening.DEEPEST + 1)), "sop-too-much"),
        (body(word.paragraph("ก" * 1_000_001)), "sop-too-much"),
        (body(nested(40)), "sop-too-much"),
        (body("<w:tbl>" + word.row(word.cell()) * 2_001 + "</w:tbl>"), "sop-too-much"),
        (body(f"<w:tbl>{word.row(*[word.cell()] * 64)}</w:tbl>"), "sop-too-much"),
        (body("<w:p/>" * 20_001), "sop-too-much"),
        (body("<w:q/>" * opening.MOST_NODES), "sop-too-much"),
        (body("<w:q xmlns:b='c'/>" * opening.MOST_NAMESPACES), "sop-too-much"),
        (body(" " * opening.MOST_XML), "sop-too-much"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 3_001, "sop-too-much"),
        (bytes(MAX_FILE_BYTES + 1), "sop-too-large"),
    ],
)
def test_what_is_no_sound_word_file_is_refused(data: bytes, code: str) -> None:
    began = process_time()
    assert refused(read_word, data) == code
    assert process_time() - began < SECONDS


def test_two_documents_in_one_file_are_refused() -> None:
    given = word.sop_document()
    told = word.part(given, RELATIONS).decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    other = f'<Relationship Id="x" Type="{kind}" Target="word/document.xml"/></Relationships>'
    again = told.replace("</Relationships>", other).encode()
    assert refused(read_word, word.repacked(given, {RELATIONS: again})) == "sop-broken"


def test_a_name_given_twice_is_broken() -> None:
    into = BytesIO(word.sop_document())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(into, "a") as package:
        package.writestr(BODY, b"<a/>")
    assert refused(read_word, into.getvalue()) == "sop-broken"


@pytest.mark.parametrize(
    "parts",
    [
        {"word/media/image1.png": bytes(100 * 1024 * 1024)},
        {"word/embeddings/oleObject1.bin": OLE, "word/embeddings/a.vsdx": b"PK"},
        {"word/charts/chart1.xml": b"<!DOCTYPE a><broken"},
        {"word/vbaProject.bin": b"x"},
        {"word/comments.xml": b"<a>" + b"<a/>" * 300_000 + b"</a>"},
    ],
    ids=["picture", "embedded", "chart", "macros", "comments"],
)
def test_what_is_not_read_is_never_opened(parts: dict[str, bytes]) -> None:
    given = word.sop_document()
    began = process_time()
    assert read_word(word.repacked(given, parts)) == read_word(given)
    assert process_time() - began < SECONDS


def test_links_to_the_outside_are_nobodys_business() -> None:
    name = "word/_rels/document.xml.rels"
    link = (
        '<Relationship Id="x" Type="http://x/styles" Target="numbering.xml" '
        'TargetMode="External"/><Relationship Id="y" Type="http://x/hyperlink" '
        'Target="http://x.example" TargetMode="External"/>'
    )
    given = word.sop_document()
    told = word.part(given, name).decode().replace("<Relationship ", f"{link}<Relationship ", 1)
    assert read_word(word.repacked(given, {name: told.encode()})) == read_word(given)


@examples(40)
@given(st.data())
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(word.part(DRAWN, name := data.draw(st.sampled_from(PARTS))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(
            st.sampled_from([b"", b"<", b">", b'"', b"/>", b"<w:p>", b"</w:tc>", b"0", b"\xff"])
        )
    _read_or_refused(word.repacked(DRAWN, {name: bytes(content)}))


@examples(40)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=8))
def test_whatever_is_changed_in_its_bytes_it_is_read_or_refused(at: int, other: bytes) -> None:
    data = bytearray(DRAWN)
    data[at : at + len(other)] = other
    _read_or_refused(bytes(data))


def _read_or_refused(data: bytes) -> None:
    """Anything else that is raised fails the test."""
    with suppress(Refusal):
        read_word(data)


@pytest.mark.long
@pytest.mark.skipif(
    sys.platform != "linux", reason="reads how much memory a process had from /proc"
)
@pytest.mark.parametrize(
    "data",
    [
        lambda: body(word.paragraph("ก") * 19_000),
        lambda: body(
            "<w:tbl>" + word.row(*[word.cell(word.paragraph("ก"))] * 6) * 1_900 + "</w:tbl>"
        ),
        lambda: body("<w:q " + " ".join(f'a{n}=""' for n in range(150_000)) + "/>"),
        lambda: body("<w:p>" + word.text("ก", "<w:b/>") * 40_000 + "</w:p>"),
        lambda: word.repacked(word.sop_document(), {"a.png": bytes(100 * 1024 * 1024)}),
        lambda: b"PK\x03\x04" + (b"PK\x01\x02" + bytes(42)) * 400_000,
    ],
    ids=["paragraphs", "rows", "attributes", "runs", "picture", "parts"],
)
def test_no_file_takes_more_memory_than_there_is(data: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "sop.docx"
    path.write_bytes(data())
    told = subprocess.run(
        [sys.executable, "-c", READING, str(path)], capture_output=True, check=True, text=True
    )
    assert 0 < int(told.stdout) < MEGABYTES * 1024
