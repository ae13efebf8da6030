"""Text and buttons of a neutral message, as they stand in a post."""

from __future__ import annotations

from bot.demo.web.content import Key, Run
from bot.demo.web.markup import keys, runs
from bot.domain.message import Button, Message, Style, bold, code, italic, join, mention, plain


def test_styles_stay_and_what_looks_like_markup_is_text() -> None:
    text = join([plain("<b>ก</b> & *ข*"), bold("ค"), italic("ง"), code("/done 3")], " ")
    assert runs(text, {}) == (
        Run("<b>ก</b> & *ข* "),
        Run("ค", Style.BOLD),
        Run(" "),
        Run("ง", Style.ITALIC),
        Run(" "),
        Run("/done 3", Style.CODE),
    )


def test_a_mention_carries_the_account_if_the_person_has_one_here() -> None:
    text = mention("มาลี", 7) + mention("คนอื่น", 8)
    assert text.people == {7, 8}
    assert runs(text, {7: "malee"}) == (
        Run("มาลี", Style.MENTION, "malee"),
        Run("คนอื่น", Style.MENTION),
    )


def test_buttons_act_invite_or_open_and_empty_rows_vanish() -> None:
    first = (Button("ปิด", "done 3"), Button("เปิดแชต", invite="c-1"))
    assert keys(Message(plain(""), (first, (), (Button("แผน", link="https://x"),)))) == (
        (Key("ปิด", "done 3"), Key("เปิดแชต", invite="c-1")),
        (Key("แผน", link="https://x"),),
    )
