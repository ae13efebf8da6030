"""What is read of files, and of what nobody asked, where a platform cannot what Telegram can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.line.channel import LineChannel
from bot.domain.incoming import Happened, Incoming, Place
from bot.ports import Outlook
from handlers.evidence import receipts
from handlers.table import HELP
from tests.cast import (
    CHAIR,
    CHANNEL,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    Post,
    Somebody,
    local,
    met,
    office_with_plan,
    pdf,
    place_of,
)
from tests.foreign import FOREIGN
from tests.planning import plan_due
from tests.stores import fresh_store

pytestmark = pytest.mark.usefixtures("on_line")
SEND = "“แนบ” ตามด้วยหมายเลขขั้นตอน แล้วส่งไฟล์"


def test_who_sends_a_sticker_for_a_file_reads_how_one_is_sent(office: Office) -> None:
    office.say(MEMBER, "แนบ 4", PRIVATE)
    place = place_of(MEMBER, PRIVATE)
    sticker = Incoming(CHANNEL, "s", place, Happened.SAID, MEMBER.sender, message="s")
    told = office.play(replace(sticker, is_no_document=True)).text
    assert told.endswith(f"โปรดพิมพ์ {SEND}")


def test_while_there_is_no_file_it_is_told_how_one_is_sent(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = fresh_store(tmp_path_factory.mktemp("new"))
    office = office_with_plan(store, closed={})
    office.channel.can = LineChannel.can
    office.now = local("2026-09-28 09:00")
    assert f"แนบได้โดยพิมพ์ {SEND}" in office.say(SECRETARY, "เอกสาร", PRIVATE).text
    store.close()


@pytest.mark.parametrize("code", ["file-not-fetched", "no-room"])
def test_what_was_not_taken_is_to_be_sent_again_as_it_works_here(office: Office, code: str) -> None:
    office.say(MEMBER, "แนบ 5", PRIVATE)
    office.say(MEMBER, "", PRIVATE, files=[pdf("ก.pdf")])
    with office.store.work() as work:
        file = work.files.claim(office.now, office.now + timedelta(minutes=1))
        assert file is not None
        receipts.refuse(work, file, code, office.now, office.channel.can)
        work.commit()
    (told,) = office.outbox()
    assert told.text.endswith(f"{SEND}อีกครั้ง")
    assert "ตอบกลับ" not in told.text


def test_a_group_without_secretary_reads_at_a_tick_that_any_member_may_be(office: Office) -> None:
    with office.store.work() as work:
        work.teams.set_role(office.team().id, met(work, SECRETARY).id, "secretary", False)
        work.commit()
    plan_due(office.store, office.now + timedelta(days=30), office.channels)
    told = [p.text for p in office.outbox() if "ยังไม่มีเลขานุการ" in p.text]
    assert [FOREIGN.search(text) for text in told] == [None]
    assert "ขอความร่วมมือสมาชิกในกลุ่ม" in told[0]


MOST = 4
"""Buttons pressed of each command: the others say the same of another step."""


def heard(answer: Answer) -> tuple[Post, ...]:
    return answer.posts + answer.elsewhere


def read_by(office: Office, who: Somebody, chat: Place) -> Iterator[str]:
    """What answers every command there, and every kind of button that stands under an answer."""
    pressed: Counter[str] = Counter()
    waiting: list[Post] = []
    for line in HELP:
        for said in (line.word, f"{line.word} 5", f"{line.word} 99"):
            waiting += heard(office.say(who, said, chat))
    while waiting:
        post = waiting.pop()
        yield "\n".join([post.text, *post.labels])
        for button in post.buttons:
            verb = button.action.partition(" ")[0]
            pressed[verb] += 1
            if button.action and pressed[verb] <= MOST:
                waiting += heard(office.press(who, button.action, post))


@pytest.mark.parametrize("who", [SECRETARY, CHAIR, MEMBER, STRANGER], ids=lambda who: who.account)
@pytest.mark.parametrize("chat", [GROUP, PRIVATE], ids=["group", "private"])
def test_whatever_is_typed_or_pressed_no_answer_is_of_another_platform(
    office: Office, who: Somebody, chat: Place
) -> None:
    read = [*read_by(office, who, chat)]
    assert len(read) > 2 * len(HELP)
    assert [text for text in read if FOREIGN.search(text)] == []


def tries(office: Office, chat: Place, used: int | None) -> Answer:
    """The test notice; of 300 messages so many are used, as far as is known."""
    office.outlooks.clear()
    if used is not None:
        office.outlooks[CHANNEL] = Outlook(300, used, used, office.now)
    return office.press(SECRETARY, f"testnotice t{office.team().id}", chat=chat)


USED_UP, FEW = "ข้อความของเดือนนี้ใช้ครบจำนวนแล้ว", "ข้อความของเดือนนี้เหลือน้อย"
TO_GROUP = "จึงยังส่งตัวอย่างไปยังกลุ่มไม่ได้ (ตัวอย่างในแชตนี้อยู่ด้านบน)"
TO_ONESELF = "จึงยังส่งตัวอย่างไปยังแชตส่วนตัวของท่านไม่ได้ (ตัวอย่างในกลุ่มนี้อยู่ด้านบน)"


@pytest.mark.parametrize(("used", "why"), [(300, USED_UP), (240, FEW)])
@pytest.mark.parametrize(("chat", "where"), [(PRIVATE, TO_GROUP), (GROUP, TO_ONESELF)])
def test_where_the_month_has_no_room_a_test_notice_is_only_where_it_was_asked_for(
    office: Office, used: int, why: str, chat: Place, where: str
) -> None:
    tried = tries(office, chat, used)
    sample, told = tried.posts
    assert sample.text.startswith("ทดลองแจ้งเตือน")
    assert told.text.startswith(why)
    assert where in told.text
    assert tried.elsewhere == ()


def test_where_it_has_room_a_test_notice_goes_to_both(office: Office) -> None:
    tried = tries(office, PRIVATE, 239)
    assert tried.posts[-1].text.startswith("ส่งตัวอย่างไปยังกลุ่มและแชตส่วนตัวของท่านแล้ว\nส่งข้อความ")
    assert len(tried.elsewhere) == 1


def test_of_a_test_notice_it_is_said_where_it_went_if_the_month_is_used_up(office: Office) -> None:
    told = tries(office, PRIVATE, None).posts[-1].text
    assert "(หากข้อความของเดือนนี้ใช้ครบจำนวนแล้ว ตัวอย่างจะอยู่ในแชตนี้เท่านั้น)" in told


def test_the_notice_of_personal_data_names_what_there_is_here(office: Office) -> None:
    notice = office.happens(Happened.OPENED, STRANGER, PRIVATE).text
    assert "ข้อมูลที่จัดเก็บ: รหัสและชื่อที่แสดง" in notice
    assert "เพื่อรอการตอบกลับ" in notice
