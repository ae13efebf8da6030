"""Numbers and bullets that Word puts before paragraphs."""

from __future__ import annotations

import pytest

from bot.sop_import.word import read_word
from bot.sop_import.word_counting import counted
from tests import word_files as word
from tests.sop_import.papers import cell, lines, said, shown

OUTLINE = word.lists(
    [word.level(0, "decimal", "%1."), word.level(1, "decimal", "%1.%2"), word.level(2, "none", "")]
)


def items(*levels: int, listed: int = 1) -> list[str]:
    return [word.paragraph("ก", listed=listed, level=level) for level in levels]


def marks(*blocks: str, numbering: str, styles: tuple[str, ...] = ()) -> list[str]:
    paper = read_word(word.document(*blocks, numbering=numbering, styles=styles))
    return [one.mark for one in lines(paper)]


def test_lower_levels_begin_again_below_a_higher_one() -> None:
    given = items(0, 1, 1, 0, 1, 2)
    assert marks(*given, numbering=OUTLINE) == ["1.", "1.1", "1.2", "2.", "2.1", ""]


def test_levels_are_told() -> None:
    paper = read_word(word.document(*items(0, 1, 2), numbering=OUTLINE))
    assert [one.level for one in lines(paper)] == [0, 1, 2]


def test_a_level_that_never_restarts_goes_on() -> None:
    never = word.level(1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>')
    numbering = word.lists([word.level(0, "decimal", "%1"), never])
    assert marks(*items(0, 1, 0, 1), numbering=numbering) == ["1", "1", "2", "2"]


def test_a_missing_upper_level_is_counted_as_its_first() -> None:
    assert marks(*items(1, 1), numbering=OUTLINE) == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("kind", "third"),
    [
        ("decimal", "(3)"),
        ("decimalZero", "(03)"),
        ("thaiNumbers", "(๓)"),
        ("thaiLetters", "(ค)"),
        ("thaiCounting", "(สาม)"),
        ("lowerLetter", "(c)"),
        ("upperRoman", "(III)"),
        ("hebrew1", "(3)"),
    ],
)
def test_numbers_are_written_as_the_list_says(kind: str, third: str) -> None:
    numbering = word.lists([word.level(0, kind, "(%1)")])
    assert marks(*items(0, 0, 0), numbering=numbering)[2] == third


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (27, "lowerLetter", "aa"),
        (41, "thaiLetters", "ฮ"),
        (42, "thaiLetters", "กก"),
        (121, "thaiCounting", "หนึ่งร้อยยี่สิบเอ็ด"),
        (10, "thaiCounting", "สิบ"),
        (944, "lowerRoman", "cmxliv"),
        (10**9, "lowerRoman", "1000000000"),
        (0, "upperLetter", "0"),
    ],
)
def test_numbers_at_the_edges(number: int, kind: str, written: str) -> None:
    assert counted(number, kind) == written


@pytest.mark.parametrize(
    ("font", "shown", "mark"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0a7", "•"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Courier New", "o", "•"),
        ("", "-", "-"),
        ("", "", "•"),
    ],
)
def test_bullets_are_those_that_are_seen(font: str, shown: str, mark: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
    bullet = word.level(0, "bullet", shown).replace("</w:lvl>", fonts)
    assert marks(*items(0), numbering=word.lists([bullet])) == [mark]


def test_lists_of_one_kind_count_on_unless_one_begins_anew() -> None:
    numbering = word.lists([word.level(0, "decimal", "%1")]) + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    given = [*items(0), *items(0, listed=2), *items(0, 0, listed=3)]
    assert marks(*given, numbering=numbering) == ["1", "2", "7", "8"]


def test_a_list_may_write_a_level_in_its_own_way() -> None:
    other = word.level(0, "thaiNumbers", "ข้อ %1")
    numbering = word.lists([word.level(0, "decimal", "%1")]) + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{other}</w:lvlOverride></w:num>'
    )
    assert marks(*items(0, listed=2), numbering=numbering) == ["ข้อ ๑"]


def test_a_style_brings_its_list_and_level() -> None:
    second = word.level(1, "decimal", "%1.%2", more='<w:pStyle w:val="s"/>')
    numbering = word.lists([word.level(0, "decimal", "%1."), second])
    styles = (
        '<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>",
        '<w:style w:type="paragraph" w:styleId="t"><w:basedOn w:val="s"/></w:style>',
    )
    none = word.paragraph("ค", style="s", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    given = [*items(0), word.paragraph("ก", style="s"), word.paragraph("ข", style="t"), none]
    assert marks(*given, numbering=numbering, styles=styles) == ["1.", "1.1", "1.2", ""]


def test_a_list_may_be_told_by_a_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{word.level(0, "decimal", "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    style = (
        '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert marks(*items(0), numbering=numbering, styles=(style,)) == ["1)"]


def test_a_list_that_is_not_there_gives_no_mark() -> None:
    assert marks(*items(0, listed=9), *items(5), numbering=OUTLINE) == ["", ""]


def test_a_number_without_words_is_read_and_a_bullet_without_them_is_not() -> None:
    number, bullet = (word.paragraph(listed=n) for n in (word.NUMBERED, word.BULLETED))
    assert shown(cell(number, bullet, number)) == ["1", "2"]


def test_a_break_before_the_first_word_does_not_take_the_mark() -> None:
    assert said(word.paragraph("\nก", listed=word.BULLETED)) == ["- ก"]
