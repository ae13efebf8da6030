"""Every refusal has its sentence."""

from __future__ import annotations

from bot.domain.errors import Problem
from bot.domain.message import plain
from bot.render.language import speaker
from bot.render.text import refusals, sop_refusals


def test_no_two_parts_give_one_code_a_sentence_each() -> None:
    """The second would be said with the values of the first."""
    parts = [part.REFUSALS for part in vars(refusals).values() if hasattr(part, "REFUSALS")]
    codes = [code for part in parts for code in part]
    assert parts
    assert sorted(codes) == sorted(set(codes))


def test_of_an_sop_that_does_not_fit_no_keys_of_its_file_are_told_in_a_chat() -> None:
    late = Problem(
        1,
        1,
        'step 3: "not_after" 12-31 is long before the step can start (03-16)',
        'a day of the next fiscal year is written "day: 12-31" and "year: next"',
    )
    told = sop_refusals.faults(speaker("th"), plain(""), [late]).plain
    assert "not_after" not in told
    assert "year: next" not in told
    assert "โปรดเลือกคำตอบอื่น หรือแก้ไขขั้นตอนนั้นก่อน" in told
