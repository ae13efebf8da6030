"""Buttons under a bubble, and the same as quick replies under a question."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.line.flex import rendered
from bot.domain.message import Button, Message, plain
from bot.render.colours import ACCENT
from tests.channels.line.judge import actions, components, judge, units

Json = dict[str, Any]

LONG = "แผนปฏิบัติการขับเคลื่อนการดำเนินงานวิชาการของหน่วยงาน"
YES, NO = Button("ยืนยัน", "confirm 1"), Button("ยกเลิก", "cancel")


def link_of(invite: str) -> str:
    return f"https://line.example/{invite}"


def shown(*rows: tuple[Button, ...], asks: bool = False) -> list[Json]:
    found = rendered(Message(plain("ข้อความ"), rows, asks=asks), link_of=link_of)
    judge(found)
    return found


def labels(messages: list[Json]) -> list[list[str]]:
    """Row by row."""
    [*_, last] = messages
    rows = last["contents"]["footer"]["contents"]
    return [[box["contents"][0]["text"] for box in row["contents"]] for row in rows]


def main(messages: list[Json]) -> list[str]:
    """The labels of what stands out."""
    boxes = [part for part in components(messages) if part.get("backgroundColor") == ACCENT]
    return [box["contents"][0]["text"] for box in boxes]


def test_to_press_one_sends_its_action_and_says_its_label() -> None:
    [action] = actions(shown((YES,)))
    assert action == {
        "type": "postback",
        "label": "ยืนยัน",
        "data": "confirm 1",
        "displayText": "ยืนยัน",
    }


def test_a_long_label_is_whole_in_the_button_and_in_what_is_said() -> None:
    found = shown((Button(LONG, "status"),))
    [action] = actions(found)
    assert labels(found) == [[LONG]]
    assert action["displayText"] == LONG
    assert units(action["label"]) <= 20


def test_an_invitation_is_a_link() -> None:
    [action] = actions(shown((Button("เปิดแชตส่วนตัว", invite="a-1"),)))
    assert action["uri"] == "https://line.example/a-1"


def test_a_link_opens_its_address() -> None:
    [action] = actions(shown((Button("แผนปฏิบัติการ.pdf", link="https://sop.example/files/x"),)))
    assert (action["type"], action["uri"]) == ("uri", "https://sop.example/files/x")


def test_short_labels_stand_side_by_side_and_long_ones_one_below_another() -> None:
    short, long = Button("ประวัติ", "history"), Button("มอบหมายให้ผู้รับผิดชอบดำเนินการ", "assign")
    assert labels(shown((short, short, short))) == [["ประวัติ"] * 3]
    assert labels(shown((short, long))) == [["ประวัติ"], [long.label]]


def test_a_row_of_many_becomes_even_rows() -> None:
    row = tuple(Button(str(n), f"step {n}") for n in range(1, 7))
    assert labels(shown(row)) == [["1", "2", "3"], ["4", "5", "6"]]


def test_what_a_message_is_sent_for_stands_out() -> None:
    assert main(shown((YES,), (NO,))) == ["ยืนยัน"]


@pytest.mark.parametrize(
    "rows",
    [
        ((YES,),),
        ((YES, NO), (NO,)),
        ((Button("ก", "plan 1"),), (Button("ข", "plan 2"),)),
        ((Button("ยกเลิกรายการ", "undo", takes_back=True),), (NO,)),
    ],
    ids=["alone", "beside another", "one of several alike", "takes back"],
)
def test_nothing_else_does(rows: tuple[tuple[Button, ...], ...]) -> None:
    assert main(shown(*rows)) == []


def test_under_a_question_every_button_is_a_quick_reply_too() -> None:
    found = shown((YES,), (NO,), asks=True)
    replies = [item["action"] for item in found[-1]["quickReply"]["items"]]
    assert replies == actions(found)


@pytest.mark.parametrize(
    "rows", [((Button(LONG, "status"),),), ((YES,) * 7, (NO,) * 7)], ids=["long", "fourteen"]
)
def test_unless_one_is_too_long_or_they_are_too_many(rows: tuple[tuple[Button, ...], ...]) -> None:
    assert "quickReply" not in shown(*rows, asks=True)[-1]


def test_what_asks_nothing_has_none() -> None:
    assert "quickReply" not in shown((YES,))[-1]


@pytest.mark.parametrize(
    "button",
    [
        Button(" \n", "status"),
        Button("ก", ""),
        Button("ก", "ก"),
        Button("ก", "x" * 301),
        Button("ก", invite="x" * 1000),
    ],
    ids=["no label", "no action", "not ASCII", "a long action", "a long link"],
)
def test_what_line_would_refuse_is_a_fault_of_ours(button: Button) -> None:
    with pytest.raises(ValueError, match=r"button|action|link"):
        shown((button,))
