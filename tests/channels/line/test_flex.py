"""A message on LINE: a text or bubbles, what is in them, and that LINE takes all of it."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.line.flex import rendered
from bot.domain.message import (
    Button,
    Message,
    Run,
    Style,
    Text,
    bold,
    code,
    italic,
    join,
    mention,
    paragraphs,
    plain,
)
from tests.channels.line.judge import actions, components, judge, read, units

Json = dict[str, Any]

LETTERS = 'กำ้ี่ \n\r\t•x<{"\\\u200b\x00\x1c\x85\u2028\ud800👨‍👩‍👧'
runs = st.builds(
    Run,
    st.builds(lambda part, times: part * times, st.text(LETTERS, max_size=20), st.integers(1, 200)),
    st.sampled_from(Style),
    st.sampled_from([None, 1]),
)
texts = st.lists(runs, max_size=5).map(lambda found: Text(tuple(found)))
labels = st.text(LETTERS, max_size=60).map(lambda label: f"ปุ่ม{label}")
buttons = st.builds(Button, labels, st.just("status p1"), st.one_of(st.none(), st.just("abc")))
keyboards = st.lists(st.lists(buttons, max_size=9).map(tuple), max_size=9).map(tuple)


def link_of(invite: str) -> str:
    return f"https://line.example/{invite}"


def shown(message: Message) -> list[Json]:
    found = rendered(message, link_of=link_of)
    judge(found)
    return found


def of(text: str | Text, *rows: tuple[str, ...], asks: bool = False) -> list[Json]:
    """The message of this text with buttons of these labels."""
    given = tuple(tuple(Button(label, "status p1") for label in row) for row in rows)
    return shown(Message(plain(text) if isinstance(text, str) else text, given, asks=asks))


def visible(text: str) -> str:
    """Half a surrogate pair counts as nothing, and so does what is shown for it."""
    seen = (c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")
    return "".join(seen).replace("\ufffd", "")


def test_a_short_message_is_a_text_that_can_be_copied() -> None:
    text = join(["เลขที่ 4-02", bold("สมชาย"), "ข้อความ"])
    assert of(text) == [{"type": "text", "text": "เลขที่ 4-02\nสมชาย\nข้อความ"}]


def test_longer_ones_and_those_with_a_title_or_buttons_are_bubbles() -> None:
    for found in (of("ก\nข\nค\nง"), of(join([bold("เรื่อง"), "ข"])), of("ก", ("ข",))):
        assert [message["type"] for message in found] == ["flex"]


def test_a_first_line_wholly_bold_is_the_title() -> None:
    [message] = of(join([bold("เรื่อง สรุป\nเรียน ประธาน"), "ก"]))
    header = message["contents"]["header"]
    assert [part["text"] for part in header["contents"]] == ["เรื่อง สรุป"]
    assert read([message]) == "เรื่อง สรุปเรียน ประธานก"


@pytest.mark.parametrize("text", [join([bold("ก"), "ข\nค"], " "), bold("ก" * 201) + plain("\nข")])
def test_a_line_partly_bold_or_very_long_is_none(text: Text) -> None:
    [message] = of(text, ("ข",))
    assert "header" not in message["contents"]


def test_a_title_alone_is_the_body() -> None:
    [message] = of(bold("บันทึกแล้ว"))
    assert set(message["contents"]) == {"type", "size", "body"}


def test_styles_are_spans_and_a_mention_is_a_bold_name() -> None:
    text = join([bold("ก"), italic("ข"), code("ค"), mention("มาลี", 1), "ง"], " ")
    spans = [part for part in components(of(text, ("ปุ่ม",))) if part["type"] == "span"]
    assert [span["text"].strip() for span in spans if span.get("weight")] == ["ก", "มาลี"]
    assert [span["text"].strip() for span in spans if span.get("style")] == ["ข"]
    assert [span["text"].strip() for span in spans if span.get("color")] == ["ค"]


def test_what_people_typed_is_shown_as_it_is() -> None:
    typed = '<b>{"type": "text"}</b> **ก**'
    assert read(of(typed, ("ข",))) == typed


def test_the_lines_of_a_list_stand_right_of_its_bullets() -> None:
    boxes = [part for part in components(of("ก\n• ข\n• ค", ("ง",))) if part["type"] == "box"]
    items = [box for box in boxes if box["layout"] == "horizontal" and "action" not in box]
    assert [[part["text"] for part in box["contents"]] for box in items[:2]] == [
        ["•", "ข"],
        ["•", "ค"],
    ]


def test_paragraphs_stand_further_apart_than_lines() -> None:
    [message] = of("ก\nข\n\nค", ("ง",))
    margins = [part.get("margin") for part in message["contents"]["body"]["contents"]]
    assert margins == [None, "sm", "xxl"]


def test_the_list_of_chats_shows_the_title_and_what_is_told() -> None:
    [message] = of(join([bold("ปิดขั้นตอนที่ 4 แล้ว"), "ผู้บันทึก มาลี\n• ข"]))
    assert message["altText"] == "ปิดขั้นตอนที่ 4 แล้ว – ผู้บันทึก มาลี • ข"


def test_it_shows_what_is_to_be_seen_at_a_glance_if_that_is_told() -> None:
    text = join([bold("ตัวชี้วัดที่ 2.4"), "ขั้นตอนที่ 1 ครบกำหนดวันนี้\nโปรดปิดขั้นตอน"])
    [message] = rendered(Message(text, glance="ครบกำหนดวันนี้ ขั้นตอนที่ 1"), link_of=str)
    assert message["altText"] == "ครบกำหนดวันนี้ ขั้นตอนที่ 1"


def test_it_is_cut_at_a_word() -> None:
    [message] = of("ความก้าวหน้า " * 50, ("ก",))
    assert units(message["altText"]) <= 400
    assert message["altText"].endswith("ความก้าวหน้า…")


def test_buttons_without_a_text_are_told_by_their_labels() -> None:
    [message] = of("", ("ยืนยัน", "ยกเลิก"))
    assert message["altText"] == "ยืนยัน · ยกเลิก"


def test_nothing_to_see_is_no_message() -> None:
    assert of(" \n\u200b\x00") == []


def test_what_no_platform_takes_is_left_out() -> None:
    assert of("ก\x00ข\ud800\tค\r\nง") == [{"type": "text", "text": "กข\ufffd ค\nง"}]


def test_a_long_text_is_cut_between_paragraphs_and_its_buttons_stand_under_the_last() -> None:
    first, second = "ก ข ค " * 300 + "ท้าย", "ง จ " * 600
    found = of(paragraphs([first, second]), ("ปุ่ม",))
    assert read(found[:-1]).endswith("ท้าย")
    assert ["footer" in message["contents"] for message in found] == [False, True]


def test_many_buttons_go_on_in_another_bubble() -> None:
    found = of("ก", *[("ขั้นตอน" * 8,)] * 60)
    assert len(found) > 1
    assert len(actions(found)) == 60


@settings(deadline=None)  # the longest make dozens of bubbles
@given(texts, keyboards, st.booleans())
def test_nothing_is_lost_and_line_takes_it_all(
    text: Text, rows: tuple[tuple[Button, ...], ...], asks: bool
) -> None:
    found = shown(Message(text, rows, asks=asks))
    assert visible(read(found)) == visible(text.plain)
    assert len(actions(found)) == sum(map(len, rows))
