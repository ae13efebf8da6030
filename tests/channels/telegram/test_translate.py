"""Every kind of update, as what it means to us."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.translate import translate, understand
from bot.domain.incoming import Happened, Incoming, Mention, Place, Sender
from bot.domain.message import Button
from bot.domain.people import ChatKind
from tests.channels.telegram.updates import (
    ANONYMOUS,
    AT,
    BOT,
    CHANNEL,
    DOCUMENT,
    GROUP,
    MALEE,
    ME,
    PRIVATE,
    changed,
    member,
    message,
    pressed,
    said,
    units,
)
from tests.peers.telegram.spec import Fields, rules

Json = dict[str, Any]


def meant(update: Json) -> Incoming:
    incoming = understand(json.dumps(update), ME)
    assert incoming is not None
    return incoming


def test_a_message_says_who_where_and_what() -> None:
    assert meant(said("/status 3")) == Incoming(
        channel="telegram",
        key="900",
        place=Place("-100", ChatKind.GROUP, "คณะกรรมการ"),
        happened=Happened.SAID,
        sender=Sender("11", "สมชาย ใจดี", "somchai", "th"),
        text="/status 3",
        message="5",
        said_at=datetime.fromtimestamp(AT, UTC),
    )


@pytest.mark.parametrize("date", [None, "today", -(10**12), 10**12, True])
def test_a_message_of_no_time_is_understood_all_the_same(date: object) -> None:
    incoming = meant(said("/status 3", date=date))
    assert (incoming.text, incoming.said_at) == ("/status 3", None)


def test_half_a_character_in_a_name_is_no_reason_to_take_nothing_in() -> None:
    update = deepcopy(said("/status"))
    update["message"]["from"]["first_name"] = "\ud83dมาลี"
    incoming = translate(update, ME)  # as it came, not as it is written down
    assert incoming is not None
    assert incoming.sender is not None
    assert incoming.sender.name.startswith("?มาลี")


def test_a_private_chat_is_titled_by_its_person() -> None:
    assert meant(said("สวัสดี", PRIVATE)).place == Place("11", ChatKind.PRIVATE, "สมชาย ใจดี")


def test_a_caption_is_the_text_and_its_file_comes_along() -> None:
    incoming = meant(said(chat=PRIVATE, caption="/attach 3", document=DOCUMENT))
    assert incoming.text == "/attach 3"
    assert [(file.source, file.name) for file in incoming.files] == [("F1", "แผน.pdf")]


def test_a_photo_is_taken_in_its_largest_size_under_a_name_with_its_thai_date() -> None:
    sizes = [{"file_id": "big", "width": 800, "height": 600, "file_size": 9}]
    sizes.append({"file_id": "small", "width": 90, "height": 67})
    [file] = meant(said(photo=sizes, media_group_id="A")).files
    assert (file.source, file.name) == ("big", "ภาพ_25691001_093000_5.jpg")
    assert (file.mime, file.size, file.album) == ("image/jpeg", 9, "A")


@pytest.mark.parametrize(
    ("kind", "file", "name"),
    [
        ("video", {"file_id": "F"}, "วิดีโอ_25691001_093000_5.mp4"),
        ("voice", {"file_id": "F", "mime_type": "audio/ogg"}, "เสียง_25691001_093000_5.ogg"),
        ("audio", {"file_id": "F", "file_name": "ประชุม.m4a"}, "ประชุม.m4a"),
        ("document", {"file_id": "F", "mime_type": "text/csv"}, "เอกสาร_25691001_093000_5.csv"),
        ("document", {"file_id": "F", "file_name": "../a\u202efdp.exe"}, "afdp.exe"),
        ("document", {"file_id": "F", "file_name": "x.pdf\u202e"}, "x.pdf"),
        *(
            ("document", {"file_id": "F", "file_name": name}, "เอกสาร_25691001_093000_5")
            for name in (".", "..", "/", "\u200b", "\u200d")
        ),
    ],
)
def test_a_file_without_a_fit_name_gets_one(kind: str, file: Json, name: str) -> None:
    [found] = meant(holding(kind, file)).files
    assert found.name == name


def test_an_animation_is_not_counted_twice() -> None:
    update = said(animation={"file_id": "A", "file_name": "a.mp4"}, document=DOCUMENT)
    assert [file.source for file in meant(update).files] == ["A"]


def test_mentions_are_cut_out_by_utf16_even_behind_an_emoji() -> None:
    text = "📎 มอบหมาย @malee และ มาลี"
    marked = {"type": "text_mention", "user": MALEE, "length": 4}
    marked["offset"] = units("📎 มอบหมาย @malee และ ")
    update = said(text)
    update["message"]["entities"].append(marked)
    assert meant(update).mentions == (
        Mention("@malee", username="malee"),
        Mention("มาลี", account="12", name="มาลี"),
    )


def test_a_mentioned_bot_is_told_as_one() -> None:
    update = said("/chair Bot")
    user = {"id": 555, "is_bot": True, "first_name": "Bot"}
    marked = {"type": "text_mention", "user": user, "offset": 7, "length": 3}
    update["message"]["entities"].append(marked)
    assert [m.is_bot for m in meant(update).mentions] == [True]


def test_the_bot_itself_is_nobody_mentioned() -> None:
    assert meant(said("@sop_test_bot สถานะ")).mentions == ()


def test_a_reply_carries_the_file_it_replies_to() -> None:
    replied = meant(said("/attach 4", reply_to_message=message(sender=MALEE, document=DOCUMENT)))
    assert replied.replied is not None
    assert (replied.replied.message, replied.replied.by_bot) == ("5", False)
    assert [file.source for file in replied.replied.files] == ["F1"]


def test_a_reply_to_the_bot_is_known_as_one() -> None:
    replied = meant(said("ครับ", reply_to_message=message("แจ้งเตือน", sender=BOT))).replied
    assert replied is not None
    assert replied.by_bot


def test_the_message_that_opened_a_topic_is_not_replied_to() -> None:
    root = message(forum_topic_created={"name": "งาน", "icon_color": 1}, message_thread_id=3)
    update = said("/plan", message_thread_id=3, is_topic_message=True, reply_to_message=root)
    assert (meant(update).replied, meant(update).place.thread) == (None, "3")


def test_a_topic_that_is_open_again_may_be_spoken_in() -> None:
    assert meant(said(forum_topic_reopened={})).happened is Happened.BOT_LET_SPEAK


@pytest.mark.parametrize(
    "more", [{"message_thread_id": 1, "is_topic_message": True}, {"message_thread_id": 7}]
)
def test_the_general_topic_and_a_plain_reply_are_no_thread(more: Json) -> None:
    assert meant(said("/plan", **more)).place.thread == ""


def test_an_anonymous_administrator_is_somebody_without_a_name_to_use() -> None:
    sender = meant(said("/setup", sender=ANONYMOUS, sender_chat=GROUP)).sender
    assert sender is not None
    assert sender.anonymous


@pytest.mark.parametrize(
    "update",
    [
        said("/setup", sender=ANONYMOUS, sender_chat=CHANNEL),
        said("/setup", sender=BOT),
        said("/setup", CHANNEL),
        said(sticker={"file_id": "S"}),
        said(new_chat_members=[BOT]),
        said(left_chat_member=BOT),
        {"update_id": 1, "poll": {"id": "1"}},
        changed("my_chat_member", member("member"), member("member")),
    ],
)
def test_what_says_nothing_to_us_is_none(update: Json) -> None:
    assert translate(update, ME) is None


def test_a_deep_link_opens_the_private_chat_with_its_code() -> None:
    incoming = meant(said("/start abc-123", PRIVATE))
    assert (incoming.happened, incoming.text) == (Happened.OPENED, "abc-123")


@pytest.mark.parametrize("update", [said("/start", PRIVATE), said("/start@sop_test_bot abc")])
def test_a_start_without_code_or_in_a_group_is_a_command(update: Json) -> None:
    assert meant(update).happened is Happened.SAID


def test_an_edited_message_says_so() -> None:
    update = {"update_id": 9, "edited_message": message("/done 4", edit_date=AT)}
    assert (meant(update).happened, meant(update).text) == (Happened.EDITED, "/done 4")


def test_a_press_carries_its_action_and_the_handle_to_answer_it() -> None:
    origin = message("ปิด?", sender=BOT, message_thread_id=3, is_topic_message=True)
    incoming = meant(pressed("done 4 p1", origin))
    assert (incoming.happened, incoming.text) == (Happened.PRESSED, "done 4 p1")
    assert (incoming.press, incoming.message, incoming.place.thread) == ("Q1", "5", "3")
    assert incoming.sender == Sender("11", "สมชาย ใจดี", "somchai", "th")


def test_a_press_tells_what_stood_under_the_message() -> None:
    rows = [
        [{"text": "ปิด", "callback_data": "done 4 p1"}],
        [{"text": "เปิดแชต", "url": "https://t.me/sop_bot?start=abc-1"}],
        [{"text": "แผน.pdf", "url": "https://sop.example/files/x"}],
    ]
    origin = message("ปิด?", sender=BOT, reply_markup={"inline_keyboard": rows})
    assert meant(pressed("done 4 p1", origin)).buttons == (
        (Button("ปิด", "done 4 p1"),),
        (Button("เปิดแชต", invite="abc-1"),),
        (Button("แผน.pdf", link="https://sop.example/files/x"),),
    )


def test_a_press_under_a_message_out_of_reach_is_still_one() -> None:
    incoming = meant(pressed("done 4 p1", {"chat": GROUP, "message_id": 5, "date": 0}))
    assert (incoming.place.address, incoming.message) == ("-100", "5")


@pytest.mark.parametrize(
    ("old", "new", "happened"),
    [
        (member("left"), member("member"), Happened.BOT_ADDED),
        (member("left"), member("administrator"), Happened.BOT_ADDED),
        (member("member"), member("kicked"), Happened.BOT_REMOVED),
        (member("administrator"), member("left"), Happened.BOT_REMOVED),
        (member("member"), member("administrator"), Happened.BOT_PROMOTED),
        (
            {**member("restricted"), "is_member": True, "can_send_messages": False},
            member("member"),
            Happened.BOT_LET_SPEAK,
        ),
        (member("administrator"), member("member"), Happened.BOT_DEMOTED),
        (member("administrator"), member("restricted", is_member=True), Happened.BOT_DEMOTED),
        (member("member"), member("restricted", is_member=False), Happened.BOT_REMOVED),
    ],
)
def test_what_becomes_of_the_bot_in_a_group(old: Json, new: Json, happened: Happened) -> None:
    incoming = meant(changed("my_chat_member", old, new))
    assert (incoming.happened, incoming.sender and incoming.sender.account) == (happened, "11")


@pytest.mark.parametrize(
    ("status", "happened"), [("kicked", Happened.BLOCKED), ("member", Happened.OPENED)]
)
def test_a_person_blocks_and_unblocks_the_bot(status: str, happened: Happened) -> None:
    update = changed("my_chat_member", member("member"), member(status), PRIVATE)
    assert meant(update).happened is happened


@pytest.mark.parametrize(
    ("update", "happened"),
    [
        (changed("chat_member", member("left", MALEE), member("member", MALEE)), Happened.JOINED),
        (changed("chat_member", member("member", MALEE), member("left", MALEE)), Happened.LEFT),
        (changed("chat_member", member("left", MALEE), member("kicked", MALEE)), Happened.LEFT),
        (said(new_chat_members=[BOT, MALEE]), Happened.JOINED),
        (said(left_chat_member=MALEE), Happened.LEFT),
    ],
)
def test_a_person_comes_and_goes(update: Json, happened: Happened) -> None:
    incoming = meant(update)
    assert (incoming.happened, incoming.subject) == (happened, Sender("12", "มาลี"))


@pytest.mark.parametrize(
    "update",
    [
        said(chat={"id": -7, "type": "group", "title": "ก"}, migrate_to_chat_id=-100),
        said(migrate_from_chat_id=-7),
    ],
)
def test_both_chats_tell_the_same_of_a_move(update: Json) -> None:
    incoming = meant(update)
    assert (incoming.happened, incoming.place.address) == (Happened.MOVED, "-7")
    assert incoming.text == "-100"


def test_every_kind_of_update_in_the_specification_is_taken_calmly() -> None:
    if not rules().whole:
        pytest.skip("the specification is not at hand")
    for kind in rules().types["Update"].fields:
        if kind != "update_id":
            translate(
                {"update_id": 1, kind: sample(rules().types["Update"].fields[kind].types[0])}, ME
            )


def test_every_kind_of_message_in_the_specification_is_taken_calmly() -> None:
    if not rules().whole:
        pytest.skip("the specification is not at hand")
    for name, field in rules().types["Message"].fields.items():
        translate(holding(name, sample(field.types[0])), ME)


def holding(kind: str, content: Any) -> Json:
    update = said()
    update["message"][kind] = content
    return update


def sample(kind: str) -> Any:
    """The least that the specification lets Telegram send for a type."""
    simple = {"Integer": 1, "String": "x", "Boolean": True, "Float": 1.0, "True": True}
    if kind.startswith("Array of "):
        return [sample(kind.removeprefix("Array of "))]
    if kind in simple:
        return simple[kind]
    rule = rules().types[kind]
    return sample(rule.subtypes[0]) if rule.subtypes else required(rule.fields)


def required(fields: Fields) -> Json:
    return {name: sample(field.types[0]) for name, field in fields.items() if field.required}


FORWARDED: Json = {"forward_origin": {"type": "user", "date": AT, "sender_user": BOT}}


@pytest.mark.parametrize("text", ["ปิดขั้นตอนที่ 4 เรียบร้อยแล้ว", "/done 4"])
def test_what_is_forwarded_says_nothing_to_us(text: str) -> None:
    assert translate(said(text, PRIVATE, **FORWARDED), ME) is None


def test_a_forwarded_file_counts_without_its_words() -> None:
    incoming = meant(said(chat=PRIVATE, caption="เสร็จ 4", document=DOCUMENT, **FORWARDED))
    assert (incoming.text, [file.source for file in incoming.files]) == ("", ["F1"])
