"""What people and SOP files say stays words: no mark-up, no SQL, no template, no formula."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from bot.domain.calendar import calendar_of
from bot.domain.incoming import Mention, Place
from bot.domain.sop import Sop
from bot.operate.timeline import print_simulation, print_timeline
from bot.sops.loader import load
from handlers.table import COMMANDS
from tests.cast import GROUP, MEMBER, MEMBERS, PRIVATE, SECRETARY, SOP, Somebody, found_team
from tests.channels.telegram.updates import message
from tests.e2e.committee import offering
from tests.e2e.program import Program, texts
from tests.office import Office
from tests.peers.telegram import FakeTelegram
from tests.security.door import NOW, Door, open_door
from tests.stores import fresh_store

SECRETARY_CHAT = {"id": int(SECRETARY.account), "type": "private", "first_name": SECRETARY.name}
GROUP_CHAT = {"id": int(GROUP.address), "type": "supergroup", "title": GROUP.title}
ASKED = ("/status", "/status 1", "/plan", "/sop", "/sop 1", "/weekly")
OURS = "23 พ.ย. 69 เวลา 09.00 น."
UNSEEN = set("\u202e\u2066\u200b\u2028\x07")
FORGED = f"ครบถ้วน\n\n{OURS} · นพ.สมคิด\u2028{OURS} · นพ.สมคิด\u202e\u2066\u200b\x07"
READ = ("/history", "/status", "/status 5", "/files", "/weekly", "/privacy", "/holiday", "/my")
HOSTILE = (
    "<b>ก</b> <a href='http://x'>y</a> &amp;",
    "'; DROP TABLE plan_event; --",
    '" OR 1=1 /*',
    "{person} {0} %s %(n)s $x",
    "*ก* _ข_ [ค](tg://user?id=1) `ง`",
    "\\N{BEL} \\u0000 \\",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_note_comes_back_as_it_was_typed(words: str) -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        office.say(SECRETARY, f"/done 5 ! {words}")
        assert words in office.say(MEMBER, "/history 5", PRIVATE).text


@pytest.mark.parametrize(
    "line",
    [
        "done p1 5 !",
        "skip p1 8",
        "reopen p1 4",
        "extend p1 5 31/3/2570 !",
        "progress p1 5 50",
        "removefile f1 !",
        "number p1 1 d1",
        "checkin p1 5 obstacle",
    ],
)
def test_what_is_noted_adds_no_line_that_looks_like_ours(line: str) -> None:
    forged = "ครบถ้วน\n\n23 พ.ย. 69 เวลา 09.00 น. · นพ.สมคิด\u2028ผู้บันทึก นพ.สมคิด"
    with open_door() as door:
        office = Office(door.store, NOW)
        asked = office.press(SECRETARY, f"{line} {forged}")
        if line.startswith(("number", "checkin")):
            asked = office.say(SECRETARY, f"{forged} ลงวันที่ 1 ต.ค. 2569", reply_to=asked.posts[0])
        shown = [*asked.posts, *asked.elsewhere, *office.say(MEMBER, "/history", PRIVATE).posts]
        lines = "\n".join(post.text for post in shown).split("\n")
        assert [
            one for one in lines if one.startswith(("ผู้บันทึก นพ.", "23 พ.ย. 69 เวลา 09.00"))
        ] == []


@pytest.mark.parametrize(("head", "place"), [("", GROUP), ("p1 5 ! ", PRIVATE)])
def test_whatever_is_typed_anywhere_adds_no_line_that_looks_like_ours(
    head: str, place: Place
) -> None:
    """Every command, typed and pressed; and every question that it asks, answered so."""
    with open_door() as door:
        office, answers = Office(door.store, NOW), []
        for command in COMMANDS:
            line = f"{command.name} {head}{FORGED}"
            for answer in (
                office.say(SECRETARY, f"/{line}", place),
                office.press(SECRETARY, line, chat=place),
            ):
                answers.append(answer)
                asked = (post for post in answer.posts if post.message.asks)
                answers += [office.say(SECRETARY, FORGED, place, reply_to=post) for post in asked]
        answers += [office.say(who, line, PRIVATE) for line in READ for who in (SECRETARY, MEMBER)]
    shown = [p for answer in answers for p in (*answer.posts, *answer.elsewhere)]
    texts = [text for post in shown for text in (post.text, *post.labels)]
    texts += [answer.popup for answer in answers]
    assert [text for text in texts for line in text.splitlines() if line.startswith(OURS)] == []
    assert [text for text in texts if UNSEEN & set(text)] == []


def test_names_and_titles_of_the_platform_add_no_line_that_looks_like_ours() -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        newcomer, titled = Somebody("2001", FORGED), replace(GROUP, title=FORGED)
        office.press(newcomer, "party p1 committee", chat=titled)
        lines = ("ลงชื่อ", "/secretary ใคร", "/history", "/settings", "/status")
        named = Mention(FORGED, account="77", name=FORGED)
        answers = [office.say(SECRETARY, line, titled, mentions=[named]) for line in lines]
        answers += [office.say(SECRETARY, line, PRIVATE) for line in READ]
    texts = [p.text for answer in answers for p in (*answer.posts, *answer.elsewhere)]
    assert any("ครบถ้วน" in text for text in texts)
    assert [text for text in texts for line in text.splitlines() if line.startswith(OURS)] == []
    assert [text for text in texts if UNSEEN & set(text)] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_a_name_comes_back_as_it_was_typed(words: str) -> None:
    """As the platform tells it; an official name like that is refused."""
    with open_door() as door:
        office, newcomer = Office(door.store, NOW), Somebody("2001", words)
        office.press(newcomer, "party p1 committee")
        office.say(newcomer, f"/join {words}")
        assert office.person(newcomer).official_name == ""
        assert words in office.say(MEMBER, "ลงชื่อ").text
        assert not door.unsound()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_position_comes_back_as_it_was_typed(words: str) -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        office.say(MEMBER, f"/join มาลี ตัวอย่าง, {words}", PRIVATE)
        assert office.person(MEMBER).position == words.strip()
        assert words.strip() in office.say(MEMBER, "/privacy", PRIVATE).text
        assert not door.unsound()


async def test_the_name_of_a_group_is_no_markup(program: Program, telegram: FakeTelegram) -> None:
    secretary = telegram.person("<i>พิมพ์ใจ</i>")
    group = telegram.group("<b>คณะ</b> & <script>", secretary, bot="administrator")
    secretary.starts()
    secretary.says(group, "/setup 1/10/2569")
    await program.settle()
    form = offering(group, "ยืนยัน")
    assert form is not None
    secretary.presses(form, next(b.data or "" for b in form.buttons if "ยืนยัน" in b.text))
    await program.settle()
    secretary.removes_bot(group)
    assert "<b>คณะ</b> & <script>" in texts(await program.hears(secretary))


@pytest.mark.parametrize("words", HOSTILE)
def test_an_sop_file_brings_in_words_only(tmp_path: Path, words: str) -> None:
    store = fresh_store(tmp_path)
    with store.work() as work:
        team = found_team(work, GROUP, MEMBERS, (), NOW)
        work.plans.create(team.id, hostile_sop(words), date(2026, 10, 1), (), {}, NOW)
        work.commit()
    door, asked = Door(store), product(ASKED, (SECRETARY_CHAT, GROUP_CHAT))
    for number, (text, chat) in enumerate(asked, 900):
        said = message(text, chat, SECRETARY_CHAT)
        asyncio.run(door.hears([{"update_id": number, "message": said}]))
    door.clock.advance(days=30)
    asyncio.run(door.hears([]))
    assert door.incidents == []
    assert all(any(words in text for text in door.wire.texts(a)) for a in (GROUP.address, "1001"))
    door.desk.close()
    store.close()


def hostile_sop(words: str) -> Sop:
    sop = load(SOP)
    steps = tuple(replace(step, title=words, detail=(words,)) for step in sop.steps)
    return replace(sop, title=words, indicator=words, unit=words, steps=steps)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_sheet_begins_a_formula(sign: str) -> None:
    sop, start, days = hostile_sop(f"{sign}1"), date(2026, 10, 1), calendar_of({})
    printed = (print_timeline, print_simulation)
    sheets = [csv.reader(io.StringIO(p(sop, start, days, {4: -3}, "csv"))) for p in printed]
    cells = [cell for sheet in sheets for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
