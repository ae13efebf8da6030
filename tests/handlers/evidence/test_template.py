"""/template: the office's own form for reports, sent in private, shown, and put away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import Refusal
from bot.domain.files import MAX_TEMPLATE_BYTES, File
from bot.domain.incoming import IncomingFile, Replied
from bot.domain.message import Made
from bot.render.language import speaker
from bot.render.text import refusals
from handlers.evidence import receipts
from tests.cast import (
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    Somebody,
    office_with_plan,
    team_of,
)
from tests.stores import fresh_store

COMMAND = "แม่แบบรายงาน"
GET, DROP = "ขอรับแม่แบบที่ใช้อยู่", "ยกเลิกการใช้แม่แบบ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def word(name: str = "แบบรายงาน.docx", size: int = 30_000) -> IncomingFile:
    return IncomingFile(f"source of {name}", name, "", size)


def send(
    office: Office, who: Somebody = SECRETARY, *files: IncomingFile, said: str = "แม่แบบรายงาน"
) -> Answer:
    return office.say(who, said, PRIVATE, files=files or (word(),))


def fetched(office: Office, why: str = "") -> list[Post]:
    """What the bot says once the bytes are here, or are not taken."""
    now = office.now.astimezone(UTC)
    with office.store.work() as work:
        file = work.files.claim(now, now + timedelta(minutes=10))
        assert file is not None
        work.files.drop(file.id)
        if why:
            receipts.template_refused(work, file, Refusal(why), now)
        else:
            receipts.template_kept(work, file, "a" * 64, 30_000, now)
        work.commit()
    return office.outbox()


def in_use(office: Office) -> str | None:
    with office.store.reading() as work:
        used = work.templates.of_team(team_of(work).id)
    return used.name if used else None


def expected(office: Office) -> list[File]:
    now = office.now.astimezone(UTC)
    with office.store.work() as work:
        found = work.files.claim(now, now)
    return [found] if found else []


def test_it_says_how_one_is_made_and_what_may_stand_in_it(office: Office) -> None:
    text = office.say(SECRETARY, "แม่แบบรายงาน", PRIVATE).text
    assert "ยังไม่ได้กำหนดแม่แบบ" in text
    assert "{{ตัวชี้วัด}}" in text


@pytest.mark.parametrize("who", [SECRETARY, CHAIR])
def test_sent_with_the_command_it_is_in_use_once_it_was_looked_through(
    office: Office, who: Somebody
) -> None:
    assert send(office, who).posts == ()
    assert in_use(office) is None
    (told,) = fetched(office)
    assert told.text == "รายงานจะใช้แม่แบบนี้ตั้งแต่บัดนี้เป็นต้นไป\nแบบรายงาน.docx (30 KB)"
    assert told.chat.address == who.account
    assert in_use(office) == "แบบรายงาน.docx"


def test_the_next_file_after_the_question_is_the_form_and_of_no_step(office: Office) -> None:
    office.say(SECRETARY, "แม่แบบรายงาน", PRIVATE)
    send(office, said="")
    fetched(office)
    assert in_use(office) == "แบบรายงาน.docx"
    assert "ขั้นตอน" in send(office, said="").text


def test_of_a_report_it_is_said_that_it_is_in_the_offices_form(office: Office) -> None:
    ours, theirs = "เติมเลขที่หนังสือและผู้รับ", "จัดทำตามแม่แบบของหน่วยงาน"
    before = office.say(SECRETARY, "จัดทำรายงาน 1", PRIVATE).text
    assert (ours in before, theirs in before) == (True, False)
    send(office)
    fetched(office)
    after = office.say(SECRETARY, "จัดทำรายงาน 1", PRIVATE).text
    assert (ours in after, theirs in after) == (False, True)


def test_in_reply_to_a_file_it_is_that_file(office: Office) -> None:
    replied = Replied("77", files=(word("ของสำนัก.docx"),))
    office.say(SECRETARY, "แม่แบบรายงาน", PRIVATE, reply_to=replied)
    fetched(office)
    assert in_use(office) == "ของสำนัก.docx"


def test_what_is_refused_is_told_with_how_to_mend_it(office: Office) -> None:
    send(office)
    (told,) = fetched(office, "template-macros")
    assert told.text.startswith("ไม่สามารถใช้ไฟล์ “แบบรายงาน.docx” เป็นแม่แบบได้\nไฟล์มีแมโคร")
    assert in_use(office) is None


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (word("แบบ.docm"), "ไม่ใช่เอกสาร Word (.docx)"),
        (word("แบบ.pdf"), "ไม่ใช่เอกสาร Word (.docx)"),
        (word(size=MAX_TEMPLATE_BYTES + 1), "เกิน 5 MB"),
    ],
)
def test_what_no_form_can_be_is_not_even_fetched(
    office: Office, file: IncomingFile, why: str
) -> None:
    assert why in send(office, SECRETARY, file).text
    assert expected(office) == []


def test_two_files_at_once_are_none(office: Office) -> None:
    assert "ครั้งละ 1 ไฟล์" in send(office, SECRETARY, word(), word("ข.docx")).text


def test_it_is_given_back_and_put_away_and_taken_back(office: Office) -> None:
    send(office)
    fetched(office)
    card = office.say(SECRETARY, "แม่แบบรายงาน", PRIVATE).post
    (back,) = office.press(SECRETARY, GET, card).post.message.documents
    assert (back.what, back.name) == (Made.TEMPLATE, "แบบรายงาน.docx")
    away = office.press(SECRETARY, DROP, card).post
    assert in_use(office) is None
    office.press(SECRETARY, "เลิกทำ", away)
    assert in_use(office) == "แบบรายงาน.docx"


def test_another_in_its_place_can_be_taken_back(office: Office) -> None:
    send(office)
    fetched(office)
    send(office, SECRETARY, word("ใหม่.docx"))
    (told,) = fetched(office)
    office.press(SECRETARY, "เลิกทำ", told)
    assert in_use(office) == "แบบรายงาน.docx"


def test_typed_in_private_taking_back_means_the_newest_form(office: Office) -> None:
    send(office)
    fetched(office)
    office.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert in_use(office) is None


def test_what_stands_in_the_form_turns_and_hides_nothing_in_the_answer() -> None:
    unknown = Refusal("template-unknown", unknown=("ก\n\u202eข",))
    said = refusals.text(speaker("th"), unknown).plain
    assert "{{ก ข}}\n" in said


def test_there_is_a_sample_to_begin_with(office: Office) -> None:
    card = office.say(SECRETARY, "แม่แบบรายงาน", PRIVATE).post
    (sample,) = office.press(SECRETARY, "ตัวอย่างแม่แบบ (Word)", card).post.message.documents
    assert (sample.what, sample.of) == (Made.TEMPLATE, "sample")


def test_a_member_sends_none_and_nothing_is_fetched(office: Office) -> None:
    assert "เลขานุการหรือประธาน" in send(office, MEMBER).text
    assert expected(office) == []


def test_in_the_group_it_is_sent_to_the_private_chat(office: Office) -> None:
    said = office.say(SECRETARY, "แม่แบบรายงาน", GROUP, files=(word(),))
    where = "แม่แบบรายงานกำหนดในแชตส่วนตัว โปรดพิมพ์ “แม่แบบรายงาน” ในแชตส่วนตัวกับระบบ"
    assert said.text == where
    assert expected(office) == []


def test_words_in_place_of_the_file_are_answered_and_end_it(office: Office) -> None:
    office.say(SECRETARY, "แม่แบบรายงาน", PRIVATE)
    assert "โปรดส่งไฟล์ Word" in office.say(SECRETARY, "อะไรนะ", PRIVATE).text
    office.say(SECRETARY, "ยกเลิก", PRIVATE)
    assert "ขั้นตอน" in send(office, said="").text
