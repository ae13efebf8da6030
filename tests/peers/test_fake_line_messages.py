"""Every limit of a message, from both sides."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.peers.line import FakeLine, Group, Person
from tests.peers.line_calls import HELLO, Json, button, flex, postback, push, quick

VALIDATE = "/v2/bot/message/validate/push"
WORDS: Json = {"type": "text", "text": "งาน"}
ICON: Json = {"type": "icon", "url": "https://sop.example.go.th/i.png"}
PICTURE = {"originalContentUrl": "https://a.go.th/a", "previewImageUrl": "https://a.go.th/b"}


def box(*parts: Json, layout: str = "vertical", **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(parts), **more}


def uri(address: str) -> Json:
    return {"type": "uri", "label": "เปิด", "uri": address}


def on_button(action: Json) -> Json:
    return flex({"type": "button", "action": action})


def carousel(count: int, letters: int = 1, **last: str) -> Json:
    words = {"type": "text", "text": "a" * letters}
    bubbles = [{"type": "bubble", "body": box(words)} for _ in range(count)]
    bubbles[-1] |= last
    return HELLO_FLEX | {"contents": {"type": "carousel", "contents": bubbles}}


HELLO_FLEX: Json = {"type": "flex", "altText": "งาน"}
RIGHT: dict[str, Json] = {
    "5000 units": HELLO | {"text": "😀" * 2500},
    "300 of data": on_button(postback("d" * 300)),
    "20 of label": on_button(postback("d", "ก" * 20)),
    "13 quick replies": HELLO | quick(*[postback(str(n)) for n in range(13)]),
    "alt text": flex(WORDS) | {"altText": "ก" * 1500},
    "12 bubbles": carousel(12),
    "spans": flex({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]}),
    "icon in a line": flex(box(ICON, WORDS, layout="baseline")),
    "style": flex(WORDS | {"size": "14px", "color": "#00aa00", "margin": "md", "wrap": True}),
    "tapped box": flex(box(WORDS, action={"type": "postback", "data": "d"}, paddingAll="5%")),
    "others": flex({"type": "separator"}, {"type": "filler"}),
    "telephone": on_button(uri("tel:021234567")),
    "clipboard": on_button({"type": "clipboard", "label": "คัดลอก", "clipboardText": "1"}),
    "image": {"type": "image", **PICTURE},
    "empty box": flex(box()),
    "braces": {"type": "textV2", "text": "{{x}}"},
}
WRONG: dict[str, tuple[Json, str]] = {
    "unknown": (HELLO | {"colour": "red"}, "colour"),
    "kind": ({"type": "letter"}, "type"),
    "empty": (HELLO | {"text": ""}, "text"),
    "blank": (HELLO | {"text": "\n"}, "text"),
    "5001 units": (HELLO | {"text": "😀" * 2500 + "a"}, "text"),
    "301 of data": (on_button(postback("d" * 301)), "contents.body.contents[0].action.data"),
    "no data": (on_button(postback("")), "contents.body.contents[0].action.data"),
    "21 of label": (on_button(postback("d", "ก" * 21)), "contents.body.contents[0].action.label"),
    "no label": (on_button({"type": "postback", "data": "d"}),
                 "contents.body.contents[0].action.label"),
    "301 shown": (on_button(postback("d") | {"displayText": "ก" * 301}),
                  "contents.body.contents[0].action.displayText"),
    "script": (on_button(uri("javascript:x")), "contents.body.contents[0].action.uri"),
    "long uri": (on_button(uri("https://a.th/" + "a" * 990)),
                 "contents.body.contents[0].action.uri"),
    "14 quick replies": (HELLO | quick(*[postback(str(n)) for n in range(14)]),
                         "quickReply.items"),
    "quick label": (HELLO | quick(postback("d", "ก" * 21)), "quickReply.items[0].action.label"),
    "copied": (
        on_button({"type": "clipboard", "label": "คัดลอก", "clipboardText": "1" * 1001}),
        "contents.body.contents[0].action.clipboardText",
    ),
    "said twice": (
        on_button(postback("d") | {"text": "ตกลง"}),
        "contents.body.contents[0].action.displayText",
    ),
    "filled in": (
        on_button(postback("d") | {"fillInText": "ตกลง"}),
        "contents.body.contents[0].action.fillInText",
    ),
    "tall picture": (
        flex(ICON | {"type": "image", "aspectRatio": "1:4"}),
        "contents.body.contents[0].aspectRatio",
    ),
    "no alt text": (flex(WORDS) | {"altText": ""}, "altText"),
    "long alt text": (flex(WORDS) | {"altText": "ก" * 1501}, "altText"),
    "13 bubbles": (carousel(13), "contents.contents"),
    "two widths": (carousel(2, size="kilo"), "contents.contents"),
    "big bubble": (flex({"type": "text", "text": "a" * 31_000}), "contents"),
    "big carousel": (carousel(2, 26_000), "contents"),
    "no text": (flex({"type": "text"}), "contents.body.contents[0].text"),
    "no block": (HELLO_FLEX | {"contents": {"type": "bubble"}}, "contents"),
    "icon in a column": (flex(ICON), "contents.body.contents[0]"),
    "button in a line": (flex(box(button("d"), layout="baseline")),
                         "contents.body.contents[0].contents[0]"),
    "span alone": (flex({"type": "span", "text": "ก"}), "contents.body.contents[0].type"),
    "colour": (flex(WORDS | {"color": "red"}), "contents.body.contents[0].color"),
    "size": (flex(WORDS | {"size": "huge"}), "contents.body.contents[0].size"),
    "layout": (flex(box(layout="grid")), "contents.body.contents[0].layout"),
    "text of a box": (flex(box(text="x")), "contents.body.contents[0].text"),
    "http image": ({"type": "image", **PICTURE, "previewImageUrl": "http://a.go.th/b"},
                   "previewImageUrl"),
    "no substitution": ({"type": "textV2", "text": "{x}"}, "text"),
}  # fmt: skip


@pytest.mark.parametrize("message", RIGHT.values(), ids=RIGHT)
def test_within_the_limits_a_message_is_accepted(api: httpx.Client, message: Json) -> None:
    answer = api.post(VALIDATE, json={"messages": [message]})
    assert (answer.status_code, answer.json()) == (200, {})


@pytest.mark.parametrize(("message", "where"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_place(
    api: httpx.Client, message: Json, where: str
) -> None:
    answer = api.post("/v2/bot/message/validate/reply", json={"messages": [HELLO, message]})
    assert answer.status_code == 400
    assert answer.json()["message"] == "The request body has 1 error(s)"
    assert [d["property"] for d in answer.json()["details"]] == [f"messages[1].{where}"]


def mentioning(mentionee: Json) -> Json:
    substitution = {"who": {"type": "mention", "mentionee": mentionee}}
    return {"type": "textV2", "text": "{who} ครับ", "substitution": substitution}


def test_a_mention_goes_to_a_group_and_means_a_member(
    line: FakeLine, api: httpx.Client, somsri: Person, office: Group
) -> None:
    hers = mentioning({"type": "user", "userId": somsri.user_id})
    stranger = mentioning({"type": "user", "userId": line.person("คนอื่น").user_id})
    assert push(api, office.id, hers, mentioning({"type": "all"})).status_code == 200
    assert push(api, office.id, stranger).status_code == 400
    assert push(api, somsri.user_id, hers).status_code == 400


def test_at_most_twenty_mentions(api: httpx.Client, office: Group) -> None:
    names = [f"m{n}" for n in range(21)]
    everybody = {"type": "mention", "mentionee": {"type": "all"}}
    many = {"type": "textV2", "text": "ครับ", "substitution": dict.fromkeys(names, everybody)}
    assert push(api, office.id, many).status_code == 400
    del many["substitution"]["m20"]  # type: ignore[attr-defined]
    assert push(api, office.id, many).status_code == 200


def test_what_is_not_json_is_refused(api: httpx.Client) -> None:
    kind = {"Content-Type": "application/json"}
    assert api.post(VALIDATE, content=b"{", headers=kind).status_code == 400
    assert api.post(VALIDATE, content=b"{}", headers={"Content-Type": "x/y"}).status_code == 415


def test_flex_can_be_read_and_tapped(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    push(api, somsri.user_id, flex(WORDS, box(WORDS, action=postback("d1")), button("d2", "ไม่")))
    (message,) = line.messages(somsri)
    assert message.words == ["งาน", "งาน", "ไม่"]
    assert [(b.label, b.data) for b in line.buttons(somsri)] == [("งาน", "d1"), ("ไม่", "d2")]


def test_quick_replies_stand_only_under_the_newest_message(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    push(api, somsri.user_id, HELLO | quick(postback("d")))
    assert [b.data for b in line.buttons(somsri)] == ["d"]
    somsri.says("เดี๋ยวก่อน")
    assert line.buttons(somsri) == []
