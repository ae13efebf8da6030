"""Text to HTML, and long texts in pieces."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.cutting import units
from bot.channels.telegram.markup import (
    MESSAGE_LIMIT,
    RAW_LIMIT,
    Accounts,
    clipped,
    html,
    pieces,
)
from bot.domain.message import Run, Style, Text, bold, code, italic, join, mention, plain

LETTERS = "กำ้ี่ \n<&👨‍👩‍👧x"
runs = st.builds(
    Run,
    st.text(LETTERS, max_size=30).map(lambda text: text * 90),
    st.sampled_from(Style),
    st.sampled_from([None, 1, 2]),
)
texts = st.lists(runs, max_size=4).map(lambda found: Text(tuple(found)))


def shown(piece: str) -> str:
    """What a person reads: the text without its tags."""
    return unescape(re.sub(r"<[^>]*>", "", piece))


def marked(text: Text, accounts: Accounts) -> list[str]:
    return [piece.html for piece in pieces(text, accounts)]


def test_what_people_typed_is_never_markup() -> None:
    text = join([bold("<b>"), italic("&amp;"), code('a "b"'), plain("<script>")], " ")
    assert html(text, {}) == ('<b>&lt;b&gt;</b> <i>&amp;amp;</i> <code>a "b"</code> &lt;script&gt;')


def test_a_mention_is_a_link_if_the_person_has_an_account_here() -> None:
    text = join([mention("สมชาย", 1), bold(mention("มาลี", 1)), mention("วิชัย", 2)], " ")
    link = '<a href="tg://user?id=11">'
    assert html(text, {1: "11"}) == f"{link}สมชาย</a> <b>{link}มาลี</a></b> วิชัย"


def test_a_text_within_the_limit_stays_one() -> None:
    assert marked(plain(" " + "ก" * MESSAGE_LIMIT + "\n"), {}) == ["ก" * MESSAGE_LIMIT]


def test_an_empty_text_is_no_piece() -> None:
    assert marked(plain(" \n "), {}) == []


def test_a_long_text_is_cut_between_paragraphs_first() -> None:
    first, second = "ก ข\n" * 700, "ค ง\n" * 700
    assert marked(plain(f"{first}\n\n{second}"), {}) == [first.strip(), second.strip()]


def test_a_piece_tells_what_comes_after_it() -> None:
    first, second = pieces(plain("ก ข\n" * 700 + "\n\n" + "ค ง\n" * 700), {})
    assert html(first.rest, {}) == second.html
    assert not second.rest


def test_a_style_goes_on_in_the_next_piece() -> None:
    first, second = marked(bold("ก " * 3000), {})
    assert all(piece.startswith("<b>") and piece.endswith("</b>") for piece in (first, second))


def test_much_markup_is_cut_by_its_bytes() -> None:
    found = marked(join([mention("ก", 1)] * 2000, " "), {1: "1234567890"})
    assert all(len(piece.encode()) <= RAW_LIMIT for piece in found)
    assert "".join(map(shown, found)).count("ก") == 2000


def test_what_must_be_one_message_is_cut_off_and_shows_it() -> None:
    text = clipped(plain("ก " * 5000), {})
    assert len(text) <= MESSAGE_LIMIT
    assert text.endswith("ก\n…")
    assert clipped(plain("สั้น"), {}) == "สั้น"


@given(texts)
def test_no_letter_is_lost_and_every_piece_fits(text: Text) -> None:
    found = marked(text, {1: "123456789"})
    together = "".join(shown(piece) for piece in found)
    assert re.sub(r"\s", "", together) == re.sub(r"\s", "", text.plain)
    for piece in found:
        assert 0 < units(shown(piece)) <= MESSAGE_LIMIT
        assert len(piece.encode()) <= RAW_LIMIT


@given(texts)
def test_a_cut_text_fits(text: Text) -> None:
    assert units(shown(clipped(text, {1: "123456789"}))) <= MESSAGE_LIMIT
