"""What people do in the rooms: what stands there, and what of it the bot is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.web.content import Content, Key, Quote, Run, Shared
from bot.demo.web.live import Posted
from bot.demo.web.posting import ButtonGone, NotHere
from bot.domain.incoming import Happened
from bot.domain.message import Style
from tests.demo.web.conftest import CLOSE, Web


async def test_what_is_said_stands_in_the_room_and_the_bot_hears_it_once(web: Web) -> None:
    await web.says("เสร็จ 3")
    [heard] = await web.hears()
    assert await web.stands() == [Content("malee", (Run("เสร็จ 3"),))]
    assert (heard.text, heard.happened, heard.place.address) == ("เสร็จ 3", Happened.SAID, "group")
    assert await web.hears() == []


async def test_what_is_said_is_shown_at_once(web: Web) -> None:
    with web.channel.live.listening() as listener:
        id = await web.says("สวัสดี")
        event = await listener.next(1)
    assert isinstance(event, Posted)
    assert event.post.id == id


async def test_what_was_said_before_a_restart_is_heard_after_it(web: Web, tmp_path: Path) -> None:
    await web.says("เสร็จ 3")
    restarted = Web(tmp_path)
    assert [i.text for i in await restarted.hears()] == ["เสร็จ 3"]
    restarted.close()
    assert await web.hears() == []


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("ไปกินข้าวกันไหม", False),
        ("@somkid ไปกินข้าวกันไหม", False),
        ("@sopbots คืออะไร", False),
        ("เสร็จ 3", True),
        ("@sopbot ช่วยด้วย", True),
        ("ถาม @SopBot ดู", True),
    ],
)
async def test_talk_in_the_group_that_is_not_for_the_bot_never_reaches_it(
    web: Web, text: str, is_heard: bool
) -> None:
    await web.says(text)
    assert [content.plain for content in await web.stands()] == [text]
    assert [i.text for i in await web.hears()] == [text] * is_heard


async def test_all_that_is_said_in_a_private_room_is_for_the_bot(web: Web) -> None:
    await web.says("ไปกินข้าวกันไหม", "malee")
    assert [i.text for i in await web.hears()] == ["ไปกินข้าวกันไหม"]


async def test_a_reply_to_the_bot_is_for_the_bot_and_one_to_a_person_is_not(web: Web) -> None:
    asked = await web.bot_says("วันไหน")
    told = await web.says("วันศุกร์", reply_to=asked)
    await web.says("ศุกร์ไหน", who="somkid", reply_to=told)
    assert [i.text for i in await web.hears()] == ["วันศุกร์"]
    _, answer, question = await web.stands()
    assert answer.quote == Quote(asked, "", "วันไหน")
    assert question.quote == Quote(told, "malee", "วันศุกร์")


async def test_a_long_message_is_quoted_in_one_line(web: Web) -> None:
    asked = await web.bot_says("บรรทัดแรก\n\n" + "ก" * 200)
    await web.says("ได้", reply_to=asked)
    _, answer = await web.stands()
    assert answer.quote is not None
    assert answer.quote.excerpt == "บรรทัดแรก " + "ก" * 69 + "…"


async def test_a_reply_to_what_stands_in_another_room_replies_to_nothing(web: Web) -> None:
    asked = await web.bot_says("ความลับของสมคิด", "somkid")
    await web.says("เสร็จ 3", reply_to=asked)
    [content], [heard] = await web.stands(), await web.hears()
    assert content.quote is None
    assert heard.replied is None


async def test_a_reply_to_what_never_stood_anywhere_replies_to_nothing(web: Web) -> None:
    await web.says("เสร็จ 3", reply_to=999)
    [content] = await web.stands()
    assert content.quote is None


async def test_the_same_key_again_is_the_same_message(web: Web) -> None:
    first = await web.says("เสร็จ 3", key="k-1")
    assert await web.says("เสร็จ 3", key="k-1") == first
    assert await web.says("เสร็จ 3", key="k-2") != first
    assert len(await web.stands()) == 2
    assert len(await web.hears()) == 2


async def test_two_people_may_have_the_same_key(web: Web) -> None:
    await web.says("หนึ่ง", key="k-1")
    await web.says("สอง", who="somkid", key="k-1")
    assert [content.plain for content in await web.stands()] == ["หนึ่ง", "สอง"]


async def test_an_album_sent_twice_stands_once(web: Web) -> None:
    files = [await web.share(b"a", "a.pdf"), await web.share(b"b", "b.pdf")]
    await web.says("เสร็จ 3", files=files, key="k-1")
    await web.says("เสร็จ 3", files=files, key="k-1")
    first, second = await web.stands()
    assert (first.plain, first.files) == ("เสร็จ 3", (files[0],))
    assert (second.plain, second.files) == ("", (files[1],))
    assert len(await web.hears()) == 2


@pytest.mark.parametrize(
    ("who", "room"),
    [("somkid", "malee"), ("nobody", "group"), ("malee", "nowhere"), ("nobody", "nobody")],
)
async def test_nobody_speaks_in_anothers_private_room_or_where_no_room_is(
    web: Web, who: str, room: str
) -> None:
    with pytest.raises(NotHere):
        await web.says("เสร็จ 3", room, who)
    assert await web.hears() == []


async def test_a_press_reaches_the_bot_with_the_message_it_was_under(web: Web) -> None:
    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    await web.channel.hall.press("somkid", post, "done p1 3", "h-1")
    [heard] = await web.hears()
    assert (heard.happened, heard.text, heard.press) == (Happened.PRESSED, "done p1 3", "h-1")
    assert (heard.message, heard.sender) == (str(post), web.channel.cast.people[1].sender)


@pytest.mark.parametrize("action", ["done p1 4", "", "abc-1", "done p1 3 "])
async def test_a_button_that_the_message_does_not_offer_cannot_be_pressed(
    web: Web, action: str
) -> None:
    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    with pytest.raises(ButtonGone):
        await web.channel.hall.press("malee", post, action, "h-1")
    assert await web.hears() == []


async def test_a_button_that_an_edit_took_away_cannot_be_pressed(web: Web) -> None:
    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    await web.channel.hall.edit(post, Content(text=(Run("ปิดแล้ว", Style.BOLD),)))
    with pytest.raises(ButtonGone):
        await web.channel.hall.press("malee", post, "done p1 3", "h-1")


async def test_a_button_in_anothers_private_room_cannot_be_pressed(web: Web) -> None:
    post = await web.bot_says("ครบกำหนด", "somkid", buttons=CLOSE)
    with pytest.raises(NotHere):
        await web.channel.hall.press("malee", post, "done p1 3", "h-1")
    with pytest.raises(NotHere):
        await web.channel.hall.press("malee", 999, "done p1 3", "h-1")


async def test_no_button_can_be_pressed_under_what_a_person_wrote(web: Web) -> None:
    forged = Content("malee", keys=((Key("ปิด", "done p1 3"),),))
    post = await web.channel.hall.write(web.channel.cast.group, forged)
    with pytest.raises(ButtonGone):
        await web.channel.hall.press("malee", post, "done p1 3", "h-1")


async def test_opening_the_private_room_brings_the_invitation_along(web: Web) -> None:
    assert await web.channel.hall.open("malee", "abc-1") == "malee"
    [heard] = await web.hears()
    assert (heard.happened, heard.text) == (Happened.OPENED, "abc-1")
    assert heard.place.address == "malee"
    with pytest.raises(NotHere):
        await web.channel.hall.open("group", "abc-1")


async def test_the_newest_posts_come_oldest_first_and_say_whether_there_are_earlier_ones(
    web: Web,
) -> None:
    ids = [await web.says(f"ข้อความ {n}") for n in range(5)]
    newest, more = await web.channel.hall.posts("group", 3)
    assert ([p.id for p in newest], more) == (ids[2:], True)
    older, more = await web.channel.hall.posts("group", 3, before=ids[2])
    assert ([p.id for p in older], more) == (ids[:2], False)


async def test_only_a_file_that_was_kept_can_be_fetched(web: Web) -> None:
    kept, announced = await web.share(b"a", "a.pdf"), Shared("", "film.mp4", "video/mp4", 9**9)
    first = await web.says(files=[kept, announced], text="เสร็จ 3")
    assert await web.channel.hall.file(first, 0) == kept
    for post, number in ((first, 1), (first + 1, 0), (999, 0)):
        with pytest.raises(NotHere):
            await web.channel.hall.file(post, number)
