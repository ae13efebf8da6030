"""/link: one person with accounts on two platforms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Incoming, Place, Sender
from bot.domain.message import Message, plain
from bot.domain.people import ChatKind
from tests.cast import CHANNEL, GROUP, MEMBER, PRIVATE, SECRETARY, STRANGER, Answer, Office, Post
from tests.cast import office_with_plan as an_office
from tests.fakes.channel import FakeChannel
from tests.handlers.people.taking import objects, office_nobody_administers, set_up
from tests.stores import fresh_store

LINE = "line"
ME = Sender("U1", "Malee on LINE", "", "th")
OTHER = Sender("U2", "somebody else", "", "th")


class TwoPlatforms:
    """An office on Telegram whose members may be on LINE, too."""

    def __init__(self, office: Office) -> None:
        self.office = office
        line = FakeChannel(LINE)
        line.title = "LINE"
        office.channels[LINE] = line

    def on_line(self, text: str, who: Sender = ME) -> Answer:
        return self._play(who, Happened.SAID, text)

    def press_on_line(self, label: str, post: Post, who: Sender = ME) -> Answer:
        return self._play(who, Happened.PRESSED, post.action(label))

    def code(self) -> str:
        """As it is to be typed on LINE."""
        (typed,) = re.findall(
            r"เชื่อมบัญชี \d{4} \d{4}", self.office.say(MEMBER, "เชื่อมบัญชี", PRIVATE).text
        )
        return str(typed)

    def agreed(self) -> Post:
        """The question to the first account, after the second one has confirmed."""
        asked = self.on_line(self.code()).post
        (question,) = self.press_on_line("เป็นบัญชีของฉัน", asked).elsewhere
        return question

    def linked(self) -> Answer:
        return self.office.press(MEMBER, "ใช่ เชื่อมบัญชี", self.agreed())

    def linked_accounts(self) -> list[str]:
        with self.office.store.reading() as work:
            return work.linking.channels(self.office.person(MEMBER).id)

    def _play(self, who: Sender, what: Happened, text: str) -> Answer:
        place = Place(who.account, ChatKind.PRIVATE, who.name)
        key = self.office._next()
        return self.office.play(Incoming(LINE, key, place, what, who, text, key, press=key))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoPlatforms]:
    store = fresh_store(tmp_path)
    made = TwoPlatforms(an_office(store))
    made.on_line("สวัสดี")
    made.office.say(MEMBER, "สวัสดี", PRIVATE)
    yield made
    store.close()


def mine(two: TwoPlatforms) -> str:
    return two.on_line("งานของฉัน").text


def test_who_is_linked_is_the_same_member_on_both(two: TwoPlatforms) -> None:
    before = two.office.team().members
    answer = two.linked()
    assert answer.text == (
        "บัญชีที่เชื่อมไว้\n"
        "บัญชีของท่านใน LINE และ Telegram เป็นสมาชิกคนเดียวกัน\n"
        "ข้อความแจ้งเตือนส่วนตัวส่งทาง Telegram"
    )
    assert [p.text for p in answer.elsewhere] == [answer.text]
    assert "ขั้นตอนที่" in mine(two)
    assert len(two.office.team().members) == len(before)


def test_each_side_is_told_with_whom_it_is_to_be_one(two: TwoPlatforms) -> None:
    asked = two.on_line(two.code()).post
    assert asked.text.startswith("บัญชี Telegram ของคุณมาลี เป็นบัญชีของท่านด้วยใช่หรือไม่\n\n•")
    (question,) = two.press_on_line("เป็นบัญชีของฉัน", asked).elsewhere
    assert question.text.startswith("บัญชี LINE ของคุณ Malee on LINE ขอเชื่อมกับบัญชีนี้")


def test_until_the_first_account_confirms_nothing_has_changed(two: TwoPlatforms) -> None:
    two.agreed()
    assert "ขั้นตอนที่" not in mine(two)


def test_who_says_no_on_either_side_is_not_linked(two: TwoPlatforms) -> None:
    asked = two.on_line(two.code()).post
    said = two.press_on_line("ไม่ใช่บัญชีของฉัน", asked)
    assert said.text == "ไม่ได้เชื่อมบัญชี"
    (told,) = said.elsewhere
    assert told.text == "ไม่ได้เชื่อมบัญชี เนื่องจากผู้ใช้ใน LINE แจ้งว่าไม่ใช่บัญชีของตน"
    question = two.agreed()
    two.office.press(MEMBER, "ไม่เชื่อม", question)
    assert two.office.press(MEMBER, "ใช่ เชื่อมบัญชี", question).popup
    assert "ขั้นตอนที่" not in mine(two)


def test_who_asked_for_the_code_cannot_confirm_before_the_other(two: TwoPlatforms) -> None:
    asked = two.on_line(two.code()).post
    action = asked.action("เป็นบัญชีของฉัน")
    assert two.office.press(MEMBER, action, chat=PRIVATE).popup
    assert "ขั้นตอนที่" not in mine(two)


def test_a_yes_can_be_taken_back_until_the_other_has_said_it(two: TwoPlatforms) -> None:
    asked = two.on_line(two.code()).post
    (question,) = two.press_on_line("เป็นบัญชีของฉัน", asked).elsewhere
    assert two.press_on_line("ไม่ใช่บัญชีของฉัน", asked).text == "ไม่ได้เชื่อมบัญชี"
    assert two.office.press(MEMBER, "ใช่ เชื่อมบัญชี", question).popup
    assert len(two.linked_accounts()) == 1


def test_who_asked_to_be_forgotten_meanwhile_is_not_linked(two: TwoPlatforms) -> None:
    question = two.agreed()
    erasing = two.on_line("ลบข้อมูลของฉัน").post
    two.press_on_line("ลบข้อมูลถาวร", erasing)
    assert two.office.press(MEMBER, "ใช่ เชื่อมบัญชี", question).popup
    assert len(two.linked_accounts()) == 1


def test_who_was_linked_elsewhere_meanwhile_is_not_linked_again(two: TwoPlatforms) -> None:
    question = two.agreed()
    with two.office.store.work() as work:
        me = work.people.by_account(LINE, ME.account)
        assert me is not None
        other = work.people.seen(CHANNEL, "77", "somebody", "", "th")
        work.linking.link(other.id, me.id, CHANNEL)
        work.commit()
    assert two.office.press(MEMBER, "ใช่ เชื่อมบัญชี", question).popup
    assert len(two.linked_accounts()) == 1


def test_nobody_else_can_confirm(two: TwoPlatforms) -> None:
    asked = two.on_line(two.code()).post
    assert two.press_on_line("เป็นบัญชีของฉัน", asked, OTHER).elsewhere == ()
    (question,) = two.press_on_line("เป็นบัญชีของฉัน", asked).elsewhere
    two.office.press(STRANGER, question.action("ใช่ เชื่อมบัญชี"), chat=PRIVATE)
    two.press_on_line("ใช่ เชื่อมบัญชี", question)
    assert "ขั้นตอนที่" not in mine(two)


def test_a_code_works_once_and_for_ten_minutes(two: TwoPlatforms) -> None:
    code = two.code()
    two.on_line(code)
    assert two.on_line(code, OTHER).text.startswith("ไม่พบรหัสนี้")
    late = two.code()
    two.office.now += timedelta(minutes=10)
    assert two.on_line(late).text.startswith("ไม่พบรหัสนี้")


def test_the_digits_alone_will_do_thai_ones_too(two: TwoPlatforms) -> None:
    digits = two.code().removeprefix("เชื่อมบัญชี ")
    thai = digits.translate({ord("0") + n: ord("๐") + n for n in range(10)})
    assert "เป็นบัญชีของฉัน" in two.on_line(thai).labels


@pytest.mark.parametrize(
    "typed",
    [
        "เชื่อมบัญชี{0}{1}",
        "เชื่อมบัญชี{0}-{1}ครับ",
        "เชื่อมบัญชี รหัส {0}-{1}",
        "เชื่อมบัญชี\n{0} {1}",
        "รหัส {0} {1}",
        "“{0} {1}”",
        "โปรดเปิดแชตส่วนตัวกับระบบใน LINE แล้วส่งข้อความนี้\nเชื่อมบัญชี {0} {1}\n\nรหัสใช้ได้ 10 นาที",
    ],
)
def test_the_code_is_taken_however_it_is_typed_or_pasted(two: TwoPlatforms, typed: str) -> None:
    digits = two.code().removeprefix("เชื่อมบัญชี ").split()
    assert "เป็นบัญชีของฉัน" in two.on_line(typed.format(*digits)).labels


def test_what_is_no_code_is_told_what_one_looks_like(two: TwoPlatforms) -> None:
    assert two.on_line("เชื่อมบัญชี abc").text.startswith("รหัสไม่ถูกต้อง โปรดส่งตัวเลข 8 หลัก")


def test_the_same_code_sent_again_finds_its_question(two: TwoPlatforms) -> None:
    code = two.code()
    first = two.on_line(code)
    assert two.on_line(code).labels == first.labels
    two.press_on_line("เป็นบัญชีของฉัน", first.post)
    assert two.on_line(code).text.startswith("โปรดกดยืนยันต่อในแชตส่วนตัวกับระบบใน Telegram")


def test_who_guesses_codes_is_stopped_even_at_the_right_one(two: TwoPlatforms) -> None:
    right = two.code()
    tried = [two.on_line(f"เชื่อมบัญชี 1111 000{n}", OTHER).text for n in range(6)]
    assert [text[:6] for text in tried] == ["ไม่พบร"] * 5 + ["ระบุรห"]
    assert two.on_line(right, OTHER).text.startswith("ระบุรหัสไม่ถูกต้องหลายครั้ง")
    assert two.on_line(right).labels


def test_the_own_code_typed_on_the_same_platform_is_not_used_up(two: TwoPlatforms) -> None:
    code = two.code()
    assert two.office.say(MEMBER, code, PRIVATE).text == ("โปรดส่งรหัสนี้ในแชตส่วนตัวกับระบบใน LINE")
    assert two.on_line(code).labels


def test_two_accounts_on_one_platform_are_two_people(two: TwoPlatforms) -> None:
    code = two.code()
    assert two.office.say(STRANGER, code, PRIVATE).text.startswith("เชื่อมบัญชีไม่ได้ เนื่องจาก")
    two.linked()
    (asked,) = re.findall(r"\d{4} \d{4}", two.on_line("เชื่อมบัญชี", OTHER).text)
    told = two.office.say(MEMBER, f"เชื่อมบัญชี {asked}", PRIVATE).text
    assert told.startswith("เชื่อมบัญชีไม่ได้ เนื่องจาก")


def test_in_a_group_no_code_is_shown(two: TwoPlatforms) -> None:
    told = two.office.say(MEMBER, "เชื่อมบัญชี", GROUP).text
    assert "ในแชตส่วนตัวกับระบบ" in told
    assert not re.search(r"\d{4}", told)


def test_reminders_come_where_the_person_chooses(two: TwoPlatforms) -> None:
    state = two.linked().post
    two.office.press(MEMBER, "แจ้งเตือนทาง LINE", state)
    told = two.office.say(SECRETARY, "มอบหมาย นักวิชาการ", reply_to=MEMBER)
    assert [p.chat.channel for p in told.elsewhere if p.chat.kind is ChatKind.PRIVATE] == [LINE]


def test_parted_the_duties_stay_with_the_account_that_was_chosen(two: TwoPlatforms) -> None:
    two.linked()
    asked = two.on_line("ยกเลิกการเชื่อมบัญชี").post
    answer = two.press_on_line("ให้อยู่กับบัญชี Telegram", asked)
    assert answer.text == "แยกบัญชีแล้ว หน้าที่ เอกสาร และรายการที่บันทึกอยู่กับบัญชี Telegram"
    assert "ขั้นตอนที่" not in mine(two)
    assert "ขั้นตอนที่" in two.office.say(MEMBER, "งานของฉัน", PRIVATE).text


def test_the_account_that_is_parted_from_elsewhere_is_told(two: TwoPlatforms) -> None:
    two.linked()
    asked = two.office.say(MEMBER, "ยกเลิกการเชื่อมบัญชี", PRIVATE).post
    (told,) = two.office.press(MEMBER, "ให้อยู่กับบัญชี Telegram", asked).elsewhere
    assert told.chat.channel == LINE
    assert told.text.startswith("บัญชีนี้แยกจากบัญชี Telegram แล้ว")


def test_where_one_platform_is_served_there_is_nothing_to_link(two: TwoPlatforms) -> None:
    assert "เชื่อมบัญชี" in two.office.say(MEMBER, "ช่วยเหลือ", PRIVATE).text
    del two.office.channels[LINE]
    said = two.office.say(MEMBER, "เชื่อมบัญชี", PRIVATE).text
    assert said == "ระบบนี้ให้บริการในแอปเดียว จึงไม่มีบัญชีอื่นให้เชื่อม"
    assert "เชื่อมบัญชี" not in two.office.say(MEMBER, "ช่วยเหลือ", PRIVATE).text


def with_linked_secretary(folder: Path) -> tuple[Office, Post]:
    """Where nobody administers the group; and the news that an office was taken."""
    office = office_nobody_administers(fresh_store(folder))
    told = set_up(office)
    me = office.person(SECRETARY).id
    with office.store.work() as work:
        work.linking.link(me, work.people.seen(LINE, "U1", "", "", "th").id, CHANNEL)
        work.commit()
    return office, told


def apart(office: Office) -> str:
    return office.say(SECRETARY, "ยกเลิกการเชื่อมบัญชี", PRIVATE).text


def test_nobody_gets_rid_of_an_objection_by_parting(tmp_path: Path) -> None:
    office, told = with_linked_secretary(tmp_path)
    assert apart(office).startswith("แยกบัญชีได้ตั้งแต่วันที่ 29 ก.ย. 69 เวลา 09.00 น.")
    objects(office, MEMBER, told)
    office.now += timedelta(days=2)
    assert apart(office).startswith("แยกบัญชีไม่ได้ เนื่องจากมีสมาชิกคัดค้าน")


def test_a_day_after_the_office_was_taken_the_accounts_may_part(tmp_path: Path) -> None:
    office, _ = with_linked_secretary(tmp_path)
    office.now += timedelta(days=1)
    assert apart(office).startswith("แยกบัญชีใช่หรือไม่")


def test_who_blocks_it_on_one_platform_is_told_on_the_other_and_nobody_is_alarmed(
    two: TwoPlatforms,
) -> None:
    two.linked()
    chat = two.office.person(MEMBER).private_chat
    assert chat is not None
    with two.office.store.work() as work:
        work.outbox.post(chat, Message(plain("news")), two.office.now)
        work.commit()
    blocked = two.office.happens(Happened.BLOCKED, MEMBER, PRIVATE)
    assert [(post.chat.channel, post.text) for post in blocked.elsewhere] == [(LINE, "news")]
    assert two.office.happens(Happened.OPENED, MEMBER, PRIVATE).elsewhere == ()
