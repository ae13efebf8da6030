"""The menu below the private chat: five words, put up by the program, pressed by members."""

from __future__ import annotations

import pytest

from bot.compose.parts import pressed_words
from bot.operate.check import check_up
from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program, texts

WORDS = {
    "สถานะ": "สถานะตัวชี้วัดที่ 2.4",
    "งานของฉัน": "ลำดับถัดไป",
    "เอกสาร": "เอกสารแนบ",
    "แผน": "สิ้นสุด 14 ส.ค. 70",
    "ช่วยเหลือ": "คำสั่งที่ใช้ได้",
}
"""And what the answer tells of."""


def test_it_offers_what_people_ask_for_most() -> None:
    assert [word for _, word in pressed_words()] == list(WORDS)


@pytest.mark.parametrize("word", WORDS)
async def test_a_word_that_is_pressed_is_answered_as_if_it_were_typed(
    running: Program, committee: Committee, word: str
) -> None:
    before = running.line.cost()
    committee.member.presses(word)
    pressed = texts(await running.hears(committee.member))
    committee.member.says(word)
    assert pressed == texts(await running.hears(committee.member))
    assert WORDS[word] in pressed
    assert running.line.cost() == before


@pytest.mark.parametrize("word", WORDS)
async def test_a_stranger_who_presses_is_answered_as_one_who_types(
    running: Program, word: str
) -> None:
    pressing, typing = running.line.person("คนหนึ่ง"), running.line.person("คนหนึ่ง")
    for stranger in (pressing, typing):
        stranger.user.is_friend = True  # since before the program was there
    pressing.presses(word)
    typing.says(word)
    answer = texts(await running.hears(pressing))
    assert answer
    assert answer == texts(await running.hears(typing))


async def test_check_says_that_it_stands(program: Program) -> None:
    _, told = await check_up(program.all_settings())
    assert "line menu: shown in private chats" in told


async def test_it_is_there_after_another_start_and_is_one(program: Program) -> None:
    await program.stop()
    await program.start()
    [menu] = program.line.world.menus.made.values()
    assert program.line.world.menus.default == menu.id
