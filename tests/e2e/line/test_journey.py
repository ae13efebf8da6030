"""A committee on LINE, from adding the bot to reminders and files."""

from __future__ import annotations

from urllib.parse import unquote

from bot.domain.files import MAX_FILE_BYTES
from handlers.table import HELP
from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program, texts

ORDER = b"%PDF-1.7 order"
TALK = {"ถ้า": "ถ้า 5 ช้า 10 วัน"}
"""Alone it is nobody's command in a group."""


async def test_a_group_sets_up_its_plan_without_a_single_push(
    program: Program, committee: Committee
) -> None:
    committee.group.adds_bot()
    hello = texts(await program.hears(committee.group))
    assert "ผู้ที่จะทำหน้าที่เลขานุการกดปุ่มด้านล่าง" in hello
    assert "/setup" not in hello
    committee.secretary.says("จัดทำแผน 1/10/2569", committee.group)
    await program.hears(committee.group)
    committee.secretary.presses("ยืนยัน", committee.group)
    told = texts(await program.hears(committee.group))
    assert told.startswith("จัดทำแผนเรียบร้อยแล้ว")
    assert "เลขานุการ: คุณพิมพ์ใจ ตัวอย่าง" in told
    assert program.line.cost() == 0


async def test_what_the_group_is_told_is_not_told_in_private_as_well(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await running.hears(committee.group))
    assert await running.hears(committee.member) == []
    await running.at("2026-10-09 08:30")
    assert "เกินกำหนด" in texts(await running.hears(committee.member))
    assert await running.hears(committee.academic) == []


