"""The page on which a person judges the look of messages."""

from __future__ import annotations

from bot.channels.line.flex import rendered
from bot.domain.message import Button, Message, bold, join, plain
from tests.peers.line_look.html import html_of


def page(message: Message) -> str:
    return html_of(rendered(message, link_of=lambda code: f"https://line.example/{code}"))


def test_it_shows_title_text_and_buttons_as_typed() -> None:
    text = join([bold("เรื่อง"), "• <ก>", join([bold("ข"), "ค"], " ")])
    found = page(Message(text, ((Button("ปุ่ม", "status"),),)))
    assert all(part in found for part in ("เรื่อง", "&lt;ก&gt;", "ปุ่ม", "font-weight:bold"))


def test_it_shows_a_text_and_quick_replies() -> None:
    assert "<div class='text'>สั้น</div>" in page(Message(plain("สั้น")))
    asked = Message(plain("ถาม"), ((Button("ตอบ", "status"),),), asks=True)
    assert "<span>ตอบ</span>" in page(asked)
