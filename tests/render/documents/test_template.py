"""The office's own form: what may be sent as one, and what is put into it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Read

from bot.domain.errors import Refusal
from bot.domain.files import MAX_TEMPLATE_BYTES
from bot.render.documents import template_opening
from bot.render.documents.placeholders import THAI, Placeholder, placeholder
from bot.render.documents.template import MOST_LARGE, MOST_PLACES, Value, checked, filled
from bot.render.documents.template_picture import Drawn
from bot.render.documents.template_table import Grid
from bot.render.pictures.png import png
from tests.render.documents import forms

HOSTILE = 'เขียน {{ประธาน}} <w:t>&amp; {HYPERLINK "http://x.example"}\x00\ud800\u202e'
SEEN = 'เขียน {{ประธาน}} <w:t>&amp; {HYPERLINK "http://x.example"}'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"/>'
BEGIN = '<w:fldChar w:fldCharType="begin"/>'
INSTRUCTION = BEGIN + "<w:instrText>{}</w:instrText>"
END = '<w:fldChar w:fldCharType="end"/>'
DDE = "<w:instrText>DDEAUTO c:\\\\x</w:instrText>"


@pytest.fixture(scope="module")
def read() -> Read:
    values: dict[Placeholder, Value] = {
        Placeholder.YEAR: ("2570",),
        Placeholder.INDICATOR: (HOSTILE,),
        Placeholder.ROUND: ("1",),
        Placeholder.OBSTACLES: ("รอคำสั่ง", HOSTILE),
        Placeholder.STEPS: Grid(["ลำดับ", "ขั้นตอน"], [["1", HOSTILE]], [1, 4]),
        Placeholder.SUMMARY: ("แล้วเสร็จ 4", "เกินกำหนด 0"),
        Placeholder.CHAIR: ("นพ.สมคิด",),
        Placeholder.TIMELINE: Drawn(png(DRAWING), HOSTILE),
    }
    return Document(BytesIO(filled(forms.form(), values)))


def refused(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        checked(data)
    return caught.value


def test_a_form_says_what_it_leaves_open_however_word_has_cut_it() -> None:
    assert checked(forms.form()) >= {Placeholder.INDICATOR, Placeholder.YEAR, Placeholder.TIMELINE}


def test_what_is_put_in_keeps_the_letters_of_its_place(read: Read) -> None:
    line = read.paragraphs[0]
    assert line.text == f"เรื่อง {SEEN} รอบ 1"
    assert [run.font.size.pt for run in line.runs[1:] if run.font.size] == [18, 18, 18]


def test_each_line_of_a_list_is_a_paragraph_like_that_of_its_place(read: Read) -> None:
    bullets = [p.text for p in read.paragraphs if p.style and p.style.name == "List Bullet"]
    assert bullets == ["รอคำสั่ง", SEEN]


def test_inside_a_sentence_a_list_is_broken_by_lines(read: Read) -> None:
    assert read.tables[1].cell(0, 0).text == "สรุป: แล้วเสร็จ 4\nเกินกำหนด 0 (นพ.สมคิด)"


def test_the_table_stands_where_its_place_was(read: Read) -> None:
    assert [[c.text for c in row.cells] for row in read.tables[0].rows] == [
        ["ลำดับ", "ขั้นตอน"],
        ["1", SEEN],
    ]
    assert [r.cells[0].paragraphs[0].runs[0].bold for r in read.tables[0].rows] == [True, None]


def test_heads_of_pages_are_filled_in_and_the_picture_is_told_in_words(read: Read) -> None:
    assert read.sections[0].header.paragraphs[0].text == "กรมอนามัย 2570"
    assert read.inline_shapes[0]._inline.docPr.get("descr") == SEEN


def test_what_people_wrote_is_not_filled_in_again_and_is_no_field(read: Read) -> None:
    whole = read.element.xml
    assert "นพ.สมคิด" not in read.paragraphs[0].text
    assert "instrText" not in whole
    assert "<w:hyperlink" not in whole


def test_a_place_without_a_value_is_left_empty() -> None:
    assert Document(BytesIO(filled(forms.saying("ก{{รอบ}}ข"), {}))).paragraphs[0].text == "กข"


def test_what_is_said_is_shown_in_place_of_what_the_place_was_bound_to() -> None:
    bound = '<w:body><w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr></w:sdt>'
    form = forms.changed(forms.BODY, "<w:body>", bound)
    assert "dataBinding" not in Document(BytesIO(filled(form, {}))).element.xml


def test_where_a_section_ends_it_ends_once_whatever_is_put_there() -> None:
    form = forms.changed(forms.BODY, "<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>")
    read = Document(BytesIO(filled(form, {Placeholder.ROUND: ("1", "2", "3")})))
    assert ([p.text for p in read.paragraphs], len(read.sections)) == (["1", "2", "3"], 2)


def test_every_placeholder_has_a_thai_and_an_english_name() -> None:
    assert set(THAI) == set(Placeholder)
    assert placeholder("Fiscal_Year ") is placeholder(" ปีงบ ประมาณ") is Placeholder.YEAR


def test_names_that_nobody_knows_are_told_all_at_once() -> None:
    refusal = refused(forms.saying("{{รอบ}} {{ผู้อำนวยการ}}", "{{ for x in y }}"))
    assert refusal.code == "template-unknown"
    assert refusal.values["unknown"] == ("ผู้อำนวยการ", "for x in y")


@pytest.mark.parametrize(
    ("said", "code"),
    [("ไม่มีช่อง", "template-empty"), ("{{รอบ}} {{วันที่", "template-unclosed")],
)
def test_a_form_must_leave_something_open_and_close_its_braces(said: str, code: str) -> None:
    assert refused(forms.saying(said)).code == code


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"PK\x05\x06" + bytes(18), forms.packed({"a.txt": b"a"})],
    ids=["nothing", "pdf", "empty zip", "another zip"],
)
def test_what_is_no_word_file_is_not_taken(data: bytes) -> None:
    assert refused(data).code == "template-not-word"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (forms.changed(forms.TYPES, "document.main+xml", "template.main+xml"), "template-not-word"),
        (
            forms.changed(
                forms.TYPES,
                "openxmlformats-officedocument.wordprocessingml.document.main",
                "ms-word.document.macroEnabled.main",
            ),
            "template-macros",
        ),
        (forms.changed(forms.BODY, "w:t", "w:t", {"word/vbaProject.bin": b"x"}), "template-macros"),
        (forms.related("vbaProject", "x.xml"), "template-macros"),
        (forms.related("image", "http://x.example/a.png", "External"), "template-links"),
        (forms.related("hyperlink", "http://x.example", "External"), "template-links"),
        (forms.related("attachedTemplate", "file:///x.dotm", "External"), "template-links"),
        (forms.inside('<v:imagedata xmlns:v="urn:v" src="http://x"/>'), "template-links"),
        (forms.related("oleObject", "embeddings/a.bin"), "template-embedded"),
        (forms.related("aFChunk", "other.docx"), "template-embedded"),
        (forms.inside("<w:object/>"), "template-embedded"),
        (forms.changed(forms.BODY, "w:t", "w:t", {"word/a.bin": b"x"}), "template-embedded"),
        (forms.inside(INSTRUCTION.format(r"INCLUDEPICTURE http://x")), "template-fields"),
        (forms.inside(INSTRUCTION.format("<x/>D") + "<w:instrText>DE x</w:instrText>"), "fields"),
        (forms.inside(INSTRUCTION.format("PAGE") + INSTRUCTION.format("QUOTE 68")), "fields"),
        (forms.inside(forms.either("<w:instrText>PAGE </w:instrText>", DDE)), "fields"),
        (forms.inside(forms.either(INSTRUCTION.format("PAGE"), DDE)), "fields"),
        (forms.inside(BEGIN + "<w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Q</w:t>"), "fields"),
        (forms.inside(BEGIN.replace("/>", ' a:fldCharType="x" xmlns:a="a"/>') + DDE), "broken"),
        (forms.inside('<v:fill xmlns:v="v" src="http://x" xmlns:a="a" a:src=""/>'), "links"),
        (forms.related("image", "a.png", 'External" a:TargetMode="Internal" xmlns:a="a'), "broken"),
        (forms.changed(forms.BODY, "<w:document", "<!DOCTYPE a><w:document"), "template-broken"),
        (forms.changed(forms.BODY, "</w:body>", ""), "template-broken"),
        (forms.changed(forms.RELS, "<?xml", "<!--"), "template-broken"),
    ],
)
def test_what_could_run_fetch_or_hide_something_is_not_taken(data: bytes, code: str) -> None:
    assert refused(data).code.endswith(code)


@pytest.mark.parametrize(
    "pieces",
    [
        [" PAGE "],
        [" ", "PA", "GE", " \\* MERGEFORMAT "],
        [" PAGEREF _Toc1 ", "\\h"],
        [' TOC \\o "1-3" \\t "หัวเรื่อง,1" '],
    ],
)
def test_numbers_of_pages_and_tables_of_contents_are_taken(pieces: list[str]) -> None:
    told = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    assert checked(forms.inside(BEGIN + told + END)) == {Placeholder.ROUND}


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "{{รอบ}}"><!ENTITY c SYSTEM "file:///etc/passwd">]><w:document'
    assert refused(forms.changed(forms.BODY, "<w:document", bomb)).code == "template-broken"


def test_a_part_that_is_xml_only_by_its_kind_is_read_too() -> None:
    kind = '<Override PartName="/word/a.png" ContentType="application/x+xml"/></Types>'
    data = forms.changed(forms.TYPES, "</Types>", kind, {"word/a.png": b"<!DOCTYPE a><a/>"})
    assert refused(data).code == "template-broken"


@pytest.mark.parametrize(
    "kinds",
    [
        f'<Default Extension="" ContentType="{forms.MAIN}"/>'
        '<Default Extension="a/document" ContentType="image/png"/>',
        f'<Default Extension="doc" ContentType="{forms.MAIN}"/>'
        '<Override xmlns="x" PartName="/word.a/document.doc" ContentType="image/png"/>',
    ],
    ids=["by a dot in the folder", "by another namespace"],
)
def test_what_only_looks_like_a_picture_is_not_opened_as_pages(kinds: str) -> None:
    name = "word.a/document" + (".doc" if 'doc"' in kinds else "")
    assert refused(forms.disguised(name, kinds)).code == "template-broken"


@pytest.mark.parametrize(
    "more",
    [
        {f"word/{n}.png": b"" for n in range(template_opening.MOST_PARTS)},
        {"word/a.png": bytes(template_opening.MOST_UNPACKED)},
        {"word/a.xml": b"<a>" + b"<a/>" * 250_000 + b"</a>"},
        {"word/a.xml": b"".join([b"<a>", *(b"<!--%d-->" % n for n in range(210_000)), b"</a>"])},
        {"word/a.xml": b"".join([b"<a>", *(b"<?a %d?>" % n for n in range(210_000)), b"</a>"])},
    ],
    ids=["parts", "bytes", "nodes", "comments", "instructions"],
)
def test_what_would_unpack_to_too_much_is_not_unpacked(more: dict[str, bytes]) -> None:
    assert refused(forms.changed(forms.BODY, "w:t", "w:t", more)).code == "template-too-much"


def test_more_places_than_a_form_has_are_too_much() -> None:
    assert refused(forms.saying("{{รอบ}}" * (MOST_PLACES + 1))).code == "template-too-much"


def test_more_tables_than_a_form_has_are_too_much() -> None:
    assert refused(forms.saying("{{ตารางขั้นตอน}}" * (MOST_LARGE + 1))).code == "template-too-much"


@pytest.mark.parametrize("of", ["r", "p"])
def test_how_a_place_looks_is_not_copied_without_end(of: str) -> None:
    look = f"<w:{of}Pr>" + "<w:b/><!--a-->" * 2_000 + f"</w:{of}Pr>"
    assert refused(forms.changed(forms.BODY, f"<w:{of}>", f"<w:{of}>{look}")).code.endswith("much")


def test_five_megabytes_are_the_most() -> None:
    assert refused(bytes(MAX_TEMPLATE_BYTES + 1)).code == "template-too-large"


@pytest.mark.parametrize(("entry", "at", "byte"), [(b"PK\1\2", 46, 0), (b"PK\5\6", 18, 255)])
def test_a_list_of_parts_that_cannot_be_is_broken(entry: bytes, at: int, byte: int) -> None:
    data = bytearray(forms.form())
    data[data.rindex(entry) + at] = byte
    assert refused(bytes(data)).code == "template-broken"


def test_a_name_given_twice_is_broken() -> None:
    into = BytesIO(forms.form())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(into, "a") as package:
        package.writestr(forms.BODY, b"<a/>")
    assert refused(into.getvalue()).code == "template-broken"