async def test_the_lock_screen_shows_what_a_notice_tells(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 08:30")
    (notice,) = await running.hears(committee.group)
    assert notice.text.startswith("ครบกำหนดวันนี้")


async def test_talk_is_not_answered(running: Program, committee: Committee) -> None:
    said = committee.chair.says("พรุ่งนี้ประชุมกี่โมง", committee.group)
    committee.member.says("เก้าโมง", committee.group, quoting=said.id)
    committee.member.sends_sticker(committee.group)
    assert await running.hears(committee.group) == []


async def test_in_the_group_the_word_alone_takes_back_what_was_asked(
    running: Program, committee: Committee
) -> None:
    committee.secretary.says("ไม่ดำเนินการ 8", committee.group)
    assert "พิมพ์ “ยกเลิก”" in texts(await running.hears(committee.group))
    committee.member.says("ยกเลิก", committee.group)
    assert await running.hears(committee.group) == []
    committee.secretary.says("ยกเลิก", committee.group)
    assert "ไม่มีการเปลี่ยนแปลง" in texts(await running.hears(committee.group))


async def test_a_file_sent_in_private_is_kept_and_answered_at_no_cost(
    running: Program, committee: Committee
) -> None:
    before = running.line.cost()
    committee.member.sends_file("คำสั่ง.pdf", ORDER)
    told = texts(await running.hears(committee.member))
    assert "ได้รับเอกสารแนบแล้ว" in told
    assert "ขั้นตอนที่ 1 · คำสั่ง.pdf" in told
    assert running.line.cost() == before


async def test_a_file_in_the_group_is_taken_once_it_is_quoted(
    running: Program, committee: Committee
) -> None:
    sent = committee.member.sends_file("คำสั่ง.pdf", ORDER, committee.group)
    assert await running.hears(committee.group) == []
    committee.member.says("แนบ 1", committee.group, quoting=sent.id)
    assert "คำสั่ง.pdf" in texts(await running.hears(committee.group))


async def test_a_file_that_is_quoted_once_more_is_attached_to_that_step_too(
    running: Program, committee: Committee
) -> None:
    sent = committee.member.sends_file("คำสั่ง.pdf", ORDER, committee.group)
    for by, step in ((committee.member, 1), (committee.secretary, 4)):
        by.says(f"แนบ {step}", committee.group, quoting=sent.id)
        told = texts(await running.hears(committee.group))
        assert f"ขั้นตอนที่ {step} · คำสั่ง.pdf" in told
        assert "ผู้ส่ง คุณวิชัย" in told


async def test_who_sent_a_file_is_its_sender_though_another_quotes_it(
    running: Program, committee: Committee
) -> None:
    running.clock.advance(minutes=10)  # until then who took the office removes nothing of others
    sent = committee.member.sends_file("คำสั่ง.pdf", ORDER, committee.group)
    committee.secretary.says("แนบ 1", committee.group, quoting=sent.id)
    assert "ผู้ส่ง คุณวิชัย" in texts(await running.hears(committee.group))
    committee.secretary.says("เลิกทำ", committee.group)
    assert "คำสั่ง.pdf" in texts(await running.hears(committee.group))
    committee.secretary.says("เอกสาร 1")
    assert "ยังไม่มีเอกสารแนบ" in texts(await running.hears(committee.secretary))


async def test_a_file_that_was_asked_for_is_taken(running: Program, committee: Committee) -> None:
    committee.member.says("แนบ 1", committee.group)
    await running.hears(committee.group)
    committee.member.sends_image(b"\xff\xd8 picture", committee.group)
    assert "ภาพ_" in texts(await running.hears(committee.group))


async def test_a_month_that_is_used_up_leaves_the_answers(
    running: Program, committee: Committee
) -> None:
    running.line.world.month_limit = 0
    await running.at("2026-10-02 08:30")
    assert await running.hears(committee.group) == []
    committee.member.says("สถานะ", committee.group)
    told = texts(await running.hears(committee.group))
    assert "สถานะตัวชี้วัดที่ 2.4" in told
    assert "ครบกำหนดวันนี้" in told


async def test_a_group_is_told_that_files_come_in_private(
    running: Program, committee: Committee
) -> None:
    committee.member.sends_file("คำสั่ง.pdf", ORDER)
    await running.hears(committee.member)
    committee.secretary.says("เอกสาร 1", committee.group)
    await running.hears(committee.group)
    committee.secretary.presses("1-01 คำสั่ง.pdf", committee.group)
    [told] = await running.hears(committee.group)
    assert "แชตส่วนตัวเท่านั้น" in texts([told])
    link = str(told.buttons[0].uri)
    assert "line.me" in link
    committee.secretary.says(unquote(link.rpartition("/?")[2]))
    [*_, sent] = await running.hears(committee.secretary)
    assert [b.label for b in sent.buttons] == ["คำสั่ง.pdf"]


async def test_what_was_unsent_at_once_is_not_kept(running: Program, committee: Committee) -> None:
    sent = committee.member.sends_file("คำสั่ง.pdf", ORDER)
    committee.member.unsends(sent)
    await running.settle()
    committee.secretary.says("เอกสาร 1")
    assert "ยังไม่มีเอกสารแนบ" in texts(await running.hears(committee.secretary))


async def test_what_is_unsent_later_is_removed_with_a_note(
    running: Program, committee: Committee
) -> None:
    sent = committee.member.sends_file("คำสั่ง.pdf", ORDER)
    await running.hears(committee.member)
    committee.member.unsends(sent)
    told = texts(await running.hears(committee.secretary))
    assert "นำเอกสารออกแล้ว" in told
    assert "ผู้ส่งยกเลิกการส่งข้อความ" in told
    committee.secretary.says("ประวัติ 1")
    assert "ผู้ส่งยกเลิกการส่งข้อความ" in texts(await running.hears(committee.secretary))


async def test_what_is_unsent_in_the_group_is_removed_whoever_had_it_attached(
    running: Program, committee: Committee
) -> None:
    sent = committee.member.sends_file("คำสั่ง.pdf", ORDER, committee.group)
    committee.secretary.says("แนบ 1", committee.group, quoting=sent.id)
    assert "คำสั่ง.pdf" in texts(await running.hears(committee.group))
    committee.member.unsends(sent)
    assert "นำเอกสารออกแล้ว" in texts(await running.hears(committee.secretary))
    committee.secretary.says("เอกสาร 1")
    assert "ยังไม่มีเอกสารแนบ" in texts(await running.hears(committee.secretary))


async def test_who_pressed_is_named_in_the_group(running: Program, committee: Committee) -> None:
    committee.member.presses(committee.label_of("คณะกรรมการพัฒนาวิชาการ"), committee.group)
    said = texts(await running.hears(committee.group))
    assert said.startswith("คุณวิชัย ตัวอย่าง – ลงชื่อเป็นผู้รับผิดชอบแล้ว")


async def test_a_file_is_asked_for_as_line_can_send_it(
    running: Program, committee: Committee
) -> None:
    committee.member.says("แนบ 1", committee.group)
    asked = texts(await running.hears(committee.group))
    assert "โปรดส่งไฟล์ในกลุ่มนี้ภายใน 10 นาที" in asked
    assert "ตอบกลับ" not in asked


async def test_an_event_that_comes_again_is_done_once(
    running: Program, committee: Committee
) -> None:
    running.line.faults.deliver_twice(1)
    committee.member.says("คืบหน้า 1 50 ร่างแล้ว")
    assert len(await running.hears(committee.member)) == 1
    committee.secretary.says("ประวัติ 1")
    assert texts(await running.hears(committee.secretary)).count("ร่างแล้ว") == 1


async def test_events_that_overtake_each_other_are_both_answered(
    running: Program, committee: Committee
) -> None:
    running.line.faults.deliver_out_of_order(1)
    committee.member.says("สถานะ")
    committee.member.says("แผน")
    assert len(await running.hears(committee.member)) == 2


async def test_every_word_of_the_help_is_answered_in_words_of_this_platform(
    running: Program, committee: Committee
) -> None:
    """What is not, the fixture `line` finds."""
    for word in (TALK.get(line.word, line.word) for line in HELP):
        running.clock.advance(minutes=1)
        committee.secretary.says(word)
        committee.member.says(word, committee.group)
        assert await running.hears(committee.secretary)
        assert await running.hears(committee.group)


async def test_who_is_not_in_the_group_joins_by_the_words_of_an_invitations_link(
    running: Program, committee: Committee
) -> None:
    committee.secretary.says("มอบหมาย")
    [offer] = await running.hears(committee.secretary)
    link = next(b.uri for b in offer.buttons if b.label == "รับผิดชอบในนามคณะดำเนินงาน")
    outsider = running.line.person("มานะ ตัวอย่าง")
    outsider.befriend()
    await running.hears(outsider)
    outsider.says(unquote(str(link).partition("?")[2]))
    assert "คณะดำเนินงาน" in texts(await running.hears(outsider))
    assert "คุณมานะ ตัวอย่าง" in texts(await running.hears(committee.secretary))
    await running.at("2026-10-09 08:30")
    assert "เกินกำหนด" in texts(await running.hears(outsider))


async def test_a_film_of_a_size_that_line_does_not_tell_is_refused_once_it_is_too_long(
    running: Program, committee: Committee
) -> None:
    committee.member.says("แนบ 1")
    await running.hears(committee.member)
    committee.member.sends_video(bytes(MAX_FILE_BYTES + 1))
    told = texts(await running.hears(committee.member))
    assert "20 MB" in told
    assert [p for p in (running.folder / "files").rglob("*") if p.is_file()] == []


async def test_a_question_in_the_group_is_answered_by_quoting_it_or_taken_back(
    running: Program, committee: Committee
) -> None:
    committee.secretary.says("ขยายเวลา 1", committee.group)
    (question,) = await running.hears(committee.group)
    assert "ตอบกลับข้อความนี้" in texts([question])
    assert "ยกเลิก" in {b.label for b in question.quick_replies}
    committee.secretary.says("30/11/2569 รอข้อมูล", committee.group)
    assert await running.hears(committee.group) == []
    committee.secretary.presses("ยกเลิก", committee.group)
    assert "ยกเลิกแล้ว" in texts(await running.hears(committee.group))


async def test_a_link_is_attached_by_its_address_and_opened_by_a_button(
    running: Program, committee: Committee
) -> None:
    committee.member.says("แนบ 1", committee.group)
    (asked,) = await running.hears(committee.group)
    committee.member.says("https://www.doh.go.th/a?x[]=1 คำสั่ง", committee.group, quoting=asked.id)
    assert "คำสั่ง (www.doh.go.th)" in texts(await running.hears(committee.group))
    committee.chair.says("เอกสาร 1", committee.group)
    await running.hears(committee.group)
    committee.chair.presses("1-01 คำสั่ง", committee.group)
    (got,) = await running.hears(committee.group)
    assert "://" not in got.text
    assert got.buttons[0].action["uri"] == "https://www.doh.go.th/a?x%5B%5D=1"
