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
from bot.domain.sop import Sop
from bot.operate.timeline import print_simulation, print_timeline
from bot.sops.loader import load
from tests.cast import GROUP, MEMBER, MEMBERS, PRIVATE, SECRETARY, SOP, found_team
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
